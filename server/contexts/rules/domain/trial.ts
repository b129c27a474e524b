// A table tried on the whole population beside the one in force: who would be decided otherwise. The database groups the
// cases by what fires before and after; here the groups become counts. Pure.

import type { CheckedTable } from './checked-table.ts';
import { toNumber } from './decimal.ts';
import { isRational, type Output } from './expression.ts';

/** What a table is for: the output that people count by, and the outputs that make two decisions differ. */
export interface Verdict {
  readonly output: string;
  readonly decides: readonly string[];
}

/** One rule of either version as the trial tells it apart. */
export interface TriedRule {
  /** The rule's id in the file: the same rule in both versions, whatever its row. */
  readonly id: string;
  /** The value of the verdict's output: 因病, admitted … */
  readonly value: string;
  /** All that it decides: the values of `decides`, in its order; empty for an output left empty. */
  readonly decision: readonly string[];
}

/**
 * Numbers for the rules of both versions. A rule that decides the same in both has one number, so that a case for which
 * nothing changes has the same numbers before and after.
 */
export interface TrialLabels {
  readonly rules: readonly TriedRule[];
  /** By rule index: its number in `rules`. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Cases of one township for which the same rules fire. */
export interface TrialGroup {
  /** Nine digits. */
  readonly township: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly cases: number;
}

export const TRIAL_CHANGES = ['joined', 'left', 'changed'] as const;
/** `joined`: decided only after; `left`: decided only before; `changed`: decided otherwise. */
export type TrialChange = (typeof TRIAL_CHANGES)[number];

export interface TrialTally {
  readonly key: string;
  readonly before: number;
  readonly after: number;
}

export interface TrialTownship {
  readonly region: string;
  /** Cases with any decision. */
  readonly before: number;
  readonly after: number;
  readonly joined: number;
  readonly left: number;
  readonly changed: number;
}

export interface TrialCounts {
  readonly before: number;
  readonly after: number;
  readonly joined: number;
  readonly left: number;
  readonly changed: number;
  /** By value of the verdict's output; a case with several counts under each. The most frequent first. */
  readonly byValue: readonly TrialTally[];
  /** By rule id, in the new table's order, then those that it no longer has. */
  readonly byRule: readonly TrialTally[];
  readonly byTownship: readonly TrialTownship[];
}

function written(output: Output | undefined): string {
  if (output === undefined) return '';
  // What decides is a closed list of literals: a table that writes anything else is refused before it is tried.
  if (output.kind !== 'literal') throw new Error('a verdict that is no literal');
  return String(isRational(output.value) ? toNumber(output.value) : output.value);
}

function triedRules(table: CheckedTable, { output, decides }: Verdict): TriedRule[] {
  return table.rules.map(({ rule, outputs }) => ({
    id: rule.id,
    value: written(outputs[output]),
    decision: decides.map((name) => written(outputs[name])),
  }));
}

export function labelRules(before: CheckedTable, after: CheckedTable, verdict: Verdict): TrialLabels {
  const rules: TriedRule[] = [];
  const numbers = new Map<string, number>();
  const label = (rule: TriedRule): number => {
    const key = JSON.stringify([rule.id, rule.decision]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, rules.length);
    return rules.push(rule) - 1;
  };
  // The new table first, so that numbers stand in its order.
  const newNumbers = triedRules(after, verdict).map(label);
  return { rules, after: newNumbers, before: triedRules(before, verdict).map(label) };
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].toSorted();

/** How a case is decided by the rules with these numbers, each decision once. */
export function decisionsOf({ rules }: TrialLabels, numbers: readonly number[]): (readonly string[])[] {
  const found = new Map(numbers.map((number) => [JSON.stringify(rules[number]!.decision), rules[number]!.decision]));
  return distinct([...found.keys()]).map((key) => found.get(key)!);
}

/** What became of a case; null when it is decided as before. */
export function changeOf(
  labels: TrialLabels,
  { before, after }: Pick<TrialGroup, 'before' | 'after'>,
): TrialChange | null {
  if (JSON.stringify(decisionsOf(labels, before)) === JSON.stringify(decisionsOf(labels, after))) return null;
  if (before.length === 0) return 'joined';
  return after.length === 0 ? 'left' : 'changed';
}

class Tallies {
  readonly #found = new Map<string, { key: string; before: number; after: number }>();

  constructor(keys: readonly string[] = []) {
    for (const key of keys) this.#at(key);
  }

  #at(key: string) {
    const found = this.#found.get(key) ?? { key, before: 0, after: 0 };
    this.#found.set(key, found);
    return found;
  }

  add(when: 'before' | 'after', keys: readonly string[], cases: number): void {
    for (const key of keys) this.#at(key)[when] += cases;
  }

  all(): TrialTally[] {
    return [...this.#found.values()];
  }
}

export function countTrial(labels: TrialLabels, groups: readonly TrialGroup[]): TrialCounts {
  const each = (numbers: readonly number[], name: 'id' | 'value') =>
    distinct(numbers.map((number) => labels.rules[number]![name]));
  const values = new Tallies();
  const rules = new Tallies(labels.rules.map(({ id }) => id));
  const townships = new Map<string, { -readonly [K in keyof TrialTownship]: TrialTownship[K] }>();
  const total = { before: 0, after: 0, joined: 0, left: 0, changed: 0 };
  for (const group of groups) {
    const { township: region, cases } = group;
    const here = townships.get(region) ?? { region, before: 0, after: 0, joined: 0, left: 0, changed: 0 };
    townships.set(region, here);
    const change = changeOf(labels, group);
    for (const sum of [total, here]) {
      if (group.before.length > 0) sum.before += cases;
      if (group.after.length > 0) sum.after += cases;
      if (change) sum[change] += cases;
    }
    for (const when of ['before', 'after'] as const) {
      values.add(when, each(group[when], 'value'), cases);
      rules.add(when, each(group[when], 'id'), cases);
    }
  }
  const larger = ({ before, after }: TrialTally) => Math.max(before, after);
  return {
    ...total,
    byValue: values.all().toSorted((a, b) => larger(b) - larger(a) || a.key.localeCompare(b.key)),
    byRule: rules.all(),
    byTownship: [...townships.values()].toSorted((a, b) => a.region.localeCompare(b.region)),
  };
}
