// Vulnerability as expected poverty (VEP; Chaudhuri, Jalan and Suryahadi 2002): from one cross-section, the mean and
// the variance of log income given a household's characteristics, by three-step feasible generalised least squares.
// Rows are never seen here: each step asks for weighted sums over the population.

import { ok, type Result } from '../../../../kernel/result.ts';
import { withRidge } from './logistic.ts';
import { dot, factorize, type Matrix, type Vector } from './matrix.ts';

/** Weighted sums of the columns x (the first is the constant) and a target t: Σω, Σω x x', Σω x t, Σω t². */
export interface WeightedSums {
  readonly n: number;
  readonly cross: Matrix;
  readonly right: Vector;
  readonly square: number;
}

/** What a pass regresses: log income, or the squared residual of log income at β. */
export type Target = { readonly of: 'lnIncome' } | { readonly of: 'squaredResidual'; readonly beta: Vector };

/** Weight of a row: 1, or 1/max(Xθ, floor) raised to `power`. */
export interface Weight {
  readonly theta: Vector;
  readonly floor: number;
  readonly power: 1 | 2;
}

export interface VepFit {
  /** Mean of log income (yuan): Xβ. */
  readonly beta: number[];
  readonly betaErrors: number[];
  /** Variance of log income: max(Xθ, floor). */
  readonly theta: number[];
  readonly thetaErrors: number[];
  readonly floor: number;
  /** Residual variance of the first step, and the share of variance that it explains. */
  readonly variance: number;
  readonly rSquared: number;
}

/** The variance of log income is never taken to be below this share of its mean. */
const FLOOR_SHARE = 0.05;

/**
 * OLS of ln y on X; ê² on X; that again, reweighted by its own fit; ln y again, divided by √(Xθ̂). `ridge` holds one
 * weight a column. Refuses `singular`.
 */
export async function fitVep(
  sums: (target: Target, weight: Weight | null) => Promise<WeightedSums>,
  ridge: Vector,
): Promise<Result<VepFit, 'singular'>> {
  const plain = await sums({ of: 'lnIncome' }, null);
  const first = leastSquares(plain, ridge);
  if (!first.ok) return first;
  const { n } = plain;
  const variance = first.value.residual / n;
  const floor = FLOOR_SHARE * variance;
  const mean = plain.right[0]! / n;
  const rSquared = 1 - first.value.residual / (plain.square - n * mean * mean);

  const residuals: Target = { of: 'squaredResidual', beta: first.value.solution };
  const rough = leastSquares(await sums(residuals, null), ridge);
  if (!rough.ok) return rough;
  const spread = leastSquares(await sums(residuals, { theta: rough.value.solution, floor, power: 2 }), ridge);
  if (!spread.ok) return spread;
  const last = leastSquares(await sums({ of: 'lnIncome' }, { theta: spread.value.solution, floor, power: 1 }), ridge);
  if (!last.ok) return last;
  return ok({
    beta: last.value.solution,
    betaErrors: errors(last.value, n),
    theta: spread.value.solution,
    thetaErrors: errors(spread.value, n),
    floor,
    variance,
    rSquared,
  });
}

interface Solved {
  readonly solution: number[];
  /** Weighted residual sum of squares. */
  readonly residual: number;
  readonly inverse: number[][];
}

function leastSquares(sums: WeightedSums, ridge: Vector): Result<Solved, 'singular'> {
  const factor = factorize(withRidge(sums.cross, ridge));
  if (!factor.ok) return factor;
  const solution = factor.value.solve(sums.right);
  const fitted = sums.cross.map((row) => dot(row, solution));
  const residual = sums.square - 2 * dot(solution, sums.right) + dot(solution, fitted);
  return ok({ solution, residual, inverse: factor.value.inverse() });
}

const errors = (solved: Solved, n: number) =>
  solved.inverse.map((row, j) => Math.sqrt((row[j]! * solved.residual) / Math.max(n - row.length, 1)));
