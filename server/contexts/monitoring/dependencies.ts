// What monitoring asks of the engines, in its own words; the composition root gives it.

import type { FactRow } from '../../../kernel/facts.ts';
import type { CaseTrace, TableVersion, TraceValue } from '../../../kernel/trace.ts';

export interface CompiledRule {
  readonly version: TableVersion;
  /** One row a fired rule: keys, `rule`, and a column for each output. */
  readonly compiled: { hitsSql(population: { from: string; keys: readonly string[]; where?: string }): string };
}

export interface ExplainedCase {
  readonly version: TableVersion;
  readonly trace: CaseTrace;
}

export interface RuleEngine {
  /** The table in force in the county on a date, compiled with the parameters in force then. */
  compiled(table: 'signals' | 'category' | 'risk', county: string, on: string): Promise<CompiledRule>;
  /** One case by the format's own engine, with the verdict of every cell. */
  explain(table: string, county: string, on: string, row: Readonly<Record<string, TraceValue>>): Promise<ExplainedCase>;
  /** A dated parameter's value; throws when it was never set, which is a bug in the shipped parameters. */
  parameter(name: string, county: string, on: string): Promise<unknown>;
}

export interface ScoringModel {
  readonly id: string;
  readonly kind: 'logistic' | 'vep';
  readonly version: number;
  scoreSql(alias: string): string;
  reasonsSql(alias: string): string;
  /** The household's three largest reasons, in words. */
  reasonsOf(row: FactRow): { zh: string; en: string }[];
}

export interface ModelEngine {
  /** The model that scores the county: logistic where one is published, else VEP fitted on the county itself. */
  scoring(county: string): Promise<ScoringModel | null>;
}
