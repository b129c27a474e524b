// Which header of the file is which column of the registry: what is missing, named twice or left unused. Pure.

import type { Column, Mapping, RosterTable } from './queries.ts';

export interface MappingState {
  /** Columns without which the table cannot be read. */
  readonly missing: readonly Column[];
  /** Columns that stay empty and whose absence keeps every household out. */
  readonly costly: readonly Column[];
  /** Headers that two columns or more are read from. */
  readonly twice: readonly { readonly index: number; readonly columns: readonly Column[] }[];
  /** Headers of the file that nothing is read from. */
  readonly unused: readonly number[];
}

export function mappingState(columns: readonly Column[], mapping: Mapping, headers: readonly string[]): MappingState {
  const absent = columns.filter((column) => mapping[column.name] === undefined);
  const users = Map.groupBy(
    columns.filter((column) => mapping[column.name] !== undefined),
    (column) => mapping[column.name]!,
  );
  return {
    missing: absent.filter((column) => column.key),
    costly: absent.filter((column) => !column.key && column.empty === 'error'),
    twice: [...users].filter(([, named]) => named.length > 1).map(([index, named]) => ({ index, columns: named })),
    unused: headers.flatMap((header, index) => (header.trim() !== '' && !users.has(index) ? [index] : [])),
  };
}

/** Column `name` read from header `index`, or from none. */
export function assign(mapping: Mapping, name: string, index: number | null): Mapping {
  const { [name]: _, ...others } = mapping;
  return index === null ? others : { ...others, [name]: index };
}

export function sameMapping(a: Mapping, b: Mapping): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Index → the letters that a spreadsheet heads the column with: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  const before = Math.floor(index / 26);
  return (before > 0 ? columnLetters(before - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** A header as shown in a list: its letters and its text. */
export function headerLabel(table: Pick<RosterTable, 'headers'>, index: number): string {
  return `${columnLetters(index)}　${table.headers[index] ?? ''}`;
}
