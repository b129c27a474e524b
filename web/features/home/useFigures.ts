// The figures of 今日 for one place, each asked only by those who may ask it.
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMay } from '../../session.tsx';
import { standingsQuery } from '../admission/queries.ts';
import { clueCountsQuery, cluesQuery, screeningsQuery } from '../monitoring/queries.ts';
import { householdCountQuery, qualityCountQuery } from './queries.ts';
import type { Figures } from './todo.ts';

/** Clues asked for; a household with several of them stands once. */
const SHOWN = 12;

export function useFigures(place: string) {
  const maySeeScreenings = useMay('screening.read');
  const maySeeQuality = useMay('household.quality');
  const maySeeStandings = useMay('admission.read');
  const [screenings, counts, standings, quality, households] = useQueries({
    queries: [
      { ...screeningsQuery, enabled: maySeeScreenings },
      clueCountsQuery(place),
      { ...standingsQuery({ region: place, limit: 1 }), enabled: maySeeStandings },
      { ...qualityCountQuery(place), enabled: maySeeQuality },
      householdCountQuery(place),
    ],
  });
  const latest = screenings.data?.[0];
  const fresh = latest !== undefined && latest.cluesNew > 0 ? { openedSince: latest.startedAt } : {};
  const [newest] = useQueries({
    queries: [
      {
        ...cluesQuery({ region: place, limit: SHOWN, ...fresh }),
        // Those who may read screenings wait for the newest one's time; the others ask at once.
        enabled: !maySeeScreenings || screenings.isFetched,
      },
    ],
  });
  const asked: readonly UseQueryResult<unknown, Error>[] = [screenings, counts, standings, quality, households, newest];
  const attention = standings.data?.counts.attention;
  const known = counts.data !== undefined && households.data !== undefined;
  const figures: Figures | null = known
    ? {
        households: households.data,
        screened: maySeeScreenings ? latest !== undefined : counts.data.clues > 0,
        high: counts.data.byLevel.find((level) => level.key === '高')?.households ?? 0,
        fresh: latest !== undefined && 'openedSince' in fresh ? (newest.data?.total ?? 0) : 0,
        notDecided: attention?.not_decided ?? 0,
        outcomeDiffers: attention?.outcome_differs ?? 0,
        correctionDue: attention?.correction_due ?? 0,
        appealOpen: attention?.appeal_open ?? 0,
        quality: quality.data ?? 0,
      }
    : null;
  return {
    figures,
    counts: counts.data,
    latest,
    newest: newest.data,
    isFresh: 'openedSince' in fresh,
    failure: asked.find((one) => one.isError)?.error ?? null,
    retry: () => {
      for (const one of asked) if (one.isError) void one.refetch();
    },
  };
}
