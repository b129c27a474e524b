// What a table's users rely on: columns that must be there, of a kind, with values that they know.

import type { CellProblem, CheckedTable, OutputType } from './checked-table.ts';
import { toNumber } from './decimal.ts';
import { isRational, type Output } from './expression.ts';

export interface RequiredOutput {
  readonly field: string;
  readonly type: OutputType;
  /** Closed list; each rule must write one of these, literally. */
  readonly values?: readonly (string | number)[];
  /** Whether a rule may leave it empty. */
  readonly optional?: boolean;
}

/** The first required column that the table lacks or that holds another kind of value. */
export function missingOutput(checked: CheckedTable, required: readonly RequiredOutput[]): string | undefined {
  return required.find(
    ({ field, type }) => !checked.outputs.some((output) => output.field === field && output.type === type),
  )?.field;
}

function written(output: Output): string | number | boolean | null | undefined {
  if (output.kind !== 'literal') return undefined;
  return isRational(output.value) ? toNumber(output.value) : output.value;
}

/** Output cells that are empty though required, or hold what no user of the table knows. */
export function unmetCells(checked: CheckedTable, required: readonly RequiredOutput[]): CellProblem[] {
  return checked.rules.flatMap(({ index, rule, outputs }) =>
    required.flatMap(({ field, values, optional }): CellProblem[] => {
      const column = checked.outputs.find((output) => output.field === field);
      const output = outputs[field];
      if (!column || (!output && optional)) return [];
      const value = output && written(output);
      if (output && (!values || values.some((known) => known === value))) return [];
      const text = rule.cells[column.id] ?? '';
      return [{ table: checked.name, row: index + 1, column: column.name, text, why: 'unknown_value', at: text }];
    }),
  );
}
