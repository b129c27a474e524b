// How a card's figures are read: what a coefficient says, whom the ranking misses. Pure.
import type { Group, LogisticCard } from './queries.ts';

/** Index of the share that the pages speak of among `found`: the top 5% of scores. */
export const SPOKEN = 2;
export const SPOKEN_SHARE = 0.05;
/** Below this many relapses a group's share found is only a hint. */
export const SMALL = 10;

export type Verdict = 'more' | 'less' | 'unsure' | 'same';

export interface Reading {
  /** What one step multiplies the odds by, and its 95% interval. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
}

interface Weight {
  readonly weight: number;
  readonly standardError: number;
  readonly step: { readonly ratio: number };
  readonly varies: boolean;
}

/** The step's size in the feature's own unit is ln(ratio) ÷ weight; the interval is that of the weight over the step. */
export function readingOf({ weight, standardError, step, varies }: Weight): Reading {
  const ratio = step.ratio;
  if (!varies || weight === 0) return { ratio, low: ratio, high: ratio, verdict: 'same' };
  const log = Math.log(ratio);
  const half = Math.abs((1.96 * standardError * log) / weight);
  const low = Math.exp(log - half);
  const high = Math.exp(log + half);
  return { ratio, low, high, verdict: low > 1 ? 'more' : high < 1 ? 'less' : 'unsure' };
}

/** Two significant digits at least, never in exponents: 5.35, 0.62, 0.05, 31. */
export function times(ratio: number): string {
  if (ratio >= 1000) return '> 1,000';
  if (ratio >= 10) return ratio.toFixed(0);
  return ratio < 0.01 ? '< 0.01' : ratio.toFixed(2);
}

/** Groups with relapses, the one of which the smallest share was found first. */
export function missedFirst(groups: readonly Group[]): Group[] {
  return groups
    .filter((group) => group.positives > 0)
    .sort((a, b) => foundShare(a) - foundShare(b) || b.positives - a.positives || a.key.localeCompare(b.key));
}

export function foundShare(group: Group): number {
  return group.positives === 0 ? 0 : (group.found[SPOKEN] ?? 0) / group.positives;
}

/** The cause of relapse that the ranking misses most, among causes with enough relapses to tell; else among all. */
export function worstCause(card: LogisticCard): Group | null {
  const causes = missedFirst(card.heldOut.measures.byCause.filter((group) => group.key !== ''));
  return causes.find((group) => group.positives >= SMALL) ?? causes[0] ?? null;
}
