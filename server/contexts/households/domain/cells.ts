// Reads the cells of one row by column name and notes what is wrong with them.

import { type IsoDate, parseLooseDate } from '../../../../kernel/calendar.ts';
import { type Fen, fen, LARGEST, parseYuan } from '../../../../kernel/money.ts';
import { normaliseCell, normaliseName } from '../../../../kernel/text.ts';
import { codeOf, isNothing } from './codes.ts';
import { COLUMNS, type Column, type Mapping, type TableKind } from './columns.ts';
import { type Detail, PROBLEMS, type Problem, type ProblemCode, type Severity } from './problem.ts';
import type { RawRow } from './record.ts';

/** Already in the form that `normaliseCell` gives: most cells of most files. */
const CLEAN = /^[!-&(-~\u4e00-\u9fff]*$/;
const BROKEN_FORMULA = /^(#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|CALC!|SPILL!)|=.*)$/;

export const cleanCell = (text: string): string => (CLEAN.test(text) ? text : normaliseCell(text));

const BY_NAME: ReadonlyMap<TableKind, ReadonlyMap<string, Column>> = new Map(
  Object.entries(COLUMNS).map(([kind, columns]) => [kind as TableKind, new Map(columns.map((one) => [one.name, one]))]),
);

export function columnOf(kind: TableKind, name: string): Column | undefined {
  return BY_NAME.get(kind)!.get(name);
}

export class RowCells {
  readonly table: TableKind;
  readonly row: RawRow;
  readonly problems: Problem[];
  household = '';
  person = '';
  readonly #mapping: Mapping;

  constructor(table: TableKind, row: RawRow, mapping: Mapping, problems: Problem[]) {
    this.table = table;
    this.row = row;
    this.problems = problems;
    this.#mapping = mapping;
  }

  note(code: ProblemCode, column: string, detail: Detail = {}, severity?: Severity): void {
    const own = PROBLEMS[code].severity;
    const named = severity ?? (own === 'by_column' ? this.#severityOf(column) : own);
    const { table, household, person } = this;
    this.problems.push({ table, row: this.row.number, household, person, column, code, severity: named, detail });
  }

  #severityOf(column: string): Severity {
    return columnOf(this.table, column)?.empty === 'error' ? 'error' : 'warning';
  }

  /** The cleaned cell, '' when empty or not mapped. A broken formula is noted and read as empty. */
  text(column: string): string {
    const index = this.#mapping[column];
    const text = index === undefined ? '' : cleanCell(this.row.cells[index] ?? '');
    if ((text.startsWith('#') || text.startsWith('=')) && BROKEN_FORMULA.test(text)) {
      this.note('formula_error', column, { value: text.slice(0, 20) });
      return '';
    }
    return text;
  }

  /** The cell, noting an empty one as the column table says. */
  required(column: string): string {
    const before = this.problems.length;
    const text = this.text(column);
    if (text === '' && this.problems.length === before && columnOf(this.table, column)?.empty !== 'fine') {
      this.note('missing_value', column);
    }
    return text;
  }

  name(column: string): string {
    return normaliseName(this.required(column));
  }

  code<T extends string>(column: string, list: readonly T[]): T | null {
    return this.coded(column, (text) => codeOf(list, text));
  }

  /** A cell read by `read`; null when empty, or unknown (which is noted). */
  coded<T>(column: string, read: (text: string) => T | null): T | null {
    const text = this.required(column);
    if (text === '') return null;
    const value = read(text);
    if (value === null) this.note('unknown_code', column, { value: text.slice(0, 30) });
    return value;
  }

  /** A code whose absence is written in many ways (`无`, `-`, empty). */
  optionalCode<T>(column: string, read: (text: string) => T | null): T | null {
    const text = this.text(column);
    if (isNothing(text)) return null;
    const value = read(text);
    if (value === null) this.note('unknown_code', column, { value: text.slice(0, 30) });
    return value;
  }

  date(column: string): IsoDate | null {
    const text = this.required(column);
    if (text === '') return null;
    const date = parseLooseDate(text);
    if (date.ok) return date.value;
    this.note('bad_date', column, { value: text.slice(0, 20) });
    return null;
  }

  /**
   * Yuan, zero or more. More than two decimals (the noise of a formula in binary floating point) are rounded half up
   * to the fen.
   */
  yuan(column: string, code: 'income_not_number' | 'not_a_number' = 'income_not_number'): Fen | null {
    const text = this.required(column);
    if (text === '') return null;
    const amount = roundedYuan(text);
    if (amount === null) this.note(code, column, { value: text.slice(0, 20) });
    else if (amount < 0n) this.note('negative_amount', column, { value: text.slice(0, 20) });
    else return amount;
    return null;
  }

  /** A whole number within bounds. */
  whole(column: string, low: number, high: number): number | null {
    const text = this.required(column);
    if (text === '') return null;
    const number = /^-?\d{1,9}(\.0+)?$/.test(text) ? Number(text) : null;
    if (number === null) this.note('not_a_number', column, { value: text.slice(0, 20) });
    else if (number < low || number > high)
      this.note('out_of_range', column, { value: text, expected: `${low}–${high}` });
    else return number;
    return null;
  }

  /** Mu with two decimals, rounded half up; empty is nothing owned. */
  mu(column: string): string {
    const text = this.text(column);
    if (isNothing(text)) return '0';
    const hundredths = roundedYuan(text);
    if (hundredths === null) this.note('not_a_number', column, { value: text.slice(0, 20) });
    else if (hundredths < 0n) this.note('negative_amount', column, { value: text.slice(0, 20) });
    else if (hundredths > 10_000_000n) this.note('out_of_range', column, { value: text, expected: '0–100000' });
    else return decimal(hundredths);
    return '0';
  }
}

const LONG_DECIMAL = /^(-?)(\d{1,15})\.(\d{2})(\d)\d*$/;

function roundedYuan(text: string): Fen | null {
  const exact = parseYuan(text);
  if (exact.ok) return exact.value;
  const parts = exact.refusal.code === 'too_many_decimals' ? LONG_DECIMAL.exec(text.replaceAll(',', '')) : null;
  if (parts === null) return null;
  const size = BigInt(parts[2]! + parts[3]!) + (Number(parts[4]) >= 5 ? 1n : 0n);
  return size > LARGEST ? null : fen(parts[1] === '-' ? -size : size);
}

/** Hundredths as a canonical decimal: 340 → '3.4'. */
function decimal(hundredths: bigint): string {
  const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
  return text.replace(/\.?0+$/, '');
}
