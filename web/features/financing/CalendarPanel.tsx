// The months of a plan: chart with the lowest month marked, year by year, ordinary or under stress, and every line.
import { Segmented } from 'antd';
import { useState } from 'react';
import { CashflowCalendar } from '../../charts/CashflowCalendar.tsx';
import { yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { type CalendarYear, yearOfLowest, yearsOf } from './calendarYears.ts';
import s from './plan.module.css';
import type { Plan } from './queries.ts';

export function CalendarPanel({ plan }: { plan: Plan }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  const [kind, setKind] = useState<'calendar' | 'stressed'>('calendar');
  const [chosen, setChosen] = useState<number | null>(null);
  const calendar = plan[kind];
  const years = yearsOf(calendar);
  const place = Math.min(chosen ?? yearOfLowest(calendar, years), years.length - 1);
  const year = years[place];
  if (year === undefined) return null;
  const title = words.calendarOf(year.months[0]?.month ?? '', year.months.at(-1)?.month ?? '');
  return (
    <Panel
      title={words.calendar}
      aside={
        <span className={`${s.switches} no-print`}>
          <Segmented
            aria-label={words.calendarKind}
            value={kind}
            options={[
              { value: 'calendar', label: words.ordinary },
              { value: 'stressed', label: words.stressed },
            ]}
            onChange={setKind}
          />
          {years.length > 1 && (
            <Segmented
              aria-label={words.calendarYear}
              value={place}
              options={years.map((_, index) => ({ value: index, label: words.year(index + 1) }))}
              onChange={setChosen}
            />
          )}
        </span>
      }
    >
      <div className={s.calendar}>
        <p>{words.lowest(calendar.lowest.month, yuan(calendar.lowest.balanceFen))}</p>
        <CashflowCalendar
          title={title}
          months={year.months}
          {...(kind === 'stressed' ? { note: plan.affordable.stress[language] } : {})}
        />
        <details className={s.details}>
          <summary>{words.lines}</summary>
          <LineTable calendar={calendar} year={year} />
        </details>
      </div>
    </Panel>
  );
}

function LineTable({ calendar, year }: { calendar: Plan['calendar']; year: CalendarYear }) {
  const t = useT();
  const words = t.financing.view;
  const language = useLanguage();
  const shown = year.months.map(({ month }, index) => ({ month, index: year.from + index }));
  const low = (index: number) => (index === calendar.lowest.index ? `${s.num} ${s.low}` : s.num);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <section className={s.scroll} tabIndex={0} aria-label={words.lines}>
      <table className={s.table}>
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            {shown.map(({ month, index }) => (
              <th key={month} scope="col" className={low(index)}>
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calendar.lines.map((line) => (
            <tr key={line.code}>
              <th scope="row">{line.name[language]}</th>
              {shown.map(({ month, index }) => (
                <td key={month} className={s.num}>
                  {line.direction === 'out' && (line.amountsFen[index] ?? 0) > 0 ? '−' : ''}
                  {yuan(line.amountsFen[index])}
                </td>
              ))}
            </tr>
          ))}
          <tr className={s.total}>
            <th scope="row">{words.balance}</th>
            {shown.map(({ month, index }) => (
              <td key={month} className={low(index)}>
                {yuan(calendar.balanceFen[index])}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
