// VEP of a county: fitted on one cross-section of all its households; no outcome is needed.

import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Tx } from '../../platform/database.ts';
import type { Progress } from '../../platform/jobs.ts';
import type { OutcomeSource, VepCard } from './domain/card.ts';
import { INCOME_CHARACTERISTICS } from './domain/characteristics.ts';
import type { VepSpec } from './domain/model.ts';
import { atLeast, ln, num, scaled, type Term } from './domain/terms.ts';
import { fitVep, type VepFit } from './domain/vep.ts';
import { coefficientLines, type Design, designOf, rounded, weighted } from './fitting.ts';
import { measure } from './measures-sql.ts';
import type { Population } from './population.ts';
import { rankedScoreSql, scoreSql } from './score-sql.ts';
import { type Source, weightedSums } from './sums-sql.ts';

/** Ten households for each column of the regression. */
export const LEAST_HOUSEHOLDS = 10 * (INCOME_CHARACTERISTICS.length + 1);

export type FitVepRefusal = 'too_few_households' | 'singular';

const STEPS = 3;

/** Log of income per head in yuan; a tenth of the line is the floor (losses have no logarithm). */
export const lnIncomeYuan: Term = ln(greater(atLeast(num('incomePerHead'), 1), scaled(num('line'), 0.1)));

function greater(left: Term, right: Term): Term {
  return {
    sql: (a) => `greatest(${left.sql(a)}, ${right.sql(a)})`,
    value: (row) => Math.max(left.value(row), right.value(row)),
  };
}

/** Refuses, in this order: `too_few_households` (detail `households`, `least`), `singular`. */
export async function fitVulnerability(
  tx: Tx,
  population: Population,
  county: string,
  outcomes: OutcomeSource | undefined,
  at: Date,
  report: Progress,
): Promise<Result<{ spec: VepSpec; card: VepCard }, FitVepRefusal>> {
  const everyone = population.everyone(county);
  report({ step: 'moments', done: 0, total: STEPS });
  const design = await designOf(tx, everyone, INCOME_CHARACTERISTICS, 'false');
  if (design.n < LEAST_HOUSEHOLDS)
    return refuse('too_few_households', { households: design.n, least: LEAST_HOUSEHOLDS });
  report({ step: 'regressions', done: 1, total: STEPS });
  const fit = await fitVep(
    (target, weight) => weightedSums(tx, everyone, design.terms, lnIncomeYuan, target, weight),
    design.ridge,
  );
  if (!fit.ok) return fit;
  const spec = specOf(design, fit.value);
  report({ step: 'card', done: 2, total: STEPS });
  const spread = await distribution(tx, everyone, spec);
  const againstOutcomes =
    outcomes === undefined
      ? null
      : {
          outcomes,
          measures: await measure(tx, population.labelled(county, outcomes.year), scoreSql(spec, 'f')),
        };
  report({ step: 'done', done: STEPS, total: STEPS });
  return ok({
    spec,
    card: {
      kind: 'vep',
      county,
      fittedAt: at.toISOString(),
      households: design.n,
      rSquared: fit.value.rSquared,
      variance: fit.value.variance,
      varianceFloor: spec.floor,
      coefficients: linesOf(design, fit.value),
      ...spread,
      againstOutcomes,
    },
  });
}

function specOf(design: Design, fit: VepFit): VepSpec {
  return {
    kind: 'vep',
    intercept: rounded(fit.beta[0]!),
    terms: weighted(design, fit.beta),
    varianceIntercept: rounded(fit.theta[0]!),
    varianceWeights: fit.theta.slice(1).map(rounded),
    floor: fit.floor,
  };
}

function linesOf(design: Design, fit: VepFit): VepCard['coefficients'] {
  const mean = coefficientLines(INCOME_CHARACTERISTICS, design, fit.beta, fit.betaErrors);
  const variance = coefficientLines(INCOME_CHARACTERISTICS, design, fit.theta, fit.thetaErrors);
  return mean.map((line, i) => ({
    ...line,
    varianceWeight: variance[i]!.weight,
    varianceError: variance[i]!.standardError,
  }));
}

/** Pα = (1/N) Σ_{y<z} ((z−y)/z)^α over households, with a loss counted as no income (parameters.md, "Measurement"). */
async function distribution(tx: Tx, everyone: Source, spec: VepSpec) {
  const { rows } = await sql<{
    mean: number;
    vulnerable: number;
    relative: number;
    p0: number;
    p1: number;
    p2: number;
  }>`
    with household as materialized (
      select ${sql.raw(rankedScoreSql(spec, 'f'))} as v,
        greatest(f.line_fen - greatest(f.income_per_head_fen, 0), 0)::numeric / greatest(f.line_fen, 1) as gap
      ${everyone}
    ), poverty as (
      select avg((gap > 0)::int) as p0, avg(gap) as p1, avg(gap * gap) as p2 from household
    )
    select avg(v)::float8 as mean, avg((v >= 0.5)::int)::float8 as vulnerable, avg((v > p0)::int)::float8 as relative,
      min(p0)::float8 as p0, min(p1)::float8 as p1, min(p2)::float8 as p2
    from household cross join poverty`.execute(tx);
  const { mean, vulnerable, relative, p0, p1, p2 } = rows[0]!;
  return { meanVulnerability: mean, vulnerable, relativelyVulnerable: relative, fgt: [p0, p1, p2] as const };
}
