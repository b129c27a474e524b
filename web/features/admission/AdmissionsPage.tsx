// 准入与融资: the households decided on and those waiting, what the table says of each today, by place and filter.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.ts';
import { placesQuery } from '../../api/queries.ts';
import { count, day, NO_VALUE } from '../../format.ts';
import { type Messages, useT } from '../../messages/index.tsx';
import { usePlace } from '../../officials/place.ts';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { type DataColumn, DataTable, type TableFilter } from '../../ui/DataTable.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatRow, StatTile } from '../../ui/StatTile.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import s from './admission.module.css';
import { ATTENTIONS, addressOf, FILTERS, filterOf, OUTCOMES } from './listFilter.ts';
import { type StandingRow, standingsQuery } from './queries.ts';
import { AttentionTags, Chip, OutcomeTag } from './words.tsx';

export function Component() {
  const t = useT();
  const words = t.admission.list;
  const me = useSession();
  const { place } = usePlace();
  const bound = useTableQuery(FILTERS);
  const filter = filterOf(bound.query, place);
  const query = useQuery(standingsQuery(filter));
  const { data: places } = useQuery(placesQuery);
  const names = useMemo(() => new Map((places ?? []).map(({ code, name }) => [code, name])), [places]);
  const columns = useMemo(() => columnsOf(t, names), [t, names]);
  const counts = query.data?.counts;
  const waiting = counts?.outcomes.none ?? 0;
  const decided = counts ? Object.values(counts.outcomes).reduce((sum, n) => sum + n, 0) - waiting : undefined;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} tabs={tabsOf('finance', me.role, t)} />
      <Stack>
        <StatRow>
          <StatTile label={words.decided} value={count(decided)} unit={words.households} />
          {ATTENTIONS.map((attention) => (
            <StatTile
              key={attention}
              label={words.tiles[attention]}
              value={count(counts?.attention[attention])}
              unit={attention === 'appeal_open' ? words.cases : words.households}
              tone={attention !== 'not_decided' && (counts?.attention[attention] ?? 0) > 0 ? 'warning' : 'plain'}
              to={addressOf(attention, place === me.region ? null : place)}
            />
          ))}
        </StatRow>
        <DataTable<StandingRow>
          id="admissions"
          name={words.title}
          columns={columns}
          rows={query.data?.households}
          total={query.data?.total}
          rowKey={(row) => row.householdId}
          bound={bound}
          filters={filtersOf(t)}
          searchHint={words.search}
          loading={query.isPlaceholderData}
          error={query.error}
          onRetry={() => void query.refetch()}
          rowTo={(row) => paths.household(row.householdId, 'admission')}
          exportAll={async () => await everything(filter)}
          card={(row) => <RowCard row={row} names={names} />}
          empty={<Empty title={words.emptyTitle} hint={words.emptyHint} />}
        />
      </Stack>
    </>
  );
}

const PAGE = 200;

/** All pages of the present filters, for the export. */
async function everything(filter: ReturnType<typeof filterOf>): Promise<StandingRow[]> {
  const rows: StandingRow[] = [];
  for (;;) {
    const page = await answer(
      api.GET('/api/v1/admission/households', { params: { query: { ...filter, limit: PAGE, offset: rows.length } } }),
    );
    rows.push(...page.households);
    if (page.households.length < PAGE || rows.length >= page.total) return rows;
  }
}

function filtersOf(t: Messages): readonly TableFilter[] {
  const words = t.admission.list;
  const outcomes = OUTCOMES.map((value) => ({ value, label: t.figure1.outcomes[value] }));
  return [
    {
      name: 'attention',
      label: words.filters.attention,
      options: ATTENTIONS.map((value) => ({ value, label: t.admission.attention[value] })),
    },
    { name: 'outcome', label: words.filters.outcome, options: [...outcomes, { value: 'none', label: words.none }] },
    { name: 'suggested', label: words.filters.suggested, options: outcomes },
  ];
}

function columnsOf(t: Messages, names: ReadonlyMap<string, string>): readonly DataColumn<StandingRow>[] {
  const words = t.admission.list;
  const place = (row: StandingRow) =>
    [names.get(row.region.slice(0, 9)), names.get(row.region)].filter(Boolean).join(' ') || row.region;
  const causes = (row: StandingRow) => row.causes.map((cause) => t.monitoring.causes[cause] ?? cause);
  return [
    {
      key: 'head',
      title: words.name,
      frozen: true,
      width: 120,
      render: (row) => row.headName,
      csv: (row) => row.headName,
    },
    { key: 'no', title: words.no, render: (row) => row.no, csv: (row) => row.no },
    { key: 'place', title: words.place, render: place, csv: place },
    { key: 'members', title: words.members, numeric: true, render: (row) => row.members, csv: (row) => row.members },
    {
      key: 'attention',
      title: words.attention,
      render: (row) => <AttentionTags attention={row.attention} />,
      csv: (row) => row.attention.map((one) => t.admission.attention[one]).join('、'),
    },
    {
      key: 'outcome',
      title: words.outcome,
      render: (row) => (row.outcome ? <OutcomeTag outcome={row.outcome} /> : words.none),
      csv: (row) => (row.outcome ? t.figure1.outcomes[row.outcome] : words.none),
    },
    {
      key: 'suggested',
      title: words.suggested,
      render: (row) => t.figure1.outcomes[row.suggested],
      csv: (row) => t.figure1.outcomes[row.suggested],
    },
    {
      key: 'causes',
      title: words.causes,
      render: (row) =>
        causes(row).map((cause) => (
          <Chip key={cause} tone="plain">
            {cause}
          </Chip>
        )),
      csv: (row) => causes(row).join('、'),
    },
    {
      key: 'decidedAt',
      title: words.decidedAt,
      render: (row) => day(row.decidedAt),
      csv: (row) => (row.decidedAt ? day(row.decidedAt) : ''),
    },
    {
      key: 'until',
      title: words.until,
      hiddenAtFirst: true,
      render: (row) => row.correctionUntil ?? NO_VALUE,
      csv: (row) => row.correctionUntil,
    },
  ];
}

function RowCard({ row, names }: { row: StandingRow; names: ReadonlyMap<string, string> }) {
  const t = useT();
  const words = t.admission.list;
  return (
    <div className={s.card}>
      <Link to={paths.household(row.householdId, 'admission')}>
        <strong>{row.headName}</strong>
      </Link>
      <span className={s.quiet}>
        {names.get(row.region)} · {row.no}
      </span>
      <AttentionTags attention={row.attention} />
      <span>
        {words.outcome} {row.outcome ? <OutcomeTag outcome={row.outcome} /> : words.none} · {words.suggested}{' '}
        {t.figure1.outcomes[row.suggested]}
      </span>
    </div>
  );
}
