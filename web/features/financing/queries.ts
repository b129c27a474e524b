// What financing pages ask the server. Drawing a plan and supposing facts keep nothing, so they are questions too.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';

type Ok<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type Plan = Ok<'/api/v1/financing/households/{householdId}/suggestion', 'post'>;
export type PlanItem = Plan['items'][number];
export type KeptPlan = Ok<'/api/v1/financing/households/{householdId}/plans', 'get'>['plans'][number];
export type WhatIf = Ok<'/api/v1/financing/households/{householdId}/what-if', 'post'>;
export type Product = Ok<'/api/v1/financing/products', 'get'>['products'][number];
export type FinancingTerms = Ok<'/api/v1/financing/terms', 'get'>;
export type PlanRequest = NonNullable<
  paths['/api/v1/financing/households/{householdId}/suggestion']['post']['requestBody']
>['content']['application/json'];
export type EnterpriseWay = Ok<'/api/v1/financing/enterprises/{creditCode}/path', 'post'>['ways'][number];
export type RawNeed = PlanRequest['needs'][number];
export type SupposedFacts = NonNullable<
  paths['/api/v1/financing/households/{householdId}/what-if']['post']['requestBody']
>['content']['application/json']['facts'];

/** Everything about a household's plans begins with this key. */
export const financingKey = (householdId: string) => ['financing', householdId] as const;

export const plansQuery = (householdId: string) =>
  queryOptions({
    queryKey: [...financingKey(householdId), 'plans'],
    queryFn: async (): Promise<readonly KeptPlan[]> =>
      (await answer(api.GET('/api/v1/financing/households/{householdId}/plans', { params: { path: { householdId } } })))
        .plans,
  });

/** Where Figure 1 leads for these needs with some facts supposed; with none, as things stand. */
export const whatIfQuery = (
  householdId: string,
  needs: readonly RawNeed[],
  savingsYuan: string | null,
  facts: SupposedFacts,
) =>
  queryOptions({
    queryKey: [...financingKey(householdId), 'what-if', needs, savingsYuan, facts],
    queryFn: (): Promise<WhatIf> =>
      answer(
        api.POST('/api/v1/financing/households/{householdId}/what-if', {
          params: { path: { householdId } },
          body: { needs: [...needs], savingsYuan, facts },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** Purposes, uses that credit must not serve, channels. */
export const financingTermsQuery = queryOptions({
  queryKey: ['financing', 'terms'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: (): Promise<FinancingTerms> => answer(api.GET('/api/v1/financing/terms')),
});

/** The catalogue in force today. */
export const productsQuery = queryOptions({
  queryKey: ['financing', 'products'],
  queryFn: async (): Promise<readonly Product[]> => (await answer(api.GET('/api/v1/financing/products'))).products,
});
