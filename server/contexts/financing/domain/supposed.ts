// A fact row with some facts supposed otherwise, for "what if".

import { FACT_FIELDS, type FactField, type FactRow } from '../../../../kernel/facts.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';

export type SupposedRefusal = 'unknown_fact' | 'fact_value_invalid';

export type SupposedFacts = Readonly<Record<string, string | number | boolean | null>>;

function fits(field: FactField, value: string | number | boolean | null): boolean {
  if (value === null) return field.nullable;
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string' && (field.values === undefined || field.values.includes(value));
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'money':
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1_000_000_000;
    default:
      return field.type satisfies never;
  }
}

/** The row with the supposed values in place. Refuses `unknown_fact`, then `fact_value_invalid`, naming the fact. */
export function suppose(row: FactRow, supposed: SupposedFacts): Result<FactRow, SupposedRefusal> {
  const names = Object.keys(supposed);
  const fieldOf = (name: string) => FACT_FIELDS.find((field) => field.name === name);
  const unknown = names.find((name) => fieldOf(name) === undefined);
  if (unknown !== undefined) return refuse('unknown_fact', { fact: unknown });
  for (const name of names) {
    const field = fieldOf(name);
    if (field !== undefined && !fits(field, supposed[name] ?? null))
      return refuse('fact_value_invalid', { fact: field.zh });
  }
  return ok({ ...row, ...supposed });
}
