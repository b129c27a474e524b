// HTTP for models: the list, a model with its card, publishing. Fitting is a job (see jobs of monitoring) or the CLI.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok } from '../../../kernel/result.ts';
import type { RefusalTable } from '../../platform/http/problem.ts';
import { route } from '../../platform/http/route.ts';
import { headSchema, headView, modelSchema, modelView } from './schema.ts';
import type { Models } from './service.ts';

/** What refusals of models mean to people; fitting jobs and the command line use it too. */
export const MODELS_REFUSALS = {
  already_published: { status: 409, zh: '这个模型已经在用。', en: 'This model is already in force.' },
  no_outcomes: {
    status: 422,
    zh: '本县还没有可用的返贫结果，请先导入上一年度的结果文件。',
    en: "The county has no outcomes yet: import last year's file first.",
  },
  too_few_positives: {
    status: 422,
    zh: '结果中只有 {positives} 户返贫，至少要 {least} 户才能建立模型。',
    en: 'Only {positives} households relapsed; at least {least} are needed to fit a model.',
  },
  too_few_households: {
    status: 422,
    zh: '只有 {households} 户，至少要 {least} 户才能估计。',
    en: 'There are {households} households; at least {least} are needed.',
  },
  singular: {
    status: 422,
    zh: '数据中有指标可由其他指标推出，无法估计。',
    en: 'One of the figures follows from the others, so the fit has no single answer.',
  },
  did_not_converge: {
    status: 422,
    zh: '估计没有收敛，请检查结果文件是否有误。',
    en: 'The fit did not settle; check the outcomes for mistakes.',
  },
  year_out_of_range: { status: 422, zh: '年度 {year} 不对。', en: 'The year {year} cannot be right.' },
  no_rows: { status: 422, zh: '文件中没有数据行。', en: 'The file has no rows.' },
} as const satisfies RefusalTable;

const params = z.object({ id: z.uuid() });

export function registerModelsRoutes(app: FastifyInstance, models: Models): void {
  route(app, {
    method: 'GET',
    url: '/models',
    operationId: 'listModels',
    action: 'models.read',
    summary: 'Fitted models, newest version first within each kind',
    response: z.object({ models: z.array(headSchema) }),
    handler: async () => ok({ models: (await models.list()).map(headView) }),
  });

  route(app, {
    method: 'GET',
    url: '/models/:id',
    operationId: 'readModelCard',
    action: 'models.read',
    summary: 'One model with its card',
    params,
    response: modelSchema,
    handler: async ({ params: { id } }) => {
      const found = await models.card(id);
      return found.ok ? ok(modelView(found.value)) : found;
    },
  });

  route(app, {
    method: 'POST',
    url: '/models/:id/publish',
    operationId: 'publishModel',
    action: 'models.fit',
    summary: 'Puts a model in force for every county; the one before it retires',
    params,
    response: modelSchema,
    refusals: MODELS_REFUSALS,
    approves: true,
    handler: async ({ scope, params: { id } }) => {
      const published = await models.publish(scope, id);
      return published.ok ? ok(modelView(published.value)) : published;
    },
  });
}
