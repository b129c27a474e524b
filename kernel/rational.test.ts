import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { divide, formatScaled, type Rounding, rational, times } from './rational.ts';

const roundings: Rounding[] = ['half_up', 'half_even', 'down', 'up'];
const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const nonZero = whole.filter((n) => n !== 0n);

describe('divide', () => {
  test.each([
    // numerator, denominator, half_up, half_even, down, up
    [5n, 2n, 3n, 2n, 2n, 3n],
    [7n, 2n, 4n, 4n, 3n, 4n],
    [-5n, 2n, -3n, -2n, -2n, -3n],
    [5n, -2n, -3n, -2n, -2n, -3n],
    [-7n, -2n, 4n, 4n, 3n, 4n],
    [4n, 3n, 1n, 1n, 1n, 2n],
    [5n, 3n, 2n, 2n, 1n, 2n],
    [1n, 1000n, 0n, 0n, 0n, 1n],
    [-1n, 1000n, 0n, 0n, 0n, -1n],
    [6n, 3n, 2n, 2n, 2n, 2n],
    [0n, -3n, 0n, 0n, 0n, 0n],
  ])('%s / %s', (numerator, denominator, ...expected) => {
    expect(roundings.map((rounding) => divide(numerator, denominator, rounding))).toEqual(expected);
  });

  it('stays within one of the exact quotient, within a half when rounding to the nearest', () => {
    fc.assert(
      fc.property(whole, nonZero, fc.constantFrom(...roundings), (numerator, denominator, rounding) => {
        const error = divide(numerator, denominator, rounding) * denominator - numerator;
        const limit = rounding.startsWith('half') ? 1n : 2n;
        const twice = (error < 0n ? -error : error) * 2n;
        const size = denominator < 0n ? -denominator : denominator;
        expect(limit === 1n ? twice <= size : twice < size * 2n).toBe(true);
      }),
    );
  });

  it('throws on a zero denominator', () => {
    expect(() => divide(1n, 0n, 'down')).toThrow(RangeError);
    expect(() => rational(1n, 0n)).toThrow(RangeError);
  });
});

describe('rational', () => {
  it('is in lowest terms with a positive denominator', () => {
    expect(rational(350n, -10_000n)).toEqual({ numerator: -7n, denominator: 200n });
    expect(rational(0n, 5n)).toEqual({ numerator: 0n, denominator: 1n });
  });

  it('multiplied by its inverse gives one', () => {
    fc.assert(
      fc.property(nonZero, nonZero, (a, b) => {
        expect(times(rational(a, b), rational(b, a))).toEqual(rational(1n));
      }),
    );
  });
});

test.each([
  [146510n, 2, false, '1465.10'],
  [146510n, 2, true, '1,465.10'],
  [-5n, 2, true, '-0.05'],
  [0n, 2, true, '0.00'],
  [100_000_000_000n, 2, true, '1,000,000,000.00'],
  [99_999n, 2, true, '999.99'],
  [1234n, 0, true, '1,234'],
])('formatScaled(%s, %s, %s) is %s', (scaled, places, thousands, text) => {
  expect(formatScaled(scaled, places, thousands)).toBe(text);
});
