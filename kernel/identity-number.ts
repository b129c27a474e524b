// 公民身份号码 (GB 11643-1999): 6 digits of division, 8 of birth date, 3 of sequence (odd for men), 1 check character.
import { type IsoDate, parseIsoDate } from './calendar.ts';
import { ok, type Result, refuse } from './result.ts';
import { maskMiddle, withoutBlanks } from './text.ts';

declare const kind: unique symbol;

/** Eighteen characters, the last a digit or `X`, whose check character is right. */
export type IdentityNumber = string & { readonly [kind]: 'identity' };

export type Sex = '男' | '女';

export interface Identity {
  readonly number: IdentityNumber;
  readonly birthDate: IsoDate;
  readonly sex: Sex;
}

/** In order of precedence. */
export type IdentityRefusal = 'id_length' | 'id_characters' | 'id_birth_date' | 'id_checksum';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** As files write it, made comparable: half-width, no blanks, upper-case `X`. Says nothing about validity. */
export function normaliseIdentityNumber(text: string): string {
  return withoutBlanks(text).toUpperCase();
}

/**
 * Reads an identity number as people type it and what it says of its bearer. The division digits are not looked up:
 * they name the place of first registration, which may have been renamed or dissolved since. Refuses, in this order:
 * `id_length` (15-digit numbers too, void since 2013), `id_characters`, `id_birth_date` (no such day), `id_checksum`.
 */
export function parseIdentityNumber(text: string): Result<Identity, IdentityRefusal> {
  const number = normaliseIdentityNumber(text);
  if (number.length !== 18) return refuse('id_length');
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return refuse('id_characters');
  const birth = parseIsoDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (!birth.ok) return refuse('id_birth_date');
  if (checkCharacter(number.slice(0, 17)) !== number[17]) return refuse('id_checksum');
  const sex = Number(number[16]) % 2 === 1 ? '男' : '女';
  return ok({ number: number as IdentityNumber, birthDate: birth.value, sex });
}

/** The check character of the first 17 digits: ISO 7064 MOD 11-2. */
export function checkCharacter(digits: string): string {
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
  return CHECK_CHARACTERS[total % 11] ?? '';
}

/** `350***********1234`: the first three and last four. */
export function maskIdentityNumber(number: string): string {
  return maskMiddle(number, 3, 4);
}
