// A trial as one set-based statement: each row of the population is judged once by both versions, then grouped.

import { type RawBuilder, sql } from 'kysely';
import type { CompiledTable } from './domain/compile.ts';
import type { TrialGroup, TrialLabels } from './domain/trial.ts';

/** The rows that a table judges, as the context that owns them hands them in. */
export interface TrialPopulation {
  /** What stands after FROM: the subject's columns, `county`, `household_id` and `region` under the alias `f`. */
  readonly from: string;
  /** Each row is a household, or something of a household's (`path`: a need of an open plan). */
  readonly unit: 'household' | 'need';
}

/** A household for which the rules that fire are not the same before and after. */
export interface TrialCase extends Pick<TrialGroup, 'before' | 'after'> {
  readonly householdId: string;
  readonly no: string;
  readonly headName: string;
  /** Twelve digits. */
  readonly region: string;
}

export interface TrialRows {
  readonly total: bigint;
  readonly groups: readonly TrialGroup[];
  readonly cases: readonly TrialCase[];
}

/** Cases shown of each pair of what fires before and after. */
const PER_PAIR = 12;
/** And of all pairs together. */
const MOST_CASES = 600;
/** Of a pair with more cases only about so many are put in order. */
const CANDIDATES = 500;

/**
 * Groups by township and by what fires, with some cases of every pair that differs. Which cases is decided by a hash of
 * the household's id, so that they come from all over the county and are the same when asked again.
 */
export function tryOnPopulation(
  county: string,
  population: TrialPopulation,
  before: CompiledTable,
  after: CompiledTable,
  labels: TrialLabels,
): RawBuilder<TrialRows> {
  const [was, is] = [before.labelsSql(labels.before), after.labelsSql(labels.after)];
  return sql<TrialRows>`with judged as materialized (
      select f.household_id, f.region, ${sql.raw(was)} as before, ${sql.raw(is)} as after
      from ${sql.raw(population.from)} where f.county = ${county}),
    grouped as (
      select substr(region, 1, 9) as township, before, after, count(*) as cases from judged group by 1, 2, 3),
    pairs as (
      select before, after, greatest(1, (sum(cases) / ${CANDIDATES})::integer) as one_in from grouped
      where before <> after group by 1, 2),
    placed as (
      select j.household_id, j.before, j.after,
        row_number() over (partition by j.before, j.after order by uuid_hash(j.household_id), j.household_id) as place
      from judged j join pairs p on p.before = j.before and p.after = j.after
      where j.before <> j.after and abs(uuid_hash(j.household_id)::bigint) % p.one_in = 0),
    chosen as (
      select p.household_id, h.no, h.head_name, h.region, p.before, p.after, p.place
      from placed p join households.pub_household h on h.county = ${county} and h.id = p.household_id
      where p.place <= ${PER_PAIR} order by p.place, uuid_hash(p.household_id), p.household_id limit ${MOST_CASES})
    select (select count(*) from judged) as total,
      coalesce((select jsonb_agg(jsonb_build_object('township', township, 'before', before, 'after', after, 'cases', cases)
        order by township, before, after) from grouped), '[]') as groups,
      coalesce((select jsonb_agg(jsonb_build_object('householdId', household_id, 'no', no, 'headName', head_name, 'region', region,
        'before', before, 'after', after) order by place, uuid_hash(household_id), household_id) from chosen), '[]') as cases`;
}
