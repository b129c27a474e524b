// Imports as pages ask for them.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import { isOpen, type Job } from '../../api/jobs.ts';
import type { paths } from '../../api/schema.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Batch = Answer<'/api/v1/household-imports/{id}'>;
export type ListedBatch = Answer<'/api/v1/household-imports'>['imports'][number];
export type Counts = NonNullable<Batch['counts']>;
export type RosterTable = NonNullable<Batch['roster']>['household'];
export type Mapping = Readonly<Record<string, number>>;
export type ProblemGroup = Batch['groups'][number];
export type Columns = Answer<'/api/v1/household-imports/columns'>;
export type Column = Columns['household'][number];
export type ImportProblem = Answer<'/api/v1/household-imports/{id}/problems'>['problems'][number];
export type Unmatched = Answer<'/api/v1/household-imports/unmatched'>;

/** The county's last fifty imports, the newest first. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async (): Promise<readonly ListedBatch[]> => (await answer(api.GET('/api/v1/household-imports'))).imports,
});

export const columnsQuery = queryOptions({
  queryKey: ['import-columns'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: (): Promise<Columns> => answer(api.GET('/api/v1/household-imports/columns')),
});

export interface ImportNow {
  readonly batch: Batch;
  /** The last job that worked on it; null before its files are all sent. */
  readonly job: Job | null;
}

const findBatch = (id: string): Promise<Batch> =>
  answer(api.GET('/api/v1/household-imports/{id}', { params: { path: { id } } }));

/** One import with its job, asked again each second while something goes on. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', id],
    queryFn: async (): Promise<ImportNow> => {
      const batch = await findBatch(id);
      if (batch.jobId === null) return { batch, job: null };
      const job = await answer(api.GET('/api/v1/jobs/{id}', { params: { path: { id: batch.jobId } } }));
      // The job may have ended between the two questions: the batch is asked again, so that both speak of one moment.
      return { batch: isOpen(job) || batch.endedAt !== null ? batch : await findBatch(id), job };
    },
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined) return false;
      if (data.job === null) return data.batch.state === 'reading' ? 3000 : false;
      return isOpen(data.job) ? 1000 : false;
    },
  });
}

interface ProblemsAsked {
  readonly code: string | undefined;
  readonly severity: 'error' | 'warning' | undefined;
  readonly q: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

export async function findProblems(id: string, asked: ProblemsAsked) {
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''));
  return await answer(
    api.GET('/api/v1/household-imports/{id}/problems', { params: { path: { id }, query: query as typeof query } }),
  );
}

export function problemsQuery(id: string, asked: ProblemsAsked, counted: string) {
  return queryOptions({
    // A new preview counts anew: `counted` tells one from the other.
    queryKey: ['import-problems', id, asked, counted],
    queryFn: () => findProblems(id, asked),
    placeholderData: (before) => before,
  });
}

export function unmatchedQuery(page: { limit: number; offset: number }) {
  return queryOptions({
    queryKey: ['unmatched-extracts', page],
    queryFn: (): Promise<Unmatched> =>
      answer(api.GET('/api/v1/household-imports/unmatched', { params: { query: page } })),
    placeholderData: (before) => before,
  });
}

/** The rejected rows as a workbook. */
export async function rejectedWorkbook(id: string): Promise<Blob> {
  return (await answer(
    api.GET('/api/v1/household-imports/{id}/rejected', { params: { path: { id } }, parseAs: 'blob' }),
  )) as Blob;
}
