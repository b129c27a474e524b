// One screening's result: how many were left at each step, by cause, township, rule and group, what has changed since
// the one before, and which versions decided. Every mark leads to its list.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { type Bar, BarsChart } from '../../charts/BarsChart.tsx';
import { FunnelChart } from '../../charts/FunnelChart.tsx';
import { day, moment, share } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import { Columns, Stack } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Changes } from './Changes.tsx';
import { usePlaceNames } from './places.ts';
import { type Screening, screeningsQuery, type Tally } from './queries.ts';
import s from './ScreeningPage.module.css';
import { tookSeconds } from './ScreeningsPage.tsx';
import { Summary, stepOf } from './Summary.tsx';
import { Versions } from './Versions.tsx';
import { useMonitoringWords } from './words.ts';

export function Component() {
  const t = useT();
  const m = t.monitoring.screening;
  const { id } = useParams();
  const query = useQuery(screeningsQuery);
  return (
    <Loaded query={query} lines={10}>
      {(screenings) => {
        const index = screenings.findIndex((one) => one.id === id);
        const screening = screenings[index];
        return screening === undefined ? (
          <>
            <PageHeader title={m.notFound} />
            <Empty title={m.notFound} hint={m.notFoundHint} action={<Link to={paths.screenings()}>{m.back}</Link>} />
          </>
        ) : (
          <Result screening={screening} before={screenings[index + 1]} latest={index === 0} />
        );
      }}
    </Loaded>
  );
}

function Result({
  screening,
  before,
  latest,
}: {
  screening: Screening;
  before: Screening | undefined;
  latest: boolean;
}) {
  const m = useT().monitoring.screening;
  return (
    <>
      <PageHeader
        title={m.resultTitle(day(screening.endedAt))}
        lead={`${moment(screening.endedAt)} · ${screening.actorName} · ${m.took} ${m.tookSeconds(tookSeconds(screening))}`}
        more={<Link to={paths.screenings()}>{m.back}</Link>}
      />
      <Stack>
        {!latest && <p className={s.note}>{m.notLatest}</p>}
        <Summary screening={screening} />
        <Columns>
          <Stack>
            <Funnel screening={screening} />
            <ByTownship screening={screening} />
          </Stack>
          <Stack>
            <ByCause screening={screening} />
            <ByRule screening={screening} />
          </Stack>
        </Columns>
        <ByCategory screening={screening} />
        <Columns>
          <Changes now={screening} before={before} />
          <Versions screening={screening} />
        </Columns>
      </Stack>
    </>
  );
}

function Funnel({ screening }: { screening: Screening }) {
  const m = useT().monitoring.screening;
  const stages = useMemo(
    () =>
      (['households', 'signals', 'clues', 'high'] as const).map((step) => ({
        key: step,
        label: m.funnelSteps[step],
        count: stepOf(screening, step),
      })),
    [screening, m],
  );
  return <FunnelChart title={m.funnel} unit={m.householdsUnit} stages={stages} />;
}

/** Bars of tallies, and the table behind them with each one's share of the households found. */
function useTallies(
  tallies: readonly Tally[],
  label: (key: string) => string,
  to: (key: string) => string | undefined,
  heads: readonly string[],
  of: number,
) {
  return useMemo(() => {
    const bars = tallies.map((tally): Bar => {
      const address = to(tally.key);
      return {
        key: tally.key,
        label: label(tally.key),
        value: tally.households,
        note: share(of > 0 ? tally.households / of : null),
        ...(address === undefined ? {} : { to: address }),
      };
    });
    const rows = bars.map((bar) => [bar.label, bar.value, bar.note]);
    return { bars, table: { heads, rows } };
  }, [tallies, label, to, heads, of]);
}

function ByCause({ screening }: { screening: Screening }) {
  const m = useT().monitoring.screening;
  const words = useMonitoringWords();
  const heads = [m.byCause, m.flaggedHouseholds, m.share];
  const tallies = useTallies(
    screening.byCause,
    words.cause,
    (cause) => paths.clues({ cause }),
    heads,
    screening.flagged,
  );
  return <BarsChart title={m.byCause} unit={m.householdsUnit} {...tallies} />;
}

function ByRule({ screening }: { screening: Screening }) {
  const m = useT().monitoring.screening;
  const words = useMonitoringWords();
  const heads = [m.byRule, m.flaggedHouseholds, m.share];
  const tallies = useTallies(screening.byRule, words.rule, (rule) => paths.clues({ rule }), heads, screening.flagged);
  return <BarsChart title={m.byRule} unit={m.householdsUnit} {...tallies} />;
}

function ByCategory({ screening }: { screening: Screening }) {
  const m = useT().monitoring.screening;
  const words = useMonitoringWords();
  const heads = [m.byCategory, m.flaggedHouseholds, m.share];
  const tallies = useTallies(
    screening.byCategory,
    words.category,
    (category) => paths.clues({ category }),
    heads,
    screening.households,
  );
  return <BarsChart title={m.byCategory} unit={m.householdsUnit} note={m.byCategoryNote} {...tallies} />;
}

/** Townships by the households found in them, with the share that these are of the township's own. */
function ByTownship({ screening }: { screening: Screening }) {
  const m = useT().monitoring.screening;
  const placeName = usePlaceNames();
  const { bars, rows } = useMemo(() => {
    const sorted = [...screening.byTownship].sort((a, b) => b.clues - a.clues || a.key.localeCompare(b.key));
    const part = (tally: Tally) => share(tally.households > 0 ? tally.clues / tally.households : null);
    return {
      bars: sorted.map((tally) => ({
        key: tally.key,
        label: placeName(tally.key),
        value: tally.clues,
        note: part(tally),
        to: paths.clues({ place: tally.key }),
      })),
      rows: sorted.map((tally) => [placeName(tally.key), tally.clues, tally.households, part(tally)]),
    };
  }, [screening, placeName]);
  const heads = [m.byTownship, m.flaggedHouseholds, m.allHouseholds, m.byTownshipShare];
  return <BarsChart title={m.byTownship} unit={m.householdsUnit} bars={bars} table={{ heads, rows }} />;
}
