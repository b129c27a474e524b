// How figures are written on every page (spec 9, "Figures"). Pure; money arrives as fen and never as a float.
// The arithmetic is the kernel's; here stand the sign (U+2212, as wide as a digit) and the dash for no value.
import { fen, formatWan, formatYuan } from '../kernel/money.ts';
import { divide, formatScaled } from '../kernel/rational.ts';

/** Fen as the API carries it: a whole number; bigint where it was already read. */
export type FenIn = bigint | number;

export const NO_VALUE = '—';

const trueMinus = (text: string) => (text.startsWith('-') ? `−${text.slice(1)}` : text);

/** Fen → yuan with thousands and two decimals: 146510 → `1,465.10`. */
export function yuan(value: FenIn | null | undefined): string {
  return value === null || value === undefined ? NO_VALUE : trueMinus(formatYuan(fen(value)));
}

/** Fen → whole yuan for facts and charts, half up: 880049 → `8,800`. */
export function wholeYuan(value: FenIn | null | undefined): string {
  if (value === null || value === undefined) return NO_VALUE;
  return trueMinus(formatScaled(divide(fen(value), 100n, 'half_up'), 0, true));
}

/** Fen → 万元 with two decimals, half up, for summaries; the unit stands in the head, once. */
export function wan(value: FenIn | null | undefined): string {
  return value === null || value === undefined ? NO_VALUE : trueMinus(formatWan(fen(value)));
}

/** Fen → yuan as a JavaScript number, for the axis of a chart only. */
export function yuanForChart(value: FenIn): number {
  return Number(fen(value)) / 100;
}

/** Whole numbers with thousands. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? NO_VALUE : trueMinus(formatScaled(BigInt(Math.trunc(value)), 0, true));
}

/** A change with its sign: `+12`, `−3`, `0`. */
export function signed(change: number): string {
  return change > 0 ? `+${count(change)}` : count(change);
}

/** Basis points → `3.50%`. */
export function rateBp(bp: number | null | undefined): string {
  if (bp === null || bp === undefined) return NO_VALUE;
  return `${(bp / 100).toFixed(2)}%`;
}

/** A share of 0–1 → `12.3%`. */
export function share(part: number | null | undefined, decimals = 1): string {
  if (part === null || part === undefined || Number.isNaN(part)) return NO_VALUE;
  return trueMinus(`${(part * 100).toFixed(decimals)}%`);
}

/** The first ten characters of an ISO date or instant in China's time: `2026-03-04`. */
export function day(value: string | null | undefined): string {
  if (!value) return NO_VALUE;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  return inChina(value).slice(0, 10);
}

/** An instant → `2026-03-04 09:30` in China's time, wherever the browser stands. */
export function moment(value: string | null | undefined): string {
  return value ? inChina(value) : NO_VALUE;
}

const chinaClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

function inChina(instant: string): string {
  return chinaClock.format(new Date(instant));
}
