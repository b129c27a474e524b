// Telephone numbers in mainland China: mobiles (11 digits from 13 to 19) and landlines with their area code.
import { ok, type Result, refuse } from './result.ts';
import { maskMiddle, withoutBlanks } from './text.ts';

declare const kind: unique symbol;

/** `19900004525`, or a landline as `0595-23232323`. */
export type Phone = string & { readonly [kind]: 'phone' };

const MOBILE = /^1[3-9]\d{9}$/;
/** 010 and 02x have eight digits after them, longer area codes seven or eight; none starts with 0, 1 or 9. */
const LANDLINE = /^(010|02\d)([2-8]\d{7})$|^(0[3-9]\d{2})([2-8]\d{6,7})$/;

/**
 * Reads a number with or without +86, blanks, hyphens or brackets. Refuses `bad_phone`: short service numbers such as
 * 12345, landlines without area code, extensions, two numbers in one cell.
 */
export function parsePhone(text: string): Result<Phone, 'bad_phone'> {
  const digits = withoutBlanks(text)
    .replace(/[-()]/g, '')
    .replace(/^(?:\+86|0086|86(?=1[3-9]\d{9}$))/, '');
  if (MOBILE.test(digits)) return ok(digits as Phone);
  const landline = LANDLINE.exec(digits);
  if (landline === null) return refuse('bad_phone');
  return ok(`${landline[1] ?? landline[3]}-${landline[2] ?? landline[4]}` as Phone);
}

/** `199****4525`; a landline keeps its area code, `0595-****2323`. */
export function maskPhone(phone: string): string {
  const [area, local] = phone.split('-');
  if (local !== undefined) return `${area}-${maskMiddle(local, 0, 4)}`;
  return maskMiddle(phone, 3, 4);
}
