import { describe, expect, it } from 'vitest';
import { fitLogistic } from './logistic.ts';
import { dot } from './matrix.ts';
import { type LabelledRow, logisticSumsOf, normals, seeded } from './simulate.fixture.ts';

const fitted = (rows: readonly LabelledRow[], ridge: readonly number[]) =>
  fitLogistic(
    async (beta) => logisticSumsOf(rows, beta),
    ridge.map(() => 0),
    ridge,
  );

/** Households of one yes-or-no feature: with it, `a` relapse and `b` don't; without it, `c` and `d`. */
const table = (a: number, b: number, c: number, d: number): LabelledRow[] => [
  ...Array.from({ length: a }, () => ({ x: [1, 1], y: 1 })),
  ...Array.from({ length: b }, () => ({ x: [1, 1], y: 0 })),
  ...Array.from({ length: c }, () => ({ x: [1, 0], y: 1 })),
  ...Array.from({ length: d }, () => ({ x: [1, 0], y: 0 })),
];

describe('logistic regression', () => {
  it('gives the log odds ratio and its standard error of a fourfold table exactly', async () => {
    const result = await fitted(table(12, 30, 25, 400), [0, 0]);
    if (!result.ok) throw new Error(result.refusal.code);
    expect(result.value.beta[0]).toBeCloseTo(Math.log(25 / 400), 8);
    expect(result.value.beta[1]).toBeCloseTo(Math.log((12 * 400) / (30 * 25)), 8);
    expect(result.value.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 12 + 1 / 30 + 1 / 25 + 1 / 400), 6);
  });

  it('recovers the coefficients that made the data, within their errors, and stands at the top', async () => {
    const truth = [-2, -1.5, 0.8, 0.5];
    const random = seeded(20260101);
    const normal = normals(random);
    const rows = Array.from({ length: 20_000 }, () => {
      const x = [1, normal(), random() < 0.2 ? 1 : 0, 3 * random()];
      return { x, y: random() < 1 / (1 + Math.exp(-dot(x, truth))) ? 1 : 0 };
    });
    const result = await fitted(rows, [0, 0, 0, 0]);
    if (!result.ok) throw new Error(result.refusal.code);
    for (const [j, b] of truth.entries()) {
      expect(Math.abs(result.value.beta[j]! - b)).toBeLessThan(3.5 * result.value.standardErrors[j]!);
    }
    expect(Math.max(...result.value.standardErrors)).toBeLessThan(0.06);
    for (const slope of logisticSumsOf(rows, result.value.beta).gradient) expect(Math.abs(slope)).toBeLessThan(1e-3);
  });

  it('halves a step that overshoots: from far away it ends where it ends from zero', async () => {
    const rows = table(12, 30, 25, 400);
    const far = await fitLogistic(async (beta) => logisticSumsOf(rows, beta), [-9, 8], [0, 0]);
    if (!far.ok) throw new Error(far.refusal.code);
    expect(far.value.beta[1]).toBeCloseTo(Math.log((12 * 400) / (30 * 25)), 6);
  });

  it('keeps the weight of a feature that separates finite with a ridge', async () => {
    const result = await fitted(table(20, 0, 20, 100), [0, 1]);
    if (!result.ok) throw new Error(result.refusal.code);
    expect(result.value.beta[1]).toBeGreaterThan(2);
    expect(result.value.beta[1]).toBeLessThan(6);
  });

  it('refuses a feature that everybody has as singular', async () => {
    const result = await fitted(table(20, 30, 0, 0), [0, 0]);
    expect(result).toEqual({ ok: false, refusal: { code: 'singular' } });
  });

  it('refuses did_not_converge when no step, however small, goes up', async () => {
    const rows = table(12, 30, 25, 400);
    let asked = 0;
    const sinking = async (beta: readonly number[]) => ({
      ...logisticSumsOf(rows, beta),
      logLikelihood: -1000 - asked++,
    });
    expect(await fitLogistic(sinking, [0, 0], [0, 0])).toEqual({ ok: false, refusal: { code: 'did_not_converge' } });
  });
});
