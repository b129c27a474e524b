import { describe, expect, it } from 'vitest';
import { homeZh } from '../../messages/zh/home.ts';
import { solarDay } from './season.ts';

const term = (day: string) => homeZh.terms[solarDay(day).term];

describe('the solar term of a day', () => {
  // Purple Mountain Observatory's calendar.
  it.each([
    ['2026-02-04', '立春'],
    ['2026-03-20', '春分'],
    ['2026-04-05', '清明'],
    ['2026-05-05', '立夏'],
    ['2026-06-21', '夏至'],
    ['2026-08-07', '立秋'],
    ['2026-10-08', '寒露'],
    ['2026-11-22', '小雪'],
    ['2026-12-22', '冬至'],
    ['2025-12-21', '冬至'],
    ['2024-02-04', '立春'],
    ['2025-02-03', '立春'],
  ])('%s is the first day of %s', (day, name) => {
    expect(term(day)).toBe(name);
    expect(solarDay(day).first).toBe(true);
  });

  it('stays until the next begins', () => {
    expect(term('2026-11-21')).toBe('立冬');
    expect([term('2026-12-06'), solarDay('2026-12-06').first]).toEqual(['小雪', false]);
    expect(term('2026-12-07')).toBe('大雪');
  });

  it('knows the season and the tea of the day', () => {
    expect(solarDay('2026-02-03').season).toBe('winter');
    expect(solarDay('2026-02-04').season).toBe('spring');
    expect(solarDay('2026-04-25')).toMatchObject({ season: 'spring', tea: 'spring' });
    expect(solarDay('2026-10-01')).toMatchObject({ season: 'autumn', tea: 'autumn' });
    expect(solarDay('2026-12-25')).toMatchObject({ season: 'winter', tea: 'winter' });
  });
});
