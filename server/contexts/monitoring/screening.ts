// A screening: facts → rules → model → clues, in one transaction for one county. Running it again over unchanged data
// opens nothing new; a kill in the middle leaves the result before it.

import { sql } from 'kysely';
import { isoDate } from '../../../kernel/calendar.ts';
import { newId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TableVersion } from '../../../kernel/trace.ts';
import { append } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope, Tx } from '../../platform/database.ts';
import type { Progress } from '../../platform/jobs.ts';
import type { ModelEngine, RuleEngine, ScoringModel } from './dependencies.ts';
import { type FunnelStep, lineFen, type RiskLevel, type Tally } from './domain.ts';
import { dataDate, deriveFacts, forgetDepartedFacts } from './facts-sql.ts';
import * as steps from './screening-sql.ts';

export interface ScreeningDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly rules: RuleEngine;
  readonly models: ModelEngine;
  readonly businessDate: (county: string) => Promise<string>;
  /** Tells `households` the levels of those that have a clue, in the screening's transaction: its list filters by them. */
  readonly tellRisk: (
    tx: Tx,
    county: string,
    asOf: string,
    levels: readonly { readonly householdId: string; readonly risk: RiskLevel }[],
  ) => Promise<void>;
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
  readonly byCause: readonly Tally[];
  readonly byRule: readonly Tally[];
  readonly byTownship: readonly Tally[];
  readonly byCategory: readonly Tally[];
  readonly funnel: readonly FunnelStep[];
}

export type ScreeningRefusal = 'no_households' | 'whole_county_only';

const STEPS = ['facts', 'signals', 'model', 'clues', 'done'] as const;

export function createScreening({ database, clock, rules, models, businessDate, tellRisk }: ScreeningDependencies) {
  /** The date that facts are derived as of (see dataDate); the day whose rules decide is another: see rulesDay. */
  async function asOfDate(tx: Tx, county: string, wanted?: string): Promise<string> {
    if (wanted !== undefined) return isoDate(wanted);
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
  async function refreshFacts(
    scope: Scope,
    options: { asOf?: string; householdId?: string; rulesOn?: string } = {},
  ): Promise<string> {
    const { county } = scope;
    return await database.transaction(scope, async (tx) => {
      const asOf = await asOfDate(tx, county, options.asOf);
      const today = await businessDate(county);
      const line = lineFen(await rules.parameter('monitoringLine', county, options.rulesOn ?? today));
      await deriveFacts({ county, asOf, today, lineFen: line, householdId: options.householdId }).execute(tx);
      if (options.householdId === undefined) {
        await forgetDepartedFacts(county).execute(tx);
        // Statements that follow join on these rows at once, long before autovacuum would look at them.
        await sql`select monitoring.analyze_facts()`.execute(tx);
      }
      return asOf;
    });
  }

  /**
   * Screens the whole county by the rules of today, or, as of a day gone by, by those of that day: so a past result can
   * be had again. Refuses `whole_county_only` (a township's officer), `no_households`.
   */
  async function screen(
    scope: Scope,
    options: { asOf?: string } = {},
    report: Progress = () => undefined,
  ): Promise<Result<ScreeningResult, ScreeningRefusal>> {
    const { county } = scope;
    if (scope.region !== county) return refuse('whole_county_only');
    const at = (step: (typeof STEPS)[number]) => report({ step, done: STEPS.indexOf(step), total: STEPS.length - 1 });
    at('facts');
    const startedAt = clock.now();
    const rulesOn = options.asOf === undefined ? await businessDate(county) : isoDate(options.asOf);
    const asOf = await refreshFacts(scope, { ...options, rulesOn });
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
      await tellRisk(tx, county, asOf, (await steps.flaggedLevels(input).execute(tx)).rows);
      const result = await summarise(tx, input, asOf, model, clues.filter((c) => c.opened).length, clues.length);
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
    opened: number,
    seen: number,
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
      cluesNew: opened,
      cluesKept: seen - opened,
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
    await sql`insert into monitoring.screening (county, id, as_of, rules_on, started_at, ended_at, actor_name, versions, households, flagged, clues_new, clues_kept,
        by_cause, by_rule, by_township, by_category, funnel)
      values (${scope.county}, ${result.id}, ${result.asOf}::date, ${rulesOn}::date, ${startedAt}, ${endedAt}, ${scope.actor.name}, ${json(result.versions)}::jsonb,
        ${result.households}, ${result.flagged}, ${result.cluesNew}, ${result.cluesKept}, ${json(result.byCause)}::jsonb, ${json(result.byRule)}::jsonb,
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
        versions: result.versions,
      },
    });
  }

  return { refreshFacts, keepFacts, screen };
}
