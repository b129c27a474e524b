// monitoring: facts, screening, clues. See README.md.

import type { FactName } from '../../../kernel/facts.ts';
import type { Scope } from '../../platform/database.ts';
import { type Attention, openClues, tell } from './attention.ts';
import * as reads from './reads.ts';
import { createScreening, type ScreeningDependencies } from './screening.ts';
import { traceFact } from './sources.ts';

export type { Attention } from './attention.ts';
export type { CompiledRule, ModelEngine, RuleEngine, ScoringModel } from './dependencies.ts';
export type { FunnelStep, Tally } from './domain.ts';
export type { AssessmentRow, Clue, ClueCounts, ClueQuery, HouseholdFacts, ScreeningHead } from './reads.ts';
export type { ScreeningRefusal, ScreeningResult, ScreeningVersions } from './screening.ts';
export type { SourceLine } from './sources.ts';

/** The stable view of fact rows that models are fitted on. */
export const FACTS_VIEW = 'monitoring.pub_facts';

/** The rows that the screening's tables judge, under the alias `f`: facts, and what the newest screening found. */
export const JUDGED_BY_SCREENING = {
  signals: { from: 'monitoring.facts f', unit: 'household' },
  category: { from: 'monitoring.facts f', unit: 'household' },
  risk: {
    from: `(select county, household_id, region, hits, worst as worst_severity, score_quantile from monitoring.assessment) f`,
    unit: 'household',
  },
} as const;

export type Monitoring = ReturnType<typeof createMonitoring>;

export function createMonitoring(dependencies: ScreeningDependencies) {
  const screening = createScreening(dependencies);
  return { ...screening, ...createReads(dependencies), ...createExplanations(dependencies) };
}

function createReads({ database, businessDate }: ScreeningDependencies) {
  return {
    /** Screenings of the county, newest first. */
    listScreenings: (scope: Scope, limit: number) =>
      database.transaction(scope, (tx) => reads.listScreenings(tx, scope.county, limit)),
    /** Open clues within the scope, gravest first. */
    listClues: (scope: Scope, query: reads.ClueQuery) =>
      database.transaction(scope, (tx) => reads.listClues(tx, scope.county, query)),
    /** Open clues of a place within the scope, counted. */
    countClues: (scope: Scope, region: string) =>
      database.transaction(scope, (tx) => reads.countClues(tx, scope.county, region)),
    /** A household's facts and standing assessment; null when there are none in scope. */
    findFacts: (scope: Scope, householdId: string) =>
      database.transaction(scope, (tx) => reads.findFacts(tx, scope.county, householdId)),
    /** The rows behind one fact of a household; null when it has no facts in scope. */
    traceFact: async (scope: Scope, householdId: string, fact: FactName) => {
      const today = await businessDate(scope.county);
      return await database.transaction(scope, async (tx) => {
        const { county } = scope;
        const found = await reads.findFacts(tx, county, householdId);
        if (found === null) return null;
        const { asOf, incomeYear } = found;
        return await traceFact(tx, { county, householdId, asOf, incomeYear, today }, fact);
      });
    },
    /** The village with the most open clues and its gravest household; null while there are none. */
    busiestVillage: (scope: Scope) => database.transaction(scope, (tx) => reads.busiestVillage(tx, scope.county)),
    /** Every household of the county as the newest screening sees it, page by page. */
    exportAssessments: (scope: Scope) =>
      reads.exportAssessments((work) => database.transaction(scope, work), scope.county),
  };
}

function createExplanations({ database, rules, models, businessDate }: ScreeningDependencies) {
  const stored = (scope: Scope, householdId: string) =>
    database.transaction(scope, (tx) => reads.findFacts(tx, scope.county, householdId));

  /** A household's facts with its assessment and the model's reasons in words; null when there are none in scope. */
  async function explainFacts(scope: Scope, householdId: string) {
    const found = await stored(scope, householdId);
    if (found === null || found.assessment === null) return found === null ? null : { ...found, assessment: null };
    const model = found.assessment.score === null ? null : await models.scoring(scope.county);
    return {
      ...found,
      assessment: { ...found.assessment, modelReasons: model === null ? [] : model.reasonsOf(found.row) },
    };
  }

  /**
   * Why a table fires for a household, cell by cell, by the versions that made its assessment (admission: by today's);
   * null when the household has no facts in scope.
   */
  async function traceTable(scope: Scope, householdId: string, table: 'signals' | 'category' | 'risk' | 'admission') {
    const found = await stored(scope, householdId);
    if (found === null) return null;
    const today = await businessDate(scope.county);
    const on = table === 'admission' ? today : (found.rulesOn ?? today);
    if (table !== 'risk') return await rules.explain(table, scope.county, on, found.row);
    if (found.assessment === null) return null;
    const signals = await rules.explain('signals', scope.county, on, found.row);
    const severities = signals.trace.rows.filter((r) => r.fired).map((r) => Number(r.outputs.severity ?? 0));
    return await rules.explain('risk', scope.county, on, {
      hits: severities.length,
      worstSeverity: Math.max(0, ...severities),
      scoreQuantile: found.assessment.quantile,
    });
  }

  /** What the household itself is told of its screening; null when it has no facts in scope. */
  async function findAttention(scope: Scope, householdId: string): Promise<Attention | null> {
    const found = await explainFacts(scope, householdId);
    if (found === null) return null;
    const clues = await database.transaction(scope, (tx) => openClues(tx, scope.county, householdId));
    return tell(found, clues, found.assessment?.modelReasons ?? []);
  }

  return { explainFacts, traceTable, findAttention };
}
