// Bank card numbers (银行卡号): ISO/IEC 7812 with its Luhn check; cards issued in China have 16 to 19 digits.
import { ok, type Result, refuse } from './result.ts';
import { maskMiddle, withoutBlanks } from './text.ts';

declare const kind: unique symbol;

/** 16 to 19 digits that pass the Luhn check. */
export type BankCard = string & { readonly [kind]: 'bank_card' };

/** In order of precedence. */
export type BankCardRefusal = 'card_characters' | 'card_length' | 'card_checksum';

/**
 * Reads a card number, grouped by blanks or hyphens or not, full-width digits accepted. Refuses, in this order:
 * `card_characters` (also `6.2E+18`, a number that a spreadsheet has ruined; no card starts with 0), `card_length`,
 * `card_checksum`.
 */
export function parseBankCard(text: string): Result<BankCard, BankCardRefusal> {
  const digits = withoutBlanks(text).replaceAll('-', '');
  if (!/^[1-9]\d*$/.test(digits)) return refuse('card_characters');
  if (digits.length < 16 || digits.length > 19) return refuse('card_length');
  if (!passesLuhn(digits)) return refuse('card_checksum');
  return ok(digits as BankCard);
}

/** Every second digit from the right doubled (its digits added), the sum a multiple of ten. */
function passesLuhn(digits: string): boolean {
  let total = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = Number(digits[digits.length - 1 - fromRight]);
    const doubled = digit * 2;
    total += fromRight % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}

/** `6200***********0018`: the first four and last four. */
export function maskBankCard(card: string): string {
  return maskMiddle(card, 4, 4);
}
