// Exact arithmetic below money and rates: fractions of bigint, division with named rounding, decimals as text.

/** How a division that does not come out even is settled. The sign never matters: −2.5 rounds as 2.5 does, mirrored. */
export type Rounding =
  /** To the nearest; a tie goes away from zero (四舍五入; PostgreSQL's `round(numeric)`). */
  | 'half_up'
  /** To the nearest; a tie goes to the even neighbour (四舍六入五成双). */
  | 'half_even'
  /** Towards zero: what is left over is dropped (舍去). */
  | 'down'
  /** Away from zero (进一). */
  | 'up';

/** An exact fraction in lowest terms; the denominator is positive. Make one with `rational`. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** `numerator / denominator` in lowest terms. A zero denominator is a bug and throws. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('a rational needs a denominator other than zero');
  const divisor = greatestCommonDivisor(magnitude(numerator), magnitude(denominator));
  const signed = denominator < 0n ? -divisor : divisor;
  return { numerator: numerator / signed, denominator: denominator / signed };
}

export function times(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** `numerator / denominator` as a whole number, rounded as named. A zero denominator is a bug and throws. */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const divisor = magnitude(denominator);
  const quotient = magnitude(numerator) / divisor;
  const remainder = magnitude(numerator) % divisor;
  const rounded = awayFromZero(rounding, quotient, remainder, divisor) ? quotient + 1n : quotient;
  return numerator < 0n === denominator < 0n ? rounded : -rounded;
}

function awayFromZero(rounding: Rounding, quotient: bigint, remainder: bigint, divisor: bigint): boolean {
  switch (rounding) {
    case 'half_up':
      return remainder * 2n >= divisor;
    case 'half_even':
      return remainder * 2n > divisor || (remainder * 2n === divisor && quotient % 2n === 1n);
    case 'down':
      return false;
    case 'up':
      return remainder > 0n;
    default:
      return rounding satisfies never;
  }
}

/** `scaled / 10^places` as decimal text: `formatScaled(146510n, 2)` is `1465.10`; with thousands, `1,465.10`. */
export function formatScaled(scaled: bigint, places: number, thousands = false): string {
  const digits = magnitude(scaled)
    .toString()
    .padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const grouped = thousands ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const fraction = places > 0 ? `.${digits.slice(-places)}` : '';
  return `${scaled < 0n ? '-' : ''}${grouped}${fraction}`;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
