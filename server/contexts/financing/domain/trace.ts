// How a rule table decided one need, as `rules` explains a case: each row, and each of its cells.

export type TraceValue = string | number | boolean | null;

/** The published table that a trace comes from. */
export interface TracedTable {
  readonly table: string;
  readonly version: number;
  readonly validFrom: string;
}

export interface RuleTrace {
  readonly table: string;
  readonly hitPolicy: 'first' | 'collect';
  /** Row numbers that fired, from 0. */
  readonly fired: readonly number[];
  readonly rows: readonly {
    readonly index: number;
    readonly id: string;
    readonly description: string;
    readonly fired: boolean;
    readonly cells: readonly {
      readonly column: string;
      /** The field that the column tests; absent for a column of free conditions. */
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
