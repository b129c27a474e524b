// What 今日 asks beyond the questions of the features it sums up.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';

/** At most so many tasks are counted; beyond it the page says "over". */
export const QUALITY_COUNTED = 200;

/** Open data-quality tasks of a place, counted up to QUALITY_COUNTED. */
export function qualityCountQuery(region: string) {
  return queryOptions({
    queryKey: ['household-quality', 'count', region],
    queryFn: async (): Promise<number> => {
      const query = { region, limit: QUALITY_COUNTED };
      return (await answer(api.GET('/api/v1/household-quality', { params: { query } }))).tasks.length;
    },
  });
}

/** How many households a place has. */
export function householdCountQuery(region: string) {
  return queryOptions({
    queryKey: ['households', 'count', region],
    queryFn: async (): Promise<number> =>
      (await answer(api.GET('/api/v1/households', { params: { query: { region, limit: 1 } } }))).total,
  });
}
