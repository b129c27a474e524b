// The logistic model of relapse: fitted without the held-out households, measured on them, then fitted on everybody.

import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Tx } from '../../platform/database.ts';
import type { Progress } from '../../platform/jobs.ts';
import { type Baselines, type LogisticCard, type Measures, type OutcomeSource, PUBLISHED_AUC } from './domain/card.ts';
import { RELAPSE_FEATURES } from './domain/features.ts';
import { fitLogistic, type LogisticRefusal } from './domain/logistic.ts';
import type { LogisticSpec } from './domain/model.ts';
import { coefficientLines, type Design, designOf, RIDGE, rounded, weighted } from './fitting.ts';
import { measure } from './measures-sql.ts';
import { HELD_OUT_SHARE, type Population } from './population.ts';
import { scoreSql } from './score-sql.ts';
import { logisticSums, type Source } from './sums-sql.ts';

/** Fewer relapses teach noise: about two for each of sixteen features. */
export const LEAST_POSITIVES = 30;

export type FitLogisticRefusal = 'no_outcomes' | 'too_few_positives' | LogisticRefusal;

export interface Fitted {
  readonly spec: LogisticSpec;
  readonly card: LogisticCard;
}

const STEPS = 6;
/** Less income stands higher: the ranking that a model must beat. */
const INCOME_ALONE = '-f.income_per_head_fen';

/** Refuses, in this order: `no_outcomes`, `too_few_positives` (detail `positives`, `least`), `singular`, `did_not_converge`. */
export async function fitRelapse(
  tx: Tx,
  population: Population,
  county: string,
  outcomes: OutcomeSource,
  at: Date,
  report: Progress,
): Promise<Result<Fitted, FitLogisticRefusal>> {
  const source = (part: 'all' | 'training' | 'heldOut') => population.labelled(county, outcomes.year, part);
  const tell = (done: number, step: string) => report({ step, done, total: STEPS });

  tell(0, 'moments');
  const design = await designOf(tx, source('all'), RELAPSE_FEATURES, 'o.relapsed');
  if (design.n === 0) return refuse('no_outcomes');
  if (design.positives < LEAST_POSITIVES) {
    return refuse('too_few_positives', { positives: design.positives, least: LEAST_POSITIVES });
  }
  tell(1, 'training');
  const training = await solve(tx, source('training'), design, [0, ...design.terms.map(() => 0)]);
  if (!training.ok) return training;
  tell(2, 'heldOut');
  const trained = specOf(design, training.value.beta);
  const heldOut = await measure(tx, source('heldOut'), scoreSql(trained, 'f'));
  tell(3, 'baseline');
  const incomeAlone = await measure(tx, source('heldOut'), INCOME_ALONE);
  tell(4, 'final');
  const final = await solve(tx, source('all'), design, training.value.beta);
  if (!final.ok) return final;
  tell(5, 'inSample');
  const spec = specOf(design, final.value.beta);
  const inSample = await measure(tx, source('all'), scoreSql(spec, 'f'));
  tell(STEPS, 'done');

  const trainedWeights = new Map(trained.terms.map((t) => [t.feature, t.weight]));
  const lines = coefficientLines(RELAPSE_FEATURES, design, final.value.beta, final.value.standardErrors);
  return ok({
    spec,
    card: {
      kind: 'logistic',
      county,
      fittedAt: at.toISOString(),
      outcomes,
      households: design.n,
      positives: design.positives,
      intercept: spec.intercept,
      ridge: RIDGE,
      passes: training.value.passes + final.value.passes,
      coefficients: lines.map((line) => ({ ...line, trainedWeight: trainedWeights.get(line.feature) ?? 0 })),
      heldOut: {
        share: HELD_OUT_SHARE,
        trainedOn: design.n - heldOut.n,
        measures: heldOut,
        baselines: baselines(incomeAlone),
      },
      inSample,
    },
  });
}

const solve = (tx: Tx, source: Source, design: Design, start: readonly number[]) =>
  fitLogistic((beta) => logisticSums(tx, source, design.terms, beta), start, design.ridge);

const specOf = (design: Design, beta: readonly number[]): LogisticSpec => ({
  kind: 'logistic',
  intercept: rounded(beta[0]!),
  terms: weighted(design, beta),
});

const baselines = (incomeAlone: Measures): Baselines => ({
  incomeAloneAuc: incomeAlone.auc,
  incomeAloneRecallTop5: incomeAlone.top.find((t) => t.share === 0.05)?.recall ?? null,
  publishedAuc: PUBLISHED_AUC,
});
