// What a loan takes out of the household's months: principal and interest by method (parameters.md, "Credit").

import { type Fen, min, mulRatio, subtract, ZERO } from '../../../../kernel/money.ts';
import { type AnnualRateBp, levelInstalment, monthly } from '../../../../kernel/rate.ts';
import type { Text } from './purpose.ts';

export const METHODS = {
  level: { zh: '等额本息', en: 'equal instalments' },
  equal_principal: { zh: '等额本金', en: 'equal principal' },
  monthly_interest: { zh: '按月付息到期还本', en: 'interest monthly, principal at the end' },
  quarterly_interest: { zh: '按季结息到期还本', en: 'interest quarterly, principal at the end' },
  bullet: { zh: '利随本清', en: 'all at the end' },
  revolving: { zh: '随用随贷、周转使用', en: 'revolving' },
} as const satisfies Readonly<Record<string, Text>>;
export type Method = keyof typeof METHODS;

export interface LoanTerms {
  readonly rate: AnnualRateBp;
  readonly months: number;
  readonly method: Method;
}

export interface Payment {
  /** Months after the money came. */
  readonly after: number;
  readonly principal: Fen;
  readonly interest: Fen;
}

/**
 * Payments of a loan, month by month (annual ÷ 12 each), interest to the fen half up, the last payment taking what
 * rounding left so that principal adds up exactly. A revolving loan is taken as drawn in full to its end.
 */
export function payments(principal: Fen, { rate, months, method }: LoanTerms): Payment[] {
  if (principal === ZERO) return [];
  const { numerator, denominator } = monthly(rate);
  const interestFor = (owed: Fen, count: number): Fen =>
    mulRatio(owed, numerator * BigInt(count), denominator, 'half_up');
  const each = Array.from({ length: months }, (_, index) => index + 1);
  switch (method) {
    case 'level': {
      const instalment = levelInstalment(principal, rate, months, 'half_up');
      return repaid(principal, months, interestFor, (interest) => subtract(instalment, interest));
    }
    case 'equal_principal': {
      const share = mulRatio(principal, 1n, BigInt(months), 'half_up');
      return repaid(principal, months, interestFor, () => share);
    }
    case 'monthly_interest':
    case 'revolving':
      return each.map((after) => ({
        after,
        principal: after === months ? principal : ZERO,
        interest: interestFor(principal, 1),
      }));
    case 'quarterly_interest':
      return each
        .filter((after) => after % 3 === 0 || after === months)
        .map((after) => ({
          after,
          principal: after === months ? principal : ZERO,
          interest: interestFor(principal, after % 3 === 0 ? 3 : after % 3),
        }));
    case 'bullet':
      return [{ after: months, principal, interest: interestFor(principal, months) }];
    default:
      return method satisfies never;
  }
}

/** Instalments month by month; rounding never asks for more than is owed, and the last takes what is left. */
function repaid(
  principal: Fen,
  months: number,
  interestFor: (owed: Fen, count: number) => Fen,
  partOf: (interest: Fen) => Fen,
): Payment[] {
  let owed = principal;
  return Array.from({ length: months }, (_, index) => {
    const interest = interestFor(owed, 1);
    const part = index + 1 === months ? owed : min(owed, partOf(interest));
    owed = subtract(owed, part);
    return { after: index + 1, principal: part, interest };
  });
}
