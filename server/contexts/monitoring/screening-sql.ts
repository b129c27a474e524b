// A screening as set-based SQL: each statement reads a county's rows once. Texts of rules and models come compiled.

import { type RawBuilder, sql } from 'kysely';
import type { CompiledRule } from './dependencies.ts';
import { CAUSE_OF_TOPIC } from './domain.ts';

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

const POPULATION = 'monitoring.facts f';
const KEYS = ['county', 'household_id'];

export interface ScreeningInput {
  readonly county: string;
  readonly screeningId: string;
  readonly signals: CompiledRule;
  readonly category: CompiledRule;
  readonly risk: CompiledRule;
  /** numeric score over alias `f`, and its three reasons as jsonb; null while there is no model. */
  readonly model: { readonly scoreSql: string; readonly reasonsSql: string } | null;
  /** Households at or above this quantile of the score get a clue from the model alone, 0 to 1. */
  readonly clueQuantile: number;
  readonly at: Date;
}

const inCounty = (county: string) => `f.county = ${quote(county)}`;

/** Fired signals, one row a household and rule, kept for the transaction: the next steps count and join them. */
export function signalHits({ county, signals }: ScreeningInput): RawBuilder<unknown> {
  const hits = signals.compiled.hitsSql({ from: POPULATION, keys: KEYS, where: inCounty(county) });
  return sql.raw(`create temporary table screening_hit on commit drop as ${hits}`);
}

/** One assessment a household: score, quantile, fired rules, causes, category. The risk level follows. */
export function assess(input: ScreeningInput): RawBuilder<unknown> {
  const { county, category, model, screeningId } = input;
  const categories = category.compiled.hitsSql({ from: POPULATION, keys: KEYS, where: inCounty(county) });
  const score = model === null ? 'null::numeric' : model.scoreSql;
  return sql`insert into monitoring.assessment as a
    (county, household_id, region, screening_id, score, score_quantile, hits, worst, rules, causes, category, risk_level, clue)
    select s.county, s.household_id, s.region, ${screeningId}::uuid, s.score,
      case when s.score is null then null else round(percent_rank() over (order by s.score, s.household_id)::numeric, 6) end,
      coalesce(h.hits, 0), coalesce(h.worst, 0), coalesce(h.rules, '{}'), coalesce(h.causes, '{}'), c.category, '低', false
    from (select f.county, f.household_id, f.region, ${sql.raw(score)} as score from ${sql.raw(POPULATION)} where f.county = ${county}) s
    left join (select county, household_id, count(*)::integer as hits, max(severity)::integer as worst,
        array_agg(distinct code order by code) as rules, array_agg(distinct cause order by cause) as causes
      from screening_hit group by county, household_id) h on h.county = s.county and h.household_id = s.household_id
    left join (${sql.raw(categories)}) c on c.county = s.county and c.household_id = s.household_id
    on conflict (county, household_id) do update set region = excluded.region, screening_id = excluded.screening_id, score = excluded.score,
      score_quantile = excluded.score_quantile, hits = excluded.hits, worst = excluded.worst, rules = excluded.rules,
      causes = excluded.causes, category = excluded.category, risk_level = excluded.risk_level, clue = excluded.clue`;
}

/** Assessments of households that have left the registry go. */
export function forgetDeparted({ county, screeningId }: ScreeningInput): RawBuilder<unknown> {
  return sql`delete from monitoring.assessment where county = ${county} and screening_id <> ${screeningId}::uuid`;
}

/** The risk level by the published table over hits, severity and quantile. */
export function levelRisk({ county, risk }: ScreeningInput): RawBuilder<unknown> {
  const population = `(select county, household_id, hits, worst as worst_severity, score_quantile from monitoring.assessment) f`;
  const levels = risk.compiled.hitsSql({ from: population, keys: KEYS, where: inCounty(county) });
  return sql`update monitoring.assessment a set risk_level = l.level from (${sql.raw(levels)}) l
    where a.county = ${county} and l.county = a.county and l.household_id = a.household_id and a.risk_level <> l.level`;
}

/**
 * Opens or refreshes clues: one a household and cause. A household that only the model points to gets one clue,
 * under the cause of its largest reason. Ids come from what is decided, so that a repeated step writes the same rows.
 */
export function openClues(input: ScreeningInput): RawBuilder<{ opened: boolean }> {
  const { county, screeningId, signals, model, clueQuantile, at } = input;
  const version = signals.version;
  const causeOfTopic = `case m.model_reasons -> 0 ->> 'topic' ${Object.entries(CAUSE_OF_TOPIC)
    .map(([topic, cause]) => `when ${quote(topic)} then ${quote(cause)}`)
    .join(' ')} else '其他' end`;
  const modelReasons = model === null ? `'[]'::jsonb` : model.reasonsSql;
  const byModel = model === null ? 'false' : `a.score_quantile >= ${clueQuantile}`;
  return sql<{ opened: boolean }>`with marked as materialized (
      select f.county, f.household_id, f.region, a.score, a.category, (${sql.raw(byModel)}) as by_model,
        case when ${sql.raw(byModel)} then ${sql.raw(modelReasons)} else '[]'::jsonb end as model_reasons
      from ${sql.raw(POPULATION)} join monitoring.assessment a on a.county = f.county and a.household_id = f.household_id
      where f.county = ${county} and (a.hits > 0 or ${sql.raw(byModel)})),
    found as (
      select m.county, m.household_id, m.region, m.score, m.category, h.cause,
        jsonb_agg(jsonb_build_object('table', ${version.table}::text, 'version', ${version.version}::integer, 'rule', h.rule, 'code', h.code,
          'severity', h.severity, 'reason', h.reason, 'reasonEn', h.reason_en) order by h.severity desc, h.rule) as reasons, m.model_reasons
      from marked m join screening_hit h on h.county = m.county and h.household_id = m.household_id
      group by m.county, m.household_id, m.region, m.score, m.category, h.cause, m.model_reasons
      union all
      select m.county, m.household_id, m.region, m.score, m.category, ${sql.raw(causeOfTopic)}, '[]'::jsonb, m.model_reasons
      from marked m where m.by_model and not exists (
        select 1 from screening_hit h where h.county = m.county and h.household_id = m.household_id))
    insert into monitoring.clue as k (county, id, household_id, region, source, cause, category, state, reasons, model_reasons, score,
      opened_at, opened_by, seen_at, seen_by)
    select county, md5(concat_ws(':', county, household_id, cause, ${screeningId}::text))::uuid, household_id, region, 'screening', cause, category,
      'open', reasons, model_reasons, score, ${at}::timestamptz, ${screeningId}::uuid, ${at}::timestamptz, ${screeningId}::uuid from found
    on conflict (county, household_id, cause) where state = 'open' do update set region = excluded.region, category = excluded.category,
      reasons = excluded.reasons, model_reasons = excluded.model_reasons, score = excluded.score, seen_at = excluded.seen_at, seen_by = excluded.seen_by
    returning (k.opened_by = ${screeningId}::uuid) as opened`;
}

/** Which households now have a clue that this screening saw. */
export function markClues({ county, screeningId }: ScreeningInput): RawBuilder<unknown> {
  return sql`update monitoring.assessment a set clue = true where a.county = ${county} and exists (
    select 1 from monitoring.clue k where k.county = a.county and k.household_id = a.household_id and k.seen_by = ${screeningId}::uuid)`;
}

/** The risk level of every household. */
export function levels({ county }: ScreeningInput): RawBuilder<unknown> {
  return sql`select household_id, risk_level as risk from monitoring.assessment where county = ${county}`;
}

/** Clues that were open and for which this screening found nothing any more are closed by it. */
export function closeClues({ county, screeningId, at }: ScreeningInput): RawBuilder<{ id: string }> {
  return sql`update monitoring.clue set state = 'closed', closed_at = ${at}::timestamptz, closed_by = ${screeningId}::uuid
    where county = ${county} and state = 'open' and source = 'screening' and seen_by <> ${screeningId}::uuid returning id`;
}

export type TallyKind = 'cause' | 'rule' | 'township' | 'category';

/** Households and clues by one key, the largest first. */
export function tally(
  kind: TallyKind,
  { county, screeningId }: ScreeningInput,
): RawBuilder<{ key: string; households: bigint; clues: bigint }> {
  switch (kind) {
    case 'cause':
      return sql`select cause as key, count(distinct household_id) as households, count(*) as clues from monitoring.clue
        where county = ${county} and seen_by = ${screeningId}::uuid group by cause order by clues desc, cause`;
    case 'rule':
      return sql`select code as key, count(distinct household_id) as households, count(*) as clues from screening_hit
        where county = ${county} group by code order by households desc, code`;
    case 'township':
      return sql`select substr(a.region, 1, 9) as key, count(*) as households, count(*) filter (where a.clue) as clues
        from monitoring.assessment a where a.county = ${county} group by 1 order by 1`;
    case 'category':
      return sql`select category as key, count(*) as households, count(*) filter (where clue) as clues from monitoring.assessment
        where county = ${county} and category is not null group by category order by households desc, category`;
    default:
      return kind satisfies never;
  }
}

export function funnel({
  county,
}: ScreeningInput): RawBuilder<{ households: bigint; signals: bigint; watched: bigint; clues: bigint; high: bigint }> {
  return sql`select count(*) as households, count(*) filter (where hits > 0) as signals, count(*) filter (where category is not null) as watched,
      count(*) filter (where clue) as clues, count(*) filter (where clue and risk_level = '高') as high
    from monitoring.assessment where county = ${county}`;
}
