// How much a household can carry: the largest debt for which no month runs dry under the stated stress, found by
// search, and what is cut back when more was asked.

import type { IsoDate, IsoMonth } from '../../../../kernel/calendar.ts';
import { type Fen, fen, min, ZERO } from '../../../../kernel/money.ts';
import type { Assumptions } from './assumptions.ts';
import {
  type Calendar,
  type Financed,
  horizon,
  layOut,
  lowestMonth,
  openingCash,
  type Scenario,
  type Year,
} from './calendar.ts';
import type { LoanTerms } from './loan.ts';

/** A debt that is asked for, with the terms that it would have. */
export interface Debt {
  readonly id: string;
  readonly amount: Fen;
  readonly neededOn: IsoDate;
  readonly monthsOccupied: number;
  readonly terms: LoanTerms;
  readonly orderAmount: Fen | null;
}

export interface Household {
  readonly year: Year;
  readonly start: IsoMonth;
  readonly assumptions: Assumptions;
  /** Declared savings, where known; otherwise the opening cash is assumed. */
  readonly savings: Fen | null;
}

/** Yuan: beyond this nothing is searched. */
export const MOST_YUAN = 10_000_000;

export function stress({ incomeDropBp, lateMonths, illness }: Assumptions): Scenario {
  return { incomeDropBp, lateMonths, illness, countMargins: false };
}

/** Longest first: the need whose money is bound longest is cut last. */
export function byLength(debts: readonly Debt[]): Debt[] {
  return [...debts].sort((a, b) => b.monthsOccupied - a.monthsOccupied || b.terms.months - a.terms.months);
}

/**
 * A total shared out: each need in full, long ones first, until it is used up. What exceeds all needs goes to the
 * longest, the gentlest terms there are, so that the size is defined beyond what was asked.
 */
export function shareOut(debts: readonly Debt[], total: Fen): Map<string, Fen> {
  const ordered = byLength(debts);
  const shares = new Map<string, Fen>();
  let left = total;
  for (const debt of ordered) {
    const share = min(left, debt.amount);
    shares.set(debt.id, share);
    left = fen(left - share);
  }
  const longest = ordered[0];
  if (longest !== undefined && left > ZERO) shares.set(longest.id, fen((shares.get(longest.id) ?? ZERO) + left));
  return shares;
}

export function financedBy(debts: readonly Debt[], shares: ReadonlyMap<string, Fen>): Financed[] {
  return debts.flatMap((debt) => {
    const amount = shares.get(debt.id) ?? ZERO;
    if (amount <= ZERO) return [];
    // Orders are filled as far as they are funded.
    const orderAmount =
      debt.orderAmount === null ? null : fen((debt.orderAmount * min(amount, debt.amount)) / debt.amount);
    return [{ amount, neededOn: debt.neededOn, terms: debt.terms, orderAmount }];
  });
}

export function opening(household: Household): Fen {
  return household.savings ?? openingCash(household.year, household.start, household.assumptions);
}

/** The months under stress with a given total of debt, shared out over the needs. */
export function stressed(household: Household, debts: readonly Debt[], total: Fen): Calendar {
  const financed = financedBy(debts, shareOut(debts, total));
  const { assumptions, year, start } = household;
  const count = horizon(start, financed) + assumptions.lateMonths;
  return layOut(year, start, count, opening(household), financed, stress(assumptions));
}

export function carries(household: Household, debts: readonly Debt[], total: Fen): boolean {
  return lowestMonth(stressed(household, debts, total)).balance >= ZERO;
}

/**
 * The largest whole number of yuan that the household carries, by bisection: more debt never leaves a month with more
 * cash. 0 when it carries nothing, or runs dry under the stress without any debt.
 */
export function affordable(household: Household, debts: readonly Debt[]): Fen {
  const yuan = (amount: number): Fen => fen(amount * 100);
  if (debts.length === 0 || !carries(household, debts, yuan(0))) return ZERO;
  if (carries(household, debts, yuan(MOST_YUAN))) return yuan(MOST_YUAN);
  let [low, high] = [0, MOST_YUAN];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (carries(household, debts, yuan(middle))) low = middle;
    else high = middle;
  }
  return yuan(low);
}
