// How a plan is repaid, read from its cash-flow calendar, so that it can be said in sentences. Pure; whole fen.
import type { KeptPlan } from './queries.ts';

type Calendar = KeptPlan['plan']['calendar'];

export interface Repayment {
  /** Months in which something is paid, `2026-04`, with what is paid. */
  readonly payments: readonly { readonly month: string; readonly fen: number }[];
  readonly totalFen: number;
  /** What is paid beyond what was borrowed. */
  readonly interestFen: number;
  /** The amount of every payment where all are equal (the last may differ by what rounding left); else null. */
  readonly levelFen: number | null;
  /** The dearest month. */
  readonly most: { readonly month: string; readonly fen: number };
}

/** Payments differ by rounding only while the last is within a yuan of the others. */
const ROUNDING_FEN = 100;

const amounts = (calendar: Calendar, code: string): readonly number[] =>
  calendar.lines.find((line) => line.code === code)?.amountsFen ?? [];

/** Null where nothing is repaid. */
export function repaymentOf(calendar: Calendar): Repayment | null {
  const principal = amounts(calendar, 'principal');
  const interest = amounts(calendar, 'interest');
  const payments = calendar.months
    .map((month, index) => ({ month, fen: (principal[index] ?? 0) + (interest[index] ?? 0) }))
    .filter(({ fen }) => fen > 0);
  const [first] = payments;
  const last = payments.at(-1);
  if (first === undefined || last === undefined) return null;
  const level =
    payments.slice(0, -1).every(({ fen }) => fen === first.fen) && Math.abs(last.fen - first.fen) <= ROUNDING_FEN;
  const total = (list: readonly number[]) => list.reduce((sum, fen) => sum + fen, 0);
  return {
    payments,
    totalFen: total(principal) + total(interest),
    interestFen: total(interest),
    levelFen: level && payments.length > 1 ? first.fen : null,
    most: payments.reduce((most, one) => (one.fen > most.fen ? one : most)),
  };
}

export interface MonthLine {
  readonly month: string;
  readonly inFen: number;
  readonly outFen: number;
  readonly repaidFen: number;
  readonly leftFen: number;
  readonly lowest: boolean;
}

/** The calendar month by month: in, out, repaid, left. */
export function monthsOf(calendar: Calendar): MonthLine[] {
  const sum = (direction: 'in' | 'out', index: number) =>
    calendar.lines
      .filter((line) => line.direction === direction)
      .reduce((total, line) => total + (line.amountsFen[index] ?? 0), 0);
  const principal = amounts(calendar, 'principal');
  const interest = amounts(calendar, 'interest');
  return calendar.months.map((month, index) => ({
    month,
    inFen: sum('in', index),
    outFen: sum('out', index),
    repaidFen: (principal[index] ?? 0) + (interest[index] ?? 0),
    leftFen: calendar.balanceFen[index] ?? 0,
    lowest: index === calendar.lowest.index,
  }));
}
