// What the phone asks the server about the farmer's own household. Row-level security answers for his and no other.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { ProblemError } from '../api/problem.ts';
import type { paths } from '../api/schema.ts';

type Ok<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type Household = Ok<'/api/v1/households/{id}', 'get'>;
export type Attention = Ok<'/api/v1/households/{id}/attention', 'get'>;
export type KeptPlan = Ok<'/api/v1/financing/households/{householdId}/plans', 'get'>['plans'][number];
export type Helpers = Ok<'/api/v1/me/helpers', 'get'>;
export type Consent = Household['consents'][number];

export const householdQuery = (id: string) =>
  queryOptions({
    queryKey: ['household', id],
    queryFn: (): Promise<Household> => answer(api.GET('/api/v1/households/{id}', { params: { path: { id } } })),
  });

/** What the screening says to the household; null before the first one. */
export const attentionQuery = (id: string) =>
  queryOptions({
    queryKey: ['household', id, 'attention'],
    queryFn: (): Promise<Attention | null> =>
      unless(['not_found'], answer(api.GET('/api/v1/households/{id}/attention', { params: { path: { id } } }))),
  });

/** The household's plans, newest first. */
export const plansQuery = (householdId: string) =>
  queryOptions({
    queryKey: ['financing', householdId, 'plans'],
    queryFn: async (): Promise<readonly KeptPlan[]> =>
      (await answer(api.GET('/api/v1/financing/households/{householdId}/plans', { params: { path: { householdId } } })))
        .plans,
  });

/** Figure 1 as the facts on file draw it, without any need; null before the first screening. */
export const figureQuery = (householdId: string) =>
  queryOptions({
    queryKey: ['financing', householdId, 'figure'],
    queryFn: () =>
      unless(
        ['facts_missing', 'no_suggestion'],
        answer(
          api.POST('/api/v1/financing/households/{householdId}/what-if', {
            params: { path: { householdId } },
            body: { needs: [], facts: {} },
          }),
        ),
      ),
  });

/** Who in the village may be asked. */
export const helpersQuery = queryOptions({
  queryKey: ['helpers'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: (): Promise<Helpers> => answer(api.GET('/api/v1/me/helpers')),
});

/** A refusal that only says “not yet” is no error: null. */
export async function unless<T>(codes: readonly string[], asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProblemError && codes.includes(error.code)) return null;
    throw error;
  }
}
