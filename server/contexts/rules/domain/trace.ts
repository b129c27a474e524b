// Why one case was decided: for each rule, whether it fired, and for each of its cells whether it holds.

import type { CaseTrace, TraceCell, TraceRow } from '../../../../kernel/trace.ts';
import type { CheckedTable } from './checked-table.ts';
import { columnValue, evaluate, fieldsIn, outputDefined, outputValue, type Verdict } from './evaluate.ts';
import type { SubjectRow } from './subject.ts';

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
