import { describe, expect, it } from 'vitest';
import { erfc, normalCdf } from './normal.ts';

describe('normal distribution', () => {
  // Abramowitz and Stegun, table 7.1; the tail from 7.1.23 to sixteen digits.
  it.each([
    [0, 1],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [2, 0.004677734981047266],
    [2.5, 0.000406952017444959],
    [5, 1.5374597944280349e-12],
    [-1, 1.8427007929497148],
  ])('erfc(%d)', (x, expected) => {
    expect(Math.abs(erfc(x) / expected - 1)).toBeLessThan(1e-13);
  });

  it.each([
    [0, 0.5],
    [1.959963984540054, 0.975],
    [-1.6448536269514722, 0.05],
  ])('Φ(%d)', (t, expected) => {
    expect(normalCdf(t)).toBeCloseTo(expected, 13);
  });
});
