// HTTP for the registry: list, household, reveal, records, quality tasks, export.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isoDate } from '../../../kernel/calendar.ts';
import { ok } from '../../../kernel/result.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { route } from '../../platform/http/route.ts';
import type { Households } from './index.ts';
import { HOUSEHOLD_REFUSALS as refusals } from './refusals.ts';
import {
  consentBody,
  correctionBody,
  courseBody,
  declarationBody,
  filterQuery,
  historySchema,
  householdListSchema,
  householdSchema,
  householdThenSchema,
  listQuery,
  revealBody,
  taskSchema,
} from './schema.ts';
import { download } from './uploads.ts';

const params = z.object({ id: z.uuid() });

export function registerHouseholdRoutes(app: FastifyInstance, households: Households): void {
  reads(app, households);
  records(app, households);
  quality(app, households);
}

function reads(app: FastifyInstance, households: Households): void {
  route(app, {
    method: 'GET',
    url: '/households',
    operationId: 'listHouseholds',
    action: 'household.list',
    summary: "Households within the actor's region: search, filters, pages by household number",
    query: listQuery,
    response: householdListSchema,
    handler: async ({ scope, query }) => {
      const { households: rows, ...rest } = await households.list(scope, query);
      return ok({ households: rows, ...rest });
    },
  });
  route(app, {
    method: 'GET',
    url: '/households/:id',
    operationId: 'findHousehold',
    action: 'household.read',
    summary: 'One household with members, income, dated facts, consents and sources; sensitive fields masked',
    params,
    response: householdSchema,
    refusals,
    handler: async ({ scope, params: { id }, request }) => await households.find(scope, id, languageOf(request)),
  });
  route(app, {
    method: 'GET',
    url: '/households/:id/history',
    operationId: 'householdHistory',
    action: 'household.read',
    summary: 'What changed, when and by which source, the newest first',
    params,
    response: historySchema,
    refusals,
    handler: async ({ scope, params: { id } }) => await households.history(scope, id),
  });
  route(app, {
    method: 'GET',
    url: '/households/:id/on/:day',
    operationId: 'householdOnDay',
    action: 'household.read',
    summary: 'The household as it was on a day',
    params: params.extend({ day: z.iso.date() }),
    response: householdThenSchema,
    refusals,
    handler: async ({ scope, params: { id, day } }) => await households.onDay(scope, id, isoDate(day)),
  });
  route(app, {
    method: 'GET',
    url: '/household-export',
    operationId: 'exportHouseholds',
    action: 'household.export',
    summary: 'The filtered registry as a workbook; plain (unmasked) with a purpose, by who may reveal',
    query: filterQuery.extend({ plain: z.stringbool().default(false), purpose: z.string().max(200).default('') }),
    response: z.any(),
    refusals,
    handler: async ({ scope, query: { plain, purpose, ...filter }, reply }) =>
      await download(reply, '花名册.xlsx', (path) => households.exportRoster(scope, { filter, plain, purpose, path })),
  });
}

function records(app: FastifyInstance, households: Households): void {
  route(app, {
    method: 'POST',
    url: '/household-reveals',
    operationId: 'revealField',
    action: 'household.reveal',
    summary: 'One sensitive field in plain, for a purpose; logged',
    body: revealBody,
    response: z.object({ value: z.string() }),
    refusals,
    // A replay would have to keep the plain text: each reveal is answered, and logged, anew.
    idempotent: false,
    handler: async ({ scope, body }) => await households.revealField(scope, body),
  });
  route(app, {
    method: 'POST',
    url: '/households/:id/consents',
    operationId: 'giveConsent',
    action: 'household.consent',
    summary: 'Record a consent: what, for whom, until when',
    params,
    body: consentBody,
    response: z.object({ id: z.string() }),
    refusals,
    handler: async ({ scope, params: { id }, body }) =>
      await households.giveConsent(scope, {
        ...body,
        householdId: id,
        givenOn: isoDate(body.givenOn),
        until: isoDate(body.until),
      }),
  });
  route(app, {
    method: 'POST',
    url: '/household-consents/:id/withdrawal',
    operationId: 'withdrawConsent',
    action: 'household.consent',
    summary: 'Withdraw a consent from now on',
    params,
    response: z.object({ id: z.string() }),
    refusals,
    handler: async ({ scope, params: { id } }) => await households.withdrawConsent(scope, id),
  });
  route(app, {
    method: 'POST',
    url: '/households/:id/courses',
    operationId: 'recordCourse',
    action: 'household.declare',
    summary: 'Record a course that a member has finished',
    params,
    body: courseBody,
    response: z.object({ id: z.string() }),
    refusals,
    handler: async ({ scope, params: { id }, body }) =>
      await households.recordCourse(scope, { ...body, householdId: id, finishedOn: isoDate(body.finishedOn) }),
  });
  route(app, {
    method: 'POST',
    url: '/households/:id/online-declaration',
    operationId: 'declareOnline',
    action: 'household.declare',
    summary: 'Record whether the household is unwilling or unable to work online',
    params,
    body: declarationBody,
    response: z.object({ version: z.number() }),
    refusals,
    handler: async ({ scope, params: { id }, body }) =>
      await households.declareOnline(scope, { ...body, householdId: id, declaredOn: isoDate(body.declaredOn) }),
  });
  route(app, {
    method: 'PATCH',
    url: '/households/:id',
    operationId: 'correct',
    action: 'household.declare',
    summary: 'Correct what a visit found: contact, housing, water, shop, conduct',
    params,
    body: correctionBody,
    response: z.object({ version: z.number() }),
    refusals,
    handler: async ({ scope, params: { id }, body }) =>
      await households.correct(scope, { ...body, householdId: id, seenOn: isoDate(body.seenOn) }),
  });
}

function quality(app: FastifyInstance, households: Households): void {
  route(app, {
    method: 'GET',
    url: '/household-quality',
    operationId: 'listQualityTasks',
    action: 'household.quality',
    summary: "Data-quality tasks within the actor's region",
    query: z.object({
      householdId: z.uuid().optional(),
      region: z
        .string()
        .regex(/^(\d{6}|\d{9}|\d{12})$/)
        .optional(),
      code: z.string().max(40).optional(),
      closed: z.stringbool().default(false),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    response: z.object({ tasks: z.array(taskSchema) }),
    handler: async ({ scope, query, request }) =>
      ok({ tasks: await households.tasks(scope, { ...query, language: languageOf(request) }) }),
  });
  route(app, {
    method: 'POST',
    url: '/household-quality/:id/close',
    operationId: 'closeTask',
    action: 'household.quality',
    summary: 'Close a data-quality task with a note',
    params,
    body: z.object({ note: z.string().min(1).max(200) }),
    response: z.object({ id: z.string() }),
    refusals,
    handler: async ({ scope, params: { id }, body }) => await households.closeTask(scope, id, body.note),
  });
}
