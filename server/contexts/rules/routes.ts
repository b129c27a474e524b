// HTTP for decision tables and dated parameters.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok } from '../../../kernel/result.ts';
import type { RefusalTable } from '../../platform/http/problem.ts';
import { route } from '../../platform/http/route.ts';
import type { Rules } from './index.ts';
import {
  confidence,
  day,
  jdmContent,
  parameterRowSchema,
  parameterSchema,
  parameterValue,
  problemSchema,
  tableDetailSchema,
  tableName,
  tableSummarySchema,
  trialSchema,
  versionSchema,
} from './schema.ts';

const WHOLE_COUNTY = {
  whole_county_only: {
    status: 403,
    zh: '规则和参数由县里统一设定。',
    en: 'Rules and parameters are set for the whole county.',
  },
} as const satisfies RefusalTable;

const UNKNOWN = {
  unknown_table: { status: 404, zh: '没有规则表「{name}」。', en: 'There is no rule table “{name}”.' },
} as const satisfies RefusalTable;

const UNKNOWN_VERSION = {
  unknown_version: {
    status: 404,
    zh: '规则表「{name}」没有第 {version} 版。',
    en: 'Rule table “{name}” has no version {version}.',
  },
} as const satisfies RefusalTable;

const FORM = {
  not_one_table: {
    status: 422,
    zh: '文件应正好是：输入 → 一张决策表 → 输出（问题：{node}）。',
    en: 'A file is input → one decision table → output (at fault: {node}).',
  },
  unsupported_setting: {
    status: 422,
    zh: '决策表的设置「{setting}」不能改动。',
    en: "The table's setting “{setting}” cannot be used.",
  },
  bad_column: {
    status: 422,
    zh: '列「{column}」重复，或输出名不是字母和数字。',
    en: 'Column “{column}” is doubled, or its output is no plain name.',
  },
  no_rules: { status: 422, zh: '表里没有规则。', en: 'The table has no rules.' },
} as const satisfies RefusalTable;

const PUBLISHING = {
  no_draft: { status: 409, zh: '没有可发布的草稿。', en: 'There is no draft.' },
  bad_period: { status: 422, zh: '起止日期有误。', en: 'The dates are not a period.' },
  date_in_past: {
    status: 422,
    zh: '生效日期不能早于今天（{today}）：过去的决定按当时的规则作出。',
    en: 'It cannot begin before today ({today}): past decisions keep their rules.',
  },
  missing_output: {
    status: 422,
    zh: '缺少必需的输出列「{output}」，或类型不对。',
    en: 'The required output “{output}” is missing or of another kind.',
  },
  uncompilable_cell: {
    status: 422,
    zh: '第 {row} 行「{column}」的内容「{text}」不能用，问题在「{at}」。',
    en: 'Row {row}, “{column}”: “{text}” cannot be used, because of “{at}”.',
  },
  nothing_changed: {
    status: 409,
    zh: '草稿与现行第 {version} 版没有区别。',
    en: 'The draft decides exactly as version {version} does.',
  },
} as const satisfies RefusalTable;

const SAVING = {
  draft_changed: {
    status: 409,
    zh: '您打开之后，这份草稿已被别人改动（{by}）。请先看一看新的草稿，再决定是否覆盖。',
    en: 'The draft has changed since you opened it ({by}). Look at it before you write over it.',
  },
} as const satisfies RefusalTable;

const PARAMETER = {
  unknown_parameter: { status: 404, zh: '没有参数「{name}」。', en: 'There is no parameter “{name}”.' },
  wrong_parameter_type: {
    status: 422,
    zh: '参数「{name}」的值应为 {type}，结构与原值相同。',
    en: 'Parameter “{name}” takes a {type} of the same shape.',
  },
  bad_period: PUBLISHING.bad_period,
  date_in_past: PUBLISHING.date_in_past,
  overlapping_period: {
    status: 409,
    zh: '参数「{name}」在 {from} 之后已有设定，期间不能重叠。',
    en: 'Parameter “{name}” already has a value after {from}; periods cannot overlap.',
  },
} as const satisfies RefusalTable;

const named = z.object({ name: tableName });

function registerTables(app: FastifyInstance, rules: Rules): void {
  route(app, {
    method: 'GET',
    url: '/rules/tables',
    operationId: 'listTables',
    action: 'rules.read',
    summary: 'Rule tables with the version in force, the draft and all versions',
    response: z.object({ tables: z.array(tableSummarySchema) }),
    handler: async ({ scope }) => ok({ tables: await rules.listTables(scope) }),
  });

  route(app, {
    method: 'GET',
    url: '/rules/tables/:name/versions/:version',
    operationId: 'getTable',
    action: 'rules.read',
    summary: 'One version, with what its cells may name and the cells that cannot be used',
    params: named.extend({ version: z.coerce.number().int().positive() }),
    response: tableDetailSchema,
    refusals: { ...UNKNOWN, ...UNKNOWN_VERSION },
    handler: async ({ scope, params }) => await rules.getTable(scope, params.name, params.version),
  });

  route(app, {
    method: 'POST',
    url: '/rules/tables/:name/check',
    operationId: 'checkContent',
    action: 'rules.edit',
    summary: 'Reads a table that is not stored and lists the cells that cannot be used',
    params: named,
    body: z.object({ content: jdmContent }),
    response: z.object({ problems: z.array(problemSchema).readonly() }),
    refusals: { ...UNKNOWN, ...FORM },
    // Changes nothing, so that a repetition needs no key.
    idempotent: false,
    handler: async ({ scope, params, body }) => await rules.checkContent(scope, params.name, body.content),
  });

  route(app, {
    method: 'POST',
    url: '/rules/tables/:name/trial',
    operationId: 'tryTable',
    action: 'rules.edit',
    summary:
      'Judges everybody in the county by a table that is not stored beside the version in force, and keeps nothing',
    params: named,
    body: z.object({ content: jdmContent, on: day.optional() }),
    response: trialSchema,
    refusals: {
      ...WHOLE_COUNTY,
      ...UNKNOWN,
      bad_period: PUBLISHING.bad_period,
      date_in_past: PUBLISHING.date_in_past,
      ...FORM,
      missing_output: PUBLISHING.missing_output,
      uncompilable_cell: PUBLISHING.uncompilable_cell,
    },
    // Changes nothing, so that a repetition needs no key.
    idempotent: false,
    handler: async ({ scope, params, body }) => await rules.tryTable(scope, { name: params.name, ...body }),
  });

  route(app, {
    method: 'PUT',
    url: '/rules/tables/:name/draft',
    operationId: 'saveDraft',
    action: 'rules.edit',
    summary: "Keep the county's draft of a table",
    params: named,
    body: z.object({
      content: jdmContent,
      note: z.string().trim().max(500),
      /** Hash of the draft worked on, null for none; absent: kept whatever was there. */
      basedOn: z.string().max(80).nullish(),
    }),
    response: z.object({ draft: versionSchema, problems: z.array(problemSchema).readonly() }),
    refusals: { ...WHOLE_COUNTY, ...UNKNOWN, ...FORM, ...SAVING },
    handler: async ({ scope, params, body }) => await rules.saveDraft(scope, { name: params.name, ...body }),
  });

  route(app, {
    method: 'DELETE',
    url: '/rules/tables/:name/draft',
    operationId: 'discardDraft',
    action: 'rules.edit',
    summary: "Throw the county's draft away",
    params: named,
    response: z.object({ version: z.number().int() }),
    refusals: { ...WHOLE_COUNTY, no_draft: PUBLISHING.no_draft },
    handler: async ({ scope, params }) => await rules.discardDraft(scope, params.name),
  });

  route(app, {
    method: 'POST',
    url: '/rules/tables/:name/publish',
    operationId: 'publish',
    action: 'rules.edit',
    summary: 'Make the draft a version that decides from a date on and never changes',
    params: named,
    body: z.object({ validFrom: day, note: z.string().trim().min(1).max(500) }),
    response: versionSchema,
    refusals: { ...WHOLE_COUNTY, ...UNKNOWN, ...FORM, ...PUBLISHING },
    approves: true,
    handler: async ({ scope, params, body }) => await rules.publish(scope, { name: params.name, ...body }),
  });
}

function registerParameters(app: FastifyInstance, rules: Rules): void {
  route(app, {
    method: 'GET',
    url: '/parameters',
    operationId: 'listParameters',
    action: 'parameters.read',
    summary: 'Dated parameters with the value on a date (today when absent) and their history',
    query: z.object({ on: day.optional() }),
    response: z.object({ parameters: z.array(parameterSchema) }),
    handler: async ({ scope, query }) => ok({ parameters: await rules.listParameters(scope, query) }),
  });

  route(app, {
    method: 'POST',
    url: '/parameters',
    operationId: 'setParameter',
    action: 'parameters.edit',
    summary: 'Record a value for the county from a date on',
    body: z.object({
      name: z.string().max(80),
      value: parameterValue,
      validFrom: day,
      validTo: day.nullish(),
      source: z.string().trim().min(1).max(300),
      confidence,
      note: z.string().trim().max(500),
    }),
    response: parameterRowSchema,
    refusals: { ...WHOLE_COUNTY, ...PARAMETER },
    approves: true,
    handler: async ({ scope, body }) => await rules.setParameter(scope, body),
  });
}

export function registerRulesRoutes(app: FastifyInstance, rules: Rules): void {
  registerTables(app, rules);
  registerParameters(app, rules);
}
