// What admission asks of others; the composition root gives it.

import type { IsoDate } from '../../../kernel/calendar.ts';
import type { FactRow } from '../../../kernel/facts.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope } from '../../platform/database.ts';
import type { Supervisor } from './domain/correction.ts';
import type { Evaluation } from './domain/suggestion.ts';

export interface FactsAnswer {
  readonly row: FactRow;
  /** The day that the row describes, ISO. */
  readonly asOf: string;
}

export interface CompiledRule {
  hitsSql(population: { readonly from: string; readonly keys: readonly string[]; readonly where?: string }): string;
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
  /** Asked of `rules`: the same table as one SQL statement: keys, and its outputs by their snake_case names. */
  readonly compiled: (scope: Scope, table: 'admission', on: IsoDate) => Promise<CompiledRule>;
  /** Asked of `identity` and `households`: whether the household is the actor's own. */
  readonly isOwnHousehold: (scope: Scope, householdId: string) => Promise<boolean>;
  /** Asked of `identity`: who may supervise a correction in that village: its officers, its township's, the county's. */
  readonly supervisors: (scope: Scope, region: string) => Promise<readonly Supervisor[]>;
  /** Asked of `rules`: the least months of a correction. */
  readonly leastCorrectionMonths: (county: string, on: IsoDate) => Promise<number>;
  /** Asked of `rules`: the least linked households of an enterprise that is admitted. */
  readonly leastLinkedHouseholds: (county: string, on: IsoDate) => Promise<number>;
}
