import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, isoDate } from './calendar.ts';
import { chineseCalendar as calendar, createChineseCalendar } from './working-days.ts';

const dates = fc.integer({ min: 0, max: 365 * 4 }).map((days) => addDays(isoDate('2024-01-01'), days));

// From the State Council's notices for 2024, 2025 and 2026.
test.each([
  ['2024-02-10', 'holiday', '春节'],
  ['2024-02-18', 'make_up', '春节'],
  ['2024-09-14', 'make_up', '中秋'],
  ['2024-10-12', 'make_up', '国庆节'],
  ['2025-01-28', 'holiday', '春节'],
  ['2025-01-26', 'make_up', '春节'],
  ['2025-10-08', 'holiday', '国庆节'],
  ['2025-10-11', 'make_up', '国庆节'],
  ['2026-02-14', 'make_up', '春节'],
  ['2026-02-23', 'holiday', '春节'],
  ['2026-05-09', 'make_up', '劳动节'],
  ['2026-10-10', 'make_up', '国庆节'],
  ['2026-03-04', 'weekday', undefined],
  ['2026-03-07', 'weekend', undefined],
])('%s is a %s %s', (date, kind, holiday) => {
  const day = calendar.dayKind(isoDate(date));
  expect(day.kind).toBe(kind);
  expect(day.holiday?.zh).toBe(holiday);
  expect(day.working).toBe(kind === 'weekday' || kind === 'make_up');
  expect(day.known).toBe(true);
  expect(calendar.isWorkingDay(isoDate(date))).toBe(day.working);
});

test('a holiday has its English name too', () => {
  expect(calendar.dayKind(isoDate('2026-06-19')).holiday).toEqual({ zh: '端午', en: 'Dragon Boat Festival' });
});

test('years without a notice have weekends only, and say so', () => {
  const none = createChineseCalendar({ holidays: { '2026-10-01': 'National Day,国庆节,3' }, workdays: {} });
  expect(none.dayKind(isoDate('2027-10-01'))).toEqual({ working: true, kind: 'weekday', holiday: null, known: false });
  expect(none.dayKind(isoDate('2027-10-02')).kind).toBe('weekend');
  expect([none.yearIsKnown(2026), none.yearIsKnown(2027)]).toEqual([true, false]);
  expect([2024, 2025, 2026].map(calendar.yearIsKnown)).toEqual([true, true, true]);
});

describe('limits in working days', () => {
  test.each([
    ['2026-03-06', 2, '2026-03-10'], // Friday to Tuesday
    ['2026-09-30', 2, '2026-10-09'], // over the National Day holiday
    ['2026-02-13', 1, '2026-02-14'], // a Saturday worked
    ['2026-02-13', 2, '2026-02-24'], // over the Spring Festival
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-03-07', 0, '2026-03-07'],
  ])('%s and %s more is %s', (from, count, to) => {
    expect(calendar.addWorkingDays(isoDate(from), count)).toBe(to);
  });

  it('end on a working day, and count what was added', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const limit = calendar.addWorkingDays(from, count);
        expect(calendar.isWorkingDay(limit)).toBe(true);
        expect(calendar.workingDaysBetween(from, limit)).toBe(count);
        expect(calendar.workingDaysBetween(limit, from)).toBe(-count);
      }),
    );
  });

  it('take no negative or broken count', () => {
    expect(() => calendar.addWorkingDays(isoDate('2026-03-06'), -1)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays(isoDate('2026-03-06'), 0.5)).toThrow(RangeError);
  });
});

test('what falls due on a day off is due on the next working day', () => {
  expect(calendar.nextWorkingDay(isoDate('2026-02-21'))).toBe('2026-02-24');
  expect(calendar.nextWorkingDay(isoDate('2026-02-28'))).toBe('2026-02-28');
});
