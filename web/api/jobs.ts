// Long tasks as pages follow them.
import { queryOptions } from '@tanstack/react-query';
import type { Language } from '../settings.ts';
import { answer, api } from './client.ts';
import type { paths } from './schema.ts';

export type Job = paths['/api/v1/jobs/{id}']['get']['responses'][200]['content']['application/json'];

export function isOpen(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running';
}

/** One job, asked again each second until it ends. */
export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['jobs', id],
    queryFn: (): Promise<Job> => answer(api.GET('/api/v1/jobs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data === undefined || isOpen(state.data) ? 1000 : false),
  });
}

/** The county's recent jobs: every 3 s while one is open, else each minute. */
export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: async (): Promise<readonly Job[]> => (await answer(api.GET('/api/v1/jobs'))).jobs,
  refetchInterval: ({ state }) => (state.data?.some(isOpen) ? 3000 : 60_000),
});

/** Jobs that were open in `before` and have ended in `now`. */
export function justEnded(before: readonly Job[], now: readonly Job[]): readonly Job[] {
  const open = new Set(before.filter(isOpen).map((job) => job.id));
  return now.filter((job) => open.has(job.id) && !isOpen(job));
}

/** A job that did its work and found that it may not: the reason is in its result. */
export function wasRefused(job: Job): boolean {
  return typeof job.result?.refused === 'string';
}

/** The reason of a refusal in the reader's language, as the server worded it. */
export function refusalWords(job: Job, language: Language): string {
  const { message, messageEn } = job.result ?? {};
  const words = language === 'en' ? (messageEn ?? message) : message;
  return typeof words === 'string' ? words : '';
}
