// Pieces of SQL text: quoted literals, columns, sums with integer coefficients. Names come from the subject only and
// are plain identifiers; texts are quoted; numbers are printed from exact values. Nothing else reaches a statement.

import { type Rational, toDecimalText } from './decimal.ts';
import type { Term } from './polynomial.ts';
import { identifier, type RuleField } from './subject.ts';

/** Above this a coefficient is multiplied in numeric, so that fen of a whole county cannot overflow bigint. */
const LARGEST_BIGINT_COEFFICIENT = 10_000n;

export function quoteText(value: string): string {
  if (value.includes('\0')) throw new Error('a text with a zero byte cannot be stored');
  const doubled = value.replaceAll("'", "''");
  // `E''` keeps a backslash a backslash whatever standard_conforming_strings says.
  return value.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}

/** A finite decimal as a literal that may follow any operator. */
export function quoteNumber(value: Rational): string {
  const text = toDecimalText(value);
  return text.startsWith('-') ? `(${text})` : text;
}

export function column(field: RuleField, alias: string): string {
  return `${identifier(alias)}.${identifier(field.column)}`;
}

export function present(fields: readonly RuleField[], alias: string): string[] {
  return [...new Set(fields.map((field) => `${column(field, alias)} IS NOT NULL`))];
}

export function all(conditions: readonly string[]): string {
  const needed = [...new Set(conditions)].filter((condition) => condition !== 'TRUE');
  if (needed.includes('FALSE')) return 'FALSE';
  if (needed.length === 0) return 'TRUE';
  return needed.length === 1 ? needed.join('') : `(${needed.join(' AND ')})`;
}

export function any(conditions: readonly string[]): string {
  const needed = [...new Set(conditions)].filter((condition) => condition !== 'FALSE');
  if (needed.includes('TRUE')) return 'TRUE';
  if (needed.length === 0) return 'FALSE';
  return needed.length === 1 ? needed.join('') : `(${needed.join(' OR ')})`;
}

/** Whether the term is a whole number whatever the row holds. */
export function isWhole(term: Term): boolean {
  return term.fields.every((field) => field.type !== 'decimal');
}

/** One term with a positive integer coefficient. `alone` says that nothing is added to it. */
export function termText(term: Term, coefficient: bigint, alias: string, alone: boolean): string {
  const [first] = term.fields;
  const single = term.fields.length === 1 && first !== undefined;
  const wide = !single || coefficient > LARGEST_BIGINT_COEFFICIENT;
  const factors = term.fields.map((field) => {
    const name = column(field, alias);
    if (wide && field.type !== 'decimal') return `${name}::numeric`;
    if (field.type === 'integer' && !(alone && coefficient === 1n)) return `${name}::bigint`;
    return name;
  });
  if (coefficient !== 1n) factors.push(String(coefficient));
  return factors.join(' * ');
}

/** A number column as the engine would print it: yuan, no trailing zeros. */
export function numberText(field: RuleField, alias: string): string {
  const name = column(field, alias);
  if (field.type === 'money') return `trim_scale(${name} * 0.01)::text`;
  return field.type === 'decimal' ? `trim_scale(${name})::text` : `${name}::text`;
}
