// HTTP for monitoring: run a screening, read its results, clues, and one household's facts with their reasons.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Database } from '../../platform/database.ts';
import type { RefusalTable } from '../../platform/http/problem.ts';
import { route } from '../../platform/http/route.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Monitoring } from './index.ts';
import {
  attentionSchema,
  clueCountsSchema,
  clueQuerySchema,
  clueSchema,
  explainedCaseSchema,
  factNameSchema,
  householdFactsSchema,
  screeningSchema,
  sourceLineSchema,
} from './schema.ts';

export const SCREENING_REFUSALS = {
  whole_county_only: {
    status: 403,
    zh: '筛查以全县为范围，由县级发起。',
    en: 'A screening covers the whole county and is started by the county office.',
  },
  no_households: {
    status: 422,
    zh: '本县还没有农户，请先导入花名册。',
    en: 'There are no households in this county yet: import a roster first.',
  },
} as const satisfies RefusalTable;

export const SCREENING_JOB = 'screening';

export interface MonitoringRoutesDependencies {
  readonly monitoring: Monitoring;
  readonly jobs: Jobs;
  readonly database: Database;
}

export function registerMonitoringRoutes(
  app: FastifyInstance,
  { monitoring, jobs, database }: MonitoringRoutesDependencies,
): void {
  route(app, {
    method: 'POST',
    url: '/screenings',
    operationId: 'startScreening',
    action: 'screening.run',
    summary: 'Screen the whole county: facts, rules, model, clues',
    body: z.object({}),
    response: z.object({ jobId: z.string() }),
    refusals: SCREENING_REFUSALS,
    handler: async ({ scope, body }) => {
      if (scope.region !== scope.county) return refuse('whole_county_only');
      return ok({ jobId: await database.transaction(scope, (tx) => jobs.enqueue(tx, scope, SCREENING_JOB, body)) });
    },
  });

  route(app, {
    method: 'GET',
    url: '/screenings',
    operationId: 'listScreenings',
    action: 'screening.read',
    summary: 'Screenings of the county, newest first',
    response: z.object({ screenings: z.array(screeningSchema) }),
    handler: async ({ scope }) => ok({ screenings: await monitoring.listScreenings(scope, 24) }),
  });

  route(app, {
    method: 'GET',
    url: '/clues',
    operationId: 'listClues',
    action: 'clue.list',
    summary: 'Open clues within the scope, gravest first',
    query: clueQuerySchema,
    response: z.object({ total: z.number(), clues: z.array(clueSchema) }),
    handler: async ({ scope, query }) => ok(await monitoring.listClues(scope, query)),
  });

  route(app, {
    method: 'GET',
    url: '/clue-counts',
    operationId: 'countClues',
    action: 'clue.list',
    summary: 'Open clues of a place by level, cause, category and the places below it',
    query: z.object({ region: clueQuerySchema.shape.region }),
    response: clueCountsSchema,
    handler: async ({ scope, query }) => ok(await monitoring.countClues(scope, query.region ?? scope.region)),
  });

  route(app, {
    method: 'GET',
    url: '/households/:id/facts',
    operationId: 'findFacts',
    action: 'facts.read',
    summary: "A household's fact row and standing assessment",
    params: z.object({ id: z.uuid() }),
    response: householdFactsSchema,
    handler: async ({ scope, params }) => {
      const found = await monitoring.explainFacts(scope, params.id);
      return found === null ? refuse('not_found') : ok(found);
    },
  });

  route(app, {
    method: 'GET',
    url: '/households/:id/attention',
    operationId: 'findAttention',
    action: 'household.read',
    summary: 'What a household is told of its screening: income against the line, what was noticed and since when',
    params: z.object({ id: z.uuid() }),
    response: attentionSchema,
    handler: async ({ scope, params }) => {
      const found = await monitoring.findAttention(scope, params.id);
      return found === null ? refuse('not_found') : ok(found);
    },
  });

  route(app, {
    method: 'GET',
    url: '/households/:id/facts/:fact/sources',
    operationId: 'traceFact',
    action: 'facts.read',
    summary: 'The rows behind one fact',
    params: z.object({ id: z.uuid(), fact: factNameSchema }),
    response: z.object({ sources: z.array(sourceLineSchema) }),
    handler: async ({ scope, params }) => {
      const sources = await monitoring.traceFact(scope, params.id, params.fact);
      return sources === null ? refuse('not_found') : ok({ sources });
    },
  });

  route(app, {
    method: 'GET',
    url: '/households/:id/traces/:table',
    operationId: 'traceTable',
    action: 'facts.read',
    summary: 'Why the table fires (or not) for a household: every rule, every cell',
    params: z.object({ id: z.uuid(), table: z.enum(['signals', 'category', 'risk', 'admission']) }),
    response: explainedCaseSchema,
    handler: async ({ scope, params }) => {
      const found = await monitoring.traceTable(scope, params.id, params.table);
      return found === null ? refuse('not_found') : ok(found);
    },
  });
}
