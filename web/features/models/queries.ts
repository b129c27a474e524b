// What the model pages ask the server.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type ModelHead = Answer<'/api/v1/models'>['models'][number];
export type Model = Answer<'/api/v1/models/{id}'>;
export type LogisticCard = Extract<Model['card'], { kind: 'logistic' }>;
export type VepCard = Extract<Model['card'], { kind: 'vep' }>;
export type Measures = LogisticCard['inSample'];
export type Group = Measures['tenths'][number];
export type Outcomes = LogisticCard['outcomes'];

/** Fitted models, newest version first within each kind. */
export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: async (): Promise<readonly ModelHead[]> => (await answer(api.GET('/api/v1/models'))).models,
});

export function modelQuery(id: string) {
  return queryOptions({
    queryKey: ['models', id],
    queryFn: () => answer(api.GET('/api/v1/models/{id}', { params: { path: { id } } })),
  });
}
