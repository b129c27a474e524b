// 农户 › 导入: every import of the county, the newest first, and the way to a new one.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { isOpen, jobsQuery } from '../../api/jobs.ts';
import { count, day, moment } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { useKeepPlace } from '../../officials/place.ts';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { RejectedButton } from './acts.tsx';
import s from './imports.module.css';
import { filesOf, stateOf } from './names.ts';
import { importsQuery, type ListedBatch, unmatchedQuery } from './queries.ts';

const FILTERS = ['state'];
const STATES = ['committed', 'staged', 'unfinished', 'reading', 'sending', 'refused', 'discarded'] as const;

interface Row extends ListedBatch {
  readonly shown: (typeof STATES)[number];
  readonly name: string | null;
}

export function Component() {
  const t = useT();
  const words = t.imports;
  const me = useSession();
  const may = useMay('household.import');
  const keep = useKeepPlace();
  const bound = useTableQuery(FILTERS);
  const imports = useQuery(importsQuery);
  const { data: jobs } = useQuery(jobsQuery);
  const { q, page, size, filters } = bound.query;
  const open = new Set((jobs ?? []).filter(isOpen).map((job) => job.id));
  const rows = imports.data?.map(
    (batch): Row => ({
      ...batch,
      shown: stateOf(batch, batch.jobId !== null && open.has(batch.jobId)),
      name: filesOf(batch, words),
    }),
  );
  const found = rows?.filter(
    (row) =>
      (filters.state === undefined || filters.state.includes(row.shown)) &&
      (q === '' || row.createdByName.includes(q) || row.files.some((file) => file.name.includes(q))),
  );
  const begin = may ? (
    <Link to={keep(paths.newImport())}>
      <Button type="primary" tabIndex={-1}>
        {words.begin}
      </Button>
    </Link>
  ) : (
    <ActionButton whyNot={words.onlyCounty}>{words.begin}</ActionButton>
  );
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} action={begin} tabs={tabsOf('households', me.role, t)} />
      <Stack>
        <Waiting />
        <DataTable<Row>
          id="imports"
          name={words.list.name}
          columns={columnsOf(words)}
          rows={found?.slice((page - 1) * size, page * size)}
          total={found?.length}
          rowKey={(row) => row.id}
          bound={bound}
          rowTo={(row) => keep(paths.householdImport(row.id))}
          searchHint={words.list.search}
          filters={[
            {
              name: 'state',
              label: words.list.state,
              multiple: true,
              options: STATES.map((value) => ({ value, label: words.states[value] })),
            },
          ]}
          error={imports.error}
          onRetry={() => void imports.refetch()}
          card={(row) => <Card row={row} />}
          empty={
            rows?.length === 0 ? (
              <Empty
                title={words.list.emptyTitle}
                hint={may ? words.list.emptyHint : words.list.emptyAuditor}
                {...(may ? { action: begin } : {})}
              />
            ) : (
              <Empty title={words.list.noneFound} hint={words.list.noneFoundHint} />
            )
          }
        />
        {rows !== undefined && rows.length >= 50 && <p className={s.note}>{words.list.lastFifty}</p>}
      </Stack>
    </>
  );
}

/** Extract rows that wait for their person, when there are any. */
function Waiting() {
  const t = useT().imports.unmatched;
  const keep = useKeepPlace();
  const { data } = useQuery(unmatchedQuery({ limit: 1, offset: 0 }));
  if (!data || data.total === 0) return null;
  return (
    <p className={s.notice}>
      {t.waiting(count(data.total))} <Link to={keep(paths.unmatchedExtracts())}>{t.see}</Link>
    </p>
  );
}

type Words = ReturnType<typeof useT>['imports'];

function columnsOf(t: Words): readonly DataColumn<Row>[] {
  const { list } = t;
  return [
    {
      key: 'at',
      title: list.at,
      frozen: true,
      width: 150,
      render: (row) => moment(row.createdAt),
      csv: (row) => moment(row.createdAt),
    },
    {
      key: 'state',
      title: list.state,
      render: (row) => <State row={row} />,
      csv: (row) => t.states[row.shown],
    },
    {
      key: 'files',
      title: list.files,
      render: (row) => row.name ?? <span className={s.quiet}>{list.noFiles}</span>,
      csv: (row) => row.files.map((file) => file.name).join('、'),
    },
    { key: 'by', title: list.by, render: (row) => row.createdByName, csv: (row) => row.createdByName },
    ...(['read', 'accepted', 'rejected'] as const).map(
      (of): DataColumn<Row> => ({
        key: of,
        title: of === 'read' ? list.households : list[of],
        numeric: true,
        render: (row) => count(row.counts?.households[of]),
        csv: (row) => row.counts?.households[of],
      }),
    ),
    {
      key: 'persons',
      title: list.persons,
      numeric: true,
      render: (row) => count(row.counts?.persons.read),
      csv: (row) => row.counts?.persons.read,
    },
    {
      key: 'problems',
      title: list.problems,
      numeric: true,
      render: (row) => problemCounts(row),
      csv: (row) => problemCounts(row),
    },
    { key: 'asOf', title: list.asOf, hiddenAtFirst: true, render: (row) => day(row.asOf), csv: (row) => row.asOf },
    { key: 'download', title: list.download, render: (row) => <Rejected row={row} /> },
  ];
}

function problemCounts({ counts }: Row): string {
  return counts === null ? count(null) : `${count(counts.problems.errors)} / ${count(counts.problems.warnings)}`;
}

function Rejected({ row }: { row: Row }) {
  if (row.roster === null || row.counts === null || row.counts.households.rejected === 0) return count(null);
  return <RejectedButton id={row.id} of={row.name ?? moment(row.createdAt)} />;
}

function State({ row }: { row: Row }) {
  const t = useT().imports;
  const look =
    row.shown === 'refused' ? s.error : row.shown === 'unfinished' || row.shown === 'staged' ? s.caution : '';
  return <span className={`${s.severity} ${look}`}>{t.states[row.shown]}</span>;
}

function Card({ row }: { row: Row }) {
  const t = useT().imports;
  const keep = useKeepPlace();
  return (
    <div className={s.card}>
      <span className={s.cardHead}>
        <Link to={keep(paths.householdImport(row.id))}>{row.name ?? t.list.noFiles}</Link>
        <State row={row} />
      </span>
      <span className={s.note}>
        {moment(row.createdAt)} · {row.createdByName}
      </span>
      {row.counts && (
        <span>
          {t.list.accepted} {count(row.counts.households.accepted)} · {t.list.rejected}{' '}
          {count(row.counts.households.rejected)}
        </span>
      )}
      {row.counts && row.counts.households.rejected > 0 && (
        <span>
          <Rejected row={row} />
        </span>
      )}
    </div>
  );
}
