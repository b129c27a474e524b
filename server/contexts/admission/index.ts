// admission: who may use which finance: the table suggests, a named person decides. See README.md.

import type { IsoDate } from '../../../kernel/calendar.ts';
import type { FactRow } from '../../../kernel/facts.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { appealService } from './appeal-service.ts';
import { correctionService } from './correction-service.ts';
import { decisionService } from './decision-service.ts';
import type { Evaluation } from './domain/suggestion.ts';
import { enterpriseService } from './enterprise-service.ts';

export type { Appeal, AppealAnswer } from './domain/appeal.ts';
export type { CheckIn, Correction, Finding, Review, Supervisor } from './domain/correction.ts';
export type { DecideCommand, Training } from './domain/decision.ts';
export type { EnterpriseApplication } from './domain/enterprise.ts';
export {
  isOutcome,
  OUTCOME_MEANING,
  OUTCOMES,
  type Outcome,
  PERMITTED_ACTIVITIES,
  type Text,
} from './domain/outcome.ts';
export type { Evaluation, RuleTrace, RuleVersion, Suggestion } from './domain/suggestion.ts';
export type { Decision } from './reads.ts';
export type { Standing } from './repository.ts';

export interface FactsAnswer {
  readonly row: FactRow;
  /** The day that the row describes, ISO. */
  readonly asOf: string;
}

export interface AdmissionDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly businessDate: (county: string) => Promise<IsoDate>;
  /** Asked of `households`: where the household lives; null when it is not within the scope. */
  readonly household: (scope: Scope, householdId: string) => Promise<{ readonly region: string } | null>;
  /** Asked of `monitoring`: the household's fact row; null when it has not been derived. */
  readonly facts: (scope: Scope, householdId: string) => Promise<FactsAnswer | null>;
  /** Asked of `rules`: the `admission` table in force on a day, on one row. */
  readonly evaluate: (scope: Scope, table: 'admission', subject: FactRow, on: IsoDate) => Promise<Evaluation>;
  /** Asked of `identity` and `households`: whether the household is the actor's own. */
  readonly isOwnHousehold: (scope: Scope, householdId: string) => Promise<boolean>;
  /** Asked of `rules`: the least linked households of an enterprise that is admitted. */
  readonly leastLinkedHouseholds: (county: string, on: IsoDate) => Promise<number>;
}

export type Admission = ReturnType<typeof createAdmission>;

export function createAdmission(dependencies: AdmissionDependencies) {
  return {
    ...decisionService(dependencies),
    ...correctionService(dependencies),
    ...appealService(dependencies),
    ...enterpriseService(dependencies),
  };
}
