// The calendar: nothing of a year is lost in its months, loans add up, and balances follow.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IsoMonth, isoDate } from '../../../../kernel/calendar.ts';
import { type Fen, fen, sum, ZERO } from '../../../../kernel/money.ts';
import { annualRateBp } from '../../../../kernel/rate.ts';
import { factRow } from '../../../../test/facts.ts';
import { assume } from './assumptions.ts';
import {
  type Financed,
  horizon,
  LINE_CODES,
  LINES,
  layOut,
  lowestMonth,
  monthsFrom,
  ORDINARY,
  openingCash,
  ordinaryYear,
  yearTotal,
} from './calendar.ts';
import { METHODS, type Method, payments } from './loan.ts';
import { TEA_INPUTS, TEA_SALES, wageWeights } from './seasons.ts';

const START = '2026-03' as IsoMonth;
const ASSUMED = assume({}, null);
const yuan = fc.integer({ min: 0, max: 30_000_000 }).map((amount) => amount / 100);
const row = fc
  .record({
    wageIncome: yuan,
    businessIncome: yuan,
    propertyIncome: yuan,
    transferIncome: yuan,
    businessExpense: yuan,
    schoolingCost: yuan,
    selfPay: yuan,
    outpatientSelfPay: yuan,
    serious: fc.nat(1),
    members: fc.integer({ min: 1, max: 9 }),
    teaLand: fc.integer({ min: 0, max: 900 }).map((mu) => mu / 100),
    farmLand: fc.integer({ min: 0, max: 900 }).map((mu) => mu / 100),
    migrants: fc.nat(3),
    migrantMonths: fc.nat(36),
  })
  .map(factRow);
const asFen = (value: unknown): Fen => fen(Math.round(Number(value) * 100));
const method = fc.constantFrom(...(Object.keys(METHODS) as Method[]));
const loan = fc.record({
  amount: fc.integer({ min: 100, max: 30_000_000 }).map(fen),
  rate: fc.integer({ min: 0, max: 1500 }).map(annualRateBp),
  months: fc.integer({ min: 1, max: 60 }),
  method,
});

test("a year's months add up to its facts, to the fen", () => {
  fc.assert(
    fc.property(row, (facts) => {
      const year = ordinaryYear(facts, ASSUMED);
      expect(Object.values(year).map((line) => line.length)).toEqual(Array.from({ length: 9 }, () => 12));
      expect(sum(year.wages)).toBe(asFen(facts.wageIncome));
      expect(sum([...year.tea, ...year.business])).toBe(asFen(facts.businessIncome));
      expect(sum(year.property)).toBe(asFen(facts.propertyIncome));
      expect(sum(year.transfers)).toBe(asFen(facts.transferIncome));
      expect(sum(year.inputs)).toBe(asFen(facts.businessExpense));
      expect(sum(year.schooling)).toBe(asFen(facts.schoolingCost));
      expect(sum(year.medical)).toBe(asFen(facts.serious === 0 ? facts.outpatientSelfPay : facts.selfPay));
      expect(sum(year.living)).toBe(fen(ASSUMED.livingCostPerHead * BigInt(Number(facts.members))));
    }),
  );
});

test('tea comes by its seasons, wages in the months worked away', () => {
  const facts = factRow({
    businessIncome: 10_000,
    businessExpense: 2_000,
    teaLand: 3,
    farmLand: 0,
    wageIncome: 30_000,
    migrants: 1,
    migrantMonths: 10,
  });
  const year = ordinaryYear(facts, ASSUMED);
  expect(year.tea.map((amount) => Number(amount) / 100)).toEqual([
    0, 0, 0, 2100, 2100, 800, 800, 2000, 1100, 1100, 0, 0,
  ]);
  expect(year.business.every((amount) => amount === ZERO)).toBe(true);
  expect(year.wages.map((amount) => Number(amount) / 100)).toEqual([0, 0, ...Array.from({ length: 10 }, () => 3000)]);
  // Inputs run ahead of sales: the first in March, none after October.
  expect(TEA_INPUTS.map(Number)).toEqual([0, 0, 21, 42, 29, 16, 28, 31, 22, 11, 0, 0]);
  expect(sum(TEA_SALES.map((part) => fen(part)))).toBe(100n);
  expect(wageWeights(0, 9)).toEqual(wageWeights(2, 0));
});

test('every method pays back exactly what was lent, and interest is never negative', () => {
  fc.assert(
    fc.property(loan, ({ amount, rate, months, method: by }) => {
      const due = payments(amount, { rate, months, method: by });
      expect(sum(due.map(({ principal }) => principal))).toBe(amount);
      expect(due.every(({ principal, interest }) => principal >= ZERO && interest >= ZERO)).toBe(true);
      expect(due.at(-1)?.after).toBe(months);
    }),
  );
});

// parameters.md, "Checks": 36 months at 3.5% on 50,000.
test('figures of the policy file', () => {
  const terms = { rate: annualRateBp(350), months: 36 };
  const level = payments(fen(5_000_000), { ...terms, method: 'level' });
  expect(level.slice(0, 35).map(({ principal, interest }) => principal + interest)).toEqual(
    Array.from({ length: 35 }, () => 146_510n),
  );
  const [first] = payments(fen(5_000_000), { ...terms, method: 'equal_principal' });
  expect((first?.principal ?? 0n) + (first?.interest ?? 0n)).toBe(153_472n);
  expect(
    payments(fen(5_000_000), { ...terms, months: 7, method: 'quarterly_interest' }).map(({ after, interest }) => [
      after,
      interest,
    ]),
  ).toEqual([
    [3, 43_750n],
    [6, 43_750n],
    [7, 14_583n],
  ]);
  expect(payments(fen(5_000_000), { ...terms, months: 12, method: 'bullet' })).toEqual([
    { after: 12, principal: 5_000_000n, interest: 175_000n },
  ]);
});

test('opening cash plus what comes in less what goes out is the last balance; all of the loan is paid within the months shown', () => {
  fc.assert(
    fc.property(row, fc.array(loan, { maxLength: 3 }), (facts, loans) => {
      const year = ordinaryYear(facts, ASSUMED);
      const financed = loans.map(
        ({ amount, ...terms }): Financed => ({ amount, neededOn: isoDate('2026-05-20'), terms, orderAmount: null }),
      );
      const opening = openingCash(year, START, ASSUMED);
      const calendar = layOut(year, START, horizon(START, financed), opening, financed, ORDINARY);
      const flow = LINE_CODES.reduce(
        (total, code) => total + (LINES[code].direction === 'in' ? 1n : -1n) * sum(calendar.lines[code]),
        0n,
      );
      expect(opening + flow).toBe(calendar.balance.at(-1));
      expect(sum(calendar.lines.principal)).toBe(sum(loans.map(({ amount }) => amount)));
      expect(calendar.months.length).toBeGreaterThanOrEqual(12);
    }),
  );
});

test('any twelve months carry a whole year of income', () => {
  fc.assert(
    fc.property(row, fc.integer({ min: 0, max: 24 }), (facts, from) => {
      const calendar = layOut(ordinaryYear(facts, ASSUMED), START, 36, ZERO, [], ORDINARY);
      expect(sum(calendar.lines.wages.slice(from, from + 12))).toBe(asFen(facts.wageIncome));
    }),
  );
});

test('the opening cash carries a household through its seasons in a bad year too, and hides no standing deficit', () => {
  const { incomeDropBp, lateMonths } = ASSUMED;
  const bad = { incomeDropBp, lateMonths, illness: ZERO, countMargins: false };
  fc.assert(
    fc.property(row, fc.integer({ min: 0, max: 11 }), (facts, month) => {
      const year = ordinaryYear(facts, ASSUMED);
      const start = monthsFrom('2026-01' as IsoMonth, 12)[month] ?? START;
      const opening = openingCash(year, start, ASSUMED);
      if (yearTotal(year, incomeDropBp) >= 0n) {
        for (const scenario of [ORDINARY, bad]) {
          const { balance } = lowestMonth(layOut(year, start, 12, opening, [], scenario));
          // The reserve of three months' living is untouched by the seasons alone.
          expect(balance).toBeGreaterThanOrEqual(sum(year.living) / 4n - 1n);
        }
      }
      if (yearTotal(year, 0) < 0n)
        expect(layOut(year, start, 12, opening, [], ORDINARY).balance.at(-1)).toBeLessThan(opening);
    }),
  );
});

test('under stress income shrinks and what is sold comes late; transfers come on time', () => {
  const facts = factRow({ wageIncome: 12_000, transferIncome: 1_200 });
  const scenario = { incomeDropBp: 2000, lateMonths: 1, illness: fen(500_000), countMargins: false };
  const calendar = layOut(ordinaryYear(facts, ASSUMED), START, 12, ZERO, [], scenario);
  expect(calendar.lines.wages.map(Number)).toEqual([0, ...Array.from({ length: 11 }, () => 80_000)]);
  expect(calendar.lines.transfers.map(Number)).toEqual(Array.from({ length: 12 }, () => 8_000));
  expect(calendar.lines.medical.map(Number)).toEqual([500_000, ...Array.from({ length: 11 }, () => 0)]);
});

test('the lowest month is the first of those with the least cash', () => {
  const calendar = layOut(ordinaryYear(factRow({ members: 0 }), ASSUMED), START, 12, fen(5), [], ORDINARY);
  expect(lowestMonth(calendar)).toEqual({ index: 0, month: '2026-03', balance: 5n });
});

test('an order-backed loan is settled when its orders pay; under stress its margin is not counted', () => {
  const one: Financed = {
    amount: fen(1_000_000),
    neededOn: isoDate('2026-04-01'),
    terms: { rate: annualRateBp(360), months: 6, method: 'bullet' },
    orderAmount: fen(1_500_000),
  };
  const year = ordinaryYear(factRow({ members: 0 }), ASSUMED);
  const ordinary = layOut(year, START, 12, ZERO, [one], ORDINARY);
  expect(ordinary.lines.orders[7]).toBe(1_500_000n);
  expect(ordinary.balance.at(-1)).toBe(1_500_000n - 1_018_000n);
  const late = layOut(year, START, 12, ZERO, [one], {
    incomeDropBp: 2000,
    lateMonths: 1,
    illness: ZERO,
    countMargins: false,
  });
  expect([late.lines.orders[8], late.lines.principal[8], late.balance.at(-1)]).toEqual([1_018_000n, 1_000_000n, 0n]);
  const short = layOut(year, START, 12, ZERO, [one], {
    incomeDropBp: 5000,
    lateMonths: 1,
    illness: ZERO,
    countMargins: false,
  });
  expect(short.balance.at(-1)).toBe(750_000n - 1_018_000n);
});
