import { describe, expect, it } from 'vitest';
import { count, day, moment, NO_VALUE, rateBp, share, wan, wholeYuan, yuan } from './format.ts';

describe('figures as pages write them', () => {
  it.each([
    [146510, '1,465.10'],
    [0, '0.00'],
    [5n, '0.05'],
    [-12345678, '−123,456.78'],
    [null, NO_VALUE],
    [undefined, NO_VALUE],
  ])('yuan %s → %s', (fen, text) => expect(yuan(fen)).toBe(text));

  it.each([
    [880049, '8,800'],
    [880050, '8,801'],
    [-120000, '−1,200'],
  ])('whole yuan %s → %s', (fen, text) => expect(wholeYuan(fen)).toBe(text));

  it('writes 万元 with two decimals', () => expect(wan(1_284_499_999n)).toBe('1,284.50'));
  it('refuses a part of a fen', () => expect(() => yuan(1.5)).toThrow(RangeError));
  it('writes counts with thousands and a true minus', () =>
    expect([count(71716), count(-9)]).toEqual(['71,716', '−9']));
  it('writes basis points as a rate', () => expect(rateBp(350)).toBe('3.50%'));
  it('writes a share, and a dash for 0/0', () => expect([share(0.1234), share(0 / 0)]).toEqual(['12.3%', NO_VALUE]));
  it('writes instants in China’s time', () => {
    expect(moment('2026-03-04T16:30:00Z')).toBe('2026-03-05 00:30');
    expect(day('2026-03-04T16:30:00Z')).toBe('2026-03-05');
    expect(day('2026-03-04')).toBe('2026-03-04');
  });
});
