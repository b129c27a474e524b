// monitoring: facts, screening, clues. See README.md.

import type { FactName } from '../../../kernel/facts.ts';
import type { Database, Scope } from '../../platform/database.ts';
import * as reads from './reads.ts';
import { createScreening, type ScreeningDependencies } from './screening.ts';

export type { CompiledRule, ModelEngine, RuleEngine, ScoringModel, TableVersion } from './dependencies.ts';
export type { FunnelStep, Tally } from './domain.ts';
export type { AssessmentRow, Clue, ClueQuery, HouseholdFacts, ScreeningHead, SourceLine } from './reads.ts';
export type { ScreeningRefusal, ScreeningResult, ScreeningVersions } from './screening.ts';

/** The stable view of fact rows that models are fitted on. */
export const FACTS_VIEW = 'monitoring.pub_facts';

export type Monitoring = ReturnType<typeof createMonitoring>;

export function createMonitoring(dependencies: ScreeningDependencies) {
  const { database } = dependencies;
  const screening = createScreening(dependencies);
  return { ...screening, ...createReads(database) };
}

function createReads(database: Database) {
  return {
    /** Screenings of the county, newest first. */
    listScreenings: (scope: Scope, limit: number) =>
      database.transaction(scope, (tx) => reads.listScreenings(tx, scope.county, limit)),
    /** Open clues within the scope, gravest first. */
    listClues: (scope: Scope, query: reads.ClueQuery) =>
      database.transaction(scope, (tx) => reads.listClues(tx, scope.county, query)),
    /** A household's facts and standing assessment; null when there are none in scope. */
    findFacts: (scope: Scope, householdId: string) =>
      database.transaction(scope, (tx) => reads.findFacts(tx, scope.county, householdId)),
    /** The rows behind one fact of a household. */
    traceFact: (scope: Scope, householdId: string, asOf: string, fact: FactName) =>
      database.transaction(scope, (tx) => reads.traceFact(tx, scope.county, householdId, asOf, fact)),
    /** Every household of the county as the newest screening sees it, page by page. */
    exportAssessments: (scope: Scope) =>
      reads.exportAssessments((work) => database.transaction(scope, work), scope.county),
  };
}
