// The left column of a household's page: what happened, from whom, the newest first; and how it stood on any day.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { day, yuan } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useMay } from '../../session.tsx';
import { ErrorPanel, Skeleton } from '../../ui/states.tsx';
import { historyQuery } from '../admission/queries.ts';
import { cluesQuery } from '../monitoring/queries.ts';
import { useCode } from './code.ts';
import { OnDay } from './OnDay.tsx';
import { type Household, householdHistoryQuery, householdPlansQuery } from './queries.ts';
import s from './Timeline.module.css';
import { type Entry, type EntryKind, timelineOf } from './timeline.ts';

const FIRST_SHOWN = 12;
/** One glyph a kind, so that colour is never alone. */
const GLYPH: Readonly<Record<EntryKind, string>> = {
  registry: '册',
  event: '事',
  clue: '线',
  decision: '准',
  plan: '融',
  consent: '授',
};

export function Timeline({ household, onTab }: { household: Household; onTab: (tab: string) => void }) {
  const t = useT();
  const w = t.households.timeline;
  const code = useCode();
  const [all, setAll] = useState(false);
  const [mayClues, mayAdmission, mayPlans] = [useMay('clue.list'), useMay('admission.read'), useMay('financing.read')];
  const history = useQuery(householdHistoryQuery(household.id));
  const clues = useQuery({ ...cluesQuery({ householdId: household.id, state: 'any', limit: 50 }), enabled: mayClues });
  const admission = useQuery({ ...historyQuery(household.id), enabled: mayAdmission });
  const plans = useQuery({ ...householdPlansQuery(household.id), enabled: mayPlans });
  const asked = [history, clues, admission, plans];
  const failed = asked.find((query) => query.isError && query.data === undefined);
  const waiting = asked.some((query) => query.isLoading);
  const entries = useMemo(
    () =>
      history.data === undefined
        ? []
        : timelineOf(
            {
              household,
              history: history.data,
              clues: clues.data?.clues ?? [],
              admission: admission.data ?? null,
              plans: plans.data ?? [],
            },
            { t, code, yuan, day },
          ),
    [household, history.data, clues.data, admission.data, plans.data, t, code],
  );
  const shown = all ? entries : entries.slice(0, FIRST_SHOWN);
  const hidden = entries.length - shown.length;
  return (
    <section className={s.timeline} aria-labelledby="timeline-title">
      <div className={s.head}>
        <h2 id="timeline-title">{w.title}</h2>
        <OnDay household={household} />
      </div>
      {failed ? (
        <ErrorPanel compact error={failed.error} onRetry={() => asked.forEach((query) => void query.refetch())} />
      ) : waiting ? (
        <Skeleton lines={8} />
      ) : entries.length === 0 ? (
        <p className={s.quiet}>{w.empty}</p>
      ) : (
        <ol className={s.entries}>
          {shown.map((entry) => (
            <TimelineEntry key={entry.key} entry={entry} onTab={onTab} />
          ))}
        </ol>
      )}
      {(hidden > 0 || all) && entries.length > FIRST_SHOWN && (
        <Button type="link" size="small" className="no-print" onClick={() => setAll(!all)}>
          {all ? w.less : w.more(hidden)}
        </Button>
      )}
    </section>
  );
}

function TimelineEntry({ entry, onTab }: { entry: Entry; onTab: (tab: string) => void }) {
  const w = useT().households.timeline;
  const { tab } = entry;
  return (
    <li className={s.entry}>
      <span className={`${s.glyph} ${s[entry.kind]}`} aria-hidden="true" lang="zh-CN">
        {GLYPH[entry.kind]}
      </span>
      <div className={s.words}>
        <time className={s.quiet} dateTime={entry.day}>
          {entry.day}
        </time>
        {tab ? (
          <button type="button" className={s.title} onClick={() => onTab(tab)}>
            {entry.title}
          </button>
        ) : (
          <span>{entry.title}</span>
        )}
        {entry.note && <span className={s.note}>{entry.note}</span>}
        {entry.changes && (
          <ul className={s.changes}>
            {entry.changes.map((change) => (
              <li key={change.label}>
                {change.label}：
                {change.hidden ? (
                  w.replaced
                ) : (
                  <>
                    {change.before === null ? w.emptyBefore : <del>{change.before}</del>} {w.to}{' '}
                    <ins>{change.after ?? '—'}</ins>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        {entry.source && (
          <span className={s.quiet}>
            {w.from(entry.source)}
            {entry.row ? ` · ${w.row(entry.row)}` : ''}
          </span>
        )}
      </div>
    </li>
  );
}
