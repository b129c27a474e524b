import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { maskBankCard, parseBankCard } from './bank-card.ts';

test.each([
  ['6200000000000000018', '6200000000000000018'],
  ['6200 0000 0000 0000 018', '6200000000000000018'],
  ['6200-0000-0000-0000-018', '6200000000000000018'],
  ['６２０００００００００００００００１８', '6200000000000000018'],
  ['4111111111111111', '4111111111111111'],
])('reads %j', (text, card) => {
  expect(parseBankCard(text)).toEqual({ ok: true, value: card });
});

test.each([
  ['', 'card_characters'],
  ['6.2E+18', 'card_characters'],
  ['0000000000000000', 'card_characters'],
  ['411111111111111', 'card_length'],
  ['62000000000000000182', 'card_length'],
  ['6200000000000000019', 'card_checksum'],
])('refuses %j: %s', (text, code) => {
  expect(parseBankCard(text)).toEqual({ ok: false, refusal: { code } });
});

it('has one right last digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 14n, max: 10n ** 18n - 1n }), (body) => {
      const passing = [...'0123456789'].filter((last) => parseBankCard(`${body}${last}`).ok);
      expect(passing).toHaveLength(1);
    }),
  );
});

test('masked, the first four and last four are left', () => {
  expect(maskBankCard('6200000000000000018')).toBe('6200***********0018');
});
