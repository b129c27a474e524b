// The affordable size: found by search, exact to the yuan, and cut from the short end.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IsoMonth, isoDate } from '../../../../kernel/calendar.ts';
import { fen, sum, ZERO } from '../../../../kernel/money.ts';
import { annualRateBp } from '../../../../kernel/rate.ts';
import { factRow } from '../../../../test/facts.ts';
import { affordable, carries, type Debt, type Household, MOST_YUAN, shareOut } from './affordable.ts';
import { assume } from './assumptions.ts';
import { ordinaryYear } from './calendar.ts';
import { METHODS, type Method } from './loan.ts';

const assumptions = assume({}, null);
const household = (changes: Parameters<typeof factRow>[0], savings: Household['savings'] = null): Household => ({
  year: ordinaryYear(factRow(changes), assumptions),
  start: '2026-03' as IsoMonth,
  assumptions,
  savings,
});
const debt = (
  id: string,
  yuan: number,
  months: number,
  method: Method = 'level',
  orderYuan: number | null = null,
): Debt => ({
  id,
  amount: fen(yuan * 100),
  neededOn: isoDate('2026-04-10'),
  monthsOccupied: months,
  terms: { rate: annualRateBp(350), months: Math.min(36, months), method },
  orderAmount: orderYuan === null ? null : fen(orderYuan * 100),
});
const debts = fc
  .array(
    fc.record({
      yuan: fc.integer({ min: 1, max: 200_000 }),
      months: fc.integer({ min: 1, max: 60 }),
      method: fc.constantFrom(...(Object.keys(METHODS) as Method[])),
      order: fc.option(fc.integer({ min: 1, max: 300_000 }), { nil: null }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => all.map(({ yuan, months, method, order }, index) => debt(`n${index}`, yuan, months, method, order)));
const anyHousehold = fc
  .record({
    wageIncome: fc.integer({ min: 0, max: 150_000 }),
    businessIncome: fc.integer({ min: 0, max: 80_000 }),
    businessExpense: fc.integer({ min: 0, max: 20_000 }),
    schoolingCost: fc.integer({ min: 0, max: 15_000 }),
    members: fc.integer({ min: 1, max: 6 }),
    teaLand: fc.integer({ min: 0, max: 10 }),
    migrants: fc.nat(2),
    migrantMonths: fc.nat(24),
  })
  .map((changes) => household(changes));

test('what is found is carried, and a yuan more is not', () => {
  let carried = 0;
  fc.assert(
    fc.property(anyHousehold, debts, (who, asked) => {
      const size = affordable(who, asked);
      if (!carries(who, asked, ZERO)) {
        expect(size).toBe(ZERO);
        return;
      }
      expect(size % 100n).toBe(0n);
      expect(carries(who, asked, size)).toBe(true);
      if (size < fen(MOST_YUAN * 100)) expect(carries(who, asked, fen(size + 100n))).toBe(false);
      if (size > ZERO) carried += 1;
    }),
    { numRuns: 150 },
  );
  // The property would be empty if no household could carry anything.
  expect(carried).toBeGreaterThan(10);
});

test('more debt is never easier to carry', () => {
  fc.assert(
    fc.property(
      anyHousehold,
      debts,
      fc.integer({ min: 0, max: 300_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      (who, asked, less, more) => {
        if (!carries(who, asked, fen(less * 100))) expect(carries(who, asked, fen((less + more) * 100))).toBe(false);
      },
    ),
    { numRuns: 150 },
  );
});

test('a share-out spends the total, long needs first', () => {
  fc.assert(
    fc.property(debts, fc.integer({ min: 0, max: 60_000_000 }), (asked, total) => {
      const shares = shareOut(asked, fen(total));
      expect(sum(shares.values())).toBe(BigInt(total));
      for (const one of asked) {
        const short = (shares.get(one.id) ?? ZERO) < one.amount;
        const shorter = asked.filter(({ monthsOccupied }) => monthsOccupied < one.monthsOccupied);
        if (short) expect(shorter.every(({ id }) => shares.get(id) === ZERO)).toBe(true);
      }
    }),
  );
});

test('short needs are cut before long ones', () => {
  const asked = [debt('wages', 10_000, 6, 'monthly_interest'), debt('machine', 30_000, 60)];
  expect([...shareOut(asked, fen(3_400_000))]).toEqual([
    ['machine', 3_000_000n],
    ['wages', 400_000n],
  ]);
});

test('more savings, more room; a household that lives beyond its income carries nothing', () => {
  const asked = [debt('n1', 30_000, 36)];
  const poor = household({ wageIncome: 30_000, members: 4 });
  const better = { wageIncome: 80_000, members: 4 };
  expect(affordable(poor, asked)).toBe(ZERO);
  const usual = affordable(household(better), asked);
  expect(usual).toBeGreaterThan(fen(1_000_000));
  expect(affordable(household(better, fen(10_000_000)), asked)).toBeGreaterThan(usual);
  expect(affordable(household(better, ZERO), asked)).toBe(ZERO);
});

test('without any debt asked there is nothing to search', () => {
  expect(affordable(household({ wageIncome: 80_000 }), [])).toBe(ZERO);
});
