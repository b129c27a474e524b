// A household's needs as asked, and the checks that they pass before anything is planned.

import { addMonths, type IsoDate, parseIsoDate } from '../../../../kernel/calendar.ts';
import { type Fen, fen, parseYuan, ZERO } from '../../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { findForbidden, findPurpose, type Purpose, type PurposeKind } from './purpose.ts';

/** As people and files bring it: anything may be missing or wrong. */
export interface RawNeed {
  readonly purpose?: string;
  /** Yuan, as a number or as written: `30000`, `30,000.00`. */
  readonly amountYuan?: number | string;
  /** ISO date. */
  readonly neededOn?: string;
  /** Useful life, or the months for which the money is bound. */
  readonly monthsOccupied?: number;
  /** Contract, quotation, order number, photograph … by which the need can be believed. */
  readonly evidence?: string;
  /** Tied to orders, receivables or stock on a platform. */
  readonly orderBacked?: boolean;
  /** What those orders will pay, yuan, when the money is no longer bound. */
  readonly orderYuan?: number | string | null;
  /** Produce not grown yet whose demand is proven. */
  readonly presale?: boolean;
}

export interface Need {
  /** `n1`, `n2` … in the order asked. */
  readonly id: string;
  readonly purpose: Purpose;
  readonly kind: PurposeKind;
  readonly amount: Fen;
  readonly neededOn: IsoDate;
  readonly monthsOccupied: number;
  readonly evidence: string;
  readonly orderBacked: boolean;
  readonly orderAmount: Fen | null;
  readonly presale: boolean;
}

/** 1,000,000 yuan: more than three times the largest personal loan there is, so a slip of the pen. */
export const ABSURD_AMOUNT: Fen = fen(100_000_000);
export const MOST_NEEDS = 20;
export const MOST_MONTHS_AHEAD = 24;
/** Twenty years, the longest useful life that equipment and premises are written off over. */
export const MOST_MONTHS_OCCUPIED = 240;

/** In order of precedence: the first of these that any need earns is the answer, with the need's number. */
export const NEED_REFUSALS = [
  'too_many_needs',
  'unknown_purpose',
  'forbidden_purpose',
  'amount_not_a_number',
  'amount_not_positive',
  'amount_absurd',
  'bad_date',
  'needed_on_past',
  'needed_on_too_far',
  'months_out_of_range',
  'evidence_missing',
  'order_amount_invalid',
] as const;
export type NeedRefusal = (typeof NEED_REFUSALS)[number];

type Detail = Readonly<Record<string, string | number>>;
type Check = (need: RawNeed, today: IsoDate) => Detail | null;

const written = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

function amountOf(value: unknown): Fen | null {
  const read = parseYuan(written(value));
  return read.ok ? read.value : null;
}

function dateOf(need: RawNeed): IsoDate | null {
  const date = parseIsoDate(written(need.neededOn));
  return date.ok ? date.value : null;
}

const CHECKS: readonly (readonly [NeedRefusal, Check])[] = [
  [
    'unknown_purpose',
    (need) => {
      const purpose = written(need.purpose);
      return findPurpose(purpose) === null && findForbidden(purpose) === null ? { purpose } : null;
    },
  ],
  [
    'forbidden_purpose',
    (need) => {
      const found = findForbidden(written(need.purpose));
      return found === null ? null : { purpose: found.zh, purposeEn: found.en };
    },
  ],
  ['amount_not_a_number', (need) => (amountOf(need.amountYuan) === null ? { amount: written(need.amountYuan) } : null)],
  ['amount_not_positive', (need) => ((amountOf(need.amountYuan) ?? ZERO) <= ZERO ? {} : null)],
  [
    'amount_absurd',
    (need) => ((amountOf(need.amountYuan) ?? ZERO) > ABSURD_AMOUNT ? { most: Number(ABSURD_AMOUNT / 100n) } : null),
  ],
  ['bad_date', (need) => (dateOf(need) === null ? { date: written(need.neededOn) } : null)],
  ['needed_on_past', (need, today) => ((dateOf(need) ?? today) < today ? { date: written(need.neededOn) } : null)],
  [
    'needed_on_too_far',
    (need, today) =>
      (dateOf(need) ?? today) > addMonths(today, MOST_MONTHS_AHEAD) ? { months: MOST_MONTHS_AHEAD } : null,
  ],
  [
    'months_out_of_range',
    ({ monthsOccupied }) =>
      monthsOccupied !== undefined &&
      Number.isInteger(monthsOccupied) &&
      monthsOccupied >= 1 &&
      monthsOccupied <= MOST_MONTHS_OCCUPIED
        ? null
        : { least: 1, most: MOST_MONTHS_OCCUPIED },
  ],
  ['evidence_missing', (need) => (written(need.evidence).trim() === '' ? {} : null)],
  [
    'order_amount_invalid',
    ({ orderYuan }) => {
      if (orderYuan === undefined || orderYuan === null) return null;
      const amount = amountOf(orderYuan);
      return amount === null || amount <= ZERO || amount > ABSURD_AMOUNT ? { amount: written(orderYuan) } : null;
    },
  ],
];

/** Reads the needs, or says the first thing wrong with them, by precedence and then by their order. */
export function readNeeds(needs: readonly RawNeed[], today: IsoDate): Result<readonly Need[], NeedRefusal> {
  if (needs.length > MOST_NEEDS) return refuse('too_many_needs', { most: MOST_NEEDS });
  for (const [code, check] of CHECKS) {
    for (const [index, need] of needs.entries()) {
      const detail = check(need, today);
      if (detail !== null) return refuse(code, { need: index + 1, ...detail });
    }
  }
  return ok(needs.map((need, index) => needOf(need, `n${index + 1}`)));
}

function needOf(need: RawNeed, id: string): Need {
  const purpose = findPurpose(written(need.purpose));
  const amount = amountOf(need.amountYuan);
  const neededOn = dateOf(need);
  if (purpose === null || amount === null || neededOn === null || need.monthsOccupied === undefined) {
    throw new Error('a need passed its checks and cannot be read');
  }
  return {
    id,
    purpose: purpose.code,
    kind: purpose.kind,
    amount,
    neededOn,
    monthsOccupied: need.monthsOccupied,
    evidence: written(need.evidence).trim(),
    orderBacked: need.orderBacked === true,
    orderAmount: need.orderBacked === true ? amountOf(need.orderYuan) : null,
    presale: need.presale === true,
  };
}
