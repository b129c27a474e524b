// The sums that a fit needs, each one set-based aggregate over a population of facts. Every level of the nested
// queries ends in `offset 0`: it keeps PostgreSQL from writing an expression out again wherever it is used (a
// hundred and fifty sums would each take the same logarithm), and does not keep it from reading in parallel.

import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { LogisticSums } from './domain/logistic.ts';
import { fromUpperTriangle, type Vector } from './domain/matrix.ts';
import { FARTHEST_ODDS } from './domain/model.ts';
import { literal, type Term } from './domain/terms.ts';
import type { Target, Weight, WeightedSums } from './domain/vep.ts';

/** Where rows come from: `from … where …`, with the facts as `f` and, if labelled, the outcome as `o`. */
export type Source = RawBuilder<unknown>;

export interface Moments {
  readonly n: number;
  readonly positives: number;
  /** Of each term: sum and sum of squares. */
  readonly sums: readonly number[];
  readonly squares: readonly number[];
}

const LEAST = sql.raw(literal(-FARTHEST_ODDS));
const MOST = sql.raw(literal(FARTHEST_ODDS));
const name = (i: number) => `x${i + 1}`;
const list = (parts: readonly string[]) => sql.raw(parts.join(', '));
const float8 = (parts: readonly string[]) => sql.raw(`array[${parts.join(', ')}]::float8[]`);
/** Σ weight·x over the columns x1 … xn, with the constant first. */
const linear = (weights: Vector) => weights.map((w, j) => (j === 0 ? literal(w) : `${literal(w)} * x${j}`)).join(' + ');
const columns = (terms: readonly Term[]) => terms.map((t, i) => `${t.sql('f')} as ${name(i)}`);

/** Counts, and the first two moments of the terms; `positive` is an SQL condition. */
export async function moments(tx: Tx, source: Source, terms: readonly Term[], positive: string): Promise<Moments> {
  const names = terms.map((_, i) => name(i));
  const { rows } = await sql<{ n: number; positives: number; sums: (number | null)[]; squares: (number | null)[] }>`
    select count(*)::int as n, (count(*) filter (where y))::int as positives,
      ${float8(names.map((x) => `sum(${x})`))} as sums, ${float8(names.map((x) => `sum(${x} * ${x})`))} as squares
    from (select ${list([...columns(terms), `${positive} as y`])} ${source} offset 0) as design`.execute(tx);
  const row = rows[0]!;
  return {
    n: row.n,
    positives: row.positives,
    sums: row.sums.map((s) => s ?? 0),
    squares: row.squares.map((s) => s ?? 0),
  };
}

/** One step's sums of a logistic regression of `o.relapsed` on the terms, at coefficients `beta` (constant first). */
export async function logisticSums(
  tx: Tx,
  source: Source,
  terms: readonly Term[],
  beta: Vector,
): Promise<LogisticSums> {
  const names = terms.map((_, i) => name(i));
  const weighted = names.map((x) => `w * ${x} as w${x}`);
  const upper = [
    'sum(w)',
    ...names.map((x) => `sum(w${x})`),
    ...names.flatMap((x, i) => names.slice(i).map((z) => `sum(w${x} * ${z})`)),
  ];
  const { rows } = await sql<{ likelihood: number; gradient: number[]; upper: number[] }>`
    select sum(y * eta - ln(1 + exp(eta))) as likelihood,
      ${float8(['sum(r)', ...names.map((x) => `sum(r * ${x})`)])} as gradient, ${float8(upper)} as upper
    from (select y, eta, r, ${list([...names, 'w', ...weighted])}
      from (select y, eta, y - p as r, p * (1 - p) as w, ${list(names)}
        from (select y, eta, 1 / (1 + exp(-eta)) as p, ${list(names)}
          from (select y, least(greatest(${sql.raw(linear(beta))}, ${LEAST}), ${MOST}) as eta, ${list(names)}
            from (select ${list([...columns(terms), '(o.relapsed::int)::float8 as y'])} ${source} offset 0) as design
            offset 0) as line
          offset 0) as chance
        offset 0) as weight
      offset 0) as step`.execute(tx);
  const { likelihood, gradient, upper: triangle } = rows[0]!;
  return { logLikelihood: likelihood, gradient, information: fromUpperTriangle(terms.length + 1, triangle) };
}

/** Weighted sums for least squares of a target on the terms; `lnIncome` is log income in yuan. */
export async function weightedSums(
  tx: Tx,
  source: Source,
  terms: readonly Term[],
  lnIncome: Term,
  target: Target,
  weight: Weight | null,
): Promise<WeightedSums> {
  const names = terms.map((_, i) => name(i));
  const t = target.of === 'lnIncome' ? 'y' : `power(y - (${linear(target.beta)}), 2)`;
  const w =
    weight === null
      ? '1::float8'
      : `power(greatest(${linear(weight.theta)}, ${literal(weight.floor)}), ${-weight.power})`;
  const upper = [
    'sum(w)',
    ...names.map((x) => `sum(w${x})`),
    ...names.flatMap((x, i) => names.slice(i).map((z) => `sum(w${x} * ${z})`)),
  ];
  const { rows } = await sql<{ n: number; square: number; right: number[]; upper: number[] }>`
    select count(*)::int as n, sum(w * t * t) as square,
      ${float8(['sum(w * t)', ...names.map((x) => `sum(w${x} * t)`)])} as "right", ${float8(upper)} as upper
    from (select t, w, ${list([...names, ...names.map((x) => `w * ${x} as w${x}`)])}
      from (select ${sql.raw(t)} as t, ${sql.raw(w)} as w, ${list(names)}
        from (select ${list([...columns(terms), `${lnIncome.sql('f')} as y`])} ${source} offset 0) as design
        offset 0) as weight
      offset 0) as step`.execute(tx);
  const { n, square, right, upper: triangle } = rows[0]!;
  return { n, square, right, cross: fromUpperTriangle(terms.length + 1, triangle) };
}
