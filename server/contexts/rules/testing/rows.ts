// Random rows of a subject for the agreement tests: values sit at, just below and just above the numbers that the
// table's cells and parameters speak of, relate to one another by those numbers, and are absent where they may be.

import type { ParameterValues, RuleField, RuleSubject, SubjectRow } from '../domain/subject.ts';
import type { DecisionTable } from '../domain/table.ts';

/** A small seeded generator (mulberry32), so that a failing row can be met again. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Numbers written in the table's cells, the parameters, and their neighbours by multiplication. */
export function numbersOf(table: DecisionTable, parameters: ParameterValues): number[] {
  const texts = table.rules.flatMap((rule) => Object.values(rule.cells)).filter((text) => !/^[`"]/.test(text));
  const written = texts.flatMap((text) => text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  const given = Object.values(parameters).filter((value) => typeof value === 'number');
  return [...new Set([0, 1, ...written, ...given])];
}

/** Fields that the table names; the others cannot matter to it. */
export function namedFields(table: DecisionTable, subject: RuleSubject): RuleField[] {
  const text = JSON.stringify(table);
  return subject.fields.filter((field) => new RegExp(`\\b${field.name}\\b`).test(text));
}

const STEP = { money: 0.01, integer: 1, decimal: 0.01 } as const;
const SCALE = { money: 100, integer: 1, decimal: 100 } as const;

function settle(value: number, type: 'money' | 'integer' | 'decimal'): number {
  // Adding zero turns −0 into 0: the database has no negative zero.
  return Math.round(Math.min(Math.max(value, -1e9), 1e9) * SCALE[type]) / SCALE[type] + 0;
}

export function randomRows(
  fields: readonly RuleField[],
  numbers: readonly number[],
  count: number,
  next: () => number,
  absent = 0.08,
): SubjectRow[] {
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(next() * from.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  };
  const numeric = fields.filter((field) => field.type !== 'boolean' && field.type !== 'text');
  const value = (field: RuleField, row: Record<string, number | string | boolean | null>) => {
    if (field.nullable && next() < absent) return null;
    if (field.type === 'boolean') return next() < 0.5;
    if (field.type === 'text') return pick(field.values ?? ['']);
    const kind = next();
    const step = STEP[field.type] * pick([-1, 0, 0, 1]);
    if (kind < 0.5) return settle(pick(numbers) * pick([1, 1, 1, -1, 2]) + step, field.type);
    const other = row[pick(numeric).name];
    if (kind < 0.8 && typeof other === 'number') return settle(other * pick(numbers) + step, field.type);
    return settle((next() - 0.3) * pick([3, 30, 30_000]), field.type);
  };
  return Array.from({ length: count }, () => {
    const row: Record<string, number | string | boolean | null> = {};
    for (const field of fields) row[field.name] = value(field, row);
    return row;
  });
}
