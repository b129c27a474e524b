// 收支: income by its five parts, year by year, and the rigid spending that eats it, item by item with its source.
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { FactName } from '../../../kernel/facts.ts';
import { yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useMay } from '../../session.tsx';
import { Panel, Stack } from '../../ui/Layout.tsx';
import { Masked } from '../../ui/Masked.tsx';
import { Empty } from '../../ui/states.tsx';
import { Trace } from '../../ui/Trace.tsx';
import { factsQuery } from '../monitoring/queries.ts';
import { useCode } from './code.ts';
import { FactValue } from './FactValue.tsx';
import { factField } from './factGroups.ts';
import { factText } from './factText.ts';
import { IncomeChart } from './IncomeChart.tsx';
import s from './IncomeTab.module.css';
import { INCOME_PARTS } from './incomeParts.ts';
import { type Household, type HouseholdEvent, type Income, revealField } from './queries.ts';
import { sourceRow } from './Recorded.tsx';
import { eventTitle, sourceName } from './timeline.ts';

export function IncomeTab({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.income;
  // Newest first, as people ask for it.
  const years = household.incomes.toSorted((a, b) => b.year - a.year);
  const newest = years[0];
  return (
    <Stack>
      {newest === undefined ? (
        <Panel title={w.title}>
          <Empty title={w.none} hint={w.noneHint} />
        </Panel>
      ) : (
        <>
          <IncomeChart income={newest} />
          <YearTable household={household} years={years} />
        </>
      )}
      <RigidSpending household={household} />
    </Stack>
  );
}

function YearTable({ household, years }: { household: Household; years: readonly Income[] }) {
  const t = useT();
  const w = t.households.income;
  const code = useCode();
  const itemNames = [...new Set(years.flatMap((income) => income.items.map((item) => item.name)))];
  const amount = (income: Income, label: string, fen: number, net = false) => {
    const source = household.sources.find((known) => known.id === income.from.source);
    return (
      <Trace
        label={`${w.year} ${income.year} · ${label}`}
        trace={{
          formula: net ? t.households.facts.formula.net : t.households.facts.formula.recorded,
          parts: net
            ? [
                ...INCOME_PARTS.map((part) => ({
                  label: w.parts[part.key],
                  value: yuan(income[part.field]),
                  sign: part.sign,
                })),
                { label, value: yuan(fen), sign: '=' as const },
              ]
            : [{ label, value: yuan(fen) }],
          sources: source ? [sourceRow(source, income.from.row, label, yuan(fen))] : [],
        }}
      >
        {yuan(fen)}
      </Trace>
    );
  };
  return (
    <Panel title={w.byYear} aside={<span className={s.quiet}>{w.unit}</span>}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: many years must be scrollable by keyboard */}
      <section className={s.scroll} aria-label={w.byYear} tabIndex={0}>
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col">{w.part}</th>
              {years.map((income) => (
                <th key={income.year} scope="col" className="number">
                  {income.year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {INCOME_PARTS.map((part) => (
              <Fragment key={part.key}>
                <tr>
                  <th scope="row">
                    {part.sign === '−' ? '− ' : ''}
                    {w.parts[part.key]}
                  </th>
                  {years.map((income) => (
                    <td key={income.year} className="number">
                      {amount(income, w.parts[part.key], income[part.field])}
                    </td>
                  ))}
                </tr>
                {part.key === 'transfer' &&
                  itemNames.map((name) => (
                    <tr key={name} className={s.item}>
                      <th scope="row">
                        {w.items} {code(name)}
                      </th>
                      {years.map((income) => (
                        <td key={income.year} className="number">
                          {yuan(income.items.find((item) => item.name === name)?.amountFen)}
                        </td>
                      ))}
                    </tr>
                  ))}
              </Fragment>
            ))}
          </tbody>
          <tfoot>
            <tr className={s.net}>
              <th scope="row">{w.parts.net}</th>
              {years.map((income) => (
                <td key={income.year} className="number">
                  {amount(income, w.parts.net, income.netFen, true)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </Panel>
  );
}

const TOTALS: readonly FactName[] = ['selfPay', 'schoolingCost', 'disasterLoss', 'joblessMonths'];

function RigidSpending({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.income;
  const language = useLanguage();
  const code = useCode();
  const { data: facts } = useQuery(factsQuery(household.id));
  // Relief is income, not spending: it stands in the timeline.
  const events = household.events.filter((event) => event.kind !== 'relief');
  return (
    <Panel title={w.rigid}>
      {facts && (
        <dl className={s.totals}>
          {TOTALS.map((fact) => {
            const field = factField(fact);
            return (
              <div key={fact}>
                <dt>{field[language]}</dt>
                <dd>
                  <FactValue householdId={household.id} fact={fact}>
                    {factText(fact, facts.row[fact], { t, code })}
                  </FactValue>
                  {field.unit && <small>{t.households.facts.units[field.unit] ?? field.unit}</small>}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
      {events.length === 0 ? (
        <p className={s.quiet}>{w.noRigid}</p>
      ) : (
        <>
          <p className={s.quiet}>{w.rigidLead}</p>
          <ul className={s.events}>
            {events.map((event) => (
              <EventRow key={event.id} event={event} household={household} />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function EventRow({ event, household }: { event: HouseholdEvent; household: Household }) {
  const t = useT();
  const w = t.households.income;
  const code = useCode();
  const may = useMay('household.reveal');
  const who = household.members.find((member) => member.id === event.personId)?.name ?? w.household;
  const source = sourceName(household.sources, event.from.source);
  // What is protected, and by which row it is asked: the illness of a settlement, the kind of a disability.
  const hidden =
    event.kind === 'settlement'
      ? { field: 'disease' as const, id: event.id, label: w.diseaseOf(who), name: w.disease }
      : event.kind === 'disability' && event.personId !== null
        ? { field: 'disability' as const, id: event.personId, label: w.disabilityOf(who), name: w.disability }
        : null;
  return (
    <li className={s.event}>
      <time dateTime={event.on}>{event.on}</time>
      <span className={s.what}>
        <strong>{who}</strong> {eventTitle(event, { t, code, yuan, day: (text) => text })}
        {hidden && may && (
          <span className={s.hidden}>
            {hidden.name}
            <Masked
              label={hidden.label}
              masked={w.protectedText}
              reveal={(purpose) => revealField(hidden.field, hidden.id, purpose)}
            />
          </span>
        )}
      </span>
      <span className={s.quiet}>{event.from.row > 0 ? w.source12(source, event.from.row) : source}</span>
    </li>
  );
}
