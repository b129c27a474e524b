// A fact as a person reads it. Rule tables' money is in yuan; pages write it from fen. Pure.
import type { FactName } from '../../../kernel/facts.ts';
import { count, NO_VALUE, share, yuan } from '../../format.ts';
import type { Messages } from '../../messages/index.tsx';
import type { HouseholdFacts } from '../monitoring/queries.ts';
import { factField } from './factGroups.ts';

type Value = HouseholdFacts['row'][string] | undefined;

/** Yuan as the fact row has them → fen; null where absent. */
export function factFen(value: Value): bigint | null {
  return typeof value === 'number' ? BigInt(Math.round(value * 100)) : null;
}

export interface FactWords {
  readonly t: Messages;
  readonly code: (code: string) => string;
}

/** The value without its unit: `3,788.78`, `是`, `低保`. */
export function factText(name: FactName, value: Value, { t, code }: FactWords): string {
  if (value === null || value === undefined) return NO_VALUE;
  if (name === 'wageChange' && typeof value === 'number') return share(value / 10_000);
  if (name === 'headEducation' && typeof value === 'number')
    return t.households.facts.educationSteps[value] ?? NO_VALUE;
  if (typeof value === 'boolean') return value ? t.state.yes : t.state.no;
  if (typeof value === 'string') return code(value);
  return factField(name).type === 'money'
    ? yuan(factFen(value))
    : factField(name).type === 'decimal'
      ? String(value)
      : count(value);
}
