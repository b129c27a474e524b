// Why one case was decided: for each rule, whether it fired, and for each of its cells whether it holds.

import type { CheckedTable } from './checked-table.ts';
import { columnValue, evaluate, fieldsIn, outputDefined, outputValue, type Verdict } from './evaluate.ts';
import type { SubjectRow } from './subject.ts';

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

function traceRow(checked: CheckedTable, index: number, row: SubjectRow): TraceRow {
  const rule = checked.rules[index];
  if (!rule) throw new RangeError(`no rule ${index}`);
  const cells = rule.cells.map(({ column, text, test }): TraceCell => {
    const verdict: Verdict = test ? evaluate(test, row) : true;
    const named = test ? fieldsIn(test).filter((field) => field.name !== column.column.field) : [];
    return {
      column: column.column.name,
      ...(column.column.field ? { field: column.column.field } : {}),
      text,
      value: column.operand ? columnValue(column.operand, row) : null,
      facts: Object.fromEntries(named.map((field) => [field.name, row[field.name] ?? null])),
      holds: verdict === true,
      absent: verdict === undefined,
    };
  });
  const outputs = Object.entries(rule.outputs);
  const fired = cells.every((cell) => cell.holds) && outputs.every(([, output]) => outputDefined(output, row));
  return {
    index,
    id: rule.rule.id,
    description: rule.rule.description,
    fired,
    cells,
    outputs: fired ? Object.fromEntries(outputs.map(([field, output]) => [field, outputValue(output, row)])) : {},
  };
}

/** With hit policy `first`, rules after the first that fires are shown with their cells but not as fired. */
export function traceCase(checked: CheckedTable, row: SubjectRow): CaseTrace {
  const rows = checked.rules.map((_, index) => traceRow(checked, index, row));
  const first = rows.findIndex((one) => one.fired);
  const kept =
    checked.table.hitPolicy === 'collect'
      ? rows
      : rows.map((one) => (one.fired && one.index !== first ? { ...one, fired: false, outputs: {} } : one));
  return {
    table: checked.name,
    hitPolicy: checked.table.hitPolicy,
    fired: kept.flatMap((one) => (one.fired ? [one.index] : [])),
    rows: kept,
  };
}
