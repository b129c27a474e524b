// What both fits share: which features vary, the ridge that keeps rare ones finite, and the weights as stored.

import type { Tx } from '../../platform/database.ts';
import type { CoefficientLine } from './domain/card.ts';
import { type Feature, featureTerm } from './domain/features.ts';
import type { Weighted } from './domain/model.ts';
import type { Term } from './domain/terms.ts';
import { type Moments, moments, type Source } from './sums-sql.ts';

/** One prior household's worth of evidence that a feature's weight, per standard deviation, is 0. */
export const RIDGE = 1;
/** Weights are stored with ten decimals: the digits after them depend on the order in which rows were summed. */
const WEIGHT_DECIMALS = 10;

export interface Design {
  readonly n: number;
  readonly positives: number;
  /** Features that differ between households: the columns of the fit, after the constant. */
  readonly features: readonly Feature[];
  readonly constant: readonly Feature[];
  readonly terms: readonly Term[];
  /** Ridge of each column, the constant's 0 first. */
  readonly ridge: readonly number[];
  readonly means: ReadonlyMap<string, { own: number; within?: number }>;
}

/** Reads the features' moments over a source. `positive` is an SQL condition on its rows. */
export async function designOf(
  tx: Tx,
  source: Source,
  features: readonly Feature[],
  positive: string,
): Promise<Design> {
  const crossed = features.filter((f) => f.within !== undefined);
  const parts = crossed.flatMap((f) => [f.own, f.within!.term]);
  const found = await moments(tx, source, [...features.map(featureTerm), ...parts], positive);
  const varying = features.filter((_, i) => variance(found, i) > 0);
  const mean = (i: number) => (found.n === 0 ? 0 : found.sums[i]! / found.n);
  const means = new Map<string, { own: number; within?: number }>(features.map((f, i) => [f.name, { own: mean(i) }]));
  crossed.forEach((f, i) => {
    const at = features.length + 2 * i;
    means.set(f.name, { own: mean(at), within: mean(at + 1) });
  });
  return {
    n: found.n,
    positives: found.positives,
    features: varying,
    constant: features.filter((f) => !varying.includes(f)),
    terms: varying.map(featureTerm),
    ridge: [0, ...varying.map((f) => RIDGE * variance(found, features.indexOf(f)))],
    means,
  };
}

/** Of column `i`; rounding noise around a constant counts as none. */
function variance({ n, sums, squares }: Moments, i: number): number {
  if (n === 0) return 0;
  const mean = sums[i]! / n;
  const spread = squares[i]! / n - mean * mean;
  return spread > 1e-12 * (squares[i]! / n) ? spread : 0;
}

export function rounded(x: number): number {
  return Number(x.toFixed(WEIGHT_DECIMALS));
}

/** The model's terms from a solution (constant first). */
export function weighted(design: Design, solution: readonly number[]): Weighted[] {
  return design.features.map((f, i) => {
    const { own, within } = design.means.get(f.name)!;
    const base = { feature: f.name, weight: rounded(solution[i + 1]!), meanOwn: own };
    return within === undefined ? base : { ...base, meanWithin: within };
  });
}

/** The card's line for each feature, in the features' own order; those that do not vary with a weight of 0. */
export function coefficientLines(
  features: readonly Feature[],
  design: Design,
  solution: readonly number[],
  errors: readonly number[],
): CoefficientLine[] {
  return features.map((f) => {
    const at = design.features.indexOf(f) + 1;
    const weight = at === 0 ? 0 : rounded(solution[at]!);
    return {
      feature: f.name,
      zh: f.zh,
      en: f.en,
      weight,
      standardError: at === 0 ? 0 : errors[at]!,
      step: { zh: f.step.zh, en: f.step.en, ratio: Math.exp(weight * f.step.size) },
      varies: at > 0,
    };
  });
}
