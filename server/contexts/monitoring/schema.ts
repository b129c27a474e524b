// Zod contract of monitoring: what HTTP says of screenings, clues and facts. Money is whole fen.

import { z } from 'zod';
import { FACT_FIELDS, type FactName, RISK_CATEGORIES, RISK_CAUSES } from '../../../kernel/facts.ts';
import { caseTraceSchema, tableVersionSchema } from '../rules/index.ts';

const tallySchema = z.object({ key: z.string(), households: z.number(), clues: z.number() });

export const screeningSchema = z.object({
  id: z.string(),
  asOf: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  actorName: z.string(),
  versions: z.object({
    signals: tableVersionSchema,
    category: tableVersionSchema,
    risk: tableVersionSchema,
    model: z.object({ id: z.string(), kind: z.enum(['logistic', 'vep']), version: z.number() }).nullable(),
  }),
  households: z.number(),
  flagged: z.number(),
  cluesNew: z.number(),
  cluesKept: z.number(),
  cluesClosed: z.number(),
  byCause: z.array(tallySchema),
  byRule: z.array(tallySchema),
  byTownship: z.array(tallySchema),
  byCategory: z.array(tallySchema),
  funnel: z.array(
    z.object({ step: z.enum(['households', 'signals', 'watched', 'clues', 'high']), households: z.number() }),
  ),
});

export const clueSchema = z.object({
  id: z.string(),
  householdId: z.string(),
  no: z.string(),
  headName: z.string(),
  region: z.string(),
  cause: z.string(),
  category: z.string().nullable(),
  riskLevel: z.string(),
  state: z.string(),
  reasons: z.array(
    z.object({
      table: z.string(),
      version: z.number(),
      rule: z.number(),
      code: z.string(),
      severity: z.number(),
      reason: z.string(),
      reasonEn: z.string(),
    }),
  ),
  modelReasons: z.array(z.object({ topic: z.string(), points: z.number() })),
  score: z.number().nullable(),
  incomePerHeadFen: z.number(),
  lineFen: z.number(),
  openedAt: z.string(),
  seenAt: z.string(),
  closedAt: z.string().nullable(),
});

export const clueQuerySchema = z.object({
  state: z.enum(['open', 'any']).optional(),
  q: z.string().trim().min(1).max(60).optional(),
  region: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
  cause: z.enum(RISK_CAUSES).optional(),
  rule: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,79}$/)
    .optional(),
  openedSince: z.iso.datetime().optional(),
  riskLevel: z.enum(['高', '中', '低']).optional(),
  category: z.enum(RISK_CATEGORIES).optional(),
  householdId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const clueTally = z.object({ key: z.string(), clues: z.number(), households: z.number() });

export const clueCountsSchema = z.object({
  clues: z.number(),
  households: z.number(),
  byLevel: z.array(clueTally),
  byCause: z.array(clueTally),
  byCategory: z.array(clueTally),
  byPlace: z.array(clueTally),
});

const FACT_NAMES = FACT_FIELDS.map((f) => f.name) as [FactName, ...FactName[]];
export const factNameSchema = z.enum(FACT_NAMES);

const factValue = z.union([z.number(), z.string(), z.boolean()]).nullable();

export const householdFactsSchema = z.object({
  householdId: z.string(),
  region: z.string(),
  asOf: z.string(),
  incomeYear: z.number(),
  /** Money in yuan, as rule tables write it. */
  row: z.record(z.string(), factValue),
  assessment: z
    .object({
      score: z.number().nullable(),
      quantile: z.number().nullable(),
      riskLevel: z.string(),
      category: z.string().nullable(),
      rules: z.array(z.string()),
      causes: z.array(z.string()),
      clue: z.boolean(),
      modelReasons: z.array(z.object({ zh: z.string(), en: z.string() })),
    })
    .nullable(),
});

const textSchema = z.object({ zh: z.string(), en: z.string() });

/** What a household is told of its own screening: no score, no rank among others. */
export const attentionSchema = z.object({
  asOf: z.string(),
  incomeYear: z.number(),
  members: z.number(),
  incomePerHeadFen: z.number(),
  lineFen: z.number(),
  noticed: z.array(z.object({ cause: z.enum(RISK_CAUSES), since: z.string(), reasons: z.array(textSchema) })),
});

export const sourceLineSchema = z.object({
  source: z.string(),
  row: z.number(),
  what: z.string(),
  amountFen: z.number().nullable(),
});

/** Why one case was decided, and by which version. */
export const explainedCaseSchema = z.object({ version: tableVersionSchema, trace: caseTraceSchema });
