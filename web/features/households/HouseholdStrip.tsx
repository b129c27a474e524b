// The head of a household's page: who, where, its marks, and its income against the line.
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { Link } from 'react-router';
import { wholeYuan, yuan } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { LineBar } from '../../ui/LineBar.tsx';
import { factsQuery } from '../monitoring/queries.ts';
import { CorrectButton } from './CorrectDialog.tsx';
import { useCode } from './code.ts';
import { FactValue } from './FactValue.tsx';
import { factFen } from './factText.ts';
import s from './HouseholdStrip.module.css';
import type { Household } from './queries.ts';
import { RiskMark } from './RiskMark.tsx';

export function HouseholdStrip({ household }: { household: Household }) {
  const t = useT();
  const w = t.households.page;
  const code = useCode();
  const { data: facts } = useQuery(factsQuery(household.id));
  const group = facts?.assessment?.category;
  const income = factFen(facts?.row.incomePerHead);
  const line = factFen(facts?.row.line);
  const title = w.titleOf(household.headName);
  return (
    <header className={s.strip}>
      <title>{`${title} · 兴农`}</title>
      <div className={s.who}>
        <Link to={paths.households()} className={`${s.back} no-print`}>
          {w.back}
        </Link>
        <h1>{title}</h1>
        <p className={s.where}>
          {household.township} {household.village} · {w.members(household.members.length)} · {w.householdNo}{' '}
          <span className={s.no}>{household.no}</span>
        </p>
        <ul className={s.tags} aria-label={w.tagsLabel}>
          {household.category && (
            <li>
              <Tag>{code(household.category)}</Tag>
            </li>
          )}
          {household.relief !== '无' && (
            <li>
              <Tag>{code(household.relief)}</Tag>
            </li>
          )}
          {group && group !== household.category && (
            <li>
              <Tag color="warning" title={w.watched}>
                {code(group)}
              </Tag>
            </li>
          )}
          {household.conduct !== '无' && (
            <li>
              <Tag color="error">{w.conductOf(code(household.conduct))}</Tag>
            </li>
          )}
          {household.risk && (
            <li>
              <RiskMark level={household.risk} full />
            </li>
          )}
        </ul>
      </div>
      <div className={s.standing}>
        {facts && income !== null && line !== null ? (
          <>
            <p className={s.label}>{w.perHeadOf(facts.incomeYear)}</p>
            <p className={s.income}>
              <FactValue householdId={household.id} fact="incomePerHead">
                {yuan(income)}
              </FactValue>
            </p>
            <LineBar incomeFen={income} lineFen={line} size="strip" />
            <p className={s.label}>
              <FactValue householdId={household.id} fact="line">
                {w.line(wholeYuan(line))}
              </FactValue>
            </p>
          </>
        ) : (
          <p className={s.label}>{facts === null ? w.notScreened : ''}</p>
        )}
        <p className={s.version}>{w.recordVersion(household.version, household.validFrom)}</p>
      </div>
      <div className={`${s.act} no-print`}>
        <CorrectButton household={household} />
      </div>
    </header>
  );
}
