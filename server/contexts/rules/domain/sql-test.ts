// Conditions as SQL. A test is compiled twice over: to what makes it hold and to what makes it fail, because the engine
// knows a third outcome (undefined) that PostgreSQL's NULL follows only in part: `undefined or true` is undefined there
// and true here. Written with AND and OR over comparisons and never with NOT, a NULL can safely count as "does not".

import { times } from '../../../../kernel/rational.ts';
import {
  ceiling,
  compare,
  floor,
  greatestCommonDivisor,
  isFiniteDecimal,
  negative,
  type Rational,
  rational,
  ZERO,
} from './decimal.ts';
import type { Calculation, Operand, Scalar, Test } from './expression.ts';
import { isRational } from './expression.ts';
import { CellFault } from './fault.ts';
import type { Ordering } from './parser.ts';
import { difference, type Polynomial, product, type Quotient, quotientOf, type Term } from './polynomial.ts';
import { all, any, column, isWhole, present, quoteNumber, quoteText, termText } from './sql-text.ts';
import type { RuleField } from './subject.ts';

type Operator = Ordering | '=' | '<>';

const FLIPPED: Readonly<Record<Operator, Operator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '<>': '<>',
};
const OPPOSITE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

function decided(operator: Operator, sign: number): boolean {
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    case '=':
      return sign === 0;
    case '<>':
      return sign !== 0;
    default:
      return operator satisfies never;
  }
}

function leastCommonMultiple(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a / greatestCommonDivisor(a, b)) * b, 1n);
}

interface Scaled {
  readonly terms: readonly { readonly term: Term; readonly coefficient: bigint }[];
  readonly constant: Rational;
}

/** The polynomial times a positive number that makes the columns' coefficients whole and, where it can, coprime. */
function scaled(polynomial: Polynomial): Scaled {
  const varying = polynomial.filter((term) => term.fields.length > 0);
  const constant = polynomial.find((term) => term.fields.length === 0)?.coefficient ?? ZERO;
  const factor = leastCommonMultiple(varying.map((term) => term.coefficient.denominator));
  const coefficients = varying.map((term) => (term.coefficient.numerator * factor) / term.coefficient.denominator);
  const common = coefficients.reduce((a, b) => greatestCommonDivisor(a, b), 0n) || 1n;
  const limit = rational(constant.numerator * factor, constant.denominator * common);
  // Whole columns are compared with a rounded bound; beside decimal columns the bound must be a finite decimal.
  const more = varying.every(isWhole) || isFiniteDecimal(limit) ? 1n : limit.denominator;
  return {
    terms: varying.map((term, index) => ({ term, coefficient: ((coefficients[index] ?? 0n) / common) * more })),
    constant: times(limit, rational(more)),
  };
}

function bound(operator: Operator, value: Rational): { operator: Operator; value: Rational } | boolean {
  if (value.denominator === 1n) return { operator, value };
  switch (operator) {
    case '<':
    case '>=':
      return { operator, value: rational(ceiling(value)) };
    case '>':
    case '<=':
      return { operator, value: rational(floor(value)) };
    case '=':
      return false;
    case '<>':
      return true;
    default:
      return operator satisfies never;
  }
}

function sumText(side: Scaled['terms'], alias: string): string {
  const alone = side.length === 1;
  return side.map(({ term, coefficient }) => termText(term, coefficient, alias, alone)).join(' + ');
}

/** `polynomial operator 0`, in whole stored units. */
function sign(polynomial: Polynomial, operator: Operator, alias: string): string {
  const { terms, constant } = scaled(polynomial);
  if (terms.length === 0) return decided(operator, compare(constant, ZERO)) ? 'TRUE' : 'FALSE';
  const positive = terms.filter(({ coefficient }) => coefficient > 0n);
  const owed = terms
    .filter(({ coefficient }) => coefficient < 0n)
    .map(({ term, coefficient }) => ({ term, coefficient: -coefficient }));
  // Terms stand where they are positive; the bound goes to the right.
  const [left, right, facing, limit] =
    positive.length > 0
      ? [positive, owed, operator, negative(constant)]
      : [owed, positive, FLIPPED[operator], constant];
  const rounded = terms.every(({ term }) => isWhole(term)) ? bound(facing, limit) : { operator: facing, value: limit };
  if (typeof rounded === 'boolean') return rounded ? 'TRUE' : 'FALSE';
  const rest = sumText(right, alias);
  const number = quoteNumber(rounded.value);
  const against = right.length === 0 ? number : rounded.value.numerator === 0n ? rest : `${rest} + ${number}`;
  return `${sumText(left, alias)} ${rounded.operator} ${against}`;
}

/** Nullable fields that the comparison's own text does not already make NULL. */
function unseen(fields: readonly RuleField[], text: string, alias: string): RuleField[] {
  return fields.filter((field) => !new RegExp(`\\b${column(field, alias).replace('.', '\\.')}\\b`).test(text));
}

function order(left: Quotient, right: Quotient, operator: Ordering, alias: string): string {
  if (right.denominator) {
    if (left.denominator) throw new CellFault('unsupported', '/');
    return order(right, left, FLIPPED[operator] as Ordering, alias);
  }
  const { denominator } = left;
  let text: string;
  if (denominator) {
    if (right.rounded) throw new CellFault('inexact_division', '/');
    const gap = difference(left.numerator, product(right.numerator, denominator));
    text = any([
      all([sign(denominator, '>', alias), sign(gap, operator, alias)]),
      all([sign(denominator, '<', alias), sign(gap, FLIPPED[operator], alias)]),
    ]);
    return all([text, ...present([...left.nullable, ...right.nullable], alias)]);
  }
  text = sign(difference(left.numerator, right.numerator), operator, alias);
  return all([text, ...present(unseen([...left.nullable, ...right.nullable], text, alias), alias)]);
}

function exactOnly(quotient: Quotient): Quotient {
  // `x / 0` is null to the engine, which equality can see and an ordering cannot.
  if (quotient.denominator) throw new CellFault('inexact_division', '/');
  return quotient;
}

function equalNumbers(a: Calculation, b: Calculation, negated: boolean, alias: string): string {
  const [left, right] = [exactOnly(quotientOf(a)), exactOnly(quotientOf(b))];
  const gap = difference(left.numerator, right.numerator);
  const plain = [left, right].filter((side) => side.plain?.nullable);
  const defined = [left, right].filter((side) => !side.plain).flatMap((side) => side.nullable);
  if (plain.length === 2 && left.plain && right.plain) {
    const absent = all([`${column(left.plain, alias)} IS NULL`, `${column(right.plain, alias)} IS NULL`]);
    if (!negated) return left.plain === right.plain ? 'TRUE' : any([sign(gap, '=', alias), absent]);
    if (left.plain === right.plain) return 'FALSE';
    const one = (present_: RuleField, absent_: RuleField): string =>
      all([`${column(present_, alias)} IS NOT NULL`, `${column(absent_, alias)} IS NULL`]);
    return any([sign(gap, '<>', alias), one(left.plain, right.plain), one(right.plain, left.plain)]);
  }
  const text = sign(gap, negated ? '<>' : '=', alias);
  if (!negated) return all([text, ...present(unseen([...left.nullable, ...right.nullable], text, alias), alias)]);
  const absent = plain.flatMap((side) => (side.plain ? [`${column(side.plain, alias)} IS NULL`] : []));
  return all([any([text, ...absent]), ...present(defined, alias)]);
}

function equalToNull(operand: Operand, negated: boolean, alias: string): string {
  if (operand.type === 'null') return negated ? 'FALSE' : 'TRUE';
  if (operand.type === 'number') {
    const quotient = exactOnly(quotientOf(operand.calculation));
    if (!quotient.plain) return negated ? all(present(quotient.nullable, alias)) : 'FALSE';
    return nullness(quotient.plain, negated, alias);
  }
  return 'field' in operand ? nullness(operand.field, negated, alias) : negated ? 'TRUE' : 'FALSE';
}

function nullness(field: RuleField, negated: boolean, alias: string): string {
  if (!field.nullable) return negated ? 'TRUE' : 'FALSE';
  return `${column(field, alias)} IS ${negated ? 'NOT NULL' : 'NULL'}`;
}

type Discrete = Extract<Operand, { type: 'text' | 'boolean' }>;

function discreteText(operand: Discrete, alias: string): string {
  if ('field' in operand) return column(operand.field, alias);
  return typeof operand.value === 'string' ? quoteText(operand.value) : operand.value ? 'TRUE' : 'FALSE';
}

function equalDiscrete(left: Discrete, right: Discrete, negated: boolean, alias: string): string {
  if ('value' in left && 'value' in right) return (left.value === right.value) !== negated ? 'TRUE' : 'FALSE';
  const [a, b] = 'value' in left ? [right, left] : [left, right];
  const nullable = [a, b].filter((side) => 'field' in side && side.field.nullable).length;
  const [first, second] = [discreteText(a, alias), discreteText(b, alias)];
  if (nullable === 2) return `${first} IS ${negated ? '' : 'NOT '}DISTINCT FROM ${second}`;
  if (nullable === 1 && negated) return `${first} IS DISTINCT FROM ${second}`;
  if ('value' in b && b.type === 'boolean') return b.value !== negated ? first : `NOT ${first}`;
  return `${first} ${negated ? '<>' : '='} ${second}`;
}

function equal(left: Operand, right: Operand, negated: boolean, alias: string): string {
  if (left.type === 'null') return equalToNull(right, negated, alias);
  if (right.type === 'null') return equalToNull(left, negated, alias);
  if (left.type === 'number' && right.type === 'number') {
    return equalNumbers(left.calculation, right.calculation, negated, alias);
  }
  if (left.type === 'number' || right.type === 'number') throw new CellFault('type_mismatch', '==');
  return equalDiscrete(left, right, negated, alias);
}

function asOperand(item: Scalar): Operand {
  if (item === null) return { type: 'null' };
  if (isRational(item)) return { type: 'number', calculation: { kind: 'constant', value: item } };
  return typeof item === 'string' ? { type: 'text', value: item } : { type: 'boolean', value: item };
}

function member(operand: Operand, items: readonly Scalar[], negated: boolean, alias: string): string {
  const texts = [...new Set(items.filter((item) => typeof item === 'string'))];
  if (operand.type === 'text' && 'field' in operand && texts.length > 1) {
    const name = column(operand.field, alias);
    const list = `(${texts.map(quoteText).join(', ')})`;
    const listed = items.includes(null);
    if (!negated) return any([`${name} IN ${list}`, ...(listed ? [nullness(operand.field, false, alias)] : [])]);
    return listed
      ? all([`${name} NOT IN ${list}`, nullness(operand.field, true, alias)])
      : any([`${name} NOT IN ${list}`, nullness(operand.field, false, alias)]);
  }
  const each = items.map((item) => equal(operand, asOperand(item), negated, alias));
  return negated ? all(each) : any(each);
}

function between(test: Extract<Test, { kind: 'between' }>, inside: boolean, alias: string): string {
  const [value, low, high] = [quotientOf(test.value), quotientOf(test.low), quotientOf(test.high)];
  if (low.denominator || high.denominator) throw new CellFault('inexact_division', '/');
  const [above, below] = [test.openLow ? '>' : '>=', test.openHigh ? '<' : '<='] as const;
  if (inside) return all([order(value, low, above, alias), order(value, high, below, alias)]);
  const outside = any([order(value, low, OPPOSITE[above], alias), order(value, high, OPPOSITE[below], alias)]);
  return all([outside, ...present([...value.nullable, ...low.nullable, ...high.nullable], alias)]);
}

/** Whether the test is always either true or false, so that an `or` after it need not ask. */
function alwaysDefined(test: Test): boolean {
  switch (test.kind) {
    case 'constant':
      return true;
    case 'flag':
      return !test.field.nullable;
    case 'not':
      return alwaysDefined(test.operand);
    case 'both':
    case 'either':
      return alwaysDefined(test.left) && alwaysDefined(test.right);
    case 'equal':
      return [test.left, test.right].every(operandDefined);
    case 'member':
      return operandDefined(test.operand);
    case 'order':
      return [test.left, test.right].every(calculationDefined);
    case 'between':
      return [test.value, test.low, test.high].every(calculationDefined);
    case 'defined':
      return false;
    default:
      return test satisfies never;
  }
}

function calculationDefined(calculation: Calculation): boolean {
  const quotient = quotientOf(calculation);
  return quotient.nullable.length === 0 && !quotient.denominator;
}

function operandDefined(operand: Operand): boolean {
  if (operand.type !== 'number') return true;
  return quotientOf(operand.calculation).plain !== undefined || calculationDefined(operand.calculation);
}

/** SQL that is true exactly when the test holds; otherwise false or NULL. */
export function holds(test: Test, alias: string): string {
  switch (test.kind) {
    case 'constant':
      return test.value ? 'TRUE' : 'FALSE';
    case 'flag':
      return column(test.field, alias);
    case 'order':
      return order(quotientOf(test.left), quotientOf(test.right), test.operator, alias);
    case 'equal':
      return equal(test.left, test.right, test.negated, alias);
    case 'member':
      return member(test.operand, test.items, test.negated, alias);
    case 'between':
      return between(test, !test.negated, alias);
    case 'not':
      return fails(test.operand, alias);
    case 'both':
      return all([holds(test.left, alias), holds(test.right, alias)]);
    case 'either': {
      const second = holds(test.right, alias);
      return any([holds(test.left, alias), alwaysDefined(test.left) ? second : all([fails(test.left, alias), second])]);
    }
    case 'defined':
      return all(present(quotientOf(test.calculation).nullable, alias));
    default:
      return test satisfies never;
  }
}

/** SQL that is true exactly when the test fails (and is not undefined); otherwise false or NULL. */
export function fails(test: Test, alias: string): string {
  switch (test.kind) {
    case 'constant':
      return test.value ? 'FALSE' : 'TRUE';
    case 'flag':
      return `NOT ${column(test.field, alias)}`;
    case 'order':
      return order(quotientOf(test.left), quotientOf(test.right), OPPOSITE[test.operator], alias);
    case 'equal':
      return equal(test.left, test.right, !test.negated, alias);
    case 'member':
      return member(test.operand, test.items, !test.negated, alias);
    case 'between':
      return between(test, test.negated, alias);
    case 'not':
      return holds(test.operand, alias);
    case 'both': {
      const second = fails(test.right, alias);
      return any([fails(test.left, alias), alwaysDefined(test.left) ? second : all([holds(test.left, alias), second])]);
    }
    case 'either':
      return all([fails(test.left, alias), fails(test.right, alias)]);
    case 'defined':
      return 'FALSE';
    default:
      return test satisfies never;
  }
}
