// What financing asks of others; the composition root gives it.

import type { IsoDate } from '../../../kernel/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope } from '../../platform/database.ts';
import type { Admission, Evaluation } from '../admission/index.ts';
import type { Parameters } from './domain/assumptions.ts';
import type { NeedRow } from './domain/channel.ts';

export interface FinancingDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly businessDate: (county: string) => Promise<IsoDate>;
  /** Asked of `households`: where the household lives; null when it is not within the scope. */
  readonly household: (scope: Scope, householdId: string) => Promise<{ readonly region: string } | null>;
  readonly admission: Pick<Admission, 'standing' | 'suggestAdmission' | 'suggestFor'>;
  /** Asked of `admission`: the enterprise or co-operative that a decision admits; null when none does. */
  readonly enterprise: (
    scope: Scope,
    creditCode: string,
  ) => Promise<{ readonly kind: 'enterprise' | 'cooperative'; readonly linkedHouseholds: number } | null>;
  /** Asked of `rules`: the `path` table in force on a day, on one need. */
  readonly evaluate: (scope: Scope, table: 'path', subject: NeedRow, on: IsoDate) => Promise<Evaluation>;
  /** Asked of `rules`: the county's parameters in force on a day, by name. */
  readonly parameters: (scope: Scope, on: IsoDate) => Promise<Parameters>;
}
