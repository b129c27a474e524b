// Terms: quantities read off one fact row, each said twice (as SQL over the facts' columns and as TypeScript over a
// FactRow) and built from the same small pieces, so that the two cannot drift apart. Money is in yuan in both.

import { FACT_FIELDS, type FactField, type FactName, type FactRow } from '../../../../kernel/facts.ts';

export interface Term {
  /** SQL of type float8 over the columns of `alias`. */
  readonly sql: (alias: string) => string;
  readonly value: (row: FactRow) => number;
}

const FIELDS: ReadonlyMap<string, FactField> = new Map(FACT_FIELDS.map((field) => [field.name, field]));

/** A float8 literal that reads back as exactly `x`. A number that is not finite is a bug and throws. */
export function literal(x: number): string {
  if (!Number.isFinite(x)) throw new RangeError(`${x} has no place in a formula`);
  return `'${x}'::float8`;
}

/** A field as a number: money in yuan, yes as 1, absent as 0 (an absent standing elsewhere counts as none). */
export function num(name: FactName): Term {
  const field = FIELDS.get(name)!;
  const value = (row: FactRow) => Number(row[name] ?? 0);
  const read = (alias: string) =>
    field.nullable ? `coalesce(${alias}.${field.column}, ${zero(field)})` : `${alias}.${field.column}`;
  if (field.type === 'money') return { sql: (a) => `(${read(a)}::float8 / 100)`, value };
  if (field.type === 'boolean') return { sql: (a) => `(${read(a)}::int)::float8`, value };
  if (field.type === 'text') throw new TypeError(`${name} is text: use isOneOf`);
  return { sql: (a) => `${read(a)}::float8`, value };
}

const zero = (field: FactField) => (field.type === 'boolean' ? 'false' : '0');

export function constant(x: number): Term {
  return { sql: () => literal(x), value: () => x };
}

/** 1 where a text field holds one of `values`, else 0. */
export function isOneOf(name: FactName, values: readonly string[]): Term {
  const { column } = FIELDS.get(name)!;
  const list = values.map((v) => `'${v.replaceAll("'", "''")}'`).join(', ');
  return {
    sql: (a) => `(coalesce(${a}.${column} in (${list}), false)::int)::float8`,
    value: (row) => (values.includes(String(row[name] ?? '')) ? 1 : 0),
  };
}

/** 1 where `term` is above zero. */
export function any(term: Term): Term {
  return { sql: (a) => `((${term.sql(a)} > 0)::int)::float8`, value: (row) => (term.value(row) > 0 ? 1 : 0) };
}

/** 1 where `term` is exactly `x`. */
export function equals(term: Term, x: number): Term {
  return {
    sql: (a) => `((${term.sql(a)} = ${literal(x)})::int)::float8`,
    value: (row) => (term.value(row) === x ? 1 : 0),
  };
}

export function atLeast(term: Term, x: number): Term {
  return { sql: (a) => `greatest(${term.sql(a)}, ${literal(x)})`, value: (row) => Math.max(term.value(row), x) };
}

export function atMost(term: Term, x: number): Term {
  return { sql: (a) => `least(${term.sql(a)}, ${literal(x)})`, value: (row) => Math.min(term.value(row), x) };
}

/** `over` must be above zero for every row. */
export function ratio(term: Term, over: Term): Term {
  return { sql: (a) => `(${term.sql(a)} / ${over.sql(a)})`, value: (row) => term.value(row) / over.value(row) };
}

export function scaled(term: Term, by: number): Term {
  return { sql: (a) => `(${term.sql(a)} * ${literal(by)})`, value: (row) => term.value(row) * by };
}

/** Natural logarithm; `term` must be above zero for every row. */
export function ln(term: Term): Term {
  return { sql: (a) => `ln(${term.sql(a)})`, value: (row) => Math.log(term.value(row)) };
}

export function square(term: Term): Term {
  return times(term, term);
}

export function times(left: Term, right: Term): Term {
  return { sql: (a) => `(${left.sql(a)} * ${right.sql(a)})`, value: (row) => left.value(row) * right.value(row) };
}

export const members = atLeast(num('members'), 1);

export function perHead(term: Term): Term {
  return ratio(term, members);
}
