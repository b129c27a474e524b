import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ancestorAt, type DivisionCode, division, isWithin, levelOf, parentOf, parseDivision } from './division.ts';

const village = division('350524207208');
const villages = fc
  .integer({ min: 1, max: 999 })
  .chain((own) =>
    fc
      .integer({ min: 110_101_001, max: 659_999_999 })
      .map((town) => division(`${town}${String(own).padStart(3, '0')}`)),
  );

test.each([
  ['350524207208', '350524207208', 'village'],
  ['350524207', '350524207', 'township'],
  ['350524207000', '350524207', 'township'],
  ['350524', '350524', 'county'],
  ['350524000000', '350524', 'county'],
  ['350500', '3505', 'prefecture'],
  ['350000', '35', 'province'],
  ['３５０５２４', '350524', 'county'],
])('%s is %s, a %s', (text, code, level) => {
  expect(parseDivision(text)).toEqual({ ok: true, value: code });
  expect(levelOf(division(text))).toBe(level);
});

test.each(['', '3', '35052', '35052420', '3505242072081', '35052A', '050524', '安溪县'])(
  '%j is no division',
  (text) => {
    expect(parseDivision(text)).toEqual({ ok: false, refusal: { code: 'not_a_division' } });
    expect(() => division(text)).toThrow(RangeError);
  },
);

describe('containment', () => {
  test.each([
    ['350524207208', '350524', true],
    ['350524207208', '350524207', true],
    ['350524207208', '350524207208', true],
    ['350524207208', '350524207209', false],
    ['350524207208', '350525', false],
    ['350524', '350524207208', false],
    ['350524', '350500', true],
  ])('%s is within %s: %s', (region, scope, within) => {
    expect(isWithin(division(region), division(scope))).toBe(within);
  });

  it('holds for every division above, and only from below', () => {
    fc.assert(
      fc.property(villages, (code) => {
        let above: DivisionCode | null = parentOf(code);
        for (let inner: DivisionCode = code; above !== null; inner = above, above = parentOf(above)) {
          expect(isWithin(code, above)).toBe(true);
          expect(isWithin(inner, above)).toBe(true);
          expect(isWithin(above, inner)).toBe(false);
        }
      }),
    );
  });
});

test('the way up', () => {
  const way: (string | null)[] = [];
  for (let code: DivisionCode | null = village; code !== null; code = parentOf(code)) way.push(code);
  expect(way).toEqual(['350524207208', '350524207', '350524', '3505', '35']);
  expect(ancestorAt(village, 'county')).toBe('350524');
  expect(ancestorAt(village, 'village')).toBe(village);
  expect(ancestorAt(division('350524'), 'township')).toBeNull();
});
