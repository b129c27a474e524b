// Why a rule table decided one case: for each rule, whether it fired, and for each of its cells whether it holds. Rules
// makes it, decisions keep it whole, pages show it.

/** Which published table decided; kept with every decision. */
export interface TableVersion {
  readonly table: string;
  readonly version: number;
  /** Of what decides: columns, cells and their order. */
  readonly hash: string;
  /** The first day, ISO; empty for a draft. */
  readonly validFrom: string;
}

export type TraceValue = string | number | boolean | null;

export interface TraceCell {
  /** The column's title. */
  readonly column: string;
  /** The field (or expression) that the column tests; absent for a column of free conditions. */
  readonly field?: string;
  /** The cell as written; empty means "any". */
  readonly text: string;
  /** What the column stands for in this case; null when it is absent or the column has no field. */
  readonly value: TraceValue;
  /** Further facts that the cell names, by field name. */
  readonly facts: Readonly<Record<string, TraceValue>>;
  /** False also when a fact is absent that the cell would have to compare. */
  readonly holds: boolean;
  /** Whether a fact was absent, so that the cell could be neither true nor false. */
  readonly absent: boolean;
}

export interface TraceRow {
  /** From 0, in the table's order. */
  readonly index: number;
  readonly id: string;
  readonly description: string;
  readonly fired: boolean;
  readonly cells: readonly TraceCell[];
  readonly outputs: Readonly<Record<string, TraceValue>>;
}

export interface CaseTrace {
  readonly table: string;
  readonly hitPolicy: 'first' | 'collect';
  /** Rule numbers that fired, in the table's order; at most one when the policy is `first`. */
  readonly fired: readonly number[];
  readonly rows: readonly TraceRow[];
}
