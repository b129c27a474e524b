// Working days (工作日) in mainland China: weekends, public holidays and the weekend days worked to make up for them.
// The dates are those of the State Council's yearly notices, as the npm package `chinese-days` (MIT) collects them.
import notices from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, type IsoDate, weekdayOf, yearOf } from './calendar.ts';

/** Days off and make-up working days by date; the text is `English,中文,days by law`. */
export interface HolidayNotices {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

export interface DayKind {
  readonly working: boolean;
  readonly kind: 'weekday' | 'weekend' | 'holiday' | 'make_up';
  /** The holiday, or the one being made up for. */
  readonly holiday: { readonly zh: string; readonly en: string } | null;
  /** False when no notice for that year is at hand, and only weekends were reckoned with. */
  readonly known: boolean;
}

export interface ChineseCalendar {
  readonly dayKind: (date: IsoDate) => DayKind;
  readonly isWorkingDay: (date: IsoDate) => boolean;
  /** The day itself when it is a working day, otherwise the next one: when a payment falls due. */
  readonly nextWorkingDay: (date: IsoDate) => IsoDate;
  /**
   * The `count`-th working day after a day, which itself isn't counted (民法典 art. 201): a two-day limit that starts on
   * a Friday ends on Tuesday. Zero gives the day itself, working or not; less is a bug and throws.
   */
  readonly addWorkingDays: (date: IsoDate, count: number) => IsoDate;
  /** Working days after `from` up to and with `to`; negative when `to` is earlier (days late, seen from the limit). */
  readonly workingDaysBetween: (from: IsoDate, to: IsoDate) => number;
  /** Whether the year's notice is at hand. Limits that reach into other years are provisional: show them as such. */
  readonly yearIsKnown: (year: number) => boolean;
}

/** A calendar from the notices given; years without any have weekends only. */
export function createChineseCalendar({ holidays, workdays }: HolidayNotices): ChineseCalendar {
  const knownYears = new Set(Object.keys(holidays).map((date) => Number(date.slice(0, 4))));
  const yearIsKnown = (year: number) => knownYears.has(year);

  const dayKind = (date: IsoDate): DayKind => {
    const known = yearIsKnown(yearOf(date));
    const madeUp = workdays[date];
    if (madeUp !== undefined) return { working: true, kind: 'make_up', holiday: nameIn(madeUp), known };
    const off = holidays[date];
    if (off !== undefined) return { working: false, kind: 'holiday', holiday: nameIn(off), known };
    const working = weekdayOf(date) <= 5;
    return { working, kind: working ? 'weekday' : 'weekend', holiday: null, known };
  };

  const isWorkingDay = (date: IsoDate) => dayKind(date).working;

  const nextWorkingDay = (date: IsoDate) => {
    let day = date;
    while (!isWorkingDay(day)) day = addDays(day, 1);
    return day;
  };

  const addWorkingDays = (date: IsoDate, count: number) => {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is not a number of working days`);
    let day = date;
    for (let left = count; left > 0; left -= 1) day = nextWorkingDay(addDays(day, 1));
    return day;
  };

  const workingDaysBetween = (from: IsoDate, to: IsoDate): number => {
    if (to < from) return -workingDaysBetween(to, from);
    let count = 0;
    for (let day = from; day < to; ) {
      day = addDays(day, 1);
      if (isWorkingDay(day)) count += 1;
    }
    return count;
  };

  return { dayKind, isWorkingDay, nextWorkingDay, addWorkingDays, workingDaysBetween, yearIsKnown };
}

function nameIn(text: string): { readonly zh: string; readonly en: string } {
  const [en = '', zh = ''] = text.split(',');
  return { zh, en };
}

/** The calendar by the notices shipped: 2004 to 2026. */
export const chineseCalendar: ChineseCalendar = createChineseCalendar(notices);
