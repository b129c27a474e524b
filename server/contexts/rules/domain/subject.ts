// What a rule table is about: the names that its cells may use, where each is stored, and the dated parameters that
// its thresholds come from. A subject is handed in by the context that owns the rows; rules knows no other context.

import type { FactField } from '../../../../kernel/facts.ts';

export type RuleField = FactField;

export type ParameterType = 'number' | 'boolean' | 'text';

export interface RuleParameterName {
  /** Written `parameters.<name>` in a cell. */
  readonly name: string;
  readonly type: ParameterType;
}

export interface RuleSubject {
  /** Stable, snake_case: `facts`, `risk_facts`, `need`. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly RuleField[];
  readonly parameters: readonly RuleParameterName[];
}

/** Parameters in force for a county on a date; money in yuan, as tables write it. */
export type ParameterValues = Readonly<Record<string, number | string | boolean>>;

/** One row of a subject: money in yuan, absent values null. */
export type SubjectRow = Readonly<Record<string, number | string | boolean | null>>;

const IDENTIFIER = /^[a-z_][a-z0-9_]*$/;

/** A column or alias that may stand in SQL text. Anything else is a programmer's mistake, never a user's. */
export function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new Error(`not a plain SQL identifier: ${name}`);
  return name;
}
