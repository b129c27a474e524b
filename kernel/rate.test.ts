import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Fen, fen, formatYuan, sum } from './money.ts';
import {
  annual,
  annualRateBp,
  daily,
  equalPrincipalInstalment,
  formatRate,
  levelInstalment,
  monthly,
  parseRate,
  simpleInterest,
  uplift,
} from './rate.ts';
import { rational } from './rational.ts';

const loan = fen(5_000_000); // 50,000 yuan
const threePercent = annualRateBp(300);
const threeAndAHalf = annualRateBp(350);

describe('rates as text', () => {
  test.each([
    ['3.50%', 350],
    ['3.5 %', 350],
    ['３．１０％', 310],
    ['0%', 0],
    ['100%', 10_000],
    ['3.500%', 350],
  ])('reads %j', (text, basisPoints) => {
    expect(parseRate(text)).toEqual({ ok: true, value: basisPoints });
  });

  test.each([
    ['3.5', 'not_a_rate'],
    ['0.035', 'not_a_rate'],
    ['-1%', 'not_a_rate'],
    ['', 'not_a_rate'],
    ['3.505%', 'too_many_decimals'],
    ['100.01%', 'rate_too_large'],
    ['100.001%', 'too_many_decimals'],
  ])('refuses %j: %s', (text, code) => {
    expect(parseRate(text)).toEqual({ ok: false, refusal: { code } });
  });

  it('reads back whatever is formatted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (basisPoints) => {
        expect(parseRate(formatRate(annualRateBp(basisPoints)))).toEqual({ ok: true, value: basisPoints });
      }),
    );
  });

  it('shows up to four decimals when a rate needs them', () => {
    expect(formatRate(uplift(annualRateBp(345), rational(3n, 2n)))).toBe('5.175%');
    expect(formatRate(rational(1n, 30n))).toBe('3.3333%');
  });
});

test('basis points are whole and within 0 to 100%', () => {
  expect(() => annualRateBp(3.5)).toThrow(RangeError);
  expect(() => annualRateBp(-1)).toThrow(RangeError);
  expect(() => annualRateBp(10_001)).toThrow(RangeError);
});

test('a rate by the year, month and day', () => {
  expect(annual(threeAndAHalf)).toEqual(rational(7n, 200n));
  expect(monthly(threeAndAHalf)).toEqual(rational(7n, 2_400n));
  expect(daily(threePercent)).toEqual(rational(1n, 12_000n));
  expect(daily(annualRateBp(365), 365)).toEqual(rational(1n, 10_000n));
});

// The figures of the policy parameters, 50,000 yuan each.
describe('published checks', () => {
  test.each([
    ['91 days at 3%', simpleInterest(loan, threePercent, 91, 'half_up'), '379.17'],
    [
      '30 days overdue at 3% × 1.5',
      simpleInterest(loan, uplift(threePercent, rational(3n, 2n)), 30, 'half_up'),
      '187.50',
    ],
    ['30 days of misuse at 3% × 2', simpleInterest(loan, uplift(threePercent, rational(2n)), 30, 'half_up'), '250.00'],
    ['等额本息, 36 months at 3.5%', levelInstalment(loan, threeAndAHalf, 36, 'half_up'), '1,465.10'],
    [
      '等额本金, first of 36 at 3.5%',
      equalPrincipalInstalment(loan, threeAndAHalf, 36, 1, 'half_up').total,
      '1,534.72',
    ],
  ])('%s is %3$s', (_, amount, yuan) => {
    expect(formatYuan(amount)).toBe(yuan);
  });
});

test('interest names its rounding', () => {
  // 91 days: 379.1666… yuan.
  expect(simpleInterest(loan, threePercent, 91, 'down')).toBe(37_916n);
  expect(simpleInterest(loan, threePercent, 91, 'up')).toBe(37_917n);
  expect(simpleInterest(loan, threePercent, 0, 'up')).toBe(0n);
});

const principals = fc.bigInt({ min: 1n, max: 10n ** 11n }).map(fen);
const rates = fc.integer({ min: 0, max: 3_000 }).map(annualRateBp);
const terms = fc.integer({ min: 1, max: 60 });

describe('等额本息', () => {
  it('paid rounded down never clears the loan early, rounded up never leaves a debt', () => {
    // What is owed after all payments, worked month by month in exact fractions of 120,000 ^ months.
    const owedAfter = (principal: Fen, basisPoints: number, months: number, payment: Fen) => {
      let owed: bigint = principal;
      let scale = 1n;
      for (let month = 0; month < months; month += 1) {
        scale *= 120_000n;
        owed = owed * (120_000n + BigInt(basisPoints)) - payment * scale;
      }
      return owed;
    };
    fc.assert(
      fc.property(principals, rates, terms, (principal, rate, months) => {
        const [down, up] = [
          levelInstalment(principal, rate, months, 'down'),
          levelInstalment(principal, rate, months, 'up'),
        ];
        expect(owedAfter(principal, rate, months, down) >= 0n).toBe(true);
        expect(owedAfter(principal, rate, months, up) <= 0n).toBe(true);
        expect(up - down <= 1n).toBe(true);
      }),
    );
  });

  it('takes a whole number of months, one at least', () => {
    expect(() => levelInstalment(loan, threePercent, 0, 'half_up')).toThrow(RangeError);
    expect(() => levelInstalment(loan, threePercent, 1.5, 'half_up')).toThrow(RangeError);
  });
});

describe('等额本金', () => {
  it('repays the principal exactly, with interest falling to the end', () => {
    fc.assert(
      fc.property(principals, rates, terms, (principal, rate, months) => {
        const parts = Array.from({ length: months }, (_, index) =>
          equalPrincipalInstalment(principal, rate, months, index + 1, 'half_even'),
        );
        expect(sum(parts.map((part) => part.principal))).toBe(principal);
        for (const [index, part] of parts.entries()) {
          expect(part.total).toBe(part.principal + part.interest);
          expect(part.interest <= (parts[index - 1]?.interest ?? part.interest)).toBe(true);
        }
      }),
    );
  });

  it('has no instalment 0 or 37 of 36', () => {
    expect(() => equalPrincipalInstalment(loan, threePercent, 36, 0, 'half_up')).toThrow(RangeError);
    expect(() => equalPrincipalInstalment(loan, threePercent, 36, 37, 'half_up')).toThrow(RangeError);
  });
});
