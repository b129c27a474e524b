import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { creditCheckCharacter, parseCreditCode } from './credit-code.ts';

const characters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

test.each([
  ['91350100M000100Y43', '91350100M000100Y43'], // the example of GB 32100
  [' 91350100m000100y43 ', '91350100M000100Y43'],
  ['９１３５０１００Ｍ０００１００Ｙ４３', '91350100M000100Y43'],
])('reads %j', (text, code) => {
  expect(parseCreditCode(text)).toEqual({ ok: true, value: code });
});

test.each([
  ['', 'credit_code_length'],
  ['350100M000100Y43', 'credit_code_length'],
  ['91350100I000100Y43', 'credit_code_characters'],
  ['9135010AM000100Y43', 'credit_code_characters'],
  ['91350100M000100Y44', 'credit_code_checksum'],
])('refuses %j: %s', (text, code) => {
  expect(parseCreditCode(text)).toEqual({ ok: false, refusal: { code } });
});

it('is refused when any one character is wrong', () => {
  const organisation = fc
    .array(fc.constantFrom(...characters), { minLength: 9, maxLength: 9 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(organisation, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 30 }), (own, at, shift) => {
      const body = `93350524${own}`;
      const check = creditCheckCharacter(body);
      expect(parseCreditCode(body + check)).toEqual({ ok: true, value: body + check });
      const index = 8 + at;
      const other = characters[(characters.indexOf(body[index] ?? '') + shift) % 31];
      expect(parseCreditCode(body.slice(0, index) + other + body.slice(index + 1) + check).ok).toBe(false);
    }),
  );
});
