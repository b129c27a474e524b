// The HTTP contract of tables and parameters, and the form of a JDM file where it enters the house.

import { z } from 'zod';
import { isoDate } from '../../../kernel/calendar.ts';
import { CELL_FAULTS } from './domain/fault.ts';
import type { JdmContent } from './domain/table.ts';
import { TRIAL_CHANGES } from './domain/trial.ts';
import { CONFIDENCES, PARAMETER_GROUPS, type ParameterJson } from './parameters.ts';
import { TABLE_NAMES } from './shipped.ts';

/** A table is a page, not a book: what an official can read. */
const MOST_RULES = 500;
const MOST_COLUMNS = 80;
const MOST_CELL = 2000;

const cell = z.string().max(MOST_CELL).nullish();
const column = z.looseObject({
  id: z.string().min(1).max(80),
  name: z.string().max(200).nullish(),
  field: z.string().max(MOST_CELL).nullish(),
});
const tableContent = z.looseObject({
  hitPolicy: z.string().nullish(),
  inputs: z.array(column).max(MOST_COLUMNS),
  outputs: z.array(column.extend({ field: z.string().max(80) })).max(MOST_COLUMNS),
  rules: z.array(z.record(z.string(), cell)).max(MOST_RULES),
});

/** A JDM file as the editor writes it; what is not about the table passes through unread. */
export const jdmContent: z.ZodType<JdmContent> = z.looseObject({
  nodes: z
    .array(
      z
        .looseObject({
          id: z.string().max(80),
          type: z.string().max(80),
          name: z.string().max(200),
          content: z.unknown().optional(),
        })
        .refine((node) => node.type !== 'decisionTableNode' || tableContent.safeParse(node.content).success, {
          path: ['content'],
          error: 'not a decision table',
        }),
    )
    .max(10),
  edges: z.array(z.looseObject({ sourceId: z.string().max(80), targetId: z.string().max(80) })).max(20),
});

const instant = z.iso.datetime();

export const versionSchema = z.object({
  region: z.string(),
  name: z.string(),
  version: z.number().int(),
  state: z.enum(['draft', 'published']),
  hash: z.string(),
  note: z.string(),
  savedAt: instant,
  savedBy: z.string(),
  validFrom: z.string().nullable(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
});

export const problemSchema = z.object({
  table: z.string(),
  /** From 1; 0 is the column's heading. */
  row: z.number().int(),
  column: z.string(),
  text: z.string(),
  why: z.enum(CELL_FAULTS),
  at: z.string(),
});

const fieldSchema = z.object({
  name: z.string(),
  type: z.enum(['money', 'integer', 'decimal', 'boolean', 'text']),
  nullable: z.boolean(),
  zh: z.string(),
  en: z.string(),
  unit: z.string().optional(),
  values: z.array(z.string()).readonly().optional(),
});

export const subjectSchema = z.object({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  fields: z.array(fieldSchema).readonly(),
  parameters: z.array(z.object({ name: z.string(), type: z.enum(['number', 'boolean', 'text']) })).readonly(),
});

export const tableSummarySchema = z.object({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  subject: z.string(),
  inForce: versionSchema.nullable(),
  draft: versionSchema.nullable(),
  versions: z.array(versionSchema).readonly(),
});

export const tableDetailSchema = versionSchema.extend({
  content: jdmContent,
  subject: subjectSchema,
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).readonly(),
  problems: z.array(problemSchema).readonly(),
});

/** Which published table decided. */
export const tableVersionSchema = z.object({
  table: z.string(),
  version: z.number().int(),
  hash: z.string(),
  validFrom: z.string(),
});

const traceValue = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** Why one case was decided: each rule, whether it fired, and each of its cells. */
export const caseTraceSchema = z.object({
  table: z.string(),
  hitPolicy: z.enum(['first', 'collect']),
  fired: z.array(z.number().int()),
  rows: z.array(
    z.object({
      index: z.number().int(),
      id: z.string(),
      description: z.string(),
      fired: z.boolean(),
      cells: z.array(
        z.object({
          column: z.string(),
          /** The fact that the column tests; absent for a column of free conditions. */
          field: z.string().optional(),
          text: z.string(),
          value: traceValue,
          facts: z.record(z.string(), traceValue),
          holds: z.boolean(),
          absent: z.boolean(),
        }),
      ),
      outputs: z.record(z.string(), traceValue),
    }),
  ),
});

const trialTally = z.object({ key: z.string(), before: z.number().int(), after: z.number().int() });
const trialSums = z.object({
  before: z.number().int(),
  after: z.number().int(),
  joined: z.number().int(),
  left: z.number().int(),
  changed: z.number().int(),
});

export const trialSchema = trialSums.extend({
  on: z.string(),
  inForce: tableVersionSchema,
  unit: z.enum(['household', 'need']),
  total: z.number().int(),
  byValue: z.array(trialTally).readonly(),
  byRule: z.array(trialTally).readonly(),
  byTownship: z.array(trialSums.extend({ region: z.string() })).readonly(),
  samples: z
    .array(
      z.object({
        householdId: z.string(),
        no: z.string(),
        headName: z.string(),
        region: z.string(),
        change: z.enum(TRIAL_CHANGES),
        before: z.array(z.array(z.string()).readonly()).readonly(),
        after: z.array(z.array(z.string()).readonly()).readonly(),
        rulesBefore: z.array(z.string()).readonly(),
        rulesAfter: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});

export const tableName = z.enum(TABLE_NAMES);
export const day = z.iso.date().transform((text) => isoDate(text));
export const confidence = z.enum(CONFIDENCES);
// JSON one level deep and lists of such: z.json() is recursive, and a reference to itself means nothing in OpenAPI.
const scalarValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const flatValue = z.union([scalarValue, z.record(z.string(), scalarValue)]);
export const parameterValue: z.ZodType<ParameterJson> = z.union([
  scalarValue,
  z.array(flatValue),
  z.record(z.string(), z.union([flatValue, z.array(flatValue)])),
]);

export const parameterRowSchema = z.object({
  region: z.string(),
  name: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  value: z.unknown(),
  unit: z.string(),
  source: z.string(),
  confidence,
  note: z.string(),
  recordedAt: instant,
  recordedBy: z.string(),
});

export const parameterSchema = z.object({
  definition: z.object({
    name: z.string(),
    group: z.enum(PARAMETER_GROUPS),
    type: z.enum(['number', 'boolean', 'text', 'list', 'object']),
    unit: z.string(),
    zh: z.string(),
    en: z.string(),
    source: z.string(),
    confidence,
    rule: z.boolean().optional(),
    waits: z.boolean().optional(),
  }),
  current: parameterRowSchema.nullable(),
  history: z.array(parameterRowSchema).readonly(),
  elsewhere: z
    .array(
      z.object({
        region: z.string(),
        value: z.unknown(),
        validFrom: z.string(),
        source: z.string(),
        confidence,
      }),
    )
    .readonly(),
});
