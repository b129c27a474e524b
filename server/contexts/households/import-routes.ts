// HTTP for imports: upload, watch, map, look at problems, commit or discard, take the rejected rows home.

import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseIsoDate } from '../../../kernel/calendar.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { type Language, languageOf } from '../../platform/http/problem.ts';
import { route } from '../../platform/http/route.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { type Column, HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from './domain/columns.ts';
import type { Batch, Households } from './index.ts';
import { COMMIT_JOB, PREVIEW_JOB, READ_JOB } from './jobs.ts';
import { importRefusalMessage, IMPORT_REFUSALS as refusals } from './refusals.ts';
import { batchSchema, columnsSchema, importProblemSchema, mappingBody } from './schema.ts';
import { download, receive } from './uploads.ts';

const params = z.object({ id: z.uuid() });
const started = z.object({ id: z.string(), jobId: z.string() });

export interface ImportRouteDependencies {
  readonly households: Households;
  readonly jobs: Jobs;
  readonly database: Database;
  /** Folder for uploads until they are read; the jobs' process must see it too. */
  readonly uploadDir: string;
}

export function registerHouseholdImportRoutes(app: FastifyInstance, dependencies: ImportRouteDependencies): void {
  reads(app, dependencies);
  steps(app, dependencies);
}

function present(batch: Batch, language: Language): z.input<typeof batchSchema> {
  const { roster, extracts, files } = batch.tables;
  const table = (one: NonNullable<typeof roster>['household']) => ({ ...one, headers: [...one.headers] });
  return {
    id: batch.id,
    state: batch.state,
    asOf: batch.asOf,
    jobId: batch.jobId,
    counts: batch.counts as z.input<typeof batchSchema>['counts'],
    roster: roster === null ? null : { household: table(roster.household), person: table(roster.person) },
    extracts: extracts.map(({ file, kind, rows }) => ({ file, kind, rows })),
    files: [...files],
    refusal:
      batch.refusal === null
        ? null
        : { code: batch.refusal.code, message: importRefusalMessage(batch.refusal, language) },
    createdAt: batch.createdAt.toISOString(),
    createdByName: batch.createdByName,
    endedAt: batch.endedAt?.toISOString() ?? null,
  };
}

function reads(app: FastifyInstance, { households: { imports, unmatched } }: ImportRouteDependencies): void {
  const group = z.object({ code: z.string(), severity: z.enum(['error', 'warning']), count: z.number() });
  route(app, {
    method: 'GET',
    url: '/household-imports',
    operationId: 'listImports',
    action: 'household.import.read',
    summary: 'Recent imports of the county',
    response: z.object({ imports: z.array(batchSchema) }),
    handler: async ({ scope, request }) =>
      ok({ imports: (await imports.list(scope)).map((one) => present(one, languageOf(request))) }),
  });
  route(app, {
    method: 'GET',
    url: '/household-imports/columns',
    operationId: 'importColumns',
    action: 'household.import.read',
    summary: 'Columns that headers can be mapped to',
    response: columnsSchema,
    handler: async () => {
      const shown = (columns: readonly Column[]) =>
        columns.map(({ name, zh, en, key, empty }) => ({ name, zh, en, key: key === true, empty }));
      return ok({ household: shown(HOUSEHOLD_COLUMNS), person: shown(PERSON_COLUMNS) });
    },
  });
  route(app, {
    method: 'GET',
    url: '/household-imports/unmatched',
    operationId: 'listUnmatched',
    action: 'household.import.read',
    summary: 'Extract rows that match nobody registered yet',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          file: z.string(),
          row: z.number(),
          kind: z.string(),
          reason: z.string(),
          name: z.string(),
          idNumber: z.string(),
          cells: z.array(z.object({ column: z.string(), value: z.string() })),
        }),
      ),
      total: z.number(),
    }),
    handler: async ({ scope, query }) => {
      const { rows, total } = await unmatched(scope, query);
      return ok({ rows: rows.map((row) => ({ ...row, cells: [...row.cells] })), total });
    },
  });
  route(app, {
    method: 'GET',
    url: '/household-imports/:id',
    operationId: 'findImport',
    action: 'household.import.read',
    summary: 'One import: mapping, counts, problems by code',
    params,
    response: batchSchema.extend({ groups: z.array(group) }),
    refusals,
    handler: async ({ scope, params: { id }, request }) => {
      const found = await imports.find(scope, id);
      return found.ok ? ok({ ...present(found.value, languageOf(request)), groups: found.value.groups }) : found;
    },
  });
  route(app, {
    method: 'GET',
    url: '/household-imports/:id/problems',
    operationId: 'importProblems',
    action: 'household.import.read',
    summary: 'Problems in the order of the file',
    params,
    query: z.object({
      severity: z.enum(['error', 'warning']).optional(),
      code: z.string().max(40).optional(),
      q: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    response: z.object({ problems: z.array(importProblemSchema), total: z.number() }),
    handler: async ({ scope, params: { id }, query, request }) =>
      ok(await imports.problems(scope, id, { ...query, language: languageOf(request) })),
  });
  route(app, {
    method: 'GET',
    url: '/household-imports/:id/rejected',
    operationId: 'rejectedWorkbook',
    action: 'household.import.read',
    summary: 'Workbook of the rejected rows with the reason beside each',
    params,
    response: z.any(),
    refusals,
    handler: async ({ scope, params: { id }, request, reply }) =>
      await download(reply, '退回修改.xlsx', (file) => imports.rejectedWorkbook(scope, id, file, languageOf(request))),
  });
}

function steps(
  app: FastifyInstance,
  { households: { imports }, jobs, database, uploadDir }: ImportRouteDependencies,
): void {
  const start = async (scope: Scope, id: string, kind: string, input: Record<string, unknown>) => {
    const jobId = await database.transaction(scope, (tx) => jobs.enqueue(tx, scope, kind, { batchId: id, ...input }));
    await imports.attachJob(scope, id, jobId);
    return ok({ id, jobId });
  };
  route(app, {
    method: 'POST',
    url: '/household-imports',
    operationId: 'beginImport',
    action: 'household.import',
    summary:
      'Upload a roster (one workbook or two text files, parts `roster`) and extracts (parts `extracts`); reading runs as a job',
    response: started,
    refusals,
    idempotent: false,
    handler: async ({ scope, request }) => {
      const begun = await imports.begin(scope);
      if (!begun.ok) return begun;
      const { id } = begun.value;
      const folder = path.join(uploadDir, id);
      const forget = async () => {
        await rm(folder, { recursive: true, force: true });
        await imports.discard(scope, id);
      };
      const { roster, extracts, fields } = await receive(request, folder).catch(async (error) => {
        // A file too large, or a sender who hung up: nothing will ever be read for this batch.
        await forget();
        throw error;
      });
      if (roster.length + extracts.length === 0) {
        await forget();
        return refuse('no_files');
      }
      const asOf = parseIsoDate(fields.asOf ?? '');
      return await start(scope, id, READ_JOB, { roster, extracts, asOf: asOf.ok ? asOf.value : null });
    },
  });
  route(app, {
    method: 'POST',
    url: '/household-imports/:id/preview',
    operationId: 'previewImport',
    action: 'household.import',
    summary: 'Check every row again by this mapping of columns (a job)',
    params,
    body: mappingBody,
    response: started,
    refusals,
    handler: async ({ scope, params: { id }, body }) => {
      const found = await imports.find(scope, id);
      if (!found.ok) return found;
      if (found.value.state !== 'reading' && found.value.state !== 'staged') return refuse('not_open');
      return await start(scope, id, PREVIEW_JOB, { mapping: body });
    },
  });
  route(app, {
    method: 'POST',
    url: '/household-imports/:id/commit',
    operationId: 'commitImport',
    action: 'household.import',
    summary: 'Put the accepted households into the registry (a job, one transaction)',
    params,
    response: started,
    refusals,
    handler: async ({ scope, params: { id } }) => {
      const found = await imports.find(scope, id);
      if (!found.ok) return found;
      if (found.value.state !== 'staged') return refuse('not_staged');
      return await start(scope, id, COMMIT_JOB, {});
    },
  });
  route(app, {
    method: 'POST',
    url: '/household-imports/:id/discard',
    operationId: 'discardImport',
    action: 'household.import',
    summary: 'Forget an import that was not committed',
    params,
    response: z.object({ id: z.string() }),
    refusals,
    handler: async ({ scope, params: { id } }) => await imports.discard(scope, id),
  });
}
