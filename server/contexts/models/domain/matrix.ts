// Small symmetric systems: the normal equations of a fit, solved by Cholesky's decomposition.

import { ok, type Result, refuse } from '../../../../kernel/result.ts';

export type Vector = readonly number[];
/** Rows of a symmetric matrix. */
export type Matrix = readonly Vector[];

/** Below this share of its diagonal element a pivot is rounding noise: the column follows from the others. */
const TINY = 1e-12;

export interface Factor {
  readonly solve: (right: Vector) => number[];
  readonly inverse: () => number[][];
}

/** The Cholesky factor of a positive definite matrix. Refuses `singular`: a column that follows from others. */
export function factorize(matrix: Matrix): Result<Factor, 'singular'> {
  const size = matrix.length;
  const lower: number[][] = matrix.map((row) => row.map(() => 0));
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      if (i > j) {
        lower[i]![j] = rest / lower[j]![j]!;
      } else if (rest > TINY * matrix[j]![j]!) {
        lower[j]![j] = Math.sqrt(rest);
      } else {
        return refuse('singular');
      }
    }
  }
  const solve = (right: Vector) => backward(lower, forward(lower, right));
  const inverse = () => matrix.map((_, j) => solve(matrix.map((_row, i) => (i === j ? 1 : 0))));
  return ok({ solve, inverse });
}

function forward(lower: Matrix, right: Vector): number[] {
  const x: number[] = [];
  for (let i = 0; i < right.length; i++) {
    let rest = right[i]!;
    for (let k = 0; k < i; k++) rest -= lower[i]![k]! * x[k]!;
    x.push(rest / lower[i]![i]!);
  }
  return x;
}

function backward(lower: Matrix, right: Vector): number[] {
  const x = [...right];
  for (let i = right.length - 1; i >= 0; i--) {
    let rest = x[i]!;
    for (let k = i + 1; k < right.length; k++) rest -= lower[k]![i]! * x[k]!;
    x[i] = rest / lower[i]![i]!;
  }
  return x;
}

export function dot(left: Vector, right: Vector): number {
  return left.reduce((sum, x, i) => sum + x * right[i]!, 0);
}

/** A matrix from its upper triangle, row by row: (0,0) (0,1) … (0,n−1) (1,1) …. */
export function fromUpperTriangle(size: number, upper: Vector): number[][] {
  const matrix: number[][] = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  let at = 0;
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const value = upper[at++]!;
      matrix[i]![j] = value;
      matrix[j]![i] = value;
    }
  }
  return matrix;
}
