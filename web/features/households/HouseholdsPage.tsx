// 农户名册: every household of the region, found by name, number or whole ID number; filters and page in the address.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { count } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { usePlace } from '../../officials/place.ts';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useMay, useSession } from '../../session.tsx';
import { DataTable, type TableFilter } from '../../ui/DataTable.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { factsQuery } from '../monitoring/queries.ts';
import { useCode } from './code.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { HouseholdCard } from './HouseholdCard.tsx';
import { ListPager } from './ListPager.tsx';
import { useListColumns } from './listColumns.tsx';
import { CATEGORIES, CONDUCTS, FILTER_NAMES, filterOf, RELIEF_KINDS, RISKS } from './listFilter.ts';
import { listQuery } from './queries.ts';

const DEFAULTS = { size: 50 };

export function Component() {
  const t = useT();
  const w = t.households.list;
  const me = useSession();
  const mayExport = useMay('household.export');
  const { place } = usePlace();
  const bound = useTableQuery(FILTER_NAMES, DEFAULTS);
  const [params] = useSearchParams();
  const after = params.get('after');
  const filter = filterOf(bound.query, place);
  const list = useQuery(listQuery({ ...filter, limit: bound.query.size, ...(after ? { after } : {}) }));
  const rows = list.data?.households;
  const line = useLine(rows?.[0]?.id);
  const filters = useFilters();
  const narrowed = bound.query.q !== '' || Object.keys(bound.query.filters).length > 0;
  const total =
    list.data && (list.data.totalIsExact ? w.total(count(list.data.total)) : w.moreThan(count(list.data.total)));
  return (
    <>
      <PageHeader title={w.title} lead={w.lead} tabs={tabsOf('households', me.role, t)} />
      <DataTable
        id="households"
        name={w.name}
        columns={useListColumns(line)}
        rows={rows}
        rowKey={(row) => row.id}
        bound={bound}
        filters={filters}
        searchHint={w.search}
        loading={list.isPlaceholderData}
        error={list.error}
        onRetry={() => void list.refetch()}
        rowTo={(row) => paths.household(row.id)}
        card={(row) => <HouseholdCard household={row} lineFen={line} />}
        extra={mayExport && <ExportMenu filter={filter} />}
        pager={<ListPager total={total ?? ''} next={list.data?.next ?? null} bound={bound} />}
        empty={
          narrowed || after !== null ? (
            <Empty
              title={w.none}
              hint={w.noneHint}
              action={<Link to={paths.households()}>{t.ui.table.clearFilters}</Link>}
            />
          ) : (
            <Empty title={w.emptyTitle} hint={w.emptyHint} />
          )
        }
      />
    </>
  );
}

/** The monitoring line in fen: one for the county, so any household's fact row tells it; null before a screening. */
function useLine(householdId: string | undefined): bigint | null {
  const { data } = useQuery({
    ...factsQuery(householdId ?? ''),
    enabled: householdId !== undefined,
    placeholderData: (before) => before,
  });
  const line = data?.row.line;
  return typeof line === 'number' ? BigInt(Math.round(line * 100)) : null;
}

function useFilters(): TableFilter[] {
  const w = useT().households.list;
  const code = useCode();
  const coded = (values: readonly string[]) => values.map((value) => ({ value, label: code(value) }));
  return [
    { name: 'category', label: w.filters.category, options: coded(CATEGORIES) },
    { name: 'relief', label: w.filters.relief, options: coded(RELIEF_KINDS) },
    { name: 'risk', label: w.filters.risk, options: coded(RISKS) },
    {
      name: 'home',
      label: w.filters.home,
      multiple: true,
      options: [
        { value: 'housing', label: w.unsafeHousing },
        { value: 'water', label: w.unsafeWater },
      ],
    },
    { name: 'conduct', label: w.filters.conduct, options: coded(CONDUCTS) },
    { name: 'online', label: w.filters.online, options: [{ value: 'unwilling', label: w.onlineUnwilling }] },
  ];
}
