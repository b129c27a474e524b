// What admission pages ask the server, each question once.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';

type Ok<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type Suggestion = Ok<'/api/v1/admission/households/{householdId}/suggestion', 'get'>;
export type History = Ok<'/api/v1/admission/households/{householdId}', 'get'>;
export type Decision = History['decisions'][number];
export type Correction = History['corrections'][number];
export type Appeal = History['appeals'][number];
export type Recheck = Ok<'/api/v1/admission/households/{householdId}/recheck', 'get'>;
export type Terms = Ok<'/api/v1/admission/terms', 'get'>;
export type StandingList = Ok<'/api/v1/admission/households', 'get'>;
export type StandingRow = StandingList['households'][number];
export type StandingFilter = NonNullable<paths['/api/v1/admission/households']['get']['parameters']['query']>;
export type Enterprise = Ok<'/api/v1/admission/enterprises', 'get'>['enterprises'][number];
export type Produce = Ok<'/api/v1/admission/produce', 'get'>['produce'][number];
export type ProduceInput = NonNullable<
  paths['/api/v1/admission/produce']['post']['requestBody']
>['content']['application/json'];
export type DecideInput = NonNullable<
  paths['/api/v1/admission/households/{householdId}/decisions']['post']['requestBody']
>['content']['application/json'];
export type EnterpriseInput = NonNullable<
  paths['/api/v1/admission/enterprises']['post']['requestBody']
>['content']['application/json'];
export type Outcome = Suggestion['outcome'];

/** Everything that a decision, a check-in or an appeal of this household may change begins with this key. */
export const admissionKey = (householdId: string) => ['admission', householdId] as const;

const at = (householdId: string) => ({ params: { path: { householdId } } });

/** What the published table suggests today. */
export const suggestionQuery = (householdId: string) =>
  queryOptions({
    queryKey: [...admissionKey(householdId), 'suggestion'],
    queryFn: (): Promise<Suggestion> =>
      answer(api.GET('/api/v1/admission/households/{householdId}/suggestion', at(householdId))),
  });

/** Decisions, corrections and appeals, newest first. */
export const historyQuery = (householdId: string) =>
  queryOptions({
    queryKey: [...admissionKey(householdId), 'history'],
    queryFn: (): Promise<History> => answer(api.GET('/api/v1/admission/households/{householdId}', at(householdId))),
  });

/** Whether the standing decision still agrees with the facts. */
export const recheckQuery = (householdId: string) =>
  queryOptions({
    queryKey: [...admissionKey(householdId), 'recheck'],
    queryFn: (): Promise<Recheck> =>
      answer(api.GET('/api/v1/admission/households/{householdId}/recheck', at(householdId))),
  });

/** Outcomes with what follows from them, and the permitted activities. */
export const termsQuery = queryOptions({
  queryKey: ['admission', 'terms'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: (): Promise<Terms> => answer(api.GET('/api/v1/admission/terms')),
});

/** Who may be named supervisor of the household's correction. */
export const supervisorsQuery = (householdId: string) =>
  queryOptions({
    queryKey: [...admissionKey(householdId), 'supervisors'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/admission/households/{householdId}/supervisors', at(householdId)))).supervisors,
  });

/** Households by standing, suggestion and what asks for attention. */
export const standingsQuery = (filter: StandingFilter) =>
  queryOptions({
    queryKey: ['admission', 'list', filter],
    queryFn: (): Promise<StandingList> =>
      answer(api.GET('/api/v1/admission/households', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });

export const produceKey = ['admission', 'produce'] as const;

/** The county's register of produce, what is in it first. */
export const produceQuery = queryOptions({
  queryKey: produceKey,
  queryFn: async (): Promise<readonly Produce[]> => (await answer(api.GET('/api/v1/admission/produce'))).produce,
});

export const enterprisesKey = ['admission', 'enterprises'] as const;

export const enterprisesQuery = queryOptions({
  queryKey: enterprisesKey,
  queryFn: async (): Promise<readonly Enterprise[]> =>
    (await answer(api.GET('/api/v1/admission/enterprises'))).enterprises,
});
