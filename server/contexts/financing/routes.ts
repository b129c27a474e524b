// HTTP for financing: plans drawn and kept, what-if, and the lists that forms need.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fenToJson } from '../../../kernel/money.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { route } from '../../platform/http/route.ts';
import { CHANNEL_CODES, CHANNELS } from './domain/channel.ts';
import { FORBIDDEN_PURPOSES, PURPOSES } from './domain/purpose.ts';
import type { Financing } from './index.ts';
import { FINANCING_REFUSALS as refusals } from './refusals.ts';
import {
  enterpriseWaySchema,
  keptPlanSchema,
  needsFileSchema,
  planRequestSchema,
  planSchema,
  productSchema,
  supposedFactsSchema,
  whatIfSchema,
} from './schema.ts';

const params = z.object({ householdId: z.uuid() });
const planParams = z.object({ planId: z.uuid() });
const HOUSEHOLD = '/financing/households/:householdId';
const named = z.object({ code: z.string(), zh: z.string(), en: z.string() });

export function registerFinancingRoutes(app: FastifyInstance, financing: Financing): void {
  lists(app, financing);
  drawing(app, financing);
  keeping(app, financing);
  enterprises(app, financing);
}

function lists(app: FastifyInstance, financing: Financing): void {
  route(app, {
    method: 'GET',
    url: '/financing/terms',
    operationId: 'financingTerms',
    action: 'financing.read',
    summary: 'Purposes, uses that credit must not serve, and channels',
    response: z.object({
      purposes: z.array(named.extend({ kind: z.string() })),
      forbidden: z.array(named),
      channels: z.array(named),
    }),
    handler: async () =>
      ok({
        purposes: [...PURPOSES],
        forbidden: [...FORBIDDEN_PURPOSES],
        channels: CHANNEL_CODES.map((code) => ({ code, zh: CHANNELS[code].zh, en: CHANNELS[code].en })),
      }),
  });

  route(app, {
    method: 'GET',
    url: '/financing/products',
    operationId: 'listProducts',
    action: 'financing.read',
    summary: 'Products in force today, with limits, rates, source and confidence',
    response: z.object({ products: z.array(productSchema) }),
    handler: async ({ scope }) => {
      const found = await financing.listProducts(scope);
      return ok({
        products: found.map(({ minAmount, maxAmount, ...product }) => ({
          ...product,
          minAmountFen: fenToJson(minAmount),
          maxAmountFen: maxAmount === null ? null : fenToJson(maxAmount),
        })),
      });
    },
  });
}

// Drawing asks with a body and keeps nothing: it needs no idempotency key.
function drawing(app: FastifyInstance, financing: Financing): void {
  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/suggestion`,
    operationId: 'suggestPlan',
    action: 'financing.read',
    idempotent: false,
    summary: 'Draw a plan for some needs without keeping it',
    params,
    body: planRequestSchema,
    response: planSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await financing.suggestPlan(scope, { ...body, householdId }),
  });

  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/what-if`,
    operationId: 'whatIf',
    action: 'financing.read',
    idempotent: false,
    summary: 'Where Figure 1 would lead if some facts were otherwise; with none changed, where it leads',
    params,
    body: planRequestSchema.extend({ facts: supposedFactsSchema }),
    response: whatIfSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await financing.whatIf(scope, { ...body, householdId }),
  });
}

function enterprises(app: FastifyInstance, financing: Financing): void {
  route(app, {
    method: 'POST',
    url: '/financing/enterprises/:creditCode/path',
    operationId: 'suggestEnterprisePath',
    action: 'financing.plan',
    idempotent: false,
    summary: 'Where the needs of an admitted enterprise or co-operative go by the published path table; keeps nothing',
    params: z.object({ creditCode: z.string().max(40) }),
    body: z.object({ needs: needsFileSchema }),
    response: z.object({ ways: z.array(enterpriseWaySchema) }),
    refusals,
    handler: async ({ scope, params: { creditCode }, body }) =>
      await financing.suggestEnterprisePath(scope, { ...body, creditCode }),
  });
}

function keeping(app: FastifyInstance, financing: Financing): void {
  route(app, {
    method: 'GET',
    url: `${HOUSEHOLD}/plans`,
    operationId: 'listPlans',
    action: 'financing.read',
    summary: "The household's plans, newest first",
    params,
    response: z.object({ plans: z.array(keptPlanSchema) }),
    refusals,
    handler: async ({ scope, params: { householdId } }) => {
      if (!(await financing.knowsHousehold(scope, householdId))) return refuse('household_unknown');
      return ok({ plans: await financing.listPlans(scope, householdId) });
    },
  });

  route(app, {
    method: 'GET',
    url: `${HOUSEHOLD}/plan`,
    operationId: 'currentPlan',
    action: 'financing.read',
    summary: "The household's open plan, if it has one",
    params,
    response: z.object({ plan: keptPlanSchema.nullable() }),
    refusals,
    handler: async ({ scope, params: { householdId } }) => {
      if (!(await financing.knowsHousehold(scope, householdId))) return refuse('household_unknown');
      return ok({ plan: await financing.currentPlan(scope, householdId) });
    },
  });

  route(app, {
    method: 'POST',
    url: `${HOUSEHOLD}/plans`,
    operationId: 'openPlan',
    action: 'financing.plan',
    summary: 'Draw a plan and keep it as a draft',
    params,
    body: planRequestSchema,
    response: keptPlanSchema,
    refusals,
    handler: async ({ scope, params: { householdId }, body }) =>
      await financing.openPlan(scope, { ...body, householdId }),
  });

  route(app, {
    method: 'POST',
    url: '/financing/plans/:planId/agreement',
    operationId: 'agreePlan',
    action: 'financing.plan',
    summary: 'Record that the household agreed to its plan',
    params: planParams,
    body: z.object({ agreedBy: z.string().max(60) }),
    response: keptPlanSchema,
    refusals,
    handler: async ({ scope, params: { planId }, body }) => await financing.agreePlan(scope, planId, body.agreedBy),
  });

  route(app, {
    method: 'POST',
    url: '/financing/plans/:planId/closure',
    operationId: 'closePlan',
    action: 'financing.plan',
    summary: 'Close a plan, done or given up',
    params: planParams,
    body: z.object({ reason: z.string().max(2000) }),
    response: keptPlanSchema,
    refusals,
    handler: async ({ scope, params: { planId }, body }) => await financing.closePlan(scope, planId, body.reason),
  });
}
