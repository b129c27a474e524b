// What monitoring's pages ask the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Screening = Answer<'/api/v1/screenings'>['screenings'][number];
export type Clue = Answer<'/api/v1/clues'>['clues'][number];
export type ClueFilter = NonNullable<paths['/api/v1/clues']['get']['parameters']['query']>;
export type HouseholdFacts = Answer<'/api/v1/households/{id}/facts'>;
export type CaseTrace = Answer<'/api/v1/households/{id}/traces/{table}'>;
export type SourceLine = Answer<'/api/v1/households/{id}/facts/{fact}/sources'>['sources'][number];

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
