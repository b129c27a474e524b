// 线索: households with a sign of risk that nobody has verified yet, the gravest first, each with its reasons in words.
import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { Link } from 'react-router';
import { RISK_CATEGORIES, RISK_CAUSES } from '../../../kernel/facts.ts';
import { day, wholeYuan, yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { usePlace } from '../../officials/place.ts';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { type DataColumn, DataTable, type TableFilter } from '../../ui/DataTable.tsx';
import { LineBar } from '../../ui/LineBar.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import s from './CluesPage.module.css';
import { clueFilter, FILTERS } from './clueFilter.ts';
import { LevelTag } from './LevelTag.tsx';
import { usePlaceNames } from './places.ts';
import { allClues, type Clue, cluesQuery, screeningsQuery } from './queries.ts';
import { useMonitoringWords } from './words.ts';

export function Component() {
  const t = useT();
  const m = t.monitoring.clues;
  const me = useSession();
  const { place } = usePlace();
  const bound = useTableQuery(FILTERS);
  const maySeeScreenings = useMay('screening.read');
  const screenings = useQuery({ ...screeningsQuery, enabled: maySeeScreenings });
  const latest = screenings.data?.[0];
  const filter = clueFilter(bound.query, place, latest?.startedAt);
  const { page, size } = bound.query;
  const asked = useQuery(cluesQuery({ ...filter, limit: size, offset: (page - 1) * size }));
  // After the very first screening everything is new, and saying it on each row tells nothing.
  const columns = useColumns(latest && latest.cluesKept > 0 ? latest.startedAt : undefined);
  const filters = useFilters();
  const never = asked.data?.total === 0 && screenings.data?.length === 0;
  const freshOnly = bound.query.filters.fresh !== undefined;
  return (
    <>
      <PageHeader title={m.title} lead={m.lead} tabs={tabsOf('monitoring', me.role, t)} />
      {never ? (
        <Empty title={m.neverTitle} hint={m.neverHint} action={<Link to={paths.screenings()}>{m.toScreenings}</Link>} />
      ) : (
        <DataTable<Clue>
          id="clues"
          name={m.name}
          columns={columns}
          rows={asked.data?.clues}
          total={asked.data?.total}
          rowKey={(clue) => clue.id}
          bound={bound}
          filters={filters}
          searchHint={m.search}
          loading={asked.isPlaceholderData}
          error={asked.error}
          onRetry={() => void asked.refetch()}
          rowTo={(clue) => paths.household(clue.householdId, 'clues')}
          exportAll={() => allClues(filter)}
          card={(clue) => <ClueCard clue={clue} />}
          empty={<Empty title={m.none} hint={m.noneHint} />}
          extra={
            latest && (
              <Checkbox
                checked={freshOnly}
                onChange={(event) =>
                  bound.change({ filters: { ...bound.query.filters, fresh: event.target.checked ? ['1'] : [] } })
                }
              >
                {m.freshOnly}
              </Checkbox>
            )
          }
        />
      )}
    </>
  );
}

function useFilters(): TableFilter[] {
  const t = useT();
  const m = t.monitoring.clues;
  const words = useMonitoringWords();
  const options = (codes: readonly string[], label: (code: string) => string) =>
    codes.map((value) => ({ value, label: label(value) }));
  return [
    { name: 'level', label: m.level, options: options(['高', '中', '低'], words.level) },
    { name: 'cause', label: m.cause, options: options(RISK_CAUSES, words.cause) },
    { name: 'category', label: m.category, options: options(RISK_CATEGORIES, words.category) },
    { name: 'rule', label: m.rule, options: options(Object.keys(t.monitoring.rules), words.rule) },
  ];
}

function useColumns(latestStart: string | undefined): DataColumn<Clue>[] {
  const t = useT();
  const m = t.monitoring.clues;
  const language = useLanguage();
  const words = useMonitoringWords();
  const placeName = usePlaceNames();
  const glue = language === 'zh' ? '；' : '; ';
  return [
    {
      key: 'head',
      title: m.head,
      render: (clue) => clue.headName,
      csv: (clue) => clue.headName,
      frozen: true,
      width: 112,
    },
    { key: 'no', title: m.no, render: (clue) => clue.no, csv: (clue) => clue.no, hiddenAtFirst: true },
    {
      key: 'place',
      title: m.place,
      render: (clue) => (
        <span className={s.place}>
          {placeName(clue.region.slice(0, 9))}
          <br />
          {placeName(clue.region)}
        </span>
      ),
      csv: (clue) => `${placeName(clue.region.slice(0, 9))} ${placeName(clue.region)}`,
    },
    {
      key: 'level',
      title: m.level,
      render: (clue) => <LevelTag level={clue.riskLevel} />,
      csv: (clue) => words.level(clue.riskLevel),
    },
    { key: 'cause', title: m.cause, render: (clue) => words.cause(clue.cause), csv: (clue) => words.cause(clue.cause) },
    {
      key: 'reasons',
      title: m.reasons,
      width: 340,
      render: (clue) => <Reasons clue={clue} />,
      csv: (clue) => words.reasons(clue).join(glue),
    },
    {
      key: 'income',
      title: `${m.income}（${m.yuan}）`,
      numeric: true,
      render: (clue) => wholeYuan(clue.incomePerHeadFen),
      csv: (clue) => yuan(clue.incomePerHeadFen),
    },
    {
      key: 'line',
      title: m.lineBar,
      render: (clue) => <LineBar incomeFen={clue.incomePerHeadFen} lineFen={clue.lineFen} />,
      csv: (clue) => yuan(clue.lineFen),
    },
    {
      key: 'category',
      title: m.category,
      render: (clue) => (clue.category ? words.category(clue.category) : '—'),
      csv: (clue) => (clue.category ? words.category(clue.category) : ''),
    },
    {
      key: 'openedAt',
      title: m.openedAt,
      render: (clue) => (
        <>
          {day(clue.openedAt)}
          {clue.openedAt === latestStart && <span className={s.fresh}>{m.fresh}</span>}
        </>
      ),
      csv: (clue) => day(clue.openedAt),
    },
  ];
}

function Reasons({ clue }: { clue: Clue }) {
  const words = useMonitoringWords();
  return (
    <ul className={s.reasons}>
      {words.reasons(clue).map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

function ClueCard({ clue }: { clue: Clue }) {
  const words = useMonitoringWords();
  const placeName = usePlaceNames();
  return (
    <div className={s.card}>
      <div className={s.cardHead}>
        <Link to={paths.household(clue.householdId, 'clues')}>{clue.headName}</Link>
        <LevelTag level={clue.riskLevel} />
      </div>
      <p className={s.cardPlace}>
        {placeName(clue.region.slice(0, 9))} {placeName(clue.region)} · {words.cause(clue.cause)}
      </p>
      <Reasons clue={clue} />
      <LineBar size="strip" incomeFen={clue.incomePerHeadFen} lineFen={clue.lineFen} />
    </div>
  );
}
