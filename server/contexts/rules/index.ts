// rules: decision tables and dated parameters. See README.md.

import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { checkTable } from './domain/checked-table.ts';
import { type CompiledTable, compileTable } from './domain/compile.ts';
import { type JdmContent, readTable } from './domain/table.ts';
import { installShipped } from './install.ts';
import { createParameterService } from './parameter-service.ts';
import { DEFAULT_PARAMETER_VALUES } from './parameters.ts';
import { SHIPPED_TABLES, type ShippedTable, type TableName } from './shipped.ts';
import { createTableService } from './table-service.ts';
import { createTrialService } from './trial-service.ts';
import type { TrialPopulation } from './trial-sql.ts';

export type { SubjectRow } from './domain/subject.ts';
export type { JdmContent } from './domain/table.ts';
export { DEFAULT_PARAMETER_VALUES } from './parameters.ts';
export { caseTraceSchema, tableVersionSchema } from './schema.ts';
export type { TrialPopulation } from './trial-sql.ts';

export interface RulesDependencies {
  readonly database: Database;
  readonly clock: Clock;
  /** Asked of `places`: the county's business date, ISO. */
  readonly businessDate: (county: string) => Promise<string>;
  /** The rows that each table judges, for trials; from the contexts that own them. */
  readonly populations?: Readonly<Record<string, TrialPopulation>>;
  /** Tables and their subjects; the shipped ones when absent. */
  readonly tables?: readonly ShippedTable[];
}

export type Rules = ReturnType<typeof createRules>;

export function createRules(dependencies: RulesDependencies) {
  const { database, clock, businessDate, populations = {}, tables = SHIPPED_TABLES } = dependencies;
  const parameters = createParameterService({ database, clock, businessDate });
  const { ruleParameters } = parameters;
  const { usableContent, checkedInForce, ...versions } = createTableService({
    database,
    clock,
    businessDate,
    ruleParameters,
    tables,
  });
  return {
    ...parameters,
    ...versions,
    ...createTrialService({ database, businessDate, tables, populations, versions: { usableContent, checkedInForce } }),
    /** Puts shipped tables and parameters into the database; safe to repeat. Outside any scope. */
    installShipped: () => installShipped(database, clock, tables),
  };
}

/** A shipped table with the shipped parameters, without a database: for benchmarks and other contexts' tests. */
export function compileShipped(name: TableName): { readonly compiled: CompiledTable; readonly content: JdmContent } {
  const shipped = SHIPPED_TABLES.find((table) => table.name === name);
  if (!shipped) throw new Error(`no shipped table ${name}`);
  const read = readTable(shipped.content);
  if (!read.ok) throw new Error(`shipped table ${name}: ${read.refusal.code}`);
  const checked = checkTable(name, read.value, shipped.subject, DEFAULT_PARAMETER_VALUES);
  if (!checked.ok) throw new Error(`shipped table ${name}: ${JSON.stringify(checked.refusal)}`);
  return { compiled: compileTable(checked.value), content: shipped.content };
}
