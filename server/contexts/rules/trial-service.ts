// A changed table tried on the whole population before it is published: who would be decided otherwise, and where.

import { parseIsoDate } from '../../../kernel/calendar.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TableVersion } from '../../../kernel/trace.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { compileTable } from './domain/compile.ts';
import type { JdmContent, TableRefusal } from './domain/table.ts';
import {
  changeOf,
  countTrial,
  decisionsOf,
  labelRules,
  TRIAL_CHANGES,
  type TrialChange,
  type TrialCounts,
} from './domain/trial.ts';
import type { ShippedTable } from './shipped.ts';
import type { createTableService } from './table-service.ts';
import { type TrialPopulation, tryOnPopulation } from './trial-sql.ts';

export interface TrialServiceDependencies {
  readonly database: Database;
  readonly businessDate: (county: string) => Promise<string>;
  readonly tables: readonly ShippedTable[];
  readonly populations: Readonly<Record<string, TrialPopulation>>;
  readonly versions: Pick<ReturnType<typeof createTableService>, 'usableContent' | 'checkedInForce'>;
}

/** In order of precedence. */
export type TrialRefusal =
  | 'whole_county_only'
  | 'unknown_table'
  | 'bad_period'
  | 'date_in_past'
  | TableRefusal
  | 'missing_output'
  | 'uncompilable_cell';

export interface TrialSample {
  readonly householdId: string;
  readonly no: string;
  readonly headName: string;
  readonly region: string;
  readonly change: TrialChange;
  /** Decisions before and after, each the values of the outputs that decide; and the ids of the rules that fire. */
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly string[])[];
  readonly rulesBefore: readonly string[];
  readonly rulesAfter: readonly string[];
}

export interface Trial extends TrialCounts {
  /** The day as of which both tables and the parameters are taken. */
  readonly on: string;
  readonly inForce: TableVersion;
  readonly unit: TrialPopulation['unit'];
  /** Cases judged. */
  readonly total: number;
  /** Households of each kind of change, from all over the county. */
  readonly samples: readonly TrialSample[];
}

/** Samples of one kind of change. */
const SAMPLES = 12;

export function createTrialService(dependencies: TrialServiceDependencies) {
  const { database, businessDate, tables, populations, versions } = dependencies;

  /**
   * Judges every row of the county by the version in force and by `content`, with the parameters of the day `on` (the
   * business date when absent); keeps nothing. Refuses as `TrialRefusal`.
   */
  async function tryTable(
    scope: Scope,
    command: { readonly name: string; readonly content: JdmContent; readonly on?: string | undefined },
  ): Promise<Result<Trial, TrialRefusal>> {
    const { county } = scope;
    const { name, content } = command;
    if (scope.region !== county) return refuse('whole_county_only');
    const table = tables.find((one) => one.name === name);
    if (!table) return refuse('unknown_table', { name });
    const population = populations[table.name];
    if (population === undefined) throw new Error(`nobody handed in the rows that ${name} judges`);
    const today = await businessDate(county);
    const on = command.on ?? today;
    if (!parseIsoDate(on).ok) return refuse('bad_period');
    if (on < today) return refuse('date_in_past', { today });
    const after = await versions.usableContent(table, content, county, on);
    if (!after.ok) return after;
    const { version, checked: before } = await versions.checkedInForce(name, county, on);
    const labels = labelRules(before, after.value, table.verdict);
    const statement = tryOnPopulation(county, population, compileTable(before), compileTable(after.value), labels);
    const found = await database.transaction(scope, async (tx) => (await statement.execute(tx)).rows[0]!);
    const idsOf = (numbers: readonly number[]) => numbers.map((number) => labels.rules[number]!.id);
    const sampled = found.cases.flatMap((one): TrialSample[] => {
      const change = changeOf(labels, one);
      if (change === null) return [];
      const { householdId, no, headName, region } = one;
      return [
        {
          householdId,
          no,
          headName,
          region,
          change,
          before: decisionsOf(labels, one.before),
          after: decisionsOf(labels, one.after),
          rulesBefore: idsOf(one.before),
          rulesAfter: idsOf(one.after),
        },
      ];
    });
    return ok({
      on,
      inForce: version,
      unit: population.unit,
      total: Number(found.total),
      ...countTrial(labels, found.groups),
      samples: TRIAL_CHANGES.flatMap((change) => sampled.filter((one) => one.change === change).slice(0, SAMPLES)),
    });
  }

  return { tryTable };
}
