import { describe, expect, it } from 'vitest';
import type { Group } from './queries.ts';
import { foundShare, missedFirst, readingOf, times } from './reading.ts';

const group = (key: string, positives: number, inTop5: number): Group => ({
  key,
  n: positives,
  positives,
  predicted: 0.2,
  observed: 1,
  found: [0, 0, inTop5, inTop5],
});

describe('a coefficient', () => {
  it('is read over its step, with the interval of the step and not of the weight', () => {
    // Weight −2.42 ± 0.49 on ln income; the step is income halved: size −ln 2.
    const reading = readingOf({ weight: -2.42, standardError: 0.49, step: { ratio: 2 ** 2.42 }, varies: true });
    expect(reading.ratio).toBeCloseTo(5.352, 3);
    expect(reading.low).toBeCloseTo(2 ** (2.42 - 1.96 * 0.49), 6);
    expect(reading.high).toBeCloseTo(2 ** (2.42 + 1.96 * 0.49), 6);
    expect(reading.verdict).toBe('more');
  });
  it('leaves the direction open when the interval holds 1', () => {
    expect(readingOf({ weight: 0.1, standardError: 0.2, step: { ratio: Math.exp(0.1) }, varies: true }).verdict).toBe(
      'unsure',
    );
    expect(readingOf({ weight: -1, standardError: 0.2, step: { ratio: Math.exp(-1) }, varies: true }).verdict).toBe(
      'less',
    );
  });
  it('says nothing of what is the same for all', () => {
    expect(readingOf({ weight: 0, standardError: 0, step: { ratio: 1 }, varies: false }).verdict).toBe('same');
  });
  it.each([
    [5.3517, '5.35'],
    [0.049, '0.05'],
    [0.0004, '< 0.01'],
    [31.4, '31'],
    [12_000, '> 1,000'],
  ])('%d is written %s', (ratio, text) => expect(times(ratio)).toBe(text));
});

describe('whom the ranking misses', () => {
  it('puts the smallest share found first, the larger group first among equals, and leaves out groups without relapse', () => {
    const groups = [group('因病', 39, 14), group('因残', 4, 0), group('因灾', 7, 0), group('无', 0, 0)];
    expect(missedFirst(groups).map((one) => one.key)).toEqual(['因灾', '因残', '因病']);
    expect(foundShare(group('因病', 39, 13))).toBeCloseTo(1 / 3);
  });
});
