// The months of a plan's calendar cut into years for the chart, and its assumptions in words. Pure.
import type { CashMonth } from '../../charts/CashflowCalendar.tsx';
import { count, rateBp, share } from '../../format.ts';
import type { Plan } from './queries.ts';

type Calendar = Plan['calendar'];

const YEAR = 12;

export interface CalendarYear {
  /** Index of its first month. */
  readonly from: number;
  readonly months: readonly CashMonth[];
}

/** Twelve months each; a last handful of fewer than four joins the year before. */
export function yearsOf(calendar: Calendar): CalendarYear[] {
  const total = (direction: 'in' | 'out', month: number) =>
    calendar.lines
      .filter((line) => line.direction === direction)
      .reduce((sum, line) => sum + (line.amountsFen[month] ?? 0), 0);
  const months = calendar.months.map(
    (month, index): CashMonth => ({
      month,
      inFen: total('in', index),
      outFen: total('out', index),
      balanceFen: calendar.balanceFen[index] ?? 0,
    }),
  );
  const years: CalendarYear[] = [];
  for (let from = 0; from < months.length; ) {
    const left = months.length - from;
    const size = left - YEAR < 4 && left > YEAR ? left : YEAR;
    years.push({ from, months: months.slice(from, from + size) });
    from += size;
  }
  return years;
}

/** The year that holds the lowest month. */
export function yearOfLowest(calendar: Calendar, years: readonly CalendarYear[]): number {
  const found = years.findIndex(({ from, months }) => {
    const place = calendar.lowest.index - from;
    return place >= 0 && place < months.length;
  });
  return Math.max(0, found);
}

/** An assumption's value as people write it: `3.00%`, `20.0%`, `9,780 元/人/年`. */
export function assumptionValue(
  { code, value, unit }: Plan['assumptions'][number],
  units: Readonly<Record<string, string>>,
): string {
  if (unit === '万分比') return code.startsWith('lpr') ? rateBp(value) : share(value / 10_000, 0);
  const shown = Number.isInteger(value) ? count(value) : value.toLocaleString('en-US', { minimumFractionDigits: 2 });
  return `${shown} ${units[unit] ?? unit}`;
}
