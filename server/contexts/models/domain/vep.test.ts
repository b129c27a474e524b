import { describe, expect, it } from 'vitest';
import { dot } from './matrix.ts';
import { normals, seeded, weightedSumsOf } from './simulate.fixture.ts';
import { fitVep } from './vep.ts';

const BETA = [9, 0.4, -0.3];
const THETA = [0.05, 0.1, 0.02];

function simulate(n: number) {
  const random = seeded(7);
  const normal = normals(random);
  return Array.from({ length: n }, () => {
    const x = [1, random(), random() < 0.3 ? 1 : 0];
    return { x, y: dot(x, BETA) + Math.sqrt(dot(x, THETA)) * normal() };
  });
}

describe('VEP in three steps', () => {
  it('recovers mean and variance of log income where the variance differs between households', async () => {
    const rows = simulate(40_000);
    const fit = await fitVep(async (target, weight) => weightedSumsOf(rows, target, weight), [0, 0, 0]);
    if (!fit.ok) throw new Error(fit.refusal.code);
    const { beta, betaErrors, theta, thetaErrors } = fit.value;
    for (const [j, b] of BETA.entries()) expect(Math.abs(beta[j]! - b)).toBeLessThan(3.5 * betaErrors[j]!);
    for (const [j, t] of THETA.entries()) expect(Math.abs(theta[j]! - t)).toBeLessThan(3.5 * thetaErrors[j]!);
    expect(Math.max(...betaErrors, ...thetaErrors)).toBeLessThan(0.01);
  });

  it('reads the population four times, and floors the variance at a share of its mean', async () => {
    const rows = simulate(4_000);
    const passes: string[] = [];
    const fit = await fitVep(
      async (target, weight) => {
        passes.push(`${target.of} ${weight?.power ?? 0}`);
        return weightedSumsOf(rows, target, weight);
      },
      [0, 0, 0],
    );
    if (!fit.ok) throw new Error(fit.refusal.code);
    expect(passes).toEqual(['lnIncome 0', 'squaredResidual 0', 'squaredResidual 2', 'lnIncome 1']);
    expect(fit.value.floor).toBeCloseTo(0.05 * fit.value.variance, 12);
    expect(fit.value.rSquared).toBeGreaterThan(0.1);
    expect(fit.value.rSquared).toBeLessThan(0.4);
  });

  it('refuses a column that follows from another', async () => {
    const rows = simulate(500).map(({ x, y }) => ({ x: [...x, 2 * x[1]!], y }));
    const fit = await fitVep(async (target, weight) => weightedSumsOf(rows, target, weight), [0, 0, 0, 0]);
    expect(fit).toEqual({ ok: false, refusal: { code: 'singular' } });
  });
});
