// Money: whole fen (分, 1/100 yuan) as a branded bigint; reading, showing, adding, scaling and sharing it out.
// No float ever touches an amount; wherever a fen is gained or lost the rounding is named.
import { divide, formatScaled, type Rounding } from './rational.ts';
import { ok, type Result, refuse } from './result.ts';
import { normaliseCell } from './text.ts';

declare const unit: unique symbol;

/** An amount of CNY in fen. A bare bigint is not one: say `fen(…)` where an amount begins. */
export type Fen = bigint & { readonly [unit]: 'fen' };

/** The largest amount read or sent: 2^53 − 1 fen (90,071,992,547,409.91 yuan), so that JSON can carry it exactly. */
export const LARGEST = BigInt(Number.MAX_SAFE_INTEGER) as Fen;

/** Fen from a whole number of fen (database, JSON, literals). A number that is not a safe integer is a bug and throws. */
export function fen(amount: bigint | number): Fen {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) {
    throw new RangeError(`${amount} is not a whole, safe number of fen`);
  }
  return BigInt(amount) as Fen;
}

export const ZERO = fen(0);

export type YuanRefusal = 'not_a_number' | 'too_many_decimals' | 'too_large';

const YUAN = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

/**
 * Fen from an amount in yuan as people write it: `1465.1`, `1,465.10`, `１，４６５．１０`, `-20`. Zeros after the
 * second decimal are harmless and accepted. Refuses, in this order: `not_a_number` (also for `约12000`, `1e5`,
 * misplaced commas, nothing at all), `too_many_decimals` (a part of a fen), `too_large` (beyond `LARGEST`).
 * Negative amounts are read; whether one may be negative is the caller's rule.
 */
export function parseYuan(text: string): Result<Fen, YuanRefusal> {
  const match = YUAN.exec(normaliseCell(text));
  if (match === null) return refuse('not_a_number');
  const [, sign = '', whole = '', decimals = ''] = match;
  const fraction = decimals.replace(/0+$/, '');
  if (fraction.length > 2) return refuse('too_many_decimals');
  const size = BigInt(whole.replaceAll(',', '') + fraction.padEnd(2, '0'));
  if (size > LARGEST) return refuse('too_large');
  return ok(fen(sign === '-' ? -size : size));
}

/** Yuan with two decimals, and thousands unless told otherwise: `1,465.10`, `-0.05`. Money tables show this. */
export function formatYuan(amount: Fen, { thousands = true }: { readonly thousands?: boolean } = {}): string {
  return formatScaled(amount, 2, thousands);
}

/** 万元 (10,000 yuan) with two decimals, rounded half up, with thousands: `146.51`. Summaries show this. */
export function formatWan(amount: Fen): string {
  return formatScaled(divide(amount, 10_000n, 'half_up'), 2, true);
}

/** How the API carries money: whole fen as a JSON number, read back by `fen`. Beyond `LARGEST` is a bug and throws. */
export function fenToJson(amount: Fen): number {
  if (amount > LARGEST || amount < -LARGEST) throw new RangeError(`${amount} fen is too large for JSON`);
  return Number(amount);
}

export function add(a: Fen, b: Fen): Fen {
  return (a + b) as Fen;
}

export function subtract(a: Fen, b: Fen): Fen {
  return (a - b) as Fen;
}

export function sum(amounts: Iterable<Fen>): Fen {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Fen;
}

/** −1, 0 or 1, for sorting ascending. */
export function compare(a: Fen, b: Fen): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function max(first: Fen, ...others: readonly Fen[]): Fen {
  return others.reduce((best, amount) => (compare(amount, best) > 0 ? amount : best), first);
}

export function min(first: Fen, ...others: readonly Fen[]): Fen {
  return others.reduce((best, amount) => (compare(amount, best) < 0 ? amount : best), first);
}

/** `amount × numerator ÷ denominator`, one multiplication and one division rounded as named. */
export function mulRatio(amount: Fen, numerator: bigint, denominator: bigint, rounding: Rounding): Fen {
  return divide(amount * numerator, denominator, rounding) as Fen;
}

/**
 * Shares an amount out by weights so that the parts add up to it exactly: each part is rounded towards zero, and the
 * fen left over go one each to the largest remainders, the earlier part first when they tie. A part is therefore less
 * than one fen from its exact share. Negative weights, or none above zero, are bugs and throw.
 */
export function allocate(amount: Fen, weights: readonly bigint[]): Fen[] {
  const total = weights.reduce((a, b) => a + b, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('weights must be zero or more, and one at least above zero');
  }
  const size = amount < 0n ? -amount : amount;
  const parts = weights.map((weight) => (size * weight) / total);
  let left = size - parts.reduce((a, b) => a + b, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts.map((part) => (amount < 0n ? -part : part) as Fen);
}
