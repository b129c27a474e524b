// What monitoring's pages ask the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FactName } from '../../../kernel/facts.ts';
import { answer, api } from '../../api/client.ts';
import { ProblemError } from '../../api/problem.ts';
import type { paths } from '../../api/schema.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Screening = Answer<'/api/v1/screenings'>['screenings'][number];
export type Tally = Screening['byCause'][number];
export type Clue = Answer<'/api/v1/clues'>['clues'][number];
export type ClueFilter = NonNullable<paths['/api/v1/clues']['get']['parameters']['query']>;
export type ClueCounts = Answer<'/api/v1/clue-counts'>;
export type HouseholdFacts = Answer<'/api/v1/households/{id}/facts'>;
export type CaseTrace = Answer<'/api/v1/households/{id}/traces/{table}'>;
export type SourceLine = Answer<'/api/v1/households/{id}/facts/{fact}/sources'>['sources'][number];
export type TracedTable = 'signals' | 'category' | 'risk';

/** Screenings of the county, newest first. */
export const screeningsQuery = queryOptions({
  queryKey: ['screenings'],
  queryFn: async (): Promise<readonly Screening[]> => (await answer(api.GET('/api/v1/screenings'))).screenings,
});

/** Open clues within the person's region, gravest first. */
export function cluesQuery(filter: ClueFilter) {
  return queryOptions({
    queryKey: ['clues', filter],
    queryFn: () => answer(api.GET('/api/v1/clues', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

/** Every clue of a filter, 200 at a time, for the export. */
export async function allClues(filter: Omit<ClueFilter, 'limit' | 'offset'>): Promise<Clue[]> {
  const found: Clue[] = [];
  for (;;) {
    const query = { ...filter, limit: 200, offset: found.length };
    const { total, clues } = await answer(api.GET('/api/v1/clues', { params: { query } }));
    found.push(...clues);
    if (clues.length === 0 || found.length >= total) return found;
  }
}

/** Open clues of a place, counted. */
export function clueCountsQuery(region: string) {
  return queryOptions({
    queryKey: ['clues', 'counts', region],
    queryFn: () => answer(api.GET('/api/v1/clue-counts', { params: { query: { region } } })),
  });
}

/** A household's facts and assessment; null while there are none, before the first screening. */
export function factsQuery(householdId: string) {
  return queryOptions({
    queryKey: ['facts', householdId],
    queryFn: async (): Promise<HouseholdFacts | null> => {
      try {
        return await answer(api.GET('/api/v1/households/{id}/facts', { params: { path: { id: householdId } } }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** Why a table fires, or not, for a household; null while nothing has been derived of it. */
export function traceQuery(householdId: string, table: TracedTable) {
  return queryOptions({
    queryKey: ['facts', householdId, 'trace', table],
    queryFn: async (): Promise<CaseTrace | null> => {
      const path = { id: householdId, table };
      try {
        return await answer(api.GET('/api/v1/households/{id}/traces/{table}', { params: { path } }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** The rows behind one fact of a household. */
export function sourcesQuery(householdId: string, fact: FactName) {
  return queryOptions({
    queryKey: ['facts', householdId, 'sources', fact],
    queryFn: async (): Promise<readonly SourceLine[]> => {
      const path = { id: householdId, fact };
      return (await answer(api.GET('/api/v1/households/{id}/facts/{fact}/sources', { params: { path } }))).sources;
    },
  });
}
