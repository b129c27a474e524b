// Interest rates, exact: basis points where a rate is set, rationals where it is worked with; interest and instalments.
// Month rate = annual ÷ 12, day rate = annual ÷ 360 (银发〔2003〕251号); each division to fen names its rounding.
import { type Fen, subtract } from './money.ts';
import { divide, formatScaled, type Rational, type Rounding, rational, times } from './rational.ts';
import { ok, type Result, refuse } from './result.ts';
import { normaliseCell } from './text.ts';

declare const unit: unique symbol;

/** A yearly rate in whole basis points (万分之一): 3.50% is 350. Stored as `integer`, sent as a JSON number. */
export type AnnualRateBp = number & { readonly [unit]: 'annual_bp' };

/** A yearly rate: basis points, or an exact fraction where those are too coarse (3.45% × 1.5 = 5.175%). */
export type AnnualRate = AnnualRateBp | Rational;

const LARGEST_BP = 10_000;

/** Basis points, 0 to 10,000 (100%). Anything else, or a fraction of a basis point, is a bug and throws. */
export function annualRateBp(basisPoints: number): AnnualRateBp {
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > LARGEST_BP) {
    throw new RangeError(`${basisPoints} is not a yearly rate in basis points`);
  }
  return basisPoints as AnnualRateBp;
}

export type RateRefusal = 'not_a_rate' | 'too_many_decimals' | 'rate_too_large';

/**
 * Basis points from `3.50%`, `3.5 %`, `３．５％`. The percent sign is required: a bare `0.035` could mean either.
 * Refuses, in this order: `not_a_rate`, `too_many_decimals` (a part of a basis point), `rate_too_large` (over 100%).
 */
export function parseRate(text: string): Result<AnnualRateBp, RateRefusal> {
  const match = /^(\d+)(?:\.(\d+))? ?%$/.exec(normaliseCell(text));
  if (match === null) return refuse('not_a_rate');
  const [, whole = '', decimals = ''] = match;
  const fraction = decimals.replace(/0+$/, '');
  if (fraction.length > 2) return refuse('too_many_decimals');
  const basisPoints = Number(whole + fraction.padEnd(2, '0'));
  if (basisPoints > LARGEST_BP) return refuse('rate_too_large');
  return ok(annualRateBp(basisPoints));
}

/** `3.50%`: two decimals, up to four when the rate needs them (`5.175%`; beyond that rounded half up). */
export function formatRate(rate: AnnualRate): string {
  const { numerator, denominator } = annual(rate);
  const percent = formatScaled(divide(numerator * 1_000_000n, denominator, 'half_up'), 4);
  return `${percent.replace(/0{1,2}$/, '')}%`;
}

/** The rate as a fraction of one year's principal: 350 bp is 7/200. */
export function annual(rate: AnnualRate): Rational {
  return typeof rate === 'number' ? rational(BigInt(rate), 10_000n) : rate;
}

/** The rate for one month: annual ÷ 12. */
export function monthly(rate: AnnualRate): Rational {
  return times(annual(rate), rational(1n, 12n));
}

/** The rate for one day: annual ÷ days in the year; 360 unless the contract says 365. */
export function daily(rate: AnnualRate, daysInYear = 360): Rational {
  return times(annual(rate), rational(1n, BigInt(daysInYear)));
}

/** The rate times a factor: overdue is the contract rate × 1.3–1.5, misuse × 1.5–2.0; 1.5 is `rational(3n, 2n)`. */
export function uplift(rate: AnnualRate, factor: Rational): Rational {
  return times(annual(rate), factor);
}

/**
 * Interest in fen on `principal` for a number of days at annual ÷ `daysInYear` a day. The first day counts, the last
 * doesn't (算头不算尾), so `days` is `daysBetween(from, to)`.
 */
export function simpleInterest(
  principal: Fen,
  rate: AnnualRate,
  days: number,
  rounding: Rounding,
  daysInYear = 360,
): Fen {
  const { numerator, denominator } = daily(rate, daysInYear);
  return divide(principal * numerator * BigInt(days), denominator, rounding) as Fen;
}

/**
 * 等额本息: the same payment in fen each month, P·r·(1+r)^n ÷ ((1+r)^n − 1) with r = annual ÷ 12, worked exactly and
 * rounded once; P ÷ n when the rate is zero. What rounding leaves belongs in the last instalment of a schedule.
 */
export function levelInstalment(principal: Fen, rate: AnnualRate, months: number, rounding: Rounding): Fen {
  requireMonths(months);
  const { numerator: r, denominator: one } = monthly(rate);
  if (r === 0n) return divide(principal, BigInt(months), rounding) as Fen;
  const growth = (one + r) ** BigInt(months);
  const start = one ** BigInt(months);
  return divide(principal * r * growth, one * (growth - start), rounding) as Fen;
}

/**
 * 等额本金: the parts in fen of instalment `nth` (1 … months). Principal is P ÷ n rounded as named, the last instalment
 * taking what is left so that principal adds up to P; interest is one month on what is still owed.
 */
export function equalPrincipalInstalment(
  principal: Fen,
  rate: AnnualRate,
  months: number,
  nth: number,
  rounding: Rounding,
): { readonly principal: Fen; readonly interest: Fen; readonly total: Fen } {
  requireMonths(months);
  if (!Number.isInteger(nth) || nth < 1 || nth > months) throw new RangeError(`no instalment ${nth} of ${months}`);
  const share = divide(principal, BigInt(months), rounding);
  const owed = subtract(principal, (share * BigInt(nth - 1)) as Fen);
  const part = nth === months ? owed : (share as Fen);
  const { numerator, denominator } = monthly(rate);
  const interest = divide(owed * numerator, denominator, rounding) as Fen;
  return { principal: part, interest, total: (part + interest) as Fen };
}

function requireMonths(months: number): void {
  if (!Number.isInteger(months) || months < 1) throw new RangeError(`${months} is not a number of months`);
}
