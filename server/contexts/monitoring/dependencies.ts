// What monitoring asks of the engines, in its own words; the composition root gives it.

import type { FactRow } from '../../../kernel/facts.ts';

/** Which published table decided. */
export interface TableVersion {
  readonly table: string;
  readonly version: number;
  readonly hash: string;
  readonly validFrom: string;
}

export interface CompiledRule {
  readonly version: TableVersion;
  /** One row a fired rule: keys, `rule`, and a column for each output. */
  readonly compiled: { hitsSql(population: { from: string; keys: readonly string[]; where?: string }): string };
}

export type TraceValue = string | number | boolean | null;

/** Why one case was decided, cell by cell (rules: CaseTrace). */
export interface Trace {
  readonly table: string;
  readonly hitPolicy: 'first' | 'collect';
  readonly fired: readonly number[];
  readonly rows: readonly {
    readonly index: number;
    readonly id: string;
    readonly description: string;
    readonly fired: boolean;
    readonly cells: readonly {
      readonly column: string;
      readonly field?: string;
      readonly text: string;
      readonly value: TraceValue;
      readonly facts: Readonly<Record<string, TraceValue>>;
      readonly holds: boolean;
      readonly absent: boolean;
    }[];
    readonly outputs: Readonly<Record<string, TraceValue>>;
  }[];
}

export interface ExplainedCase {
  readonly version: TableVersion;
  readonly trace: Trace;
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
