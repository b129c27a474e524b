// The household as it was recorded on a day, beside what differs now.
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { NO_VALUE, yuan } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { Facts } from '../../ui/Layout.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useCode } from './code.ts';
import s from './OnDay.module.css';
import { type Household, onDayQuery, type Then } from './queries.ts';

/** The button and the drawer that it opens. */
export function OnDay({ household }: { household: Household }) {
  const w = useT().households.onDay;
  const { businessDate } = useSession();
  const [open, setOpen] = useState(false);
  const [day, setDay] = useState(businessDate);
  const field = useId();
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>
        {w.pick}
      </Button>
      <DetailDrawer open={open} title={w.title(day)} width={560} onClose={() => setOpen(false)}>
        <p className={s.lead}>{w.lead}</p>
        <p className={s.pick}>
          <label htmlFor={field}>{w.day}</label>
          <Input
            id={field}
            type="date"
            className={s.date ?? ''}
            max={businessDate}
            value={day}
            onChange={(event) => event.target.value && setDay(event.target.value)}
          />
        </p>
        {open && <OnThatDay household={household} day={day} />}
      </DetailDrawer>
    </>
  );
}

function OnThatDay({ household, day }: { household: Household; day: string }) {
  const w = useT().households.onDay;
  const query = useQuery(onDayQuery(household.id, day));
  return (
    <Loaded query={query} lines={8}>
      {(then) => (then === null ? <Empty title={w.notYet} /> : <State household={household} then={then} />)}
    </Loaded>
  );
}

function State({ household, then }: { household: Household; then: Then }) {
  const t = useT();
  const w = t.households;
  const code = useCode();
  const yesNo = (value: boolean) => (value ? w.overview.hasShop : w.overview.noShop);
  const water = (value: boolean | null) =>
    value === null ? w.overview.unknown : value ? w.overview.waterSafe : w.overview.waterUnsafe;
  // Kept versions write 2.1 where the row of today writes 2.10.
  const mu = (text: string) => w.overview.mu(Number(text).toFixed(2));
  const rows: readonly (readonly [string, string, string])[] = [
    [w.list.columns.head, then.headName, household.headName],
    [w.list.columns.category, code(then.category), code(household.category)],
    [w.list.columns.relief, code(then.relief), code(household.relief)],
    [w.overview.fields.housing, code(then.housing), code(household.housing)],
    [w.overview.fields.water, water(then.safeWater), water(household.safeWater)],
    [w.overview.fields.tea, mu(then.teaMu), mu(household.teaMu)],
    [w.overview.fields.farm, mu(then.farmMu), mu(household.farmMu)],
    [w.overview.fields.shop, yesNo(then.shop), yesNo(household.shop)],
    [w.overview.fields.conduct, code(then.conduct), code(household.conduct)],
  ];
  return (
    <>
      <Facts
        items={[
          ...rows.map(([label, was, now]) => ({ label, value: <Was was={was} now={now} /> })),
          ...then.incomes.map((income) => ({
            label: w.onDay.netIncome(income.year),
            value: (
              <Was
                was={yuan(income.netFen)}
                now={yuan(household.incomes.find((known) => known.year === income.year)?.netFen)}
              />
            ),
          })),
        ]}
      />
      <h3 className={s.members}>{w.onDay.members}</h3>
      <ul>
        {then.members.map((member) => (
          <li key={`${member.name} ${member.idNumber}`} className={s.member}>
            <strong>{member.name}</strong>
            <span>{code(member.relation)}</span>
            <span className={s.quiet}>{member.idNumber}</span>
            <span className={s.quiet}>{w.members.born(member.birth)}</span>
            <span>{code(member.labour)}</span>
            <span>{w.members.listed(member.health.map(code))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Was({ was, now }: { was: string; now: string }) {
  const w = useT().households.onDay;
  if (was === now || now === NO_VALUE) return was;
  return (
    <>
      {was} <span className={s.changed}>{w.now(now)}</span>
    </>
  );
}
