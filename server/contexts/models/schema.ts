// The contract of models: heads, cards and what a publication answers.

import { z } from 'zod';
import type { ModelCard } from './domain/card.ts';
import type { ModelHead } from './repository.ts';

export const headSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['logistic', 'vep']),
  version: z.int(),
  status: z.enum(['draft', 'published', 'retired']),
  fittedOn: z.string().describe('County whose households it was fitted on'),
  fittedAt: z.iso.datetime(),
  fittedBy: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
});

const share = z.number().min(0).max(1);
const groupSchema = z.object({
  key: z.string(),
  n: z.int(),
  positives: z.int(),
  predicted: z.number(),
  observed: share,
  found: z.array(z.int()).describe('Positives in the top 1, 2, 5 and 10% of the whole ranking'),
});

const measuresSchema = z.object({
  n: z.int(),
  positives: z.int(),
  auc: share.nullable(),
  logLoss: z.number(),
  calibrationError: z.number().describe('Largest difference of predicted and observed over the tenths'),
  top: z.array(z.object({ share, households: z.int(), found: z.int(), recall: share.nullable(), precision: share })),
  tenths: z.array(groupSchema),
  byTownship: z.array(groupSchema),
  byCategory: z.array(groupSchema),
  byCause: z.array(groupSchema),
});

const outcomesSchema = z.object({
  year: z.int(),
  read: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  rejectedBy: z.record(z.string(), z.int()),
  importedAt: z.iso.datetime(),
});

const coefficientSchema = z.object({
  feature: z.string(),
  zh: z.string(),
  en: z.string(),
  weight: z.number(),
  standardError: z.number(),
  step: z.object({ zh: z.string(), en: z.string(), ratio: z.number() }),
  varies: z.boolean(),
});

const logisticCardSchema = z.object({
  kind: z.literal('logistic'),
  county: z.string(),
  fittedAt: z.iso.datetime(),
  outcomes: outcomesSchema,
  households: z.int(),
  positives: z.int(),
  intercept: z.number(),
  ridge: z.number(),
  passes: z.int(),
  coefficients: z.array(coefficientSchema.extend({ foldWeights: z.array(z.number()) })),
  heldOut: z.object({
    folds: z.int(),
    measures: measuresSchema,
    baselines: z.object({
      incomeAloneAuc: share.nullable(),
      incomeAloneRecallTop5: share.nullable(),
      publishedAuc: share,
    }),
  }),
  inSample: measuresSchema,
});

const vepCardSchema = z.object({
  kind: z.literal('vep'),
  county: z.string(),
  fittedAt: z.iso.datetime(),
  households: z.int(),
  rSquared: z.number(),
  variance: z.number(),
  varianceFloor: z.number(),
  coefficients: z.array(coefficientSchema.extend({ varianceWeight: z.number(), varianceError: z.number() })),
  meanVulnerability: share,
  vulnerable: share,
  relativelyVulnerable: share,
  fgt: z.array(z.number()).length(3),
  againstOutcomes: z.object({ outcomes: outcomesSchema, measures: measuresSchema }).nullable(),
});

export const modelSchema = headSchema.extend({
  card: z.discriminatedUnion('kind', [logisticCardSchema, vepCardSchema]),
});

export type HeadView = z.input<typeof headSchema>;
export type ModelView = z.input<typeof modelSchema>;

export function headView(model: ModelHead): HeadView {
  return {
    id: model.id,
    kind: model.kind,
    version: model.version,
    status: model.status,
    fittedOn: model.fittedOn,
    fittedAt: model.fittedAt.toISOString(),
    fittedBy: model.fittedBy,
    publishedAt: model.publishedAt?.toISOString() ?? null,
    publishedBy: model.publishedBy,
  };
}

export function modelView(model: ModelHead & { readonly card: ModelCard }): ModelView {
  return { ...headView(model), card: structuredClone(model.card) as ModelView['card'] };
}
