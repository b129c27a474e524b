// Admitting enterprises and co-operatives.

import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Scope } from '../../platform/database.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import { decideEnterprise, type EnterpriseApplication, type EnterpriseRefusal } from './domain/enterprise.ts';
import type { NamedProduce } from './domain/produce.ts';
import { listedProduce } from './produce-service.ts';

export interface Enterprise extends Omit<EnterpriseApplication, 'produce'> {
  readonly id: string;
  /** As named then; none on decisions from before it was asked for. */
  readonly produce: readonly NamedProduce[];
  readonly outcome: 'admitted' | 'green_channel';
  readonly linkedHouseholds: number;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

interface EnterpriseRow {
  id: string;
  credit_code: string;
  name: string;
  kind: 'enterprise' | 'cooperative';
  licence_until: string | null;
  activity: string;
  produce: NamedProduce[] | null;
  employs: number;
  buys_from: number;
  certified: boolean;
  outcome: 'admitted' | 'green_channel';
  reason: string;
  decided_by_name: string;
  decided_at: Date;
}

export function enterpriseService({ database, clock, businessDate, leastLinkedHouseholds }: AdmissionDependencies) {
  /** Admits an enterprise or co-operative; a later decision on the same credit code replaces it. Refuses as `decideEnterprise`. */
  async function admitEnterprise(
    scope: Scope,
    application: EnterpriseApplication,
    reason: string,
  ): Promise<Result<Enterprise, EnterpriseRefusal>> {
    const today = await businessDate(scope.county);
    const least = await leastLinkedHouseholds(scope.county, today);
    const at = clock.now();
    return await database.transaction(scope, async (tx) => {
      const decided = decideEnterprise(application, least, await listedProduce(tx, scope.county), today);
      if (!decided.ok) return decided;
      const enterprise: Enterprise = {
        ...application,
        ...decided.value,
        id: newId(at.getTime()),
        reason: reason.trim(),
        decidedBy: scope.actor.name,
        decidedAt: at.toISOString(),
      };
      await sql`insert into admission.enterprise (county, id, credit_code, name, kind, licence_until, activity, produce, employs, buys_from,
          certified, outcome, reason, decided_by, decided_by_name, decided_at)
        values (${scope.county}, ${enterprise.id}, ${enterprise.creditCode}, ${enterprise.name.trim()}, ${enterprise.kind},
          ${enterprise.licenceUntil}, ${enterprise.activity}, ${JSON.stringify(enterprise.produce)}::jsonb, ${enterprise.employs}, ${enterprise.buysFrom}, ${enterprise.certified},
          ${enterprise.outcome}, ${enterprise.reason}, ${scope.actor.id}, ${scope.actor.name}, ${at})`.execute(tx);
      await append(tx, scope, {
        at,
        action: 'admitEnterprise',
        subject: `enterprise:${enterprise.creditCode}`,
        after: enterprise,
        note: enterprise.reason,
      });
      return ok(enterprise);
    });
  }

  /** Each enterprise by its newest decision. */
  async function listEnterprises(scope: Scope): Promise<Enterprise[]> {
    return await database.transaction(scope, async (tx) => {
      const { rows } = await sql<EnterpriseRow>`
        select distinct on (credit_code) id, credit_code, name, kind, licence_until, activity, produce, employs, buys_from, certified,
          outcome, reason, decided_by_name, decided_at
        from admission.enterprise where county = ${scope.county} order by credit_code, decided_at desc, id desc`.execute(
        tx,
      );
      return rows.map((row) => ({
        id: row.id,
        creditCode: row.credit_code,
        name: row.name,
        kind: row.kind,
        licenceUntil: row.licence_until,
        activity: row.activity,
        produce: row.produce ?? [],
        employs: row.employs,
        buysFrom: row.buys_from,
        certified: row.certified,
        outcome: row.outcome,
        linkedHouseholds: row.employs + row.buys_from,
        reason: row.reason,
        decidedBy: row.decided_by_name,
        decidedAt: row.decided_at.toISOString(),
      }));
    });
  }

  return { admitEnterprise, listEnterprises };
}
