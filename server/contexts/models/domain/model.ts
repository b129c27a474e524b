// A fitted model, and what it says of one household. The same is said in SQL for a population in score-sql.ts.

import type { FactRow } from '../../../../kernel/facts.ts';
import { INCOME_CHARACTERISTICS } from './characteristics.ts';
import { type Feature, featureTerm, RELAPSE_FEATURES } from './features.ts';
import { normalCdf } from './normal.ts';
import { num } from './terms.ts';
import { TOPIC_CODES, type TopicCode } from './topics.ts';

/** A feature's weight, with the county's means that reasons are measured from. */
export interface Weighted {
  readonly feature: string;
  readonly weight: number;
  readonly meanOwn: number;
  /** Mean of the surrounding (see Feature.within); absent where there is none. */
  readonly meanWithin?: number;
}

/** P(relapse) = 1/(1+e^(−(intercept + Σ weight·feature))), in log-odds. */
export interface LogisticSpec {
  readonly kind: 'logistic';
  readonly intercept: number;
  readonly terms: readonly Weighted[];
}

/** V = Φ[(ln line − Xβ)/√max(Xθ, floor)], with line and income in yuan per head. */
export interface VepSpec {
  readonly kind: 'vep';
  readonly intercept: number;
  readonly terms: readonly Weighted[];
  readonly varianceIntercept: number;
  readonly varianceWeights: readonly number[];
  readonly floor: number;
}

export type ModelSpec = LogisticSpec | VepSpec;
export type ModelKind = ModelSpec['kind'];

const BY_NAME = {
  logistic: new Map(RELAPSE_FEATURES.map((f) => [f.name, f])),
  vep: new Map(INCOME_CHARACTERISTICS.map((f) => [f.name, f])),
} satisfies Record<ModelKind, Map<string, Feature>>;

/** The feature that a stored model means. A name that is not there is a bug and throws. */
export function featureOf(kind: ModelKind, name: string): Feature {
  const feature = BY_NAME[kind].get(name);
  if (feature === undefined) throw new Error(`a stored model uses the unknown feature ${name}`);
  return feature;
}

/** Log-odds and standard deviations beyond which a chance is 0 or 1: far outside, PostgreSQL's exp and erfc fail. */
export const FARTHEST_ODDS = 35;
export const FARTHEST_DEVIATION = 8;

const within = (x: number, limit: number) => Math.min(Math.max(x, -limit), limit);

/** The chance of relapse (logistic) or of being below the line (VEP), 0 to 1. */
export function score(model: ModelSpec, row: FactRow): number {
  const x = model.terms.map((t) => featureTerm(featureOf(model.kind, t.feature)).value(row));
  const line = model.terms.reduce((sum, t, i) => sum + t.weight * x[i]!, model.intercept);
  if (model.kind === 'logistic') return 1 / (1 + Math.exp(-within(line, FARTHEST_ODDS)));
  const variance = model.varianceWeights.reduce((sum, w, i) => sum + w * x[i]!, model.varianceIntercept);
  const deviation = (Math.log(Math.max(num('line').value(row), 1)) - line) / Math.sqrt(Math.max(variance, model.floor));
  return normalCdf(within(deviation, FARTHEST_DEVIATION));
}

/** One summand of a topic's share in a score: weight × (a − meanA) × b. */
export interface Piece {
  readonly topic: TopicCode;
  readonly weight: number;
  readonly of: Feature;
  /** `own`: (own − mean)·within; `within`: meanOwn·(within − mean), which is income's doing. */
  readonly part: 'own' | 'within';
  readonly mean: number;
}

/**
 * How a score departs from that of the county's mean household, topic by topic: the pieces add up to
 * Σ weight·(own·within − meanOwn·meanWithin) exactly. Positive raises risk. For VEP, expected income counts negative.
 */
export function pieces(model: ModelSpec): readonly Piece[] {
  const sign = model.kind === 'vep' ? -1 : 1;
  return model.terms.flatMap((term) => {
    const of = featureOf(model.kind, term.feature);
    const own: Piece = { topic: of.topic, weight: sign * term.weight, of, part: 'own', mean: term.meanOwn };
    if (of.within === undefined) return [own];
    const surroundings = {
      topic: 'income',
      weight: sign * term.weight * term.meanOwn,
      of,
      part: 'within',
      mean: term.meanWithin ?? 0,
    } as const;
    return [own, surroundings];
  });
}

/** The topics of a model in the order that breaks ties. */
export function topicsOf(model: ModelSpec): readonly TopicCode[] {
  const used = new Set(pieces(model).map((p) => p.topic));
  return TOPIC_CODES.filter((code) => used.has(code));
}

/** Each topic's share for one household, in log-odds (logistic) or log income (VEP). */
export function contributions(model: ModelSpec, row: FactRow): ReadonlyMap<TopicCode, number> {
  const shares = new Map<TopicCode, number>(topicsOf(model).map((code) => [code, 0]));
  for (const piece of pieces(model)) {
    const own = piece.of.own.value(row);
    const around = piece.of.within?.term.value(row) ?? 1;
    const share =
      piece.part === 'own' ? piece.weight * (own - piece.mean) * around : piece.weight * (around - piece.mean);
    shares.set(piece.topic, shares.get(piece.topic)! + share);
  }
  return shares;
}
