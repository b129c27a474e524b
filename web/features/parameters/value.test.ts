// Values in words and back: units, rates, the monitoring line, and which row holds.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parametersEn } from '../../messages/en/parameters.ts';
import { parametersZh } from '../../messages/zh/parameters.ts';
import { numberForm, sameValue, shownNumber, standing, storedNumber, valueText, yearlyLine } from './value.ts';

describe('a value in words', () => {
  test.each([
    [20000, '元', '20,000 元', '20,000 yuan'],
    [3, '月', '3 个月', '3 months'],
    [5000, '万分比', '50.00%', '50.00%'],
    [310, '年利率万分比', '3.10%', '3.10%'],
    [0.1, '比例', '10%', '10%'],
    [0.95, '分位', '95%', '95%'],
    [0.706, '', '0.706', '0.706'],
    [true, '', '是', 'Yes'],
    [['保本', '分红'], '', '保本、分红', '保本, 分红'],
    [[6860, 15723], '元/人', '6,860 元/人、15,723 元/人', '6,860 yuan a head, 15,723 yuan a head'],
    [{ pool: 8000, bank: 2000 }, '万分比', '风险资金池 80.00%；银行 20.00%', 'Risk pool 80.00%；Bank 20.00%'],
    [{ least: 13000, applied: 15000 }, '倍数万分比', '最低 1.3 倍；采用 1.5 倍', 'Least 1.3 times；Applied 1.5 times'],
    [
      { 关注: 0, 可疑: 270, 损失: 360, 次级: 90 },
      '天',
      '关注 0 天；次级 90 天；可疑 270 天；损失 360 天',
      'Special mention 0 days；Substandard 90 days；Doubtful 270 days；Loss 360 days',
    ],
    [{ deductible: 8000, rateBp: 10000 }, '元', '起付线 8,000 元；比例 100.00%', 'Deductible 8,000 yuan；Rate 100.00%'],
    [{ kind: 'fixed', yuan: 8800 }, '元/人/年', '8,800 元/人/年', '8,800 yuan a head a year'],
    [
      { kind: 'dibaoMultiple', k: 2, monthlyDibaoYuan: 815 },
      '元/人/年',
      '815 元/月 × 12 个月 × 2 = 19,560 元/人/年',
      '815 yuan a month × 12 × 2 = 19,560 yuan a head a year',
    ],
    [
      {
        tiers: [
          { upTo: 30000, rateBp: 5000 },
          { upTo: null, rateBp: 9000 },
        ],
      },
      '元',
      '分段比例 金额到 30,000 元 比例 50.00%、金额到 不封顶 比例 90.00%',
      'Tiers Up to 30,000 yuan Rate 50.00%, Up to no limit Rate 90.00%',
    ],
  ])('%j %s', (value, unit, zh, en) => {
    expect(valueText(value, unit, parametersZh)).toBe(zh);
    expect(valueText(value, unit, parametersEn)).toBe(en);
  });
});

test('what a field shows goes back to what is stored, for every unit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.constantFrom('元', '万分比', '倍数万分比', '比例'),
      (n, unit) => {
        const form = numberForm(unit);
        const stored = unit === '比例' ? n / 1_000_000 : n;
        expect(storedNumber(shownNumber(stored, form), form)).toBeCloseTo(stored, 9);
      },
    ),
  );
});

test('the year’s sum of a line, and none while a part is missing', () => {
  expect(yearlyLine({ kind: 'dibaoMultiple', k: 1.5, monthlyDibaoYuan: 815 })).toBe(14_670);
  expect(yearlyLine({ kind: 'dibaoMultiple', k: 2 })).toBeNull();
});

test.each([
  ['the county’s own from today', { region: '350524', validFrom: '2026-06-01', validTo: null }, 'current'],
  ['the default behind it', { region: '', validFrom: '2021-01-01', validTo: null }, 'standby'],
  ['one that begins later', { region: '350524', validFrom: '2026-09-01', validTo: null }, 'waiting'],
  ['one that has ended', { region: '350524', validFrom: '2024-01-01', validTo: '2026-06-01' }, 'past'],
])('where a row stands: %s', (_, row, expected) => {
  const current = { region: '350524', validFrom: '2026-06-01', validTo: null };
  expect(standing(row, current, '2026-06-10')).toBe(expected);
});

test('the order of an object’s parts is no change; another figure is', () => {
  expect(sameValue({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  expect(sameValue({ a: 1, b: [2] }, { b: [3], a: 1 })).toBe(false);
});
