// The cash-flow calendar: a household's year spread over months, plus the loans and purchases of a plan.

import {
  addMonths,
  firstDayOf,
  type IsoDate,
  type IsoMonth,
  monthNumberOf,
  monthOf,
  yearOf,
} from '../../../../kernel/calendar.ts';
import type { FactRow, FactValue } from '../../../../kernel/facts.ts';
import { allocate, type Fen, fen, mulRatio, subtract, sum, ZERO } from '../../../../kernel/money.ts';
import type { Assumptions } from './assumptions.ts';
import { type LoanTerms, payments } from './loan.ts';
import type { Text } from './purpose.ts';
import { EVEN, type MonthWeights, PROPERTY, SCHOOLING, TEA_INPUTS, TEA_SALES, wageWeights } from './seasons.ts';

/** What comes in and goes out, in the order in which a table shows it. */
export const LINES = {
  wages: { direction: 'in', zh: '工资', en: 'Wages', late: true },
  tea: { direction: 'in', zh: '茶叶销售', en: 'Tea sales', late: true },
  business: { direction: 'in', zh: '其他经营收入', en: 'Other business', late: true },
  property: { direction: 'in', zh: '财产收入', en: 'Property', late: false },
  transfers: { direction: 'in', zh: '转移收入', en: 'Transfers', late: false },
  orders: { direction: 'in', zh: '订单回款', en: 'Orders paid', late: true },
  funds: { direction: 'in', zh: '贷款及预售款到账', en: 'Loans and presales received', late: false },
  living: { direction: 'out', zh: '生活费', en: 'Living', late: false },
  inputs: { direction: 'out', zh: '生产投入', en: 'Inputs', late: false },
  schooling: { direction: 'out', zh: '学费', en: 'Schooling', late: false },
  medical: { direction: 'out', zh: '看病自付', en: 'Medical self-pay', late: false },
  purchases: { direction: 'out', zh: '按计划购置', en: 'Purchases of the plan', late: false },
  interest: { direction: 'out', zh: '付息', en: 'Interest', late: false },
  principal: { direction: 'out', zh: '还本', en: 'Principal', late: false },
} as const satisfies Readonly<Record<string, Text & { readonly direction: 'in' | 'out'; readonly late: boolean }>>;
export type LineCode = keyof typeof LINES;
export const LINE_CODES = Object.keys(LINES) as LineCode[];

type YearLine = Exclude<LineCode, 'orders' | 'funds' | 'purchases' | 'interest' | 'principal'>;

/** A household's ordinary year: twelve amounts a line, January first, adding up to the year's fact exactly. */
export type Year = Readonly<Record<YearLine, readonly Fen[]>>;

/** Yuan of a fact row as fen; facts carry at most two decimals. */
function money(value: FactValue): Fen {
  return fen(Math.round(Number(value ?? 0) * 100));
}

const number = (value: FactValue): number => Number(value ?? 0);

/** The share of business income that is tea, by land: mu of tea over mu of tea and farmland. */
function teaShare(row: FactRow): readonly [Fen, Fen] {
  const tea = BigInt(Math.round(number(row.teaLand) * 100));
  const farm = BigInt(Math.round(number(row.farmLand) * 100));
  return [fen(tea), fen(tea + farm)];
}

/** Spreads the year's facts over its months. Nothing is lost: each line's months add up to its fact. */
export function ordinaryYear(row: FactRow, assumptions: Assumptions): Year {
  const [tea, land] = teaShare(row);
  const split = (total: Fen): readonly [Fen, Fen] => {
    const part = land === ZERO ? ZERO : mulRatio(total, tea, land, 'half_up');
    return [part, subtract(total, part)];
  };
  const [teaIncome, otherIncome] = split(money(row.businessIncome));
  const [teaInputs, otherInputs] = split(money(row.businessExpense));
  const spread = (total: Fen, weights: MonthWeights) => allocate(total, weights);
  const inputs = spread(teaInputs, TEA_INPUTS);
  // A serious illness or a chronic one goes on; a hospital stay without either is a shock, which the stress stands for.
  const recurring = number(row.serious) > 0 ? money(row.selfPay) : money(row.outpatientSelfPay);
  return {
    wages: spread(money(row.wageIncome), wageWeights(number(row.migrants), number(row.migrantMonths))),
    tea: spread(teaIncome, TEA_SALES),
    business: spread(otherIncome, EVEN),
    property: spread(money(row.propertyIncome), PROPERTY),
    transfers: spread(money(row.transferIncome), EVEN),
    living: spread(fen(assumptions.livingCostPerHead * BigInt(number(row.members))), EVEN),
    inputs: spread(otherInputs, EVEN).map((part, month) => fen(part + (inputs[month] ?? 0n))),
    schooling: spread(money(row.schoolingCost), SCHOOLING),
    medical: spread(recurring, EVEN),
  };
}

/** Money that a plan brings and what it is for, from one month on. */
export interface Financed {
  readonly amount: Fen;
  readonly neededOn: IsoDate;
  /** Null where nothing is paid back (presales). */
  readonly terms: LoanTerms | null;
  /** What its orders pay, when the money is no longer bound; the loan is then settled out of it. */
  readonly orderAmount: Fen | null;
}

export interface Calendar {
  readonly months: readonly IsoMonth[];
  readonly opening: Fen;
  readonly lines: Readonly<Record<LineCode, readonly Fen[]>>;
  /** Cash at each month's end. */
  readonly balance: readonly Fen[];
}

export interface Scenario {
  readonly incomeDropBp: number;
  readonly lateMonths: number;
  /** Paid in the first month, the worst time there is. */
  readonly illness: Fen;
  /** Whether what orders pay beyond their own loan counts as cash. Not under stress: it carries no other debt. */
  readonly countMargins: boolean;
}

export const ORDINARY: Scenario = { incomeDropBp: 0, lateMonths: 0, illness: ZERO, countMargins: true };

export function monthsFrom(start: IsoMonth, count: number): IsoMonth[] {
  const first = firstDayOf(start);
  return Array.from({ length: count }, (_, index) => monthOf(addMonths(first, index)));
}

/** Whole months from one month to another. */
export function monthIndex(start: IsoMonth, date: IsoDate): number {
  return (yearOf(date) - yearOf(start)) * 12 + monthNumberOf(date) - monthNumberOf(start);
}

/** Twelve months at least, and to the last payment of the longest loan. */
export function horizon(start: IsoMonth, financed: readonly Financed[]): number {
  const ends = financed.map((one) => monthIndex(start, one.neededOn) + (one.terms?.months ?? 0) + 1);
  return Math.max(12, ...ends);
}

/** Some months' living, as the assumptions say: what a household should always have at hand. */
export function reserveOf(year: Year, assumptions: Assumptions): Fen {
  return mulRatio(sum(year.living), BigInt(Math.round(assumptions.reserveMonths)), 12n, 'half_up');
}

/**
 * Cash with which the household is taken to begin: a reserve of some months' living, plus what its own seasons need to
 * get from here to the next income even when that is smaller and late, for whoever lives by harvests keeps that much. A
 * standing deficit is not covered: it shows.
 */
export function openingCash(year: Year, start: IsoMonth, assumptions: Assumptions): Fen {
  const { incomeDropBp, lateMonths } = assumptions;
  const scenario: Scenario = { incomeDropBp, lateMonths, illness: ZERO, countMargins: false };
  const total = yearTotal(year, incomeDropBp);
  let lowest = 0n;
  for (const [index, balance] of layOut(year, start, 12, ZERO, [], scenario).balance.entries()) {
    const trend = total < 0n ? (total * BigInt(index + 1)) / 12n : 0n;
    if (balance - trend < lowest) lowest = balance - trend;
  }
  const living = reserveOf(year, assumptions);
  return fen(living - lowest);
}

/** What a year leaves when its income shrinks by some basis points. */
export function yearTotal(year: Year, incomeDropBp: number): Fen {
  let total = 0n;
  for (const code of YEAR_LINES) {
    const amount = sum(year[code]);
    total +=
      LINES[code].direction === 'in' ? mulRatio(amount, BigInt(10_000 - incomeDropBp), 10_000n, 'down') : -amount;
  }
  return fen(total);
}

const YEAR_LINES: readonly YearLine[] = [
  'wages',
  'tea',
  'business',
  'property',
  'transfers',
  'living',
  'inputs',
  'schooling',
  'medical',
];

/** Lays out every month. In a scenario income shrinks (to the fen, down) and what is sold or worked for is paid late. */
export function layOut(
  year: Year,
  start: IsoMonth,
  count: number,
  opening: Fen,
  financed: readonly Financed[],
  scenario: Scenario,
): Calendar {
  const months = monthsFrom(start, count);
  const lines = Object.fromEntries(LINE_CODES.map((code) => [code, months.map(() => ZERO)])) as Record<LineCode, Fen[]>;
  const put = (code: LineCode, index: number, amount: Fen) => {
    const line = lines[code];
    if (index >= 0 && index < count) line[index] = fen((line[index] ?? 0n) + amount);
  };
  const shrunk = (amount: Fen): Fen => mulRatio(amount, BigInt(10_000 - scenario.incomeDropBp), 10_000n, 'down');
  for (const code of YEAR_LINES) {
    const income = LINES[code].direction === 'in';
    const late = LINES[code].late ? scenario.lateMonths : 0;
    for (const [index, month] of months.entries()) {
      const amount = year[code][monthNumberOf(month) - 1] ?? ZERO;
      put(code, index + late, income ? shrunk(amount) : amount);
    }
  }
  put('medical', 0, scenario.illness);
  for (const one of financed) placeFinanced(one, monthIndex(start, one.neededOn), scenario, shrunk, put);
  let run: bigint = opening;
  const balance = months.map((_, index) => {
    for (const code of LINE_CODES) {
      const amount = lines[code][index] ?? 0n;
      run += LINES[code].direction === 'in' ? amount : -amount;
    }
    return fen(run);
  });
  return { months, opening, lines, balance };
}

function placeFinanced(
  one: Financed,
  at: number,
  scenario: Scenario,
  shrunk: (amount: Fen) => Fen,
  put: (code: LineCode, index: number, amount: Fen) => void,
): void {
  put('funds', at, one.amount);
  put('purchases', at, one.amount);
  if (one.terms === null) return;
  const due = payments(one.amount, one.terms);
  if (one.orderAmount === null) {
    for (const { after, principal, interest } of due) {
      put('principal', at + after, principal);
      put('interest', at + after, interest);
    }
    return;
  }
  // Settled out of the orders: when they are paid late, so is the loan.
  const settled = at + one.terms.months + scenario.lateMonths;
  const owed = sum(due.map(({ principal, interest }) => fen(principal + interest)));
  const paid = shrunk(one.orderAmount);
  put('orders', settled, scenario.countMargins || paid < owed ? paid : owed);
  for (const { principal, interest } of due) {
    put('principal', settled, principal);
    put('interest', settled, interest);
  }
}

/** The month with the least cash; the first of them when several tie. */
export function lowestMonth(calendar: Calendar): {
  readonly index: number;
  readonly month: IsoMonth;
  readonly balance: Fen;
} {
  let index = 0;
  for (const [at, balance] of calendar.balance.entries()) if (balance < (calendar.balance[index] ?? 0n)) index = at;
  const month = calendar.months[index];
  const balance = calendar.balance[index];
  if (month === undefined || balance === undefined) throw new Error('a calendar without months');
  return { index, month, balance };
}
