// Rule tables as the pages ask for them.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';

type Tables = paths['/api/v1/rules/tables']['get']['responses'][200]['content']['application/json'];
type TrialPath = paths['/api/v1/rules/tables/{name}/trial']['post'];
type VersionPath = paths['/api/v1/rules/tables/{name}/versions/{version}']['get'];

export type TableSummary = Tables['tables'][number];
export type Version = TableSummary['versions'][number];
export type TableDetail = VersionPath['responses'][200]['content']['application/json'];
export type TableName = VersionPath['parameters']['path']['name'];
export type Problem = TableDetail['problems'][number];
export type Subject = TableDetail['subject'];
export type Trial = TrialPath['responses'][200]['content']['application/json'];
export type JdmContent = TableDetail['content'];

const NAMES = ['signals', 'category', 'risk', 'admission', 'path'] as const satisfies readonly TableName[];

/** The table that an address names, or null. */
export function tableNamed(text: string | undefined): TableName | null {
  return NAMES.find((name) => name === text) ?? null;
}

export const tablesQuery = queryOptions({
  queryKey: ['rules', 'tables'],
  queryFn: async (): Promise<readonly TableSummary[]> => (await answer(api.GET('/api/v1/rules/tables'))).tables,
});

/** One version: published ones never change; a draft is asked for again each time. */
export function tableQuery(name: TableName, version: number) {
  return queryOptions({
    queryKey: ['rules', 'table', name, version],
    queryFn: (): Promise<TableDetail> =>
      answer(api.GET('/api/v1/rules/tables/{name}/versions/{version}', { params: { path: { name, version } } })),
  });
}

/** The cells of a content that cannot be used; nothing is stored. */
export function checkQuery(name: TableName, content: JdmContent) {
  return queryOptions({
    queryKey: ['rules', 'check', name, content],
    queryFn: async ({ signal }): Promise<readonly Problem[]> =>
      (
        await answer(
          api.POST('/api/v1/rules/tables/{name}/check', { params: { path: { name } }, body: { content }, signal }),
        )
      ).problems,
    gcTime: 30_000,
    staleTime: 30_000,
  });
}

/** What a content would decide otherwise than the version in force on a day, over the whole county; nothing is stored. */
export function trialQuery(name: TableName, content: JdmContent, on: string) {
  return queryOptions({
    queryKey: ['rules', 'trial', name, on, content],
    queryFn: ({ signal }): Promise<Trial> =>
      answer(
        api.POST('/api/v1/rules/tables/{name}/trial', { params: { path: { name } }, body: { content, on }, signal }),
      ),
    // Facts change with each import and screening: not kept for long.
    gcTime: 30_000,
    staleTime: 30_000,
  });
}

/** The version that decides on a day: the county's own before the shared one, then the latest begun. */
export function inForceOn(versions: readonly Version[], on: string): Version | null {
  return (
    versions
      .filter((one) => one.state === 'published' && one.validFrom !== null && one.validFrom <= on)
      .toSorted(
        (a, b) =>
          b.region.length - a.region.length ||
          (b.validFrom ?? '').localeCompare(a.validFrom ?? '') ||
          b.version - a.version,
      )[0] ?? null
  );
}

export type VersionState = 'draft' | 'current' | 'waiting' | 'past';

export function stateOf(version: Version, inForce: Version | null, today: string): VersionState {
  if (version.state === 'draft') return 'draft';
  if (version.version === inForce?.version) return 'current';
  return (version.validFrom ?? '') > today ? 'waiting' : 'past';
}
