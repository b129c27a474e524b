import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFacts, BLANK_FACTS } from '../facts.fixture.ts';
import { contributions, featureOf, type ModelSpec, score } from './model.ts';
import { anyModel, modelOf } from './models.fixture.ts';
import { readReasons, reasons, worded } from './reasons.ts';

/** Σ weight·own·within, without the intercept, and without a limit. */
const linear = (model: ModelSpec, value: (t: ModelSpec['terms'][number]) => number) =>
  model.terms.reduce((sum, t) => sum + t.weight * value(t), 0);

describe('a score and its reasons', () => {
  it('the contributions add up to the departure from the mean household, exactly', () => {
    fc.assert(
      fc.property(anyModel, anyFacts, (model, row) => {
        const here = linear(model, (t) => {
          const { own, within } = featureOf(model.kind, t.feature);
          return own.value(row) * (within?.term.value(row) ?? 1);
        });
        const mean = linear(model, (t) => t.meanOwn * (t.meanWithin ?? 1));
        const sum = [...contributions(model, row).values()].reduce((a, b) => a + b, 0);
        const sign = model.kind === 'vep' ? -1 : 1;
        expect(Math.abs(sum - sign * (here - mean))).toBeLessThan(1e-6 * (1 + Math.abs(here) + Math.abs(mean)));
      }),
    );
  });

  it('a chance lies between 0 and 1 for any row', () => {
    fc.assert(
      fc.property(anyModel, anyFacts, (model, row) => {
        const chance = score(model, row);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives at most three reasons, all of them against the household, the largest first', () => {
    fc.assert(
      fc.property(anyModel, anyFacts, (model, row) => {
        const points = reasons(model, row).map((r) => r.points);
        expect(points.length).toBeLessThanOrEqual(3);
        expect(points).toEqual([...points].sort((a, b) => b - a));
        for (const p of points) expect(p).toBeGreaterThan(0);
      }),
    );
  });

  it("says them in words, with the household's own figures", () => {
    const model = modelOf('logistic', { lnIncome: -2, serious: 1.5, teaLand: -1 }, { lnIncome: 1 });
    const row = { ...BLANK_FACTS, incomePerHead: 9000.5, serious: 1, teaLand: 3 };
    expect(reasons(model, row).map(({ topic, zh, en }) => ({ topic, zh, en }))).toEqual([
      {
        topic: 'income',
        zh: '收入离监测线近（人均纯收入 9,001 元，监测线 8,800 元）',
        en: 'Income close to the line (income 9,001 yuan a head, line 8,800 yuan)',
      },
      { topic: 'serious', zh: '家中有人患大病（患大病 1 人）', en: 'Serious illness (1 seriously ill)' },
    ]);
    expect(reasons(model, row)[1]!.times).toBeCloseTo(Math.exp(1.5), 10);
    expect(worded({ topic: 'income', points: 1 }, null).zh).toBe('收入离监测线近');
  });

  it('blames low income, not labour, where labour counts for less near the line', () => {
    const model = modelOf(
      'logistic',
      { lnIncome: -2, fullLabourByIncome: -0.4 },
      { lnIncome: 1, fullLabourByIncome: 2 },
    );
    const row = { ...BLANK_FACTS, incomePerHead: 8800, fullLabour: 3, members: 4 };
    const shares = contributions(model, row);
    expect(shares.get('labour')).toBeCloseTo(0, 12);
    expect(shares.get('income')).toBeCloseTo(2 + 0.4 * 2 * 1, 12);
  });

  it('reads stored reasons and nothing else', () => {
    expect(readReasons([{ topic: 'labour', points: 0.5 }])).toEqual([{ topic: 'labour', points: 0.5 }]);
    expect(() => readReasons([{ topic: 'fate', points: 1 }])).toThrow('no known topic');
    expect(() => readReasons('labour')).toThrow('no list');
    expect(() => featureOf('logistic', 'fate')).toThrow('unknown feature');
  });
});
