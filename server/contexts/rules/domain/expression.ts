// Checked expressions: names resolved, parameters replaced by their values, every operand of a known kind. The SQL
// compiler and the one-case evaluator both walk these trees, so they cannot read a cell differently.

import type { Rational } from './decimal.ts';
import type { Arithmetic, Ordering } from './parser.ts';
import type { RuleField } from './subject.ts';

/** A calculation over fields; money in yuan. */
export type Calculation =
  | { readonly kind: 'constant'; readonly value: Rational }
  | { readonly kind: 'field'; readonly field: RuleField }
  | { readonly kind: 'negate'; readonly operand: Calculation }
  | {
      readonly kind: 'arithmetic';
      readonly operator: Arithmetic;
      readonly left: Calculation;
      readonly right: Calculation;
    };

export type Scalar = string | boolean | Rational | null;

/** One side of an equality. */
export type Operand =
  | { readonly type: 'number'; readonly calculation: Calculation }
  | { readonly type: 'text' | 'boolean'; readonly field: RuleField }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' };

/**
 * A condition. It holds, fails, or is undefined: an ordering, an interval or a calculation with an absent value is
 * undefined (the engine raises an error), and a rule with an undefined cell does not fire.
 */
export type Test =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'flag'; readonly field: RuleField }
  | { readonly kind: 'order'; readonly operator: Ordering; readonly left: Calculation; readonly right: Calculation }
  | { readonly kind: 'equal'; readonly negated: boolean; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'member'; readonly negated: boolean; readonly operand: Operand; readonly items: readonly Scalar[] }
  | {
      readonly kind: 'between';
      readonly negated: boolean;
      readonly value: Calculation;
      readonly low: Calculation;
      readonly high: Calculation;
      readonly openLow: boolean;
      readonly openHigh: boolean;
    }
  | { readonly kind: 'not'; readonly operand: Test }
  | { readonly kind: 'both' | 'either'; readonly left: Test; readonly right: Test }
  /** The column's own expression must have a value before the cell under it is looked at. */
  | { readonly kind: 'defined'; readonly calculation: Calculation };

/** What a rule puts into an output column when it fires. */
export type Output =
  | { readonly kind: 'literal'; readonly value: Scalar }
  | { readonly kind: 'field'; readonly field: RuleField }
  | { readonly kind: 'calculation'; readonly calculation: Calculation }
  | { readonly kind: 'sentence'; readonly parts: readonly (string | RuleField)[] };

export function isRational(value: Scalar): value is Rational {
  return typeof value === 'object' && value !== null;
}

/** Fields inside a calculation, each once. */
export function fieldsOf(calculation: Calculation): readonly RuleField[] {
  switch (calculation.kind) {
    case 'constant':
      return [];
    case 'field':
      return [calculation.field];
    case 'negate':
      return fieldsOf(calculation.operand);
    case 'arithmetic':
      return [...new Set([...fieldsOf(calculation.left), ...fieldsOf(calculation.right)])];
    default:
      return calculation satisfies never;
  }
}
