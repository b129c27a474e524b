// One case: the same checked trees that are compiled to SQL, evaluated on one row of facts, so that a page can light
// the cell that decided.

import { times } from '../../../../kernel/rational.ts';
import { compare, fromNumber, negative, over, plus, type Rational, toDecimalText, toNumber } from './decimal.ts';
import type { Calculation, Operand, Output, Scalar, Test } from './expression.ts';
import { fieldsOf, isRational } from './expression.ts';
import type { RuleField, SubjectRow } from './subject.ts';

/** True, false, or undefined where the engine raises an error and the rule does not fire. */
export type Verdict = boolean | undefined;

function fieldValue(field: RuleField, row: SubjectRow): Scalar {
  const value = row[field.name] ?? null;
  if (value === null) return null;
  return typeof value === 'number' ? fromNumber(value) : value;
}

function numberOf(field: RuleField, row: SubjectRow): Rational | null {
  const value = fieldValue(field, row);
  if (value === null || isRational(value)) return value;
  throw new TypeError(`${field.name} is not a number`);
}

/** Undefined when a field inside a calculation is absent; null for one absent field alone, and for division by zero. */
export function calculate(calculation: Calculation, row: SubjectRow): Rational | null | undefined {
  switch (calculation.kind) {
    case 'constant':
      return calculation.value;
    case 'field':
      return numberOf(calculation.field, row);
    case 'negate': {
      const value = calculate(calculation.operand, row);
      return value ? negative(value) : undefined;
    }
    case 'arithmetic': {
      const left = calculate(calculation.left, row);
      const right = calculate(calculation.right, row);
      if (!left || !right) return undefined;
      switch (calculation.operator) {
        case '+':
          return plus(left, right);
        case '-':
          return plus(left, negative(right));
        case '*':
          return times(left, right);
        case '/':
          return right.numerator === 0n ? null : over(left, right);
        default:
          return calculation.operator satisfies never;
      }
    }
    default:
      return calculation satisfies never;
  }
}

function operandValue(operand: Operand, row: SubjectRow): Scalar | undefined {
  if (operand.type === 'null') return null;
  if (operand.type === 'number') return calculate(operand.calculation, row);
  return 'field' in operand ? fieldValue(operand.field, row) : operand.value;
}

function same(a: Scalar, b: Scalar): boolean {
  if (isRational(a) && isRational(b)) return compare(a, b) === 0;
  return a === b;
}

function ordered(operator: '<' | '<=' | '>' | '>=', left: Rational, right: Rational): boolean {
  const sign = compare(left, right);
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    default:
      return operator satisfies never;
  }
}

export function evaluate(test: Test, row: SubjectRow): Verdict {
  switch (test.kind) {
    case 'constant':
      return test.value;
    case 'flag': {
      const value = fieldValue(test.field, row);
      return typeof value === 'boolean' ? value : undefined;
    }
    case 'order': {
      const [left, right] = [calculate(test.left, row), calculate(test.right, row)];
      return left && right ? ordered(test.operator, left, right) : undefined;
    }
    case 'equal': {
      const [left, right] = [operandValue(test.left, row), operandValue(test.right, row)];
      return left === undefined || right === undefined ? undefined : same(left, right) !== test.negated;
    }
    case 'member': {
      const value = operandValue(test.operand, row);
      return value === undefined ? undefined : test.items.some((item) => same(value, item)) !== test.negated;
    }
    case 'between': {
      const value = calculate(test.value, row);
      const [low, high] = [calculate(test.low, row), calculate(test.high, row)];
      if (!value || !low || !high) return undefined;
      const inside = ordered(test.openLow ? '>' : '>=', value, low) && ordered(test.openHigh ? '<' : '<=', value, high);
      return inside !== test.negated;
    }
    case 'not': {
      const verdict = evaluate(test.operand, row);
      return verdict === undefined ? undefined : !verdict;
    }
    case 'both': {
      const first = evaluate(test.left, row);
      return first ? evaluate(test.right, row) : first;
    }
    case 'either': {
      const first = evaluate(test.left, row);
      return first === false ? evaluate(test.right, row) : first;
    }
    case 'defined':
      return calculate(test.calculation, row) === undefined ? undefined : true;
    default:
      return test satisfies never;
  }
}

/** Whether the output has a value: a calculation over an absent field has none, and the rule then does not fire. */
export function outputDefined(output: Output, row: SubjectRow): boolean {
  return output.kind !== 'calculation' || calculate(output.calculation, row) !== undefined;
}

function shown(value: Scalar): string {
  if (value === null) return 'null';
  return isRational(value) ? toDecimalText(value) : String(value);
}

export function outputValue(output: Output, row: SubjectRow): string | number | boolean | null {
  switch (output.kind) {
    case 'literal':
      return plain(output.value);
    case 'field':
      return plain(fieldValue(output.field, row));
    case 'calculation':
      return plain(calculate(output.calculation, row) ?? null);
    case 'sentence':
      return output.parts.map((part) => (typeof part === 'string' ? part : shown(fieldValue(part, row)))).join('');
    default:
      return output satisfies never;
  }
}

function plain(value: Scalar): string | number | boolean | null {
  return isRational(value) ? toNumber(value) : value;
}

/** The value under a column as a page shows it; null when it is absent or undefined. */
export function columnValue(operand: Operand, row: SubjectRow): string | number | boolean | null {
  return plain(operandValue(operand, row) ?? null);
}

/** Fields that a condition looked at, so that a page can show their values beside the cell. */
export function fieldsIn(test: Test): readonly RuleField[] {
  switch (test.kind) {
    case 'constant':
      return [];
    case 'flag':
      return [test.field];
    case 'order':
      return unique([...fieldsOf(test.left), ...fieldsOf(test.right)]);
    case 'equal':
      return unique([...operandFields(test.left), ...operandFields(test.right)]);
    case 'member':
      return operandFields(test.operand);
    case 'between':
      return unique([...fieldsOf(test.value), ...fieldsOf(test.low), ...fieldsOf(test.high)]);
    case 'not':
      return fieldsIn(test.operand);
    case 'both':
    case 'either':
      return unique([...fieldsIn(test.left), ...fieldsIn(test.right)]);
    case 'defined':
      return fieldsOf(test.calculation);
    default:
      return test satisfies never;
  }
}

function operandFields(operand: Operand): readonly RuleField[] {
  if (operand.type === 'number') return fieldsOf(operand.calculation);
  return operand.type !== 'null' && 'field' in operand ? [operand.field] : [];
}

function unique(fields: readonly RuleField[]): readonly RuleField[] {
  return [...new Set(fields)];
}
