import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, factorize, fromUpperTriangle } from './matrix.ts';

const size = 6;
const square = fc.array(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: size, maxLength: size }), {
  minLength: size,
  maxLength: size,
});

/** A'A + I: positive definite whatever A is. */
const definite = (a: number[][]) =>
  a.map((_, i) => a.map((_row, j) => a.reduce((sum, row) => sum + row[i]! * row[j]!, i === j ? 1 : 0)));

describe('Cholesky', () => {
  it('solves, and inverts, any positive definite system', () => {
    fc.assert(
      fc.property(square, (a) => {
        const matrix = definite(a);
        const factor = factorize(matrix);
        if (!factor.ok) throw new Error('refused');
        const right = matrix.map((_, i) => i - 2);
        const x = factor.value.solve(right);
        for (const [i, row] of matrix.entries()) expect(dot(row, x)).toBeCloseTo(right[i]!, 6);
        const inverse = factor.value.inverse();
        for (const [i, row] of matrix.entries()) {
          for (const j of matrix.keys()) {
            const column = inverse.map((r) => r[j]!);
            expect(dot(row, column)).toBeCloseTo(i === j ? 1 : 0, 6);
          }
        }
      }),
    );
  });

  it.each([
    [
      'a column that is twice another',
      [
        [4, 8],
        [8, 16],
      ],
    ],
    [
      'nothing but zeros',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'a negative diagonal',
      [
        [1, 0],
        [0, -1],
      ],
    ],
  ])('refuses %s', (_, matrix) => {
    expect(factorize(matrix)).toEqual({ ok: false, refusal: { code: 'singular' } });
  });

  it('reads an upper triangle', () => {
    expect(fromUpperTriangle(3, [1, 2, 3, 4, 5, 6])).toEqual([
      [1, 2, 3],
      [2, 4, 5],
      [3, 5, 6],
    ]);
  });
});
