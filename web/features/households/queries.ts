// What the register's pages ask the server, each question once. What a correction, consent, declaration or course may
// change begins with `householdKey`.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import { ProblemError } from '../../api/problem.ts';
import type { paths } from '../../api/schema.ts';

type Ok<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type HouseholdList = Ok<'/api/v1/households', 'get'>;
export type Listed = HouseholdList['households'][number];
export type Household = Ok<'/api/v1/households/{id}', 'get'>;
export type Member = Household['members'][number];
export type Income = Household['incomes'][number];
export type HouseholdEvent = Household['events'][number];
export type Consent = Household['consents'][number];
export type Source = Household['sources'][number];
export type History = Ok<'/api/v1/households/{id}/history', 'get'>;
export type Change = History['changes'][number];
export type Then = Ok<'/api/v1/households/{id}/on/{day}', 'get'>;
export type QualityTask = Ok<'/api/v1/household-quality', 'get'>['tasks'][number];
export type ListFilter = NonNullable<paths['/api/v1/households']['get']['parameters']['query']>;
export type Correction = NonNullable<
  paths['/api/v1/households/{id}']['patch']['requestBody']
>['content']['application/json'];

export const householdKey = (id: string) => ['household', id] as const;

export const listQuery = (filter: ListFilter) =>
  queryOptions({
    queryKey: ['households', filter],
    queryFn: (): Promise<HouseholdList> => answer(api.GET('/api/v1/households', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });

export const householdQuery = (id: string) =>
  queryOptions({
    queryKey: [...householdKey(id), 'page'],
    queryFn: (): Promise<Household> => answer(api.GET('/api/v1/households/{id}', { params: { path: { id } } })),
  });

export const householdHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: [...householdKey(id), 'history'],
    queryFn: (): Promise<History> => answer(api.GET('/api/v1/households/{id}/history', { params: { path: { id } } })),
  });

/** The household on a day; null when it was not registered by then. */
export const onDayQuery = (id: string, day: string) =>
  queryOptions({
    queryKey: [...householdKey(id), 'on', day],
    queryFn: async (): Promise<Then | null> => {
      try {
        return await answer(api.GET('/api/v1/households/{id}/on/{day}', { params: { path: { id, day } } }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });

export const householdPlansQuery = (householdId: string) =>
  queryOptions({
    queryKey: ['financing', householdId, 'plans'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/financing/households/{householdId}/plans', { params: { path: { householdId } } })))
        .plans,
  });

export interface TaskFilter {
  readonly region: string;
  readonly code?: string;
  readonly closed: boolean;
  readonly limit: number;
  readonly offset: number;
}

export const tasksQuery = ({ closed, ...filter }: TaskFilter) =>
  queryOptions({
    queryKey: ['household-quality', { ...filter, closed }],
    queryFn: async (): Promise<readonly QualityTask[]> =>
      (
        await answer(
          api.GET('/api/v1/household-quality', { params: { query: { ...filter, closed: closed ? 'true' : 'false' } } }),
        )
      ).tasks,
    placeholderData: keepPreviousData,
  });

/** One protected field in plain, for a purpose; the server writes it down. */
export async function revealField(
  field: 'idNumber' | 'phone' | 'account' | 'disability' | 'disease',
  id: string,
  purpose: string,
): Promise<string> {
  const { value } = await answer(api.POST('/api/v1/household-reveals', { body: { field, id, purpose } }));
  return value;
}
