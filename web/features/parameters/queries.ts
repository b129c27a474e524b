// Parameters as the pages ask for them.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';

type Answer = paths['/api/v1/parameters']['get']['responses'][200]['content']['application/json'];
export type Parameter = Answer['parameters'][number];
export type ParameterRow = Parameter['history'][number];
export type PublishedValue = Parameter['elsewhere'][number];
export type Definition = Parameter['definition'];
export type Confidence = Definition['confidence'];

/** All parameters with the value on a day (the business date when absent) and their history. */
export function parametersQuery(on?: string) {
  return queryOptions({
    queryKey: ['parameters', on ?? ''],
    queryFn: async (): Promise<readonly Parameter[]> =>
      (await answer(api.GET('/api/v1/parameters', { params: { query: on ? { on } : {} } }))).parameters,
  });
}
