// Facts as people read them: the value with its unit, the parts that a derived figure is made of. Pure.
import { FACT_FIELDS, type FactField, type FactName } from '../../../kernel/facts.ts';
import { NO_VALUE, share, yuan } from '../../format.ts';
import type { TraceDetail } from '../../ui/Trace.tsx';
import type { CaseTrace, HouseholdFacts } from './queries.ts';
import { isFact } from './words.ts';

export type FactValue = HouseholdFacts['row'][string];
export type Row = Readonly<Record<string, FactValue>>;

export interface FactValueWords {
  readonly yes: string;
  readonly no: string;
  readonly units: Readonly<Record<string, string>>;
  readonly education: readonly string[];
}

const FIELDS: ReadonlyMap<string, FactField> = new Map(FACT_FIELDS.map((field) => [field.name, field]));

/** Yuan of a fact row → fen; a row writes money with at most two decimals. */
export function fenOf(value: FactValue | undefined): number {
  return Math.round(Number(value ?? 0) * 100);
}

/** `3,788.78 元`, `2 人`, 是, `−50.0%`. */
export function factText(name: FactName, value: FactValue | undefined, words: FactValueWords): string {
  const field = FIELDS.get(name);
  if (value === null || value === undefined || field === undefined) return NO_VALUE;
  if (name === 'wageChange') return share(Number(value) / 10_000).replace(/^-/, '−');
  if (name === 'headEducation') return words.education[Number(value)] ?? String(value);
  const unit = field.unit === undefined ? '' : (words.units[field.unit] ?? field.unit);
  if (field.type === 'money') return `${yuan(fenOf(value))} ${unit}`;
  if (field.type === 'boolean') return value ? words.yes : words.no;
  return unit ? `${value} ${unit}` : String(value);
}

/** The facts that fired rules looked at, in the order of their columns; a margin is told by its two sides. */
export function factsUsed(trace: CaseTrace, ruleIds: ReadonlySet<string>): FactName[] {
  const used = new Set<FactName>();
  for (const row of trace.trace.rows) {
    if (!ruleIds.has(row.id)) continue;
    for (const cell of row.cells) {
      if (cell.text.trim() === '') continue;
      for (const name of [...(cell.field ? [cell.field] : []), ...Object.keys(cell.facts)])
        for (const side of SIDES[name] ?? [name]) if (isFact(side)) used.add(side);
    }
  }
  return [...used];
}

const SIDES: Readonly<Record<string, readonly FactName[]>> = {
  incomeMargin: ['incomePerHead', 'line'],
  referenceMargin: ['referenceIncomePerHead', 'line'],
};

type Part = { readonly name: FactName; readonly sign: '+' | '−' | '÷' };

const PARTS: Partial<Record<FactName, readonly Part[]>> = {
  incomePerHead: [
    { name: 'wageIncome', sign: '+' },
    { name: 'businessIncome', sign: '+' },
    { name: 'propertyIncome', sign: '+' },
    { name: 'transferIncome', sign: '+' },
    { name: 'businessExpense', sign: '−' },
    { name: 'members', sign: '÷' },
  ],
  referenceIncomePerHead: [
    { name: 'netIncome', sign: '+' },
    { name: 'selfPay', sign: '−' },
    { name: 'members', sign: '÷' },
  ],
};

export function factParts(
  name: FactName,
  row: Row,
  label: (name: FactName) => string,
  words: FactValueWords,
): TraceDetail['parts'] {
  const parts = (PARTS[name] ?? []).map((part) => ({
    sign: part.sign,
    label: label(part.name),
    value: factText(part.name, row[part.name], words),
  }));
  return [...parts, { sign: '=', label: label(name), value: factText(name, row[name], words) }];
}
