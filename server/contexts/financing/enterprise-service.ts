// Where the needs of an admitted enterprise or co-operative go: the same published `path` table as a household's, with the
// households that it is linked with. No plan is drawn: what it can carry is judged by its own books, not by a registry.

import { fenToJson } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { CaseTrace, TableVersion } from '../../../kernel/trace.ts';
import type { Scope } from '../../platform/database.ts';
import type { FinancingDependencies } from './dependencies.ts';
import { CHANNELS, type Channel, needRow, readRoute } from './domain/channel.ts';
import { MODES } from './domain/modes.ts';
import { type NeedRefusal, type RawNeed, readNeeds } from './domain/need.ts';
import { type Purpose, purposeText, type Text } from './domain/purpose.ts';
import { products } from './reads.ts';

export type EnterprisePathRefusal = 'enterprise_unknown' | 'no_needs' | NeedRefusal | 'no_route';

export interface EnterpriseWay {
  readonly purpose: Purpose;
  readonly purposeName: Text;
  readonly askedFen: number;
  readonly evidence: string;
  readonly channel: Channel;
  readonly channelName: Text;
  /** 1 to 5 as in paper §3.2; null for insurance. */
  readonly mode: number | null;
  readonly modeName: Text | null;
  readonly reason: Text;
  readonly clause: string;
  /** Products of that channel made for enterprises; elsewhere the lender offers its own. */
  readonly products: readonly { readonly code: string; readonly name: Text; readonly terms: Text }[];
  readonly decidedBy: TableVersion;
  readonly trace: CaseTrace;
}

export function enterpriseService({ database, businessDate, enterprise, evaluate, parameters }: FinancingDependencies) {
  /**
   * Routes each need by the `path` table in force; keeps nothing. Refuses `enterprise_unknown` (no decision admits it),
   * `no_needs`, then as `NEED_REFUSALS`, `no_route`.
   */
  async function suggestEnterprisePath(
    scope: Scope,
    request: { readonly creditCode: string; readonly needs: readonly RawNeed[] },
  ): Promise<Result<{ readonly ways: readonly EnterpriseWay[] }, EnterprisePathRefusal>> {
    const admitted = await enterprise(scope, request.creditCode);
    if (admitted === null) return refuse('enterprise_unknown');
    if (request.needs.length === 0) return refuse('no_needs');
    const today = await businessDate(scope.county);
    const needs = readNeeds(request.needs, today);
    if (!needs.ok) return needs;
    const given = await parameters(scope, today);
    const offered = await database.transaction(scope, (tx) => products(tx, today, given));
    const ways: EnterpriseWay[] = [];
    for (const need of needs.value) {
      const row = {
        ...needRow(need, { startup: false }),
        applicantKind: admitted.kind,
        linkedHouseholds: admitted.linkedHouseholds,
      };
      const { outputs, version, trace } = await evaluate(scope, 'path', row, today);
      const read = readRoute(outputs);
      if (!read.ok) return refuse('no_route', { need: need.id.slice(1) });
      const { channel, mode, reason, clause } = read.value;
      const named = MODES.find(({ number }) => number === mode) ?? null;
      ways.push({
        purpose: need.purpose,
        purposeName: purposeText(need.purpose),
        askedFen: fenToJson(need.amount),
        evidence: need.evidence,
        channel,
        channelName: { zh: CHANNELS[channel].zh, en: CHANNELS[channel].en },
        mode,
        modeName: named && { zh: named.zh, en: named.en },
        reason,
        clause,
        products: offered
          .filter((product) => product.channel === channel && product.eligibility === 'enterprise')
          .map(({ code, name, terms }) => ({ code, name, terms })),
        decidedBy: version,
        trace,
      });
    }
    return ok({ ways });
  }

  return { suggestEnterprisePath };
}
