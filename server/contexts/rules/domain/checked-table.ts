// A table whose every cell has been read and understood against its subject, or the list of cells that could not be.

import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { checkCalculation, checkOperand, checkOutput, checkTest, type Scope } from './check.ts';
import { isRational, type Operand, type Output, type Scalar, type Test } from './expression.ts';
import { CellFault, type CellFaultKind } from './fault.ts';
import { type Node, parseStandard, parseUnary } from './parser.ts';
import { quotientOf } from './polynomial.ts';
import { fails, holds } from './sql-test.ts';
import type { ParameterValues, RuleSubject } from './subject.ts';
import type { DecisionTable, InputColumn, OutputColumn, Rule } from './table.ts';

export type OutputType = 'text' | 'number' | 'boolean';

export interface CheckedColumn {
  readonly column: InputColumn;
  /** What stands above the cells; undefined for a column of whole conditions. */
  readonly operand: Operand | undefined;
}

export interface CheckedCell {
  readonly column: CheckedColumn;
  readonly text: string;
  /** Undefined for an empty cell, which holds for everyone. */
  readonly test: Test | undefined;
}

export interface CheckedRule {
  /** From 0, in the table's order: the number that the engine's trace and the SQL both use. */
  readonly index: number;
  readonly rule: Rule;
  readonly cells: readonly CheckedCell[];
  /** By output field; a cell left empty is absent. */
  readonly outputs: Readonly<Record<string, Output>>;
}

export interface CheckedOutput extends OutputColumn {
  readonly type: OutputType;
}

export interface CheckedTable {
  /** The table's name, for refusals and traces. */
  readonly name: string;
  readonly table: DecisionTable;
  readonly subject: RuleSubject;
  readonly parameters: ParameterValues;
  readonly columns: readonly CheckedColumn[];
  readonly outputs: readonly CheckedOutput[];
  readonly rules: readonly CheckedRule[];
}

/** A cell that cannot be used, as the editor marks it. */
export interface CellProblem {
  readonly table: string;
  /** Row number from 1, as people count; 0 for the column heading. */
  readonly row: number;
  readonly column: string;
  readonly text: string;
  readonly why: CellFaultKind;
  readonly at: string;
}

function attempt<T>(work: () => T): T | CellFault {
  try {
    return work();
  } catch (error) {
    if (error instanceof CellFault) return error;
    throw error;
  }
}

/** Columns and cells with faults are collected, so that the editor can mark all of them at once. */
class Reading {
  readonly problems: CellProblem[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  cell<T>(row: number, column: string, text: string, work: () => T): T | undefined {
    const result = attempt(work);
    if (!(result instanceof CellFault)) return result;
    this.problems.push({ table: this.#name, row, column, text, why: result.kind, at: result.at });
    return undefined;
  }
}

interface ReadColumn {
  readonly checked: CheckedColumn;
  readonly node: Node | undefined;
  /** A calculation above the column must have a value before its cells are looked at. */
  readonly defined: Test | undefined;
}

function readColumn(column: InputColumn, scope: Scope, reading: Reading): ReadColumn | undefined {
  const { field } = column;
  if (field === null) return { checked: { column, operand: undefined }, node: undefined, defined: undefined };
  return reading.cell(0, column.name, field, () => {
    const node = parseStandard(field);
    const operand = checkOperand(node, { ...scope, column: undefined });
    const calculation =
      operand.type === 'number' && operand.calculation.kind !== 'field'
        ? checkCalculation(node, { ...scope, column: undefined })
        : undefined;
    if (calculation) quotientOf(calculation);
    return {
      checked: { column, operand },
      node,
      defined: calculation ? { kind: 'defined', calculation } : undefined,
    };
  });
}

function readTest(text: string, column: ReadColumn, scope: Scope): Test | undefined {
  if (text === '') return undefined;
  const test = column.node
    ? checkTest(parseUnary(text), { ...scope, column: column.node })
    : checkTest(parseStandard(text), scope);
  // Compiling is the check: what SQL cannot say is refused here, not at the first screening.
  holds(test, 'f');
  fails(test, 'f');
  return column.defined ? { kind: 'both', left: column.defined, right: test } : test;
}

function readOutput(text: string, scope: Scope): Output | undefined {
  if (text === '') return undefined;
  const output = checkOutput(parseStandard(text), scope);
  if (output.kind === 'calculation') {
    const { rounded, denominator } = quotientOf(output.calculation);
    if (rounded || denominator) throw new CellFault('inexact_division', '/');
  }
  return output;
}

function literalType(value: Scalar): OutputType | undefined {
  if (value === null) return undefined;
  return isRational(value) ? 'number' : typeof value === 'string' ? 'text' : 'boolean';
}

function outputType(output: Output): OutputType | undefined {
  switch (output.kind) {
    case 'literal':
      return literalType(output.value);
    case 'field':
      return output.field.type === 'text' || output.field.type === 'boolean' ? output.field.type : 'number';
    case 'calculation':
      return 'number';
    case 'sentence':
      return 'text';
    default:
      return output satisfies never;
  }
}

function readRule(
  rule: Rule,
  index: number,
  table: DecisionTable,
  columns: readonly ReadColumn[],
  types: Map<string, OutputType>,
  scope: Scope,
  reading: Reading,
): CheckedRule {
  const cells = columns.map((column): CheckedCell => {
    const { id, name } = column.checked.column;
    const text = rule.cells[id] ?? '';
    const test = reading.cell(index + 1, name, text, () => readTest(text, column, scope));
    return { column: column.checked, text, test };
  });
  const outputs: Record<string, Output> = {};
  for (const { id, name, field } of table.outputs) {
    const text = rule.cells[id] ?? '';
    const output = reading.cell(index + 1, name, text, () => {
      const read = readOutput(text, scope);
      const type = read && outputType(read);
      if (type && (types.get(field) ?? type) !== type) throw new CellFault('type_mismatch', text);
      if (type) types.set(field, type);
      return read;
    });
    if (output) outputs[field] = output;
  }
  return { index, rule, cells, outputs };
}

export interface Checking {
  /** Complete only when there are no problems. */
  readonly checked: CheckedTable;
  readonly problems: readonly CellProblem[];
}

/** Reads every cell. `parameters` are the values in force; each one that a cell names must be among them. */
export function inspectTable(
  name: string,
  table: DecisionTable,
  subject: RuleSubject,
  parameters: ParameterValues,
): Checking {
  const reading = new Reading(name);
  const scope: Scope = { subject, parameters, column: undefined };
  const columns = table.inputs.flatMap((column) => readColumn(column, scope, reading) ?? []);
  const types = new Map<string, OutputType>();
  const rules = table.rules.map((rule, index) => readRule(rule, index, table, columns, types, scope, reading));
  const outputs = table.outputs.map((column) => ({ ...column, type: types.get(column.field) ?? 'text' }));
  return {
    checked: { name, table, subject, parameters, columns: columns.map(({ checked }) => checked), outputs, rules },
    problems: reading.problems,
  };
}

/** Refuses with the first cell that cannot be used: `uncompilable_cell` {table, row, column, text, why, at}. */
export function checkTable(
  name: string,
  table: DecisionTable,
  subject: RuleSubject,
  parameters: ParameterValues,
): Result<CheckedTable, 'uncompilable_cell'> {
  const { checked, problems } = inspectTable(name, table, subject, parameters);
  const [first] = problems;
  return first ? refuse('uncompilable_cell', { ...first }) : ok(checked);
}
