// What has changed between two versions of a table: columns, rules added and removed, cells changed, order. Pure.
import type { Column, Row, Table } from './table.ts';

export interface CellChange {
  readonly column: Column;
  readonly output: boolean;
  readonly before: string;
  readonly after: string;
}

export type RowChange =
  | { readonly kind: 'added'; readonly row: Row; readonly at: number }
  | { readonly kind: 'removed'; readonly row: Row; readonly at: number }
  | {
      readonly kind: 'changed';
      readonly row: Row;
      readonly at: number;
      readonly cells: readonly CellChange[];
      /** Where it stood, from 1, when its place among the others changed. */
      readonly movedFrom: number | null;
      readonly description: { readonly before: string; readonly after: string } | null;
    };

export type ColumnChange =
  | { readonly kind: 'added' | 'removed'; readonly column: Column }
  | { readonly kind: 'changed'; readonly before: Column; readonly after: Column };

export interface Comparison {
  readonly hitPolicyChanged: boolean;
  readonly columns: readonly ColumnChange[];
  /** In the new order; removed rules stand where they were. */
  readonly rows: readonly RowChange[];
  readonly unchanged: number;
}

/** Places of the longest sequence that kept its order; whatever lies outside it was moved. */
function keptOrder(places: readonly number[]): ReadonlySet<number> {
  const length = places.map(() => 1);
  const before = places.map(() => -1);
  for (let i = 0; i < places.length; i++) {
    for (let j = 0; j < i; j++) {
      if (places[j]! < places[i]! && length[j]! + 1 > length[i]!) {
        length[i] = length[j]! + 1;
        before[i] = j;
      }
    }
  }
  const kept = new Set<number>();
  let at = length.indexOf(Math.max(0, ...length));
  while (at >= 0 && at < places.length) {
    kept.add(places[at]!);
    at = before[at]!;
  }
  return kept;
}

function compareColumns(before: readonly Column[], after: readonly Column[]): ColumnChange[] {
  const old = new Map(before.map((column) => [column.id, column]));
  const now = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((column): ColumnChange[] => {
      const was = old.get(column.id);
      if (was === undefined) return [{ kind: 'added', column }];
      return was.name === column.name && was.field === column.field
        ? []
        : [{ kind: 'changed', before: was, after: column }];
    }),
    ...before.filter(({ id }) => !now.has(id)).map((column): ColumnChange => ({ kind: 'removed', column })),
  ];
}

export function compareTables(before: Table, after: Table): Comparison {
  const old = new Map(before.rows.map((row, index) => [row.id, { row, index }]));
  const now = new Set(after.rows.map(({ id }) => id));
  const kept = keptOrder(after.rows.flatMap(({ id }) => old.get(id)?.index ?? []));
  const columns = [
    ...after.inputs.map((column) => ({ column, output: false })),
    ...after.outputs.map((column) => ({ column, output: true })),
  ];
  const rows: RowChange[] = [];
  let unchanged = 0;
  after.rows.forEach((row, index) => {
    const was = old.get(row.id);
    if (was === undefined) {
      rows.push({ kind: 'added', row, at: index + 1 });
      return;
    }
    const cells = columns.flatMap(({ column, output }) => {
      const [one = '', two = ''] = [was.row.cells[column.id], row.cells[column.id]];
      return one === two ? [] : [{ column, output, before: one, after: two }];
    });
    const movedFrom = kept.has(was.index) ? null : was.index + 1;
    const description =
      was.row.description === row.description ? null : { before: was.row.description, after: row.description };
    if (cells.length === 0 && movedFrom === null && description === null) unchanged += 1;
    else rows.push({ kind: 'changed', row, at: index + 1, cells, movedFrom, description });
  });
  before.rows.forEach((row, index) => {
    if (!now.has(row.id)) rows.push({ kind: 'removed', row, at: index + 1 });
  });
  return {
    hitPolicyChanged: before.hitPolicy !== after.hitPolicy,
    columns: [...compareColumns(before.inputs, after.inputs), ...compareColumns(before.outputs, after.outputs)],
    rows,
    unchanged,
  };
}

/** Whether the two decide alike, remarks included. */
export function isSame(comparison: Comparison): boolean {
  return !comparison.hitPolicyChanged && comparison.columns.length === 0 && comparison.rows.length === 0;
}
