// Exact rational numbers: literals, parameters and fact values are decimals, and a decision at a threshold must not
// depend on how a float rounds.

export interface Rational {
  readonly numerator: bigint;
  /** Always positive; the fraction is in lowest terms. */
  readonly denominator: bigint;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('denominator is zero');
  const sign = denominator < 0n ? -1n : 1n;
  const common = greatestCommonDivisor(numerator, denominator) || 1n;
  return { numerator: (sign * numerator) / common, denominator: (sign * denominator) / common };
}

export const ZERO = rational(0n);
export const ONE = rational(1n);

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

export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** `b` must not be zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function floor(a: Rational): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator < 0n && a.numerator % a.denominator !== 0n ? quotient - 1n : quotient;
}

export function ceiling(a: Rational): bigint {
  return -floor(negate(a));
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
