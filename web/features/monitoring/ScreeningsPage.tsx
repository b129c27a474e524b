// 筛查: start one, follow it, and every screening so far with the size of what it found.
import { useQuery } from '@tanstack/react-query';
import { count, day, moment, share } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { type Screening, screeningsQuery } from './queries.ts';
import s from './ScreeningPage.module.css';
import { ScreeningProgress, StartButton, useStartScreening } from './StartScreening.tsx';
import { Summary } from './Summary.tsx';

const NO_FILTERS: readonly string[] = [];

export function Component() {
  const t = useT();
  const m = t.monitoring.screening;
  const me = useSession();
  const screening = useStartScreening();
  const query = useQuery(screeningsQuery);
  const latest = query.data?.[0];
  return (
    <>
      <PageHeader
        title={m.title}
        lead={m.lead}
        tabs={tabsOf('monitoring', me.role, t)}
        action={<StartButton screening={screening} again={latest !== undefined} />}
      />
      <ScreeningProgress screening={screening} />
      <Loaded query={query} lines={8}>
        {(screenings) =>
          latest === undefined ? (
            <Empty title={m.none} hint={m.noneHint} />
          ) : (
            <Stack>
              <Summary screening={latest} linked />
              <History screenings={screenings} />
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}

function History({ screenings }: { screenings: readonly Screening[] }) {
  const m = useT().monitoring.screening;
  const bound = useTableQuery(NO_FILTERS);
  const { page, size, q } = bound.query;
  const found = screenings.filter(
    (one) => q === '' || `${moment(one.endedAt)} ${one.asOf} ${one.actorName}`.includes(q),
  );
  const columns: DataColumn<Screening>[] = [
    {
      key: 'when',
      title: m.when,
      render: (one) => moment(one.endedAt),
      csv: (one) => moment(one.endedAt),
      frozen: true,
      width: 160,
    },
    { key: 'asOf', title: m.asOf, render: (one) => day(one.asOf), csv: (one) => day(one.asOf) },
    {
      key: 'households',
      title: m.households,
      numeric: true,
      render: (one) => count(one.households),
      csv: (one) => one.households,
    },
    {
      key: 'flagged',
      title: m.flagged,
      numeric: true,
      render: (one) => `${count(one.flagged)}（${share(one.flagged / one.households)}）`,
      csv: (one) => one.flagged,
    },
    {
      key: 'fresh',
      title: m.fresh,
      numeric: true,
      render: (one) => count(one.cluesNew),
      csv: (one) => one.cluesNew,
    },
    { key: 'kept', title: m.kept, numeric: true, render: (one) => count(one.cluesKept), csv: (one) => one.cluesKept },
    { key: 'took', title: m.took, numeric: true, render: (one) => m.tookSeconds(tookSeconds(one)) },
    { key: 'by', title: m.by, render: (one) => one.actorName, csv: (one) => one.actorName },
  ];
  return (
    <section>
      <h2 className={s.history}>{m.history}</h2>
      <DataTable<Screening>
        id="screenings"
        name={m.history}
        columns={columns}
        rows={found.slice((page - 1) * size, page * size)}
        total={found.length}
        rowKey={(one) => one.id}
        bound={bound}
        rowTo={(one) => paths.screening(one.id)}
        exportAll={async () => found}
        empty={<Empty title={m.none} />}
      />
    </section>
  );
}

export function tookSeconds(screening: Pick<Screening, 'startedAt' | 'endedAt'>): string {
  return ((Date.parse(screening.endedAt) - Date.parse(screening.startedAt)) / 1000).toFixed(1);
}
