// HTTP for jobs: how far a long task is, and the county's recent ones.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Database } from '../database.ts';
import type { Jobs } from '../jobs.ts';
import { route } from './route.ts';

export const jobSchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  step: z.string(),
  done: z.number(),
  total: z.number(),
  actorName: z.string(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.string().nullable(),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

export function registerJobRoutes(app: FastifyInstance, jobs: Jobs, database: Database): void {
  route(app, {
    method: 'GET',
    url: '/jobs/:id',
    operationId: 'getJob',
    action: 'jobs.read',
    summary: 'State and progress of a long task',
    params: z.object({ id: z.uuid() }),
    response: jobSchema,
    handler: async ({ scope, params }) => {
      const job = await database.transaction(scope, (tx) => jobs.find(tx, scope.county, params.id));
      return job === null ? refuse('not_found') : ok(job);
    },
  });
  route(app, {
    method: 'GET',
    url: '/jobs',
    operationId: 'listJobs',
    action: 'jobs.read',
    summary: 'Recent long tasks of the county',
    response: z.object({ jobs: z.array(jobSchema) }),
    handler: async ({ scope }) =>
      ok({ jobs: await database.transaction(scope, (tx) => jobs.recent(tx, scope.county, 30)) }),
  });
}
