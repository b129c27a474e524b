// Logistic regression by iteratively reweighted least squares (Newton's method). Rows are never seen here: each step
// asks for sums over the population at some coefficients, and solves the small equations that they make.

import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { dot, factorize, type Matrix, type Vector } from './matrix.ts';

/** Sums over the population at coefficients β; p = 1/(1+e^(−Xβ)), w = p(1−p). The first column is the constant. */
export interface LogisticSums {
  /** Σ y ln p + (1−y) ln(1−p). */
  readonly logLikelihood: number;
  /** Σ (y−p) x. */
  readonly gradient: Vector;
  /** X'WX = Σ w x x'. */
  readonly information: Matrix;
}

export interface LogisticFit {
  readonly beta: number[];
  readonly standardErrors: number[];
  readonly logLikelihood: number;
  /** Passes over the population. */
  readonly passes: number;
}

export type LogisticRefusal = 'singular' | 'did_not_converge';

const MAX_PASSES = 60;
const MAX_HALVINGS = 12;
/** Twice the log-likelihood still to be gained. */
const ENOUGH = 1e-8;

/**
 * Maximises log-likelihood − ½ Σ ridge_j β_j². `ridge` holds one weight a column (the constant's is usually 0).
 * Refuses `singular` (a column follows from others) and `did_not_converge`, in this order at each step.
 */
export async function fitLogistic(
  sumsAt: (beta: Vector) => Promise<LogisticSums>,
  start: Vector,
  ridge: Vector,
): Promise<Result<LogisticFit, LogisticRefusal>> {
  let beta = [...start];
  let sums = await sumsAt(beta);
  for (let passes = 1; passes < MAX_PASSES; ) {
    const factor = factorize(withRidge(sums.information, ridge));
    if (!factor.ok) return factor;
    const slope = sums.gradient.map((g, j) => g - ridge[j]! * beta[j]!);
    const step = factor.value.solve(slope);
    if (!step.every(Number.isFinite)) return refuse('did_not_converge');
    if (dot(slope, step) < ENOUGH) {
      // The last, tiny step needs no further pass: its error is the square of its size.
      const top = beta.map((b, j) => b + step[j]!);
      const standardErrors = factor.value.inverse().map((row, j) => Math.sqrt(row[j]!));
      return ok({ beta: top, standardErrors, logLikelihood: sums.logLikelihood, passes });
    }
    const moved = await climb(sumsAt, beta, step, penalized(sums, beta, ridge), ridge);
    if (moved === null) return refuse('did_not_converge');
    passes += moved.passes;
    ({ beta, sums } = moved);
  }
  return refuse('did_not_converge');
}

/** Takes the step, or half of it, or a quarter …: a full Newton step far from the top can overshoot. */
async function climb(
  sumsAt: (beta: Vector) => Promise<LogisticSums>,
  from: Vector,
  step: Vector,
  height: number,
  ridge: Vector,
): Promise<{ beta: number[]; sums: LogisticSums; passes: number } | null> {
  // Sums differ in their last digits from one pass to the next where the population is read in parallel.
  const slack = 1e-11 * Math.abs(height);
  for (let halvings = 0; halvings <= MAX_HALVINGS; halvings++) {
    const beta = from.map((b, j) => b + step[j]! / 2 ** halvings);
    const sums = await sumsAt(beta);
    if (penalized(sums, beta, ridge) >= height - slack) return { beta, sums, passes: halvings + 1 };
  }
  return null;
}

const penalized = (sums: LogisticSums, beta: Vector, ridge: Vector) =>
  sums.logLikelihood - beta.reduce((sum, b, j) => sum + ridge[j]! * b * b, 0) / 2;

export function withRidge(matrix: Matrix, ridge: Vector): number[][] {
  return matrix.map((row, i) => row.map((x, j) => (i === j ? x + ridge[i]! : x)));
}
