// The logistic model of relapse: fitted on everybody, and once more without each fifth of the households in turn, so
// that the card measures every household by a fit that never saw it.

import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Tx } from '../../platform/database.ts';
import type { Progress } from '../../platform/jobs.ts';
import { type Baselines, type LogisticCard, type Measures, type OutcomeSource, PUBLISHED_AUC } from './domain/card.ts';
import { RELAPSE_FEATURES } from './domain/features.ts';
import { fitLogistic, type LogisticFit, type LogisticRefusal } from './domain/logistic.ts';
import type { LogisticSpec } from './domain/model.ts';
import { coefficientLines, type Design, designOf, RIDGE, rounded, weighted } from './fitting.ts';
import { measure } from './measures-sql.ts';
import { FOLDS, foldSql, type Population } from './population.ts';
import { scoreSql } from './score-sql.ts';
import { logisticSums, type Source } from './sums-sql.ts';

/** Fewer relapses teach noise: about two for each of sixteen features. */
export const LEAST_POSITIVES = 30;

export type FitLogisticRefusal = 'no_outcomes' | 'too_few_positives' | LogisticRefusal;

export interface Fitted {
  readonly spec: LogisticSpec;
  readonly card: LogisticCard;
}

const STEPS = FOLDS + 3;
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
  const tell = (done: number, step: string) => report({ step, done, total: STEPS });
  const everybody = population.labelled(county, outcomes.year);

  tell(0, 'moments');
  const design = await designOf(tx, everybody, RELAPSE_FEATURES, 'o.relapsed');
  if (design.n === 0) return refuse('no_outcomes');
  if (design.positives < LEAST_POSITIVES) {
    return refuse('too_few_positives', { positives: design.positives, least: LEAST_POSITIVES });
  }
  tell(1, 'fit');
  const final = await solve(tx, everybody, design, [0, ...design.terms.map(() => 0)]);
  if (!final.ok) return final;
  const folds: LogisticFit[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    tell(2 + fold, 'folds');
    // The top is the same wherever the climb starts, and this start is near it.
    const fit = await solve(tx, population.labelled(county, outcomes.year, fold), design, final.value.beta);
    if (!fit.ok) return fit;
    folds.push(fit.value);
  }
  tell(STEPS - 1, 'card');
  const spec = specOf(design, final.value.beta);
  const unseen = folds.map((fit, fold) => `when ${fold} then ${scoreSql(specOf(design, fit.beta), 'f')}`);
  const heldOut = await measure(tx, everybody, `case ${foldSql('f')} ${unseen.join(' ')} end`);
  const incomeAlone = await measure(tx, everybody, INCOME_ALONE);
  const inSample = await measure(tx, everybody, scoreSql(spec, 'f'));
  tell(STEPS, 'done');
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
      passes: [final.value, ...folds].reduce((sum, fit) => sum + fit.passes, 0),
      coefficients: linesOf(design, final.value, folds),
      heldOut: { folds: FOLDS, measures: heldOut, baselines: baselines(incomeAlone) },
      inSample,
    },
  });
}

function linesOf(design: Design, final: LogisticFit, folds: readonly LogisticFit[]): LogisticCard['coefficients'] {
  return coefficientLines(RELAPSE_FEATURES, design, final.beta, final.standardErrors).map((line) => {
    const at = design.features.findIndex((f) => f.name === line.feature) + 1;
    return { ...line, foldWeights: folds.map((fit) => (at === 0 ? 0 : rounded(fit.beta[at]!))) };
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
