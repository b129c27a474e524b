// Extract rows whose person is not registered: who, from which file, why; kept until the person is.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useT } from '../../messages/index.tsx';
import { useKeepPlace } from '../../officials/place.ts';
import { paths } from '../../paths.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { kindName } from './ColumnsStep.tsx';
import s from './imports.module.css';
import { type Unmatched, unmatchedQuery } from './queries.ts';

const FILTERS: readonly string[] = [];
const DEFAULTS = { size: 50 };
const EXPORT_PAGE = 200;

type Row = Unmatched['rows'][number];
type Words = ReturnType<typeof useT>['imports'];

export function Component() {
  const t = useT().imports;
  const keep = useKeepPlace();
  const bound = useTableQuery(FILTERS, DEFAULTS);
  const { page, size } = bound.query;
  const found = useQuery(unmatchedQuery({ limit: size, offset: (page - 1) * size }));
  const all = useAll();
  return (
    <>
      <PageHeader
        title={t.unmatched.title}
        lead={t.unmatched.lead}
        more={
          <Link to={keep(paths.imports())}>
            <Button tabIndex={-1}>{t.one.back}</Button>
          </Link>
        }
      />
      <DataTable<Row>
        id="unmatched-extracts"
        name={t.unmatched.name}
        columns={columnsOf(t)}
        rows={found.data?.rows}
        total={found.data?.total}
        rowKey={(row) => `${row.file} ${row.row} ${row.idNumber} ${row.cells.map((cell) => cell.value).join(' ')}`}
        bound={bound}
        search={false}
        loading={found.isPlaceholderData}
        error={found.error}
        onRetry={() => void found.refetch()}
        exportAll={all}
        card={(row) => <Card row={row} />}
        empty={<Empty title={t.unmatched.emptyTitle} hint={t.unmatched.emptyHint} />}
      />
    </>
  );
}

function useAll(): () => Promise<readonly Row[]> {
  const queries = useQueryClient();
  return async () => {
    const rows: Row[] = [];
    for (;;) {
      const answered = await queries.fetchQuery(unmatchedQuery({ limit: EXPORT_PAGE, offset: rows.length }));
      rows.push(...answered.rows);
      if (rows.length >= answered.total || answered.rows.length === 0) return rows;
    }
  };
}

const contentOf = (row: Row) => row.cells.map((cell) => `${cell.column} ${cell.value}`).join('，');

function columnsOf(t: Words): readonly DataColumn<Row>[] {
  const { unmatched, problems } = t;
  return [
    {
      key: 'person',
      title: unmatched.person,
      frozen: true,
      width: 110,
      render: (row) => row.name || <span className={s.quiet}>{unmatched.noName}</span>,
      csv: (row) => row.name,
    },
    { key: 'idNumber', title: unmatched.idNumber, render: (row) => row.idNumber, csv: (row) => row.idNumber },
    {
      key: 'kind',
      title: unmatched.kind,
      render: (row) => kindName(row.kind, t.kinds),
      csv: (row) => kindName(row.kind, t.kinds),
    },
    {
      key: 'reason',
      title: unmatched.reason,
      render: (row) => problems.names[row.reason] ?? '',
      csv: (row) => problems.names[row.reason] ?? '',
    },
    {
      key: 'content',
      title: unmatched.content,
      render: (row) => <span className={s.wrap}>{contentOf(row)}</span>,
      csv: contentOf,
    },
    {
      key: 'from',
      title: unmatched.from,
      render: (row) => unmatched.row(row.file, row.row),
      csv: (row) => unmatched.row(row.file, row.row),
    },
  ];
}

function Card({ row }: { row: Row }) {
  const t = useT().imports;
  return (
    <div className={s.card}>
      <span className={s.cardHead}>
        <span>
          {row.name || t.unmatched.noName} {row.idNumber}
        </span>
        <span className={s.note}>{kindName(row.kind, t.kinds)}</span>
      </span>
      <span>{t.problems.names[row.reason] ?? ''}</span>
      <span className={s.note}>{contentOf(row)}</span>
      <span className={s.note}>{t.unmatched.row(row.file, row.row)}</span>
    </div>
  );
}
