// HTTP for admission: suggestions, decisions, corrections, appeals, enterprises, the register of produce.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok, refuse } from '../../../kernel/result.ts';
import { route } from '../../platform/http/route.ts';
import { OUTCOME_MEANING, OUTCOMES, PERMITTED_ACTIVITIES } from './domain/outcome.ts';
import type { Admission } from './index.ts';
import { ADMISSION_REFUSALS as refusals } from './refusals.ts';
import {
  appealSchema,
  checkInSchema,
  correctionSchema,
  decideBodySchema,
  decisionSchema,
  enterpriseBodySchema,
  enterpriseSchema,
  findingSchema,
  historySchema,
  produceBodySchema,
  produceSchema,
  recheckPageSchema,
  recheckSchema,
  standingListQuery,
  standingListSchema,
  suggestionSchema,
  supervisorSchema,
  textSchema,
} from './schema.ts';

const params = z.object({ householdId: z.uuid() });
const HOUSEHOLD = '/admission/households/:householdId';

export function registerAdmissionRoutes(app: FastifyInstance, admission: Admission): void {
  reads(app, admission);
  decisions(app, admission);
  corrections(app, admission);
  enterprises(app, admission);
  produce(app, admission);
}

function reads(app: FastifyInstance, admission: Admission): void {
  route(app, {
    method: 'GET',
    url: '/admission/terms',
    operationId: 'admissionTerms',
    action: 'admission.read',
    summary: 'Outcomes with what follows, and the permitted activities',
    response: z.object({
      outcomes: z.array(z.object({ code: z.enum(OUTCOMES), name: textSchema, follows: textSchema })),
      activities: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), sells: z.boolean() })),
      correctionMonths: z.object({ least: z.number().int(), most: z.number().int() }),
    }),
    handler: async ({ scope }) =>
      ok({
        correctionMonths: await admission.correctionTerm(scope),
        outcomes: OUTCOMES.map((code) => ({ code, ...OUTCOME_MEANING[code] })),
        activities: [...PERMITTED_ACTIVITIES],
      }),
  });

  route(app, {
    method: 'GET',
    url: '/admission/standings',
    operationId: 'countStandings',
    action: 'admission.list',
    summary: "Households by the outcome that stands, within the actor's region",
    response: z.object({ standings: z.array(z.object({ outcome: z.enum(OUTCOMES), households: z.number().int() })) }),
    handler: async ({ scope }) => ok({ standings: await admission.countStandings(scope) }),
  });

  route(app, {
    method: 'GET',
    url: '/admission/households',
    operationId: 'listStandings',
    action: 'admission.list',
    summary:
      "Households decided on, or with an open clue and no decision, each with today's suggestion; by place and filter",
    query: standingListQuery,
    response: standingListSchema,
    handler: async ({ scope, query }) =>
      ok(
        await admission.listStandings(scope, {
          region: query.region ?? null,
          outcome: query.outcome ?? null,
          suggested: query.suggested ?? null,
          attention: query.attention ?? null,
          q: query.q ?? null,
          limit: query.limit,
          offset: query.offset,
        }),
      ),
  });

  route(app, {
    method: 'GET',
    url: `${HOUSEHOLD}/supervisors`,
    operationId: 'listSupervisors',
    action: 'admission.decide',
    summary: 'Who may be named supervisor of a correction of this household',
    params,
    response: z.object({ supervisors: z.array(supervisorSchema) }),
    handler: async ({ scope, params: { householdId } }) => {
      const supervisors = await admission.listSupervisors(scope, householdId);
      return supervisors === null ? refuse('not_found') : ok({ supervisors: [...supervisors] });
    },
  });

  route(app, {
    method: 'GET',
    url: `${HOUSEHOLD}/suggestion`,
    operationId: 'suggestAdmission',
    action: 'admission.read',
    summary: 'What the published table suggests today, with its trace',
    params,
    response: suggestionSchema,
    refusals,
    handler: async ({ scope, params: { householdId } }) => await admission.suggestAdmission(scope, householdId),
  });

  route(app, {
    method: 'GET',
    url: `${HOUSEHOLD}/recheck`,
    operationId: 'recheckAdmission',
    action: 'admission.read',
    summary: 'Whether the standing decision still agrees with the facts',
    params,
    response: recheckSchema,
    refusals,
    handler: async ({ scope, params: { householdId } }) => await admission.recheckAdmission(scope, householdId),
  });

  route(app, {
    method: 'GET',
    url: '/admission/rechecks',
    operationId: 'recheckCounty',
    action: 'admission.list',
    summary: "Households to look at again in this month's cycle, within the actor's region",
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50), after: z.uuid().optional() }),
    response: recheckPageSchema,
    handler: async ({ scope, query }) =>
      ok(await admission.recheckCounty(scope, { limit: query.limit, after: query.after ?? null })),
  });

  route(app, {
    method: 'GET',
    url: HOUSEHOLD,
    operationId: 'admissionHistory',
    action: 'admission.read',
    summary: 'Decisions, corrections with check-ins, and appeals of a household',
    params,
    response: historySchema,
    refusals,
    handler: async ({ scope, params: { householdId } }) => await admission.admissionHistory(scope, householdId),
  });
}

function decisions(app: FastifyInstance, admission: Admission): void {
  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/decisions`,
    operationId: 'decideAdmission',
    action: 'admission.decide',
    approves: true,
    summary: 'Decide, following the suggestion or departing from it with a reason',
    params,
    body: decideBodySchema,
    response: decisionSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await admission.decideAdmission(scope, { ...body, householdId }),
  });

  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/appeals`,
    operationId: 'appealAdmission',
    action: 'admission.appeal',
    summary: 'Appeal against the decision that stands',
    params,
    body: z.object({ grounds: z.string().max(2000), onBehalfOf: z.string().max(60).nullable().default(null) }),
    response: appealSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await admission.appealAdmission(scope, { ...body, householdId }),
  });

  route(app, {
    method: 'POST',
    url: '/admission/appeals/:appealId/answer',
    operationId: 'answerAdmissionAppeal',
    action: 'admission.decide',
    approves: true,
    summary: 'Answer an appeal as the higher level',
    params: z.object({ appealId: z.uuid() }),
    body: z.object({
      outcome: z.enum(['upheld', 'returned']),
      reason: z.string().max(2000),
      authority: z.string().max(200).nullable().default(null),
    }),
    response: appealSchema,
    refusals,
    handler: async ({ scope, params: { appealId }, body }) =>
      await admission.answerAdmissionAppeal(scope, appealId, body),
  });
}

function corrections(app: FastifyInstance, admission: Admission): void {
  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/correction/education`,
    operationId: 'recordEducation',
    action: 'admission.decide',
    summary: 'Record the education from which the months of the correction count',
    params,
    body: z.object({ on: z.string().max(10), by: z.string().max(60) }),
    response: correctionSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await admission.recordEducation(scope, householdId, body),
  });

  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/correction/findings`,
    operationId: 'recordFinding',
    action: 'admission.decide',
    approves: true,
    summary: 'Record a new finding; the clock of the correction starts again',
    params,
    body: findingSchema,
    response: correctionSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await admission.recordFinding(scope, householdId, body),
  });

  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/correction/check-ins`,
    operationId: 'checkInCorrection',
    action: 'admission.supervise',
    summary: "The supervisor's check-in of the month",
    params,
    body: z.object({ on: z.string().max(10), state: z.enum(['good', 'doubt']), note: z.string().max(2000) }),
    response: checkInSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await admission.checkInCorrection(scope, householdId, body),
  });

  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/correction/review`,
    operationId: 'reviewCorrection',
    action: 'admission.decide',
    approves: true,
    summary: 'Review a correction whose term is over',
    params,
    body: z.object({
      passed: z.boolean(),
      reason: z.string().max(2000),
      extendMonths: z.number().int().nullable().default(null),
    }),
    response: correctionSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await admission.reviewCorrection(scope, householdId, body),
  });
}

function enterprises(app: FastifyInstance, admission: Admission): void {
  route(app, {
    method: 'GET',
    url: '/admission/enterprises',
    operationId: 'listEnterprises',
    action: 'admission.list',
    summary: 'Enterprises and co-operatives that were admitted',
    response: z.object({ enterprises: z.array(enterpriseSchema) }),
    handler: async ({ scope }) => ok({ enterprises: await admission.listEnterprises(scope) }),
  });

  route(app, {
    method: 'POST',
    url: '/admission/enterprises',
    operationId: 'admitEnterprise',
    action: 'admission.decide',
    approves: true,
    summary: 'Admit an enterprise or co-operative on its credit code, licence and linked households',
    body: enterpriseBodySchema,
    response: enterpriseSchema,
    refusals,
    handler: async ({ scope, body: { reason, ...application } }) =>
      await admission.admitEnterprise(scope, application, reason),
  });
}

function produce(app: FastifyInstance, admission: Admission): void {
  route(app, {
    method: 'GET',
    url: '/admission/produce',
    operationId: 'listProduce',
    action: 'admission.list',
    summary: "The county's register of produce that may be sold with finance behind it, with what was withdrawn",
    response: z.object({ produce: z.array(produceSchema) }),
    handler: async ({ scope }) => ok({ produce: await admission.listProduce(scope) }),
  });

  route(app, {
    method: 'POST',
    url: '/admission/produce',
    operationId: 'addProduce',
    action: 'admission.produce',
    summary: 'Put local produce into the register',
    body: produceBodySchema,
    response: produceSchema,
    refusals,
    handler: async ({ scope, body }) => await admission.addProduce(scope, body),
  });

  route(app, {
    method: 'POST',
    url: '/admission/produce/:produceId/withdraw',
    operationId: 'withdrawProduce',
    action: 'admission.produce',
    summary: 'Take produce out of the register; decisions that named it stay',
    params: z.object({ produceId: z.uuid() }),
    body: z.object({ reason: z.string().max(500) }),
    response: produceSchema,
    refusals,
    handler: async ({ scope, params: { produceId }, body }) =>
      await admission.withdrawProduce(scope, produceId, body.reason),
  });
}
