import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  businessDateOf,
  dayOfMonth,
  daysBetween,
  eachMonth,
  firstDayOf,
  isLeapYear,
  isoDate,
  lastDayOf,
  monthOf,
  parseIsoDate,
  parseLooseDate,
  startOfBusinessDay,
  weekdayOf,
} from './calendar.ts';

const dates = fc.integer({ min: -20_000, max: 50_000 }).map((days) => addDays(isoDate('1990-01-01'), days));

test.each([
  ['2024-02-29', true],
  ['2000-02-29', true],
  ['2023-02-29', false],
  ['1900-02-29', false],
  ['2025-04-31', false],
  ['2025-13-01', false],
  ['2025-00-10', false],
  ['2025-01-00', false],
  ['2025-1-1', false],
  ['0999-12-31', false],
  ['2025-01-01 ', false],
  ['２０２５-01-01', false],
])('%j is a date: %s', (text, valid) => {
  expect(parseIsoDate(text)).toEqual(
    valid ? { ok: true, value: text } : { ok: false, refusal: { code: 'not_a_date' } },
  );
});

test('isoDate throws on what is no date', () => {
  expect(() => isoDate('2023-02-29')).toThrow(RangeError);
});

describe('parseLooseDate', () => {
  test.each([
    '2025-03-04',
    '2025-3-4',
    '2025/03/04',
    '2025.3.4',
    '20250304',
    '2025年3月4日',
    '2025 年 03 月 04 日',
    '2025年3月4号',
    '２０２５／３／４',
    '２０２５年３月４日',
    '\u00a02025-03-04\u3000',
    '2025-03-04 00:00:00',
    '2025/3/4 8:30',
    20250304,
    45720,
    45720.75,
    '45720',
    new Date('2025-03-04T00:00:00Z'),
  ])('reads %j as 2025-03-04', (cell) => {
    expect(parseLooseDate(cell)).toEqual({ ok: true, value: '2025-03-04' });
  });

  test.each([
    '',
    '2025',
    2025,
    '25-3-4',
    '2025/3-4',
    '2025-02-30',
    '20251301',
    '2025年3月',
    '3/4/2025',
    '2025-03-04T16:00:00Z',
    'yesterday',
    -45720,
    Number.NaN,
    new Date(Number.NaN),
  ])('refuses %j', (cell) => {
    expect(parseLooseDate(cell)).toEqual({ ok: false, refusal: { code: 'not_a_date' } });
  });

  it('reads every way of writing a day as that day', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const [year = '', month = '', day = ''] = date.split('-');
        const written = [
          date,
          `${year}/${Number(month)}/${Number(day)}`,
          `${year}.${month}.${day}`,
          `${year}${month}${day}`,
        ];
        for (const text of written) expect(parseLooseDate(text)).toEqual({ ok: true, value: date });
      }),
    );
  });
});

describe('days', () => {
  it('added and taken away give the day back, and are counted between', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5_000, max: 5_000 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(addDays(other, -days)).toBe(date);
        expect(other > date).toBe(days > 0);
        expect((((weekdayOf(other) - weekdayOf(date) - days) % 7) + 7) % 7).toBe(0);
      }),
    );
  });

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-03-01', -1, '2025-02-28'],
  ])('%s + %s days is %s', (date, days, expected) => {
    expect(addDays(isoDate(date), days)).toBe(expected);
  });

  it('leaves the calendar with an error, not a wrong date', () => {
    expect(() => addDays(isoDate('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addMonths(isoDate('9999-12-31'), 1)).toThrow(RangeError);
  });

  test.each([
    ['2026-03-02', 1],
    ['2026-03-08', 7],
    ['1970-01-01', 4],
  ])('%s is weekday %s', (date, weekday) => {
    expect(weekdayOf(isoDate(date))).toBe(weekday);
  });

  test.each([
    [2024, true],
    [2025, false],
    [1900, false],
    [2000, true],
  ])('%s is a leap year: %s', (year, leap) => {
    expect(isLeapYear(year)).toBe(leap);
  });
});

describe('months', () => {
  test.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-01-31', 3, '2025-04-30'],
    ['2025-11-15', 2, '2026-01-15'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -1, '2024-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-05-20', 36, '2028-05-20'],
  ])('%s + %s months is %s', (date, months, expected) => {
    expect(addMonths(isoDate(date), months)).toBe(expected);
  });

  it('land in the month asked for, on the same day or its last', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -240, max: 240 }), (date, months) => {
        const other = addMonths(date, months);
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(index(other) - index(date)).toBe(months);
        expect(
          dayOfMonth(other) === dayOfMonth(date) ||
            (dayOfMonth(other) < dayOfMonth(date) && other === lastDayOf(monthOf(other))),
        ).toBe(true);
      }),
    );
  });

  it('are listed from one date to another', () => {
    expect(eachMonth(isoDate('2025-11-30'), isoDate('2026-02-01'))).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(eachMonth(isoDate('2025-11-30'), isoDate('2025-11-01'))).toEqual(['2025-11']);
    expect(eachMonth(isoDate('2025-11-30'), isoDate('2025-10-31'))).toEqual([]);
  });

  it('begin and end', () => {
    const february = monthOf(isoDate('2024-02-10'));
    expect([firstDayOf(february), lastDayOf(february)]).toEqual(['2024-02-01', '2024-02-29']);
  });
});

test.each([
  ['2007-03-04', '2025-03-03', 17],
  ['2007-03-04', '2025-03-04', 18],
  ['2004-02-29', '2025-02-28', 20],
  ['2004-02-29', '2025-03-01', 21],
  ['2004-02-29', '2024-02-29', 20],
  ['2025-03-04', '2025-03-04', 0],
  ['2025-03-04', '2025-03-03', -1],
])('born %s, on %s aged %s', (birth, on, age) => {
  expect(ageOn(isoDate(birth), isoDate(on))).toBe(age);
});

describe('business dates', () => {
  test.each([
    ['2025-12-31T15:59:59.999Z', '2025-12-31'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
    ['1969-12-31T15:59:59.999Z', '1969-12-31'],
  ])('%s is %s in Shanghai', (instant, date) => {
    expect(businessDateOf(new Date(instant))).toBe(date);
    expect(businessDateOf(Date.parse(instant))).toBe(date);
  });

  it('begin at the instant that first has them', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const start = startOfBusinessDay(date);
        expect(businessDateOf(start)).toBe(date);
        expect(businessDateOf(start.getTime() - 1)).toBe(addDays(date, -1));
      }),
    );
  });
});
