// How well a ranking finds who relapsed: AUC, calibration by tenth, recall from the top, and who is missed. One
// statement; counted in integers and numeric, equal scores in the order of household ids, so that the figures are
// the same however the population is read.

import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { type Group, type Measures, TOP_SHARES } from './domain/card.ts';
import { SCORE_DECIMALS } from './score-sql.ts';
import type { Source } from './sums-sql.ts';

interface Line {
  part: 'all' | 'tenth' | 'township' | 'category' | 'cause';
  key: string;
  n: number;
  positives: number;
  predicted: number;
  loss: number;
  found: number[];
  auc: number | null;
}

/** Households in the top `share` of `total`: rounded down, at least one. */
const topOf = (total: string, share: number) => `greatest(floor(${total} * ${share}), 1)`;

/**
 * Measures the score (an SQL expression over `f`) against `o.relapsed` over a labelled source. For a score that is no
 * probability only AUC and recall mean anything.
 */
export async function measure(tx: Tx, source: Source, score: string): Promise<Measures> {
  const ranked = sql.raw(`round((${score})::numeric, ${SCORE_DECIMALS})`);
  const found = TOP_SHARES.map((share) => `count(*) filter (where y and place <= ${topOf('total', share)})`);
  const { rows } = await sql<Line>`
    with scored as materialized (
      select f.household_id as id, left(f.region, 9) as township, coalesce(f.category, '') as category,
        coalesce(o.cause, '') as cause, o.relapsed as y, ${ranked} as s
      ${source}
    ), ranked as materialized (
      select *, row_number() over (order by s desc, id) as place, ntile(10) over (order by s, id) as tenth,
        count(*) over () as total, -ln(greatest(case when y then s else 1 - s end, 1e-15)) as loss
      from scored
    ), ties as (
      select s, count(*) filter (where y) as pos, count(*) filter (where not y) as neg from ranked group by s
    ), below as (
      select pos, neg, coalesce(sum(neg) over (order by s rows between unbounded preceding and 1 preceding), 0) as lower from ties
    ), area as (
      select (sum(pos * (2 * lower + neg)) / nullif(2 * sum(pos) * sum(neg), 0))::float8 as auc from below
    )
    select g.part, g.key, count(*)::int as n, (count(*) filter (where y))::int as positives,
      avg(s)::float8 as predicted, sum(loss)::float8 as loss, array[${sql.raw(found.join(', '))}]::int[] as found,
      (select auc from area) as auc
    from ranked cross join lateral (values ('all', ''), ('tenth', lpad(tenth::text, 2, '0')), ('township', township),
      ('category', category), ('cause', case when y then cause end)) as g (part, key)
    where g.key is not null
    group by g.part, g.key order by g.part, g.key`.execute(tx);
  return assemble(rows);
}

function assemble(rows: readonly Line[]): Measures {
  const all = rows.find((row) => row.part === 'all');
  const { n, positives, auc } = all ?? { n: 0, positives: 0, auc: null };
  const part = (name: Line['part']) => rows.filter((row) => row.part === name).map(toGroup);
  const tenths = part('tenth');
  return {
    n,
    positives,
    auc,
    logLoss: all === undefined ? 0 : all.loss / n,
    calibrationError: Math.max(0, ...tenths.map((t) => Math.abs(t.predicted - t.observed))),
    top: TOP_SHARES.map((share, i) => {
      const households = n === 0 ? 0 : Math.max(Math.floor(n * share), 1);
      const found = all?.found[i] ?? 0;
      return {
        share,
        households,
        found,
        recall: positives === 0 ? null : found / positives,
        precision: n === 0 ? 0 : found / households,
      };
    }),
    tenths,
    byTownship: part('township'),
    byCategory: part('category'),
    byCause: part('cause'),
  };
}

const toGroup = (row: Line): Group => ({
  key: row.key,
  n: row.n,
  positives: row.positives,
  predicted: row.predicted,
  observed: row.positives / row.n,
  found: row.found,
});
