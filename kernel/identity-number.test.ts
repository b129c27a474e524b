import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, isoDate } from './calendar.ts';
import { checkCharacter, maskIdentityNumber, normaliseIdentityNumber, parseIdentityNumber } from './identity-number.ts';

test.each([
  ['11010519491231002X', '1949-12-31', '女'], // the example of GB 11643
  ['350599197801058378', '1978-01-05', '男'], // a division code never issued is no ground for refusal
  ['11010519491231002x', '1949-12-31', '女'],
  ['１１０１０５ 19491231 ００２ｘ', '1949-12-31', '女'],
  ["'350599197801058378", '1978-01-05', '男'],
])('%s: born %s, %s', (text, birthDate, sex) => {
  const number = normaliseIdentityNumber(text);
  expect(parseIdentityNumber(text)).toEqual({ ok: true, value: { number, birthDate, sex } });
  expect(number).toMatch(/^\d{17}[\dX]$/);
});

test.each([
  ['', 'id_length'],
  ['110105491231002', 'id_length'],
  ['3.50599E+17', 'id_length'],
  ['X10105194912310021', 'id_characters'],
  ['1101051949123100X2', 'id_characters'],
  ['010105194912310021', 'id_characters'],
  ['110105194902300021', 'id_birth_date'],
  ['110105194913310021', 'id_birth_date'],
  ['110105194912310021', 'id_checksum'],
])('refuses %j: %s', (text, code) => {
  expect(parseIdentityNumber(text)).toEqual({ ok: false, refusal: { code } });
});

describe('any number', () => {
  const seventeen = fc
    .tuple(
      fc.integer({ min: 110_000, max: 659_999 }),
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([place, days, sequence]) => {
      const birthDate = addDays(isoDate('1915-01-01'), days);
      return {
        digits: `${place}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`,
        birthDate,
        sequence,
      };
    });

  it('tells its birth date and sex', () => {
    fc.assert(
      fc.property(seventeen, ({ digits, birthDate, sequence }) => {
        const parsed = parseIdentityNumber(digits + checkCharacter(digits));
        expect(parsed).toMatchObject({ ok: true, value: { birthDate, sex: sequence % 2 === 1 ? '男' : '女' } });
      }),
    );
  });

  it('is refused when one digit is wrong or two neighbours are swapped', () => {
    fc.assert(
      fc.property(seventeen, fc.nat({ max: 15 }), fc.integer({ min: 1, max: 9 }), ({ digits }, at, shift) => {
        const check = checkCharacter(digits);
        const wrong = digits.slice(0, at) + ((Number(digits[at]) + shift) % 10) + digits.slice(at + 1);
        expect(parseIdentityNumber(wrong + check).ok).toBe(false);
        fc.pre(digits[at] !== digits[at + 1]);
        const swapped = `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`;
        expect(parseIdentityNumber(swapped + check).ok).toBe(false);
      }),
    );
  });
});

test('masked, the first three and last four are left', () => {
  expect(maskIdentityNumber('350599197801051234')).toBe('350***********1234');
  expect(maskIdentityNumber('350')).toBe('***');
});
