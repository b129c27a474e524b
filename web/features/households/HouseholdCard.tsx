// One household of the list on a phone: who, where, and how it stands against the line.
import { Link } from 'react-router';
import { wholeYuan } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { LineBar } from '../../ui/LineBar.tsx';
import { useCode } from './code.ts';
import s from './HouseholdCard.module.css';
import type { Listed } from './queries.ts';
import { RiskMark } from './RiskMark.tsx';

export function HouseholdCard({ household, lineFen }: { household: Listed; lineFen: bigint | null }) {
  const t = useT();
  const w = t.households.list;
  const code = useCode();
  const marks = [household.category, household.relief === '无' ? null : household.relief].filter(
    (mark) => mark !== null,
  );
  return (
    <Link to={paths.household(household.id)} className={s.card}>
      <span className={s.head}>
        <strong>{household.headName}</strong>
        <span className={s.quiet}>{w.people(household.members)}</span>
        {household.risk && <RiskMark level={household.risk} full />}
      </span>
      <span className={s.quiet}>
        {household.township} {household.village}
      </span>
      <span className={s.quiet}>{household.no}</span>
      <span className={s.marks}>{marks.map(code).join(' · ')}</span>
      <span className={s.income}>
        <span>
          {w.columns.income} <strong>{wholeYuan(household.netPerHeadFen)}</strong>
        </span>
        {household.netPerHeadFen !== null && lineFen !== null && (
          <LineBar incomeFen={household.netPerHeadFen} lineFen={lineFen} />
        )}
      </span>
    </Link>
  );
}
