import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { maskPhone, parsePhone } from './phone.ts';

test.each([
  ['19900004525', '19900004525', '199****4525'],
  ['+86 199-0000-4525', '19900004525', '199****4525'],
  ['008619900004525', '19900004525', '199****4525'],
  ['8619900004525', '19900004525', '199****4525'],
  ['１９９００００４５２５', '19900004525', '199****4525'],
  ['0595-23232323', '0595-23232323', '0595-****2323'],
  ['（0595）23232323', '0595-23232323', '0595-****2323'],
  ['+86 010 6552 5678', '010-65525678', '010-****5678'],
  ['08982345678', '0898-2345678', '0898-***5678'],
])('reads %j as %s, masked %s', (text, phone, masked) => {
  expect(parsePhone(text)).toEqual({ ok: true, value: phone });
  expect(maskPhone(phone)).toBe(masked);
});

test.each([
  '',
  '12345',
  '12900004525',
  '1990000452',
  '199000045255',
  '23232323',
  '0595-13232323',
  '0595-232323',
  '010-6552567',
  '0595-23232323-801',
  '19900004525/19900004526',
  '无',
])('refuses %j', (text) => {
  expect(parsePhone(text)).toEqual({ ok: false, refusal: { code: 'bad_phone' } });
});

it('reads again what it read, and shows at most the last four digits of a number', () => {
  const phones = fc.oneof(fc.stringMatching(/^1[3-9]\d{9}$/), fc.stringMatching(/^0[3-9]\d{2}[2-8]\d{6,7}$/));
  fc.assert(
    fc.property(phones, (text) => {
      const once = parsePhone(text);
      if (!once.ok) throw new Error(`${text} should be a phone number`);
      expect(parsePhone(once.value)).toEqual(once);
      const masked = maskPhone(once.value);
      expect(masked).toHaveLength(once.value.length);
      expect(masked.slice(-5, -4)).toBe('*');
    }),
  );
});
