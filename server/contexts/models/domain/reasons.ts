// Reasons: the three largest contributions to a score, in words, against the county's mean household.

import type { FactRow } from '../../../../kernel/facts.ts';
import { contributions, type ModelSpec, topicsOf } from './model.ts';
import { isTopic, type TopicCode, topicWords } from './topics.ts';

export const REASONS_SHOWN = 3;
/** Decimals that contributions are compared by, in TypeScript and in SQL. */
export const POINT_DECIMALS = 6;

/** As stored with a clue: what reasonsSql gives. */
export interface StoredReason {
  readonly topic: TopicCode;
  /** Contribution above the mean household: log-odds (logistic) or log income (VEP). Always positive. */
  readonly points: number;
}

export interface Reason extends StoredReason {
  /** The odds of relapse against the county's mean household, other things equal: e^points. */
  readonly times: number;
  readonly zh: string;
  readonly en: string;
}

/** At most three, largest first; ties by the topics' order. Empty for a household at or below the mean in everything. */
export function reasons(model: ModelSpec, row: FactRow): Reason[] {
  const scale = 10 ** POINT_DECIMALS;
  const shares = contributions(model, row);
  return topicsOf(model)
    .map((topic) => ({ topic, points: Math.round(shares.get(topic)! * scale) / scale }))
    .filter((reason) => reason.points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, REASONS_SHOWN)
    .map((reason) => worded(reason, row));
}

/** A stored reason in words; with the household's figures when its facts are given. */
export function worded(reason: StoredReason, row: FactRow | null): Reason {
  return { ...reason, times: Math.exp(reason.points), ...topicWords(reason.topic, row) };
}

/** Reads what reasonsSql stored. Anything else is a bug and throws. */
export function readReasons(stored: unknown): StoredReason[] {
  if (!Array.isArray(stored)) throw new Error('stored reasons are no list');
  return stored.map((item: { topic?: unknown; points?: unknown }) => {
    if (typeof item.topic !== 'string' || !isTopic(item.topic)) throw new Error('a stored reason has no known topic');
    return { topic: item.topic, points: Number(item.points) };
  });
}
