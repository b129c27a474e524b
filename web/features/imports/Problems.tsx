// The problems of an import: by problem with counts, then each with its place in the file and its sentence.
import { useQuery } from '@tanstack/react-query';
import { count } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import s from './imports.module.css';
import { type Batch, findProblems, type ImportProblem, type ProblemGroup, problemsQuery } from './queries.ts';

const FILTERS = ['code', 'severity'];
const DEFAULTS = { size: 50 };
/** Rows of one answer when all are exported. */
const EXPORT_PAGE = 500;

export function Problems({ batch }: { batch: Batch }) {
  const t = useT().imports.problems;
  const bound = useTableQuery(FILTERS, DEFAULTS);
  const { q, page, size, filters } = bound.query;
  const severity = filters.severity?.[0];
  const asked = {
    code: filters.code?.[0],
    severity: severity === 'error' || severity === 'warning' ? severity : undefined,
    q: q || undefined,
    limit: size,
    offset: (page - 1) * size,
  } as const;
  const found = useQuery(problemsQuery(batch.id, asked, JSON.stringify([batch.jobId, batch.groups])));
  if (batch.groups.length === 0)
    return (
      <Panel title={t.title}>
        <p>{t.none}</p>
      </Panel>
    );
  const choose = (code: string) =>
    bound.change({ filters: { ...filters, code: filters.code?.[0] === code ? [] : [code] } });
  const all = async () => {
    const rows: ImportProblem[] = [];
    for (;;) {
      const answered = await findProblems(batch.id, { ...asked, limit: EXPORT_PAGE, offset: rows.length });
      rows.push(...answered.problems);
      if (rows.length >= answered.total || answered.problems.length === 0) return rows;
    }
  };
  return (
    <Panel title={t.title}>
      <p className={s.note}>{t.lead}</p>
      <Groups groups={batch.groups} chosen={filters.code?.[0] ?? null} onChoose={choose} />
      <DataTable<ImportProblem>
        id="import-problems"
        name={t.listName}
        columns={columnsOf(t)}
        rows={found.data?.problems}
        total={found.data?.total}
        rowKey={(row) => `${row.sheet} ${row.row} ${row.code} ${row.column} ${row.person} ${row.message}`}
        bound={bound}
        searchHint={t.search}
        loading={found.isPlaceholderData}
        error={found.error}
        onRetry={() => void found.refetch()}
        exportAll={all}
        card={(row) => <Card row={row} />}
        filters={[
          {
            name: 'code',
            label: t.code,
            options: batch.groups.map(({ code }) => ({ value: code, label: t.names[code] ?? t.title })),
          },
          {
            name: 'severity',
            label: t.severity,
            options: (['error', 'warning'] as const).map((value) => ({ value, label: t.severities[value] })),
          },
        ]}
        empty={<Empty title={t.emptyTitle} hint={t.emptyHint} />}
      />
    </Panel>
  );
}

function Groups({
  groups,
  chosen,
  onChoose,
}: {
  groups: readonly ProblemGroup[];
  chosen: string | null;
  onChoose: (code: string) => void;
}) {
  const t = useT().imports.problems;
  return (
    <ul className={s.groups} aria-label={t.byCode}>
      {groups.map(({ code, severity, count: n }) => (
        <li key={`${severity} ${code}`}>
          <button type="button" className={s.group} aria-pressed={chosen === code} onClick={() => onChoose(code)}>
            <Severity severity={severity} />
            <span>{t.names[code] ?? t.title}</span>
            <strong>{t.count(count(n))}</strong>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Severity({ severity }: { severity: 'error' | 'warning' }) {
  const t = useT().imports.problems;
  return (
    <span className={`${s.severity} ${severity === 'error' ? s.error : s.caution}`}>{t.severities[severity]}</span>
  );
}

type Words = ReturnType<typeof useT>['imports']['problems'];

const rowWords = (row: ImportProblem, t: Words) => (row.row === 0 ? t.wholeFile : String(row.row));

function columnsOf(t: Words): readonly DataColumn<ImportProblem>[] {
  return [
    { key: 'sheet', title: t.sheet, render: (row) => row.sheet, csv: (row) => row.sheet },
    { key: 'row', title: t.row, numeric: true, render: (row) => rowWords(row, t), csv: (row) => rowWords(row, t) },
    { key: 'household', title: t.household, render: (row) => row.household, csv: (row) => row.household },
    { key: 'person', title: t.person, render: (row) => row.person, csv: (row) => row.person },
    { key: 'column', title: t.column, render: (row) => row.column, csv: (row) => row.column },
    {
      key: 'severity',
      title: t.severity,
      render: (row) => <Severity severity={row.severity} />,
      csv: (row) => t.severities[row.severity],
    },
    {
      key: 'message',
      title: t.message,
      render: (row) => <span className={s.wrap}>{row.message}</span>,
      csv: (row) => row.message,
    },
  ];
}

function Card({ row }: { row: ImportProblem }) {
  const t = useT().imports.problems;
  return (
    <div className={s.card}>
      <span className={s.cardHead}>
        <span>
          <Severity severity={row.severity} /> {row.person || row.household}
        </span>
        <span className={s.note}>
          {row.sheet} · {row.row === 0 ? t.wholeFile : `${t.row} ${row.row}`}
        </span>
      </span>
      <span>{row.message}</span>
      {row.person !== '' && row.household !== '' && (
        <span className={s.note}>
          {t.household} {row.household}
        </span>
      )}
    </div>
  );
}
