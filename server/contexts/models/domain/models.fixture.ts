// For tests: models with chosen or with any weights.

import fc from 'fast-check';
import { INCOME_CHARACTERISTICS } from './characteristics.ts';
import { RELAPSE_FEATURES } from './features.ts';
import type { ModelKind, ModelSpec } from './model.ts';

const featuresOf = (kind: ModelKind) => (kind === 'logistic' ? RELAPSE_FEATURES : INCOME_CHARACTERISTICS);

/** A model with the named weights; means are 0 (within: 1) unless given, for a feature with a surrounding as its own. */
export function modelOf(
  kind: ModelKind,
  weights: Record<string, number>,
  means: Record<string, number> = {},
): ModelSpec {
  const terms = featuresOf(kind)
    .filter((f) => weights[f.name] !== undefined)
    .map((f) => {
      const base = { feature: f.name, weight: weights[f.name]!, meanOwn: means[f.name] ?? 0 };
      return f.within === undefined ? base : { ...base, meanWithin: 1 };
    });
  if (kind === 'logistic') return { kind, intercept: -1.5, terms };
  return { kind, intercept: 9, terms, varianceIntercept: 0.2, varianceWeights: terms.map(() => 0.01), floor: 0.01 };
}

/** With few decimals, as weights are stored: PostgreSQL refuses a product too small for a float. */
const anyWeight = fc.integer({ min: -20_000, max: 20_000 }).map((n) => n / 10_000);

/** Any model of either kind, with every feature in it. */
export const anyModel: fc.Arbitrary<ModelSpec> = fc.constantFrom<ModelKind>('logistic', 'vep').chain((kind) => {
  const features = featuresOf(kind);
  const numbers = fc.array(anyWeight, {
    minLength: features.length,
    maxLength: features.length,
  });
  return fc
    .tuple(numbers, numbers)
    .map(([weights, means]) =>
      modelOf(
        kind,
        Object.fromEntries(features.map((f, i) => [f.name, weights[i]!])),
        Object.fromEntries(features.map((f, i) => [f.name, means[i]!])),
      ),
    );
});
