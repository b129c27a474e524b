// 统一社会信用代码 (GB 32100-2015): the number of a company, cooperative or other organisation.
import { ok, type Result, refuse } from './result.ts';
import { withoutBlanks } from './text.ts';

declare const kind: unique symbol;

/** Eighteen characters whose check character is right. */
export type CreditCode = string & { readonly [kind]: 'credit_code' };

/** In order of precedence. */
export type CreditCodeRefusal = 'credit_code_length' | 'credit_code_characters' | 'credit_code_checksum';

/** Digits and capitals without I O S V Z; a character's place is its value. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = new RegExp(`^[${ALPHABET}]{2}\\d{6}[${ALPHABET}]{10}$`);

/**
 * Reads a credit code (lower case, blanks and full-width accepted). Refuses, in this order: `credit_code_length`,
 * `credit_code_characters` (outside the alphabet, or letters in the division digits), `credit_code_checksum`.
 */
export function parseCreditCode(text: string): Result<CreditCode, CreditCodeRefusal> {
  const code = withoutBlanks(text).toUpperCase();
  if (code.length !== 18) return refuse('credit_code_length');
  if (!SHAPE.test(code)) return refuse('credit_code_characters');
  if (creditCheckCharacter(code.slice(0, 17)) !== code[17]) return refuse('credit_code_checksum');
  return ok(code as CreditCode);
}

/** The check character of the first 17: weights 3^i mod 31, then what brings the sum up to a multiple of 31. */
export function creditCheckCharacter(characters: string): string {
  let total = 0;
  let weight = 1;
  for (const character of characters) {
    total += weight * ALPHABET.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (total % 31)) % 31] ?? '';
}
