// Scores and reasons as SQL over a row of facts: for INSERT … SELECT over a whole population. The text is made only
// of the features' own columns and of numbers, so it may stand in any statement; `alias` is an SQL identifier.

import {
  FARTHEST_DEVIATION,
  FARTHEST_ODDS,
  featureOf,
  type ModelSpec,
  type Piece,
  pieces,
  topicsOf,
} from './domain/model.ts';
import { POINT_DECIMALS, REASONS_SHOWN } from './domain/reasons.ts';
import { literal, num } from './domain/terms.ts';

/** Decimals that scores are ranked by; equal scores are ranked by household id. */
export const SCORE_DECIMALS = 9;

/** The chance of relapse, 0 to 1 (float8): the SQL of score(). */
export function scoreSql(model: ModelSpec, alias: string): string {
  const features = model.terms.map((t) => featureOf(model.kind, t.feature));
  const term = (weight: number, i: number) => {
    const { own, within } = features[i]!;
    return `${literal(weight)} * ${own.sql(alias)}${within === undefined ? '' : ` * ${within.term.sql(alias)}`}`;
  };
  const sum = (intercept: number, weights: readonly number[]) => [literal(intercept), ...weights.map(term)].join(' + ');
  const line = sum(
    model.intercept,
    model.terms.map((t) => t.weight),
  );
  if (model.kind === 'logistic') {
    return `(1 / (1 + exp(-${limited(line, FARTHEST_ODDS)})))`;
  }
  const variance = `greatest(${sum(model.varianceIntercept, model.varianceWeights)}, ${literal(model.floor)})`;
  const lnLine = `ln(greatest(${num('line').sql(alias)}, 1))`;
  const deviation = `(${lnLine} - (${line})) / sqrt(${variance})`;
  return `(erfc(-${limited(deviation, FARTHEST_DEVIATION)} / sqrt(2::float8)) / 2)`;
}

const limited = (x: string, limit: number) => `least(greatest(${x}, ${literal(-limit)}), ${literal(limit)})`;

/** The score as numeric with SCORE_DECIMALS: what rankings and quantiles compare, so that they never hang on a last digit. */
export function rankedScoreSql(model: ModelSpec, alias: string): string {
  return `round((${scoreSql(model, alias)})::numeric, ${SCORE_DECIMALS})`;
}

/**
 * The three largest reasons as jsonb, `[{"topic": "income", "points": 1.234567}, …]`, largest first: the SQL of
 * reasons(), read back by readReasons(). A subquery over the row alone; select it only where a clue is opened.
 */
export function reasonsSql(model: ModelSpec, alias: string): string {
  const all = pieces(model);
  const rows = topicsOf(model).map((topic, place) => {
    const sum = all
      .filter((p) => p.topic === topic)
      .map((p) => pieceSql(p, alias))
      .join(' + ');
    return `('${topic}', ${place}, round((${sum})::numeric, ${POINT_DECIMALS}))`;
  });
  return `(select coalesce(jsonb_agg(jsonb_build_object('topic', r.topic, 'points', r.points) order by r.points desc, r.place), '[]'::jsonb)
    from (select s.topic, s.place, s.points from (values ${rows.join(', ')}) as s (topic, place, points)
          where s.points > 0 order by s.points desc, s.place limit ${REASONS_SHOWN}) as r)`;
}

function pieceSql(piece: Piece, alias: string): string {
  const { own, within } = piece.of;
  const weight = literal(piece.weight);
  if (piece.part === 'within') return `${weight} * (${within!.term.sql(alias)} - ${literal(piece.mean)})`;
  const centred = `${weight} * (${own.sql(alias)} - ${literal(piece.mean)})`;
  return within === undefined ? centred : `${centred} * ${within.term.sql(alias)}`;
}
