import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { idFrom, idInstant, isId, newId, parseId } from './ids.ts';

const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const random = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('an id is its instant, its version and its random bytes', () => {
  // 0x017F22E279B0 is the instant of the example in RFC 9562, appendix A.6.
  expect(idFrom(0x017f22e279b0, new Uint8Array(16))).toBe('017f22e2-79b0-7000-8000-000000000000');
  // All bits set, but for the top one of the counter, which is left clear to count upwards (RFC 9562, 6.2).
  expect(idFrom(0x017f22e279b0, new Uint8Array(16).fill(255))).toBe('017f22e2-79b0-77ff-bfff-ffffffffffff');
});

it('is valid, the same for the same input, and tells its instant', () => {
  fc.assert(
    fc.property(instants, random, (instant, bytes) => {
      const id = idFrom(instant, bytes);
      expect(idFrom(instant, bytes)).toBe(id);
      expect(isId(id)).toBe(true);
      expect(idInstant(id)).toBe(instant);
      expect(parseId(` ${id.toUpperCase()} `)).toEqual({ ok: true, value: id });
    }),
  );
});

it('sorts by its instant', () => {
  fc.assert(
    fc.property(instants, instants, random, random, (a, b, one, other) => {
      fc.pre(a !== b);
      expect(idFrom(a, one) < idFrom(b, other)).toBe(a < b);
    }),
  );
});

test('new ids of one instant differ', () => {
  const ids = Array.from({ length: 1_000 }, () => newId(1_772_582_400_000));
  expect(new Set(ids).size).toBe(1_000);
  expect(ids.every((id) => idInstant(id) === 1_772_582_400_000)).toBe(true);
});

test.each([
  [-1, 16],
  [1.5, 16],
  [2 ** 48, 16],
  [0, 15],
  [0, 17],
])('no id from instant %s and %s bytes', (instant, bytes) => {
  expect(() => idFrom(instant, new Uint8Array(bytes))).toThrow(RangeError);
});

test.each([
  '',
  'x',
  '017f22e2-79b0-4000-8000-000000000000',
  '017f22e2-79b0-7000-0000-000000000000',
  '017f22e279b070008000000000000000',
])('%j is no id', (text) => {
  expect(parseId(text)).toEqual({ ok: false, refusal: { code: 'not_an_id' } });
});
