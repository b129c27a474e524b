// 今日 of those who work with households by region: what is mine to do, then what has changed.
import { useMemo } from 'react';
import { type Bar, BarsChart } from '../../charts/BarsChart.tsx';
import { count, share } from '../../format.ts';
import { useT } from '../../messages/index.tsx';
import { usePlace } from '../../officials/place.ts';
import { paths } from '../../paths.ts';
import { useSession } from '../../session.tsx';
import { Columns, Stack } from '../../ui/Layout.tsx';
import { StatRow, StatTile } from '../../ui/StatTile.tsx';
import { ErrorPanel, Skeleton } from '../../ui/states.tsx';
import { usePlaceNames } from '../monitoring/places.ts';
import type { ClueCounts } from '../monitoring/queries.ts';
import { useMonitoringWords } from '../monitoring/words.ts';
import { Newest } from './Newest.tsx';
import { SeasonBand } from './SeasonBand.tsx';
import { State } from './State.tsx';
import s from './TodayPage.module.css';
import { TodoList } from './TodoList.tsx';
import { useFigures } from './useFigures.ts';

export function OfficialToday() {
  const m = useT().home;
  const me = useSession();
  const { place, region } = usePlace();
  const placeName = usePlaceNames();
  const { figures, counts, latest, newest, isFresh, failure, retry } = useFigures(place);
  const elsewhere = place === region ? undefined : place;
  const name = placeName(place);
  const situation =
    figures === null || counts === undefined
      ? null
      : !figures.screened
        ? m.notScreened(name)
        : counts.households === 0
          ? m.calm(name)
          : m.situation({
              place: name,
              households: count(figures.households),
              flagged: count(counts.households),
              high: count(figures.high),
            });
  return (
    <>
      <SeasonBand day={me.businessDate} title={m.greeting(me.name)} demo={me.demo}>
        {situation}
      </SeasonBand>
      {failure && <ErrorPanel error={failure} onRetry={retry} />}
      {figures === null || counts === undefined ? (
        failure ? null : (
          <Skeleton lines={8} />
        )
      ) : (
        <Stack>
          <div className={s.desk}>
            <TodoList figures={figures} place={elsewhere} latestDay={latest?.endedAt} />
            <State latest={latest} />
          </div>
          <Levels counts={counts} households={figures.households} place={elsewhere} />
          {counts.clues > 0 && (
            <>
              {newest && newest.clues.length > 0 && (
                <Newest
                  clues={newest.clues}
                  fresh={isFresh}
                  all={paths.clues(elsewhere === undefined ? {} : { place: elsewhere })}
                />
              )}
              <Columns>
                <ByCause counts={counts} place={elsewhere} />
                {place.length < 12 && <ByPlace counts={counts} />}
              </Columns>
            </>
          )}
        </Stack>
      )}
    </>
  );
}

const TONE = { 高: 'late', 中: 'warning', 低: 'plain' } as const;

function Levels({ counts, households, place }: { counts: ClueCounts; households: number; place: string | undefined }) {
  const m = useT().home.clues;
  const at = place === undefined ? {} : { place };
  return (
    <StatRow>
      <StatTile label={m.registered} value={count(households)} unit={m.households} to={paths.households()} />
      <StatTile
        label={m.flagged}
        value={count(counts.households)}
        unit={m.households}
        note={households > 0 ? m.flaggedOf(share(counts.households / households)) : undefined}
        to={paths.clues(at)}
      />
      {(['高', '中', '低'] as const).map((level) => (
        <StatTile
          key={level}
          label={m.level[level] ?? level}
          value={count(counts.byLevel.find((one) => one.key === level)?.households ?? 0)}
          unit={m.households}
          tone={TONE[level]}
          to={paths.clues({ level, ...at })}
        />
      ))}
    </StatRow>
  );
}

function ByCause({ counts, place }: { counts: ClueCounts; place: string | undefined }) {
  const m = useT().home.clues;
  const words = useMonitoringWords();
  const { bars, rows } = useMemo(() => {
    const at = place === undefined ? {} : { place };
    const made = counts.byCause.map(
      (one): Bar => ({
        key: one.key,
        label: words.cause(one.key),
        value: one.households,
        to: paths.clues({ cause: one.key, ...at }),
      }),
    );
    return { bars: made, rows: counts.byCause.map((one) => [words.cause(one.key), one.households, one.clues]) };
  }, [counts, place, words]);
  const heads = [m.byCause, m.flagged, m.clues];
  return <BarsChart title={m.byCause} unit={m.households} bars={bars} table={{ heads, rows }} />;
}

function ByPlace({ counts }: { counts: ClueCounts }) {
  const m = useT().home.clues;
  const placeName = usePlaceNames();
  const { bars, rows } = useMemo(() => {
    const sorted = [...counts.byPlace].sort((a, b) => b.households - a.households || a.key.localeCompare(b.key));
    return {
      bars: sorted.map(
        (one): Bar => ({
          key: one.key,
          label: placeName(one.key),
          value: one.households,
          to: paths.clues({ place: one.key }),
        }),
      ),
      rows: sorted.map((one) => [placeName(one.key), one.households, one.clues]),
    };
  }, [counts, placeName]);
  const title = (counts.byPlace[0]?.key.length ?? 9) === 9 ? m.byPlace.township : m.byPlace.village;
  return (
    <BarsChart
      title={title}
      unit={m.households}
      bars={bars}
      most={10}
      table={{ heads: [m.placeHead, m.flagged, m.clues], rows }}
    />
  );
}
