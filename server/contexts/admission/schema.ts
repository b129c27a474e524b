// The HTTP contract of admission.

import { z } from 'zod';
import { caseTraceSchema, tableVersionSchema } from '../rules/index.ts';
import { ATTENTIONS } from './domain/attention.ts';
import { CONDUCTS } from './domain/correction.ts';
import { OUTCOMES } from './domain/outcome.ts';
import { NATURES } from './domain/produce.ts';

export const textSchema = z.object({ zh: z.string(), en: z.string() });
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const factRowSchema = z.record(z.string(), value);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const suggestionSchema = z.object({
  outcome: z.enum(OUTCOMES),
  reasons: z.array(textSchema),
  clause: z.string(),
  ruleVersion: tableVersionSchema,
  trace: caseTraceSchema,
  facts: factRowSchema,
  factsAsOf: z.string(),
});

export const standingSchema = z.object({
  decisionId: z.string(),
  outcome: z.enum(OUTCOMES),
  suggested: z.enum(OUTCOMES),
  reason: z.string(),
  clause: z.string(),
  decidedAt: z.string(),
  correctionUntil: z.string().nullable(),
});

export const namedProduceSchema = z.object({ id: z.string(), name: z.string(), nature: z.enum(NATURES) });

const trainingSchema = z.object({ course: z.string().max(200), provider: z.string().max(200), beginsOn: day });

export const decisionSchema = z.object({
  id: z.string(),
  seq: z.number().int(),
  outcome: z.enum(OUTCOMES),
  suggested: z.enum(OUTCOMES),
  reason: z.string(),
  clause: z.string(),
  reasons: z.array(textSchema),
  ruleVersion: tableVersionSchema,
  trace: caseTraceSchema,
  facts: factRowSchema,
  factsAsOf: z.string(),
  activity: z.string().nullable(),
  produce: z.array(namedProduceSchema),
  training: trainingSchema.nullable(),
  handedTo: z.string().nullable(),
  decidedBy: z.string(),
  decidedByRole: z.string(),
  decidedAt: z.string(),
});

export const correctionSchema = z.object({
  id: z.string(),
  decisionId: z.string(),
  kind: z.enum(CONDUCTS),
  foundOn: z.string(),
  evidence: z.string(),
  attestedBy: z.string(),
  supervisor: z.object({ id: z.string(), name: z.string() }),
  months: z.number().int(),
  state: z.enum(['education', 'running', 'passed', 'restarted', 'lifted']),
  educatedOn: z.string().nullable(),
  educatedBy: z.string().nullable(),
  startsOn: z.string().nullable(),
  until: z.string().nullable(),
  reviewedOn: z.string().nullable(),
});

export const checkInSchema = z.object({
  id: z.string(),
  correctionId: z.string(),
  month: z.number().int(),
  on: z.string(),
  state: z.enum(['good', 'doubt']),
  note: z.string(),
  byName: z.string(),
});

export const appealSchema = z.object({
  id: z.string(),
  decisionId: z.string(),
  grounds: z.string(),
  onBehalfOf: z.string().nullable(),
  filedBy: z.string(),
  filedAt: z.string(),
  state: z.enum(['open', 'upheld', 'returned']),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  authority: z.string().nullable(),
});

export const historySchema = z.object({
  decisions: z.array(decisionSchema),
  standing: standingSchema.nullable(),
  corrections: z.array(
    correctionSchema.extend({ checkIns: z.array(checkInSchema), missedMonths: z.array(z.number().int()) }),
  ),
  appeals: z.array(appealSchema),
});

export const recheckSchema = z.object({
  householdId: z.string(),
  standing: standingSchema.nullable(),
  suggestion: suggestionSchema,
  differs: z.boolean(),
  why: z.array(z.enum(['not_decided', 'outcome_differs', 'correction_due'])),
});

export const recheckPageSchema = z.object({
  counts: z.object({
    not_decided: z.number().int(),
    outcome_differs: z.number().int(),
    correction_due: z.number().int(),
  }),
  households: z.array(
    z.object({
      householdId: z.string(),
      region: z.string(),
      outcome: z.enum(OUTCOMES).nullable(),
      suggested: z.enum(OUTCOMES),
      why: z.array(z.enum(['not_decided', 'outcome_differs', 'correction_due'])),
    }),
  ),
});

export const standingListQuery = z.object({
  region: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/)
    .optional(),
  outcome: z.enum([...OUTCOMES, 'none']).optional(),
  suggested: z.enum(OUTCOMES).optional(),
  attention: z.enum(ATTENTIONS).optional(),
  q: z.string().trim().min(1).max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const whole = z.number().int();
export const standingListSchema = z.object({
  total: whole,
  counts: z.object({
    outcomes: z.object({
      social_relief: whole,
      correction: whole,
      train_first: whole,
      traditional_only: whole,
      admitted: whole,
      none: whole,
    }),
    attention: z.object({
      not_decided: whole,
      outcome_differs: whole,
      correction_due: whole,
      appeal_open: whole,
    }),
  }),
  households: z.array(
    z.object({
      householdId: z.string(),
      no: z.string(),
      headName: z.string(),
      members: whole,
      region: z.string(),
      outcome: z.enum(OUTCOMES).nullable(),
      suggested: z.enum(OUTCOMES),
      decidedAt: z.string().nullable(),
      correctionUntil: z.string().nullable(),
      causes: z.array(z.string()),
      attention: z.array(z.enum(ATTENTIONS)),
    }),
  ),
});

export const supervisorSchema = z.object({ id: z.string(), name: z.string() });

// Parts of a record may be left empty: the domain says which one is missing, in words.
export const findingSchema = z.object({
  kind: z.enum(CONDUCTS),
  foundOn: z.string().max(10),
  evidence: z.string().max(2000),
  attestedBy: z.string().max(60),
});

export const decideBodySchema = z.object({
  outcome: z.enum(OUTCOMES),
  reason: z.string().max(2000).default(''),
  clause: z.string().max(500).default(''),
  supersedes: z.uuid().nullable(),
  activity: z.string().max(60).nullable().default(null),
  produce: z.array(z.uuid()).max(50).default([]),
  finding: findingSchema.nullable().default(null),
  supervisor: z
    .object({ id: z.string().max(100), name: z.string().max(60) })
    .nullable()
    .default(null),
  correctionMonths: z.number().int().nullable().default(null),
  training: trainingSchema.nullable().default(null),
});

export const enterpriseBodySchema = z.object({
  creditCode: z.string().max(40),
  name: z.string().max(200),
  kind: z.enum(['enterprise', 'cooperative']),
  licenceUntil: day.nullable(),
  activity: z.string().max(60),
  produce: z.array(z.uuid()).max(50).default([]),
  employs: z.number().int().min(0).max(100_000),
  buysFrom: z.number().int().min(0).max(100_000),
  certified: z.boolean(),
  reason: z.string().max(2000).default(''),
});

export const enterpriseSchema = enterpriseBodySchema.extend({
  produce: z.array(namedProduceSchema),
  id: z.string(),
  outcome: z.enum(['admitted', 'green_channel']),
  linkedHouseholds: z.number().int(),
  reason: z.string(),
  decidedBy: z.string(),
  decidedAt: z.string(),
});

export const produceBodySchema = z.object({
  name: z.string().max(60),
  nature: z.enum(NATURES),
  origin: z.string().max(12),
  source: z.string().max(300),
});

export const produceSchema = produceBodySchema.extend({
  id: z.string(),
  originName: z.string(),
  listedOn: z.string(),
  listedBy: z.string(),
  withdrawnOn: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
});
