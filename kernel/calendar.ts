// Calendar dates: days without a time or a zone, months, ages, and the business date of an instant in China.
// Working days, which need the yearly holiday notices, are in working-days.ts.
import { ok, type Result, refuse } from './result.ts';
import { normaliseCell } from './text.ts';

declare const kind: unique symbol;

/** A day that exists, `YYYY-MM-DD`, year 1000 to 9999. Comparing two as strings compares them in time. */
export type IsoDate = string & { readonly [kind]: 'date' };

/** A month, `YYYY-MM`. */
export type IsoMonth = string & { readonly [kind]: 'month' };

const DAY = 86_400_000;

/** Strictly `YYYY-MM-DD` and a day that exists. Refuses `not_a_date`. */
export function parseIsoDate(text: string): Result<IsoDate, 'not_a_date'> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match === null ? refuse('not_a_date') : dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** A date known to be good (literals, database). Anything else is a bug and throws. */
export function isoDate(text: string): IsoDate {
  const parsed = parseIsoDate(text);
  if (!parsed.ok) throw new RangeError(`${text} is not a date`);
  return parsed.value;
}

const SEPARATED = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
const CHINESE = /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SERIAL = /^\d{5}(?:\.\d+)?$/;

/**
 * A date as workbooks hold it: `2025-3-4`, `2025/03/04`, `2025.3.4`, `20250304`, `2025年3月4日`, full-width digits, a
 * time of day after it (dropped), a spreadsheet serial (five digits, day 1 = 1900-01-01; 45720 is 2025-03-04), or the
 * `Date` a workbook reader makes of a date cell (its UTC day). Shorter serials are taken for years and refused, as are
 * two-digit years and instants with a zone. Refuses `not_a_date`.
 */
export function parseLooseDate(cell: string | number | Date): Result<IsoDate, 'not_a_date'> {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? refuse('not_a_date') : ofUtc(cell);
  const text = normaliseCell(String(cell));
  if (SERIAL.test(text)) return ok(fromDay(Math.floor(Number(text)) + toDay(isoDate('1899-12-30'))));
  const separated = SEPARATED.exec(text);
  if (separated !== null) return dateOf(Number(separated[1]), Number(separated[3]), Number(separated[4]));
  const other = CHINESE.exec(text) ?? COMPACT.exec(text);
  return other === null ? refuse('not_a_date') : dateOf(Number(other[1]), Number(other[2]), Number(other[3]));
}

function ofUtc(instant: Date): Result<IsoDate, 'not_a_date'> {
  return dateOf(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());
}

function dateOf(year: number, month: number, day: number): Result<IsoDate, 'not_a_date'> {
  const exists =
    year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? ok(compose(year, month, day)) : refuse('not_a_date');
}

function compose(year: number, month: number, day: number): IsoDate {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as IsoDate;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 28 to 31; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function yearOf(date: IsoDate | IsoMonth): number {
  return Number(date.slice(0, 4));
}

/** 1 to 12. */
export function monthNumberOf(date: IsoDate | IsoMonth): number {
  return Number(date.slice(5, 7));
}

export function dayOfMonth(date: IsoDate): number {
  return Number(date.slice(8, 10));
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: IsoDate): number {
  return new Date(toDay(date) * DAY).getUTCDay() || 7;
}

/** Days since 1970-01-01. */
function toDay(date: IsoDate): number {
  return Date.UTC(yearOf(date), monthNumberOf(date) - 1, dayOfMonth(date)) / DAY;
}

/** Leaving the years 1000 to 9999 is a bug and throws. */
function fromDay(day: number): IsoDate {
  const date = ofUtc(new Date(day * DAY));
  if (!date.ok) throw new RangeError(`day ${day} is outside the calendar`);
  return date.value;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDay(toDay(date) + days);
}

/** Days from `from` to `to`, the first counted and the last not; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toDay(to) - toDay(from);
}

/**
 * The same day some months on, or the month's last day where it has no such day (民法典 art. 202): 01-31 + 1 is 02-28.
 * Count each due date from the first date, not from the one before, or the day drifts.
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const index = yearOf(date) * 12 + monthNumberOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  if (year < 1000 || year > 9999) throw new RangeError(`${date} + ${months} months is outside the calendar`);
  return compose(year, month, Math.min(dayOfMonth(date), daysInMonth(year, month)));
}

/** 周岁: birthdays had by `on`; somebody born on 02-29 has it on 03-01 in common years. Negative before birth. */
export function ageOn(birth: IsoDate, on: IsoDate): number {
  const years = yearOf(on) - yearOf(birth);
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

export function monthOf(date: IsoDate): IsoMonth {
  return date.slice(0, 7) as IsoMonth;
}

export function firstDayOf(month: IsoMonth): IsoDate {
  return `${month}-01` as IsoDate;
}

export function lastDayOf(month: IsoMonth): IsoDate {
  return compose(yearOf(month), monthNumberOf(month), daysInMonth(yearOf(month), monthNumberOf(month)));
}

/** The months touched from `from` to `to`, both included, in order; none when `to` is in an earlier month. */
export function eachMonth(from: IsoDate, to: IsoDate): IsoMonth[] {
  const months: IsoMonth[] = [];
  const last = monthOf(to);
  const start = firstDayOf(monthOf(from));
  for (let month = monthOf(start); month <= last; month = monthOf(addMonths(start, months.length))) months.push(month);
  return months;
}

/** China keeps UTC+8 all year since 1991, and no instant here is older. */
const SHANGHAI_OFFSET = 8 * 3_600_000;

/** The day in Asia/Shanghai at an instant (a `Date`, or milliseconds since 1970 UTC). */
export function businessDateOf(instant: Date | number): IsoDate {
  return fromDay(Math.floor((Number(instant) + SHANGHAI_OFFSET) / DAY));
}

/** The instant at which a day begins in Asia/Shanghai: a day's rows are those from here to the next day's. */
export function startOfBusinessDay(date: IsoDate): Date {
  return new Date(toDay(date) * DAY - SHANGHAI_OFFSET);
}
