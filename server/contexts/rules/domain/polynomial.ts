// Calculations in a canonical form: a sum of products of columns with exact rational coefficients, perhaps divided by
// another such sum. Comparisons are then written in whole fen with integer coefficients, so nothing is rounded and a
// plain `field >= literal` stays exactly that in SQL.

import { times } from '../../../../kernel/rational.ts';
import { isFiniteDecimal, negative, ONE, over, plus, type Rational, rational, ZERO } from './decimal.ts';
import { type Calculation, fieldsOf } from './expression.ts';
import { CellFault } from './fault.ts';
import type { RuleField } from './subject.ts';

export interface Term {
  /** Columns multiplied together, sorted by name; empty for the constant. */
  readonly fields: readonly RuleField[];
  /** In the table's units (yuan) per unit stored (fen). Never zero. */
  readonly coefficient: Rational;
}

export type Polynomial = readonly Term[];

export interface Quotient {
  readonly numerator: Polynomial;
  /** Undefined means one. */
  readonly denominator: Polynomial | undefined;
  /** The engine has rounded this value (a third has no finite decimal): it may be compared, not calculated with. */
  readonly rounded: boolean;
  /** Fields whose absence makes the calculation undefined. */
  readonly nullable: readonly RuleField[];
  /** Set when the calculation is one field and nothing else: absence is then the value null, not an error. */
  readonly plain: RuleField | undefined;
}

/** More would leave the engine's 28 digits, and no policy multiplies four amounts. */
const LARGEST_DEGREE = 3;
const FEN_IN_YUAN = rational(1n, 100n);

function key(fields: readonly RuleField[]): string {
  return fields.map((field) => field.name).join('*');
}

function collect(terms: readonly Term[]): Polynomial {
  const sums = new Map<string, Term>();
  for (const term of terms) {
    const before = sums.get(key(term.fields));
    const coefficient = before ? plus(before.coefficient, term.coefficient) : term.coefficient;
    sums.set(key(term.fields), { fields: term.fields, coefficient });
  }
  return [...sums.values()].filter((term) => term.coefficient.numerator !== 0n);
}

export function sum(a: Polynomial, b: Polynomial): Polynomial {
  return collect([...a, ...b]);
}

export function scale(a: Polynomial, factor: Rational): Polynomial {
  return collect(a.map((term) => ({ ...term, coefficient: times(term.coefficient, factor) })));
}

export function product(a: Polynomial, b: Polynomial): Polynomial {
  const terms = a.flatMap((left) =>
    b.map((right) => ({
      fields: [...left.fields, ...right.fields].toSorted((x, y) => (x.name < y.name ? -1 : x.name > y.name ? 1 : 0)),
      coefficient: times(left.coefficient, right.coefficient),
    })),
  );
  if (terms.some((term) => term.fields.length > LARGEST_DEGREE)) throw new CellFault('unsupported', '*');
  return collect(terms);
}

export function difference(a: Polynomial, b: Polynomial): Polynomial {
  return sum(a, scale(b, negative(ONE)));
}

/** The value when no field is in it; undefined otherwise. */
export function constantOf(a: Polynomial): Rational | undefined {
  if (a.length === 0) return ZERO;
  const [only] = a;
  return a.length === 1 && only?.fields.length === 0 ? only.coefficient : undefined;
}

function exact(side: Quotient): Polynomial {
  if (side.rounded || side.denominator) throw new CellFault('inexact_division', '/');
  return side.numerator;
}

function divided(left: Polynomial, right: Polynomial): Pick<Quotient, 'numerator' | 'denominator' | 'rounded'> {
  const constant = constantOf(right);
  if (!constant) return { numerator: left, denominator: right, rounded: false };
  if (constant.numerator === 0n) throw new CellFault('unsupported', '/ 0');
  const factor = over(ONE, constant);
  return { numerator: scale(left, factor), denominator: undefined, rounded: !isFiniteDecimal(factor) };
}

/** Throws `CellFault` when the engine would calculate further with a value that it had to round. */
export function quotientOf(calculation: Calculation): Quotient {
  const nullable = fieldsOf(calculation).filter((field) => field.nullable);
  const whole = { denominator: undefined, rounded: false, nullable, plain: undefined };
  switch (calculation.kind) {
    case 'constant':
      return { ...whole, numerator: collect([{ fields: [], coefficient: calculation.value }]) };
    case 'field': {
      const { field } = calculation;
      const coefficient = field.type === 'money' ? FEN_IN_YUAN : ONE;
      return { ...whole, numerator: [{ fields: [field], coefficient }], plain: field };
    }
    case 'negate': {
      const operand = quotientOf(calculation.operand);
      return { ...operand, numerator: scale(operand.numerator, negative(ONE)), plain: undefined };
    }
    case 'arithmetic': {
      const left = exact(quotientOf(calculation.left));
      const right = exact(quotientOf(calculation.right));
      switch (calculation.operator) {
        case '+':
          return { ...whole, numerator: sum(left, right) };
        case '-':
          return { ...whole, numerator: difference(left, right) };
        case '*':
          return { ...whole, numerator: product(left, right) };
        case '/':
          return { ...whole, ...divided(left, right) };
        default:
          return calculation.operator satisfies never;
      }
    }
    default:
      return calculation satisfies never;
  }
}
