// A screening: facts → rules → model → clues, in one transaction for one county. Running it again over unchanged data
// opens nothing new; a kill in the middle leaves the result before it.

import { type RawBuilder, sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TableVersion } from '../../../kernel/trace.ts';
import { append } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope, Tx } from '../../platform/database.ts';
import type { Progress } from '../../platform/jobs.ts';
import type { ModelEngine, RuleEngine, ScoringModel } from './dependencies.ts';
import { type FunnelStep, lineFen, type Tally } from './domain.ts';
import { dataDate, deriveFacts, forgetDepartedFacts } from './facts-sql.ts';
import * as steps from './screening-sql.ts';

export interface ScreeningDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly rules: RuleEngine;
  readonly models: ModelEngine;
  readonly businessDate: (county: string) => Promise<string>;
  /**
   * Tells `households` every household's level, in the screening's transaction: its list filters by them. `levels` is a
   * SELECT of `household_id` and `risk`.
   */
  readonly tellRisk: (tx: Tx, county: string, asOf: string, levels: RawBuilder<unknown>) => Promise<void>;
}

export interface ScreeningVersions {
  readonly signals: TableVersion;
  readonly category: TableVersion;
  readonly risk: TableVersion;
  readonly model: { readonly id: string; readonly kind: 'logistic' | 'vep'; readonly version: number } | null;
}

export interface ScreeningResult {
  readonly id: string;
  readonly asOf: string;
  readonly versions: ScreeningVersions;
  readonly households: number;
  readonly flagged: number;
  readonly cluesNew: number;
  readonly cluesKept: number;
  /** Open before, and with nothing behind them any more. */
  readonly cluesClosed: number;
  readonly byCause: readonly Tally[];
  readonly byRule: readonly Tally[];
  readonly byTownship: readonly Tally[];
  readonly byCategory: readonly Tally[];
  readonly funnel: readonly FunnelStep[];
}

export type ScreeningRefusal = 'no_households' | 'whole_county_only';

const STEPS = ['facts', 'signals', 'model', 'clues', 'done'] as const;

export function createScreening({ database, clock, rules, models, businessDate, tellRisk }: ScreeningDependencies) {
  /** The date that facts are derived as of (see dataDate); the rules that decide are today's. */
  async function asOfDate(tx: Tx, county: string): Promise<string> {
    const today = await businessDate(county);
    const { rows } = await dataDate(county, today).execute(tx);
    return rows[0]?.day ?? today;
  }

  /** The day that the household's facts speak of, else the county's: what one person sees of a county does not say. */
  async function standingDate(tx: Tx, county: string, householdId: string): Promise<string | undefined> {
    const { rows } = await sql<{ day: string | null }>`select coalesce(
        (select as_of from monitoring.facts where county = ${county} and household_id = ${householdId}),
        (select max(as_of) from monitoring.facts where county = ${county}))::text as day`.execute(tx);
    return rows[0]?.day ?? undefined;
  }

  /**
   * Keeps facts current when the registry has changed: one household's in the transaction of the change, all of them
   * (null) after an import. The assessment is the newest screening's until the next one.
   */
  async function keepFacts(scope: Scope, householdId: string | null): Promise<void> {
    if (householdId === null) {
      await refreshFacts(scope);
      return;
    }
    await database.transaction(scope, async (tx) => {
      const asOf = await standingDate(tx, scope.county, householdId);
      await refreshFacts({ ...scope, tx }, { householdId, ...(asOf === undefined ? {} : { asOf }) });
    });
  }

  /** Brings the county's fact rows (or one household's) up to date. Returns the date that they speak of. */
  async function refreshFacts(scope: Scope, options: { asOf?: string; householdId?: string } = {}): Promise<string> {
    const { county } = scope;
    return await database.transaction(scope, async (tx) => {
      const asOf = options.asOf ?? (await asOfDate(tx, county));
      const today = await businessDate(county);
      const line = lineFen(await rules.parameter('monitoringLine', county, today));
      const age = async (name: string) => Number(await rules.parameter(name, county, today));
      const borrowerAges = { least: await age('borrowerMinAge'), most: await age('borrowerMaxAge') };
      const { householdId } = options;
      await deriveFacts({ county, asOf, today, lineFen: line, borrowerAges, householdId }).execute(tx);
      if (options.householdId === undefined) {
        await forgetDepartedFacts(county).execute(tx);
        // Statements that follow join on these rows at once, long before autovacuum would look at them.
        await sql`select monitoring.analyze_facts()`.execute(tx);
      }
      return asOf;
    });
  }

  /** Screens the whole county by the rules of today. Refuses `whole_county_only` (a township's officer), `no_households`. */
  async function screen(
    scope: Scope,
    report: Progress = () => undefined,
  ): Promise<Result<ScreeningResult, ScreeningRefusal>> {
    const { county } = scope;
    if (scope.region !== county) return refuse('whole_county_only');
    const at = (step: (typeof STEPS)[number]) => report({ step, done: STEPS.indexOf(step), total: STEPS.length - 1 });
    at('facts');
    const startedAt = clock.now();
    const rulesOn = await businessDate(county);
    const asOf = await refreshFacts(scope);
    const model = await models.scoring(county);
    const [signals, category, risk, clueQuantile] = await Promise.all([
      rules.compiled('signals', county, rulesOn),
      rules.compiled('category', county, rulesOn),
      rules.compiled('risk', county, rulesOn),
      rules.parameter('highRiskQuantile', county, rulesOn),
    ]);
    const input: steps.ScreeningInput = {
      county,
      signals,
      category,
      risk,
      clueQuantile: Number(clueQuantile),
      screeningId: newId(startedAt.getTime()),
      at: startedAt,
      model: model === null ? null : { scoreSql: model.scoreSql('f'), reasonsSql: model.reasonsSql('f') },
    };
    return await database.transaction(scope, async (tx) => {
      const {
        rows: [counted],
      } = await sql<{ n: bigint }>`select count(*) as n from monitoring.facts where county = ${county}`.execute(tx);
      if (counted!.n === 0n) return refuse('no_households');
      at('signals');
      await steps.signalHits(input).execute(tx);
      at('model');
      await steps.assess(input).execute(tx);
      await steps.forgetDeparted(input).execute(tx);
      await steps.levelRisk(input).execute(tx);
      at('clues');
      const { rows: clues } = await steps.openClues(input).execute(tx);
      await steps.markClues(input).execute(tx);
      const closed = (await steps.closeClues(input).execute(tx)).rows.length;
      await tellRisk(tx, county, asOf, steps.levels(input));
      const opened = clues.filter((c) => c.opened).length;
      const result = await summarise(tx, input, asOf, model, { opened, kept: clues.length - opened, closed });
      await save(tx, scope, result, rulesOn, startedAt, clock.now());
      at('done');
      return ok(result);
    });
  }

  async function summarise(
    tx: Tx,
    input: steps.ScreeningInput,
    asOf: string,
    model: ScoringModel | null,
    clues: { readonly opened: number; readonly kept: number; readonly closed: number },
  ): Promise<ScreeningResult> {
    const tally = async (kind: steps.TallyKind): Promise<Tally[]> =>
      (await steps.tally(kind, input).execute(tx)).rows.map((r) => ({
        key: r.key,
        households: Number(r.households),
        clues: Number(r.clues),
      }));
    const counts = (await steps.funnel(input).execute(tx)).rows[0]!;
    return {
      id: input.screeningId,
      asOf,
      versions: {
        signals: input.signals.version,
        category: input.category.version,
        risk: input.risk.version,
        model: model === null ? null : { id: model.id, kind: model.kind, version: model.version },
      },
      households: Number(counts.households),
      flagged: Number(counts.clues),
      cluesNew: clues.opened,
      cluesKept: clues.kept,
      cluesClosed: clues.closed,
      byCause: await tally('cause'),
      byRule: await tally('rule'),
      byTownship: await tally('township'),
      byCategory: await tally('category'),
      funnel: (['households', 'signals', 'watched', 'clues', 'high'] as const).map((step) => ({
        step,
        households: Number(counts[step]),
      })),
    };
  }

  async function save(
    tx: Tx,
    scope: Scope,
    result: ScreeningResult,
    rulesOn: string,
    startedAt: Date,
    endedAt: Date,
  ): Promise<void> {
    const json = (value: unknown) => JSON.stringify(value);
    await sql`insert into monitoring.screening (county, id, as_of, rules_on, started_at, ended_at, actor_name, versions, households, flagged, clues_new, clues_kept, clues_closed,
        by_cause, by_rule, by_township, by_category, funnel)
      values (${scope.county}, ${result.id}, ${result.asOf}::date, ${rulesOn}::date, ${startedAt}, ${endedAt}, ${scope.actor.name}, ${json(result.versions)}::jsonb,
        ${result.households}, ${result.flagged}, ${result.cluesNew}, ${result.cluesKept}, ${result.cluesClosed}, ${json(result.byCause)}::jsonb, ${json(result.byRule)}::jsonb,
        ${json(result.byTownship)}::jsonb, ${json(result.byCategory)}::jsonb, ${json(result.funnel)}::jsonb)`.execute(
      tx,
    );
    await append(tx, scope, {
      at: endedAt,
      action: 'screen',
      subject: `screening:${result.id}`,
      after: {
        asOf: result.asOf,
        households: result.households,
        flagged: result.flagged,
        cluesNew: result.cluesNew,
        cluesClosed: result.cluesClosed,
        versions: result.versions,
      },
    });
  }

  return { refreshFacts, keepFacts, screen };
}
