// For tests: numbers that look random and never change, and the sums of a few rows held in memory.

import type { LogisticSums } from './logistic.ts';
import { dot } from './matrix.ts';
import type { Target, Weight, WeightedSums } from './vep.ts';

/** Mulberry32: the same seed always gives the same row of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal numbers (Box and Muller). */
export function normals(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export interface LabelledRow {
  /** The constant 1 first. */
  readonly x: readonly number[];
  readonly y: number;
}

export function logisticSumsOf(rows: readonly LabelledRow[], beta: readonly number[]): LogisticSums {
  const size = beta.length;
  let logLikelihood = 0;
  const gradient = new Array<number>(size).fill(0);
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { x, y } of rows) {
    const eta = Math.min(Math.max(dot(x, beta), -35), 35);
    const p = 1 / (1 + Math.exp(-eta));
    logLikelihood += y * eta - Math.log(1 + Math.exp(eta));
    for (let i = 0; i < size; i++) {
      gradient[i]! += (y - p) * x[i]!;
      for (let j = 0; j < size; j++) information[i]![j]! += p * (1 - p) * x[i]! * x[j]!;
    }
  }
  return { logLikelihood, gradient, information };
}

/** `y` of a row is log income. */
export function weightedSumsOf(rows: readonly LabelledRow[], target: Target, weight: Weight | null): WeightedSums {
  const size = rows[0]!.x.length;
  const cross = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const right = new Array<number>(size).fill(0);
  let square = 0;
  for (const { x, y } of rows) {
    const t = target.of === 'lnIncome' ? y : (y - dot(x, target.beta)) ** 2;
    const w = weight === null ? 1 : Math.max(dot(x, weight.theta), weight.floor) ** -weight.power;
    square += w * t * t;
    for (let i = 0; i < size; i++) {
      right[i]! += w * x[i]! * t;
      for (let j = 0; j < size; j++) cross[i]![j]! += w * x[i]! * x[j]!;
    }
  }
  return { n: rows.length, cross, right, square };
}
