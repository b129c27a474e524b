// What monitoring decides without the database: the model's reasons as causes of risk, and a run's shares.

import type { RiskCause } from '../../../kernel/facts.ts';
import { FACT_FIELDS, type FactField, type FactRow } from '../../../kernel/facts.ts';

/** The cause that a clue opened by the model alone is filed under, by the topic of its largest reason. */
export const CAUSE_OF_TOPIC: Readonly<Record<string, RiskCause>> = {
  income: '其他',
  serious: '因病',
  chronic: '因病',
  selfPay: '因病',
  insurance: '因病',
  disability: '因残',
  schooling: '因学',
  disaster: '因自然灾害',
  work: '因务工就业不稳',
  jobless: '因务工就业不稳',
  labour: '缺劳动力',
  age: '缺劳动力',
  housing: '因安全住房',
  water: '因安全饮水',
};

/** A counted group of a screening's result: a cause, a rule, a township or a category. */
export interface Tally {
  readonly key: string;
  readonly households: number;
  readonly clues: number;
}

/** How many households are left at each step, from the whole registry to those with a clue. */
export interface FunnelStep {
  readonly step: 'households' | 'signals' | 'watched' | 'clues' | 'high';
  readonly households: number;
}

/** A stored fact row as rule tables see it: money in yuan, counts as numbers. */
export function factRowOf(stored: Readonly<Record<string, unknown>>): FactRow {
  return Object.fromEntries(
    FACT_FIELDS.map((field) => [field.name, presentValue(field, stored[field.column])]),
  ) as FactRow;
}

function presentValue(field: FactField, stored: unknown): number | string | boolean | null {
  if (stored === null || stored === undefined) return null;
  switch (field.type) {
    case 'money':
      // Fen to yuan: exact in a double for every amount below 2^53 fen, as its shortest decimal text is.
      return Number(stored) / 100;
    case 'integer':
    case 'decimal':
      return Number(stored);
    case 'boolean':
      return stored === true;
    case 'text':
      return String(stored);
    default:
      return field.type satisfies never;
  }
}

/** The monitoring line as the parameter states it: a fixed amount, or a multiple of the monthly dibao standard. Yuan. */
export type MonitoringLine =
  | { readonly kind: 'fixed'; readonly yuan: number }
  | { readonly kind: 'dibaoMultiple'; readonly k: number; readonly monthlyDibaoYuan: number };

/** The line in fen per head and year, rounded half up to the fen. Throws on a value of another form. */
export function lineFen(value: unknown): bigint {
  const line = value as MonitoringLine;
  if (line?.kind === 'fixed' && Number.isFinite(line.yuan)) return BigInt(Math.round(line.yuan * 100));
  if (line?.kind === 'dibaoMultiple' && Number.isFinite(line.k) && Number.isFinite(line.monthlyDibaoYuan)) {
    return BigInt(Math.round(line.k * line.monthlyDibaoYuan * 12 * 100));
  }
  throw new Error(`the monitoring line has an unknown form: ${JSON.stringify(value)}`);
}

/** 高, 中 or 低 (paper §3.3.3), by the published `risk` table. */
export type RiskLevel = '高' | '中' | '低';
