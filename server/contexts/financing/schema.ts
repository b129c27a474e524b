// The HTTP contract of financing. Amounts are whole fen in names that end in Fen; needs are asked in yuan.

import { z } from 'zod';
import { caseTraceSchema, tableVersionSchema } from '../rules/index.ts';
import { CHANNEL_CODES } from './domain/channel.ts';
import { NODES, OUTCOMES } from './domain/figure1.ts';
import { METHODS, type Method } from './domain/loan.ts';
import { MODES } from './domain/modes.ts';
import { PURPOSES } from './domain/purpose.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const fenNumber = z.number().int();
const channel = z.enum(CHANNEL_CODES);
const node = z.enum(NODES);
const method = z.enum(Object.keys(METHODS) as Method[]);
const mode = z.enum(MODES.map(({ code }) => code));
const confidence = z.enum(['G', 'M', 'S', 'C', 'U']);

// Anything may be missing or wrong here: the domain says what, by a named refusal.
export const rawNeedSchema = z.object({
  purpose: z.string().max(60).optional(),
  amountYuan: z.union([z.number(), z.string().max(40)]).optional(),
  neededOn: z.string().max(40).optional(),
  monthsOccupied: z.number().optional(),
  evidence: z.string().max(2000).optional(),
  orderBacked: z.boolean().optional(),
  orderYuan: z
    .union([z.number(), z.string().max(40)])
    .nullable()
    .optional(),
  presale: z.boolean().optional(),
});

/** Needs as a file brings them to the command line. */
export const needsFileSchema = z.array(rawNeedSchema).max(1000);

export const planRequestSchema = z.object({
  needs: needsFileSchema,
  savingsYuan: z
    .union([z.number(), z.string().max(40)])
    .nullable()
    .optional(),
});

const itemSchema = z.object({
  id: z.string(),
  purpose: z.enum(PURPOSES.map(({ code }) => code)),
  purposeName: text,
  askedFen: fenNumber,
  fundedFen: fenNumber,
  neededOn: z.string(),
  monthsOccupied: z.number().int(),
  evidence: z.string(),
  channel,
  channelName: text,
  mode: z.number().int().nullable(),
  reason: text,
  clause: z.string(),
  candidates: z.array(z.object({ code: z.string(), name: text, eligible: z.boolean(), why: text })),
  product: z
    .object({ code: z.string(), name: text, terms: text, source: z.string(), confidence: z.string() })
    .nullable(),
  loan: z
    .object({ months: z.number().int(), rateBp: z.number().int(), method, methodName: text, why: text })
    .nullable(),
  cuts: z.array(
    z.object({
      code: z.enum(['no_product', 'product_limit', 'beyond_affordable']),
      byFen: fenNumber,
      reason: text,
    }),
  ),
  trace: caseTraceSchema,
  // Absent from plans kept before it was recorded.
  decidedBy: z.object({ table: z.string(), version: z.number().int(), validFrom: z.string() }).optional(),
});

const calendarSchema = z.object({
  months: z.array(z.string()),
  openingFen: fenNumber,
  lines: z.array(
    z.object({ code: z.string(), direction: z.enum(['in', 'out']), name: text, amountsFen: z.array(fenNumber) }),
  ),
  balanceFen: z.array(fenNumber),
  lowest: z.object({ index: z.number().int(), month: z.string(), balanceFen: fenNumber }),
});

const forkSchema = z.object({ fact: z.string().nullable(), value, passed: z.boolean(), reason: text });

export const figure1Schema = z.object({
  nodes: z.array(z.object({ id: node, lit: z.boolean() })),
  edges: z.array(z.object({ from: node, to: node, lit: z.boolean() })),
  gates: z.object({
    labour: forkSchema.optional(),
    conduct: forkSchema.optional(),
    online: forkSchema.optional(),
    skill: forkSchema.optional(),
  }),
  outcome: z.enum(OUTCOMES),
  outcomeReasons: z.array(text),
  clause: z.string(),
  trunk: z.array(node),
  ways: z.array(
    z.object({
      needId: z.string(),
      nodes: z.array(node),
      channel: channel.nullable(),
      channelReason: text.nullable(),
      clause: z.string().nullable(),
      product: text.nullable(),
    }),
  ),
});

export const planSchema = z.object({
  outcome: z.string(),
  items: z.array(itemSchema),
  askedFen: fenNumber,
  fundedFen: fenNumber,
  debtFen: fenNumber,
  affordable: z.object({
    amountFen: fenNumber,
    withoutDebt: z.boolean(),
    reference: text.nullable(),
    lowestUnderStress: z.object({ month: z.string(), balanceFen: fenNumber }),
    stress: text,
  }),
  calendar: calendarSchema,
  stressed: calendarSchema,
  mode: mode.nullable(),
  nearestMode: mode.nullable(),
  modes: z.array(z.object({ mode, name: text, fits: z.boolean(), why: z.array(text), missing: z.array(text) })),
  steps: z.array(text),
  figure1: figure1Schema,
  assumptions: z.array(
    z.object({
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      value: z.number(),
      unit: z.string(),
      source: z.string(),
      confidence,
    }),
  ),
});

export const enterpriseWaySchema = z.object({
  purpose: z.enum(PURPOSES.map(({ code }) => code)),
  purposeName: text,
  askedFen: fenNumber,
  evidence: z.string(),
  channel: z.enum(CHANNEL_CODES),
  channelName: text,
  mode: z.number().int().nullable(),
  modeName: text.nullable(),
  reason: text,
  clause: z.string(),
  products: z.array(z.object({ code: z.string(), name: text, terms: text })),
  decidedBy: tableVersionSchema,
  trace: caseTraceSchema,
});

export const keptPlanSchema = z.object({
  id: z.string(),
  householdId: z.string(),
  state: z.enum(['draft', 'agreed', 'closed']),
  decisionId: z.string(),
  needs: z.array(rawNeedSchema),
  savingsYuan: z.string().nullable(),
  factsAsOf: z.string(),
  plan: planSchema,
  openedBy: z.string(),
  openedAt: z.string(),
  agreedBy: z.string().nullable(),
  agreedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: z.string().nullable(),
  closeReason: z.string().nullable(),
});

export const whatIfSchema = z.object({
  outcome: z.string(),
  reasons: z.array(text),
  clause: z.string(),
  figure1: figure1Schema,
  plan: planSchema.nullable(),
  refused: z
    .enum(['not_decided', 'not_admitted_relief', 'in_correction', 'conduct_unverified', 'training_first'])
    .nullable(),
});

export const productSchema = z.object({
  code: z.string(),
  name: text,
  channel,
  eligibility: z.string(),
  minAmountFen: fenNumber,
  maxAmountFen: fenNumber.nullable(),
  maxMonths: z.number().int().nullable(),
  rateBasis: z.enum(['lpr_by_term', 'lpr_1y', 'none']),
  spreadBp: z.number().int(),
  methods: z.array(method),
  terms: text,
  source: z.string(),
  confidence,
});

export const supposedFactsSchema = z.record(z.string().max(60), value);
