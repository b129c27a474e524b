// Decimals as exact fractions: literals, parameters and fact values are decimals, and a decision at a threshold must
// not depend on how a float rounds.

import { type Rational, rational, times } from '../../../../kernel/rational.ts';

export { type Rational, rational };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

export const ZERO = rational(0n);
export const ONE = rational(1n);

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The decimal written in `text` (`12`, `-0.5`, `1e3`), exactly; undefined when it is no decimal. */
export function parseDecimal(text: string): Rational | undefined {
  const parts = DECIMAL.exec(text);
  if (!parts) return undefined;
  const [, sign, whole = '0', fraction = '', exponent = '0'] = parts;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const shift = Number(exponent) - fraction.length;
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift));
}

/** A JavaScript number as the decimal that it prints as, which is how the table engine reads it too. */
export function fromNumber(value: number): Rational {
  const parsed = parseDecimal(String(value));
  if (!parsed) throw new RangeError(`${value} is not a finite number`);
  return parsed;
}

export function plus(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function negative(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

/** `b` must not be zero. */
export function over(a: Rational, b: Rational): Rational {
  return times(a, rational(b.denominator, b.numerator));
}

/** −1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function floor(a: Rational): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator < 0n && a.numerator % a.denominator !== 0n ? quotient - 1n : quotient;
}

export function ceiling(a: Rational): bigint {
  return -floor(negative(a));
}

/** Whether the value has a finite decimal expansion, so that a decimal engine holds it without rounding. */
export function isFiniteDecimal(a: Rational): boolean {
  let rest = a.denominator;
  while (rest % 2n === 0n) rest /= 2n;
  while (rest % 5n === 0n) rest /= 5n;
  return rest === 1n;
}

/** The finite decimal as text (`12.5`); the caller has checked `isFiniteDecimal`. */
export function toDecimalText(a: Rational): string {
  let digits = 0;
  let scale = 1n;
  while ((a.numerator * scale) % a.denominator !== 0n) {
    if (digits > 100) throw new RangeError('no finite decimal expansion');
    digits += 1;
    scale *= 10n;
  }
  const scaled = (a.numerator * scale) / a.denominator;
  if (digits === 0) return String(scaled);
  const text = String(absolute(scaled)).padStart(digits + 1, '0');
  return `${scaled < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export function toNumber(a: Rational): number {
  return isFiniteDecimal(a) ? Number(toDecimalText(a)) : Number(a.numerator) / Number(a.denominator);
}
