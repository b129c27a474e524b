import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  add,
  allocate,
  compare,
  type Fen,
  fen,
  fenToJson,
  formatWan,
  formatYuan,
  LARGEST,
  max,
  min,
  mulRatio,
  parseYuan,
  subtract,
  sum,
  ZERO,
} from './money.ts';

const amounts = fc.bigInt({ min: -LARGEST, max: LARGEST }).map(fen);

describe('parseYuan', () => {
  test.each([
    ['1465.1', 146510n],
    ['1,465.10', 146510n],
    ['１，４６５．１０', 146510n],
    [' 12 ', 1200n],
    ['12.500', 1250n],
    ['-20', -2000n],
    ['+0.05', 5n],
    ['1,234,567.89', 123456789n],
    ['0', 0n],
    ['90071992547409.91', LARGEST],
  ])('reads %j', (text, expected) => {
    expect(parseYuan(text)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ['', 'not_a_number'],
    ['约12000', 'not_a_number'],
    ['1e5', 'not_a_number'],
    ['12.', 'not_a_number'],
    ['1,23', 'not_a_number'],
    ['1234,567', 'not_a_number'],
    ['1.2.3', 'not_a_number'],
    ['--5', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['0.001', 'too_many_decimals'],
    ['90071992547409.911', 'too_many_decimals'],
    ['90071992547409.92', 'too_large'],
    ['-90071992547409.92', 'too_large'],
  ])('refuses %j: %s', (text, code) => {
    expect(parseYuan(text)).toEqual({ ok: false, refusal: { code } });
  });

  it('reads back whatever is formatted, with thousands or without', () => {
    fc.assert(
      fc.property(amounts, fc.boolean(), (amount, thousands) => {
        expect(parseYuan(formatYuan(amount, { thousands }))).toEqual({ ok: true, value: amount });
      }),
    );
  });
});

test.each([
  [146510n, '1,465.10', '0.15'],
  [1_465_100n, '14,651.00', '1.47'],
  [5_000_000n, '50,000.00', '5.00'],
  [-5n, '-0.05', '0.00'],
  [123_456_789_000n, '1,234,567,890.00', '123,456.79'],
  [-1_465_000n, '-14,650.00', '-1.47'],
])('%s fen is shown as %s yuan and %s wan', (amount, yuan, wan) => {
  expect(formatYuan(fen(amount))).toBe(yuan);
  expect(formatWan(fen(amount))).toBe(wan);
});

test('thousands can be left out', () => {
  expect(formatYuan(fen(146510), { thousands: false })).toBe('1465.10');
});

describe('the edges', () => {
  it('takes no fraction of a fen and no unsafe number', () => {
    expect(() => fen(1.5)).toThrow(RangeError);
    expect(() => fen(2 ** 53)).toThrow(RangeError);
    expect(() => fen(Number.NaN)).toThrow(RangeError);
  });

  it('goes to JSON and back unchanged', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(fen(JSON.parse(JSON.stringify(fenToJson(amount))))).toBe(amount);
      }),
    );
  });

  it('does not go to JSON when that would lose a fen', () => {
    expect(() => fenToJson(add(LARGEST, fen(1)))).toThrow(RangeError);
    expect(() => fenToJson(subtract(fen(-LARGEST), fen(1)))).toThrow(RangeError);
  });
});

test('adding, comparing, choosing', () => {
  const [small, large] = [fen(-3), fen(8)];
  expect(sum([small, large, large])).toBe(13n);
  expect(sum([])).toBe(ZERO);
  expect([compare(small, large), compare(large, small), compare(large, fen(8))]).toEqual([-1, 1, 0]);
  expect(max(small, large, ZERO)).toBe(large);
  expect(min(ZERO, large, small)).toBe(small);
});

test('mulRatio rounds once, as named', () => {
  // 50% of 0.05 yuan is two and a half fen.
  expect(mulRatio(fen(5), 1n, 2n, 'half_up')).toBe(3n);
  expect(mulRatio(fen(5), 1n, 2n, 'half_even')).toBe(2n);
  expect(mulRatio(fen(-5), 1n, 2n, 'down')).toBe(-2n);
  expect(mulRatio(fen(10), 1n, 3n, 'up')).toBe(4n);
});

describe('allocate', () => {
  test.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [101n, [80n, 20n], [81n, 20n]],
    [5n, [0n, 3n, 7n], [0n, 2n, 3n]],
    [0n, [2n, 5n], [0n, 0n]],
  ])('%s by %s is %s', (amount, weights, parts) => {
    expect(allocate(fen(amount), weights)).toEqual(parts);
  });

  it('adds up exactly, and no part is a fen off its exact share', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })
      .filter((all) => all.some((weight) => weight > 0n));
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        const parts: Fen[] = allocate(amount, shares);
        const total = shares.reduce((a, b) => a + b, 0n);
        expect(sum(parts)).toBe(amount);
        for (const [index, part] of parts.entries()) {
          const error = part * total - amount * (shares[index] ?? 0n);
          expect(error < total && error > -total).toBe(true);
        }
      }),
    );
  });

  it('needs something to share by', () => {
    expect(() => allocate(fen(1), [])).toThrow(RangeError);
    expect(() => allocate(fen(1), [0n])).toThrow(RangeError);
    expect(() => allocate(fen(1), [2n, -1n])).toThrow(RangeError);
  });
});
