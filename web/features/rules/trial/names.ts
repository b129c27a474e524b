// What a trial's rules and values are called. Pure.
import type { TableName } from '../queries.ts';
import type { Column, Table } from '../table.ts';
import type { TableWords } from '../useWords.ts';

export interface RuleName {
  /** From 1: its row in the changed table, or in the one in force when it is no longer there. */
  readonly number: number;
  /** What it signals, or what it decides. */
  readonly text: string;
  readonly gone: boolean;
}

/** The outputs that a table decides by; the first is what its decisions are counted by. */
const DECIDES: Readonly<Record<TableName, readonly [string, ...string[]]>> = {
  signals: ['cause', 'severity'],
  category: ['category'],
  risk: ['level'],
  admission: ['outcome'],
  path: ['channel', 'mode'],
};

function outputNamed(table: Table, field: string): Column | undefined {
  return table.outputs.find((column) => column.field === field);
}

const column = (table: Table, field: string): Column => outputNamed(table, field) ?? { id: field, name: field, field };

export function verdictColumn(name: TableName, table: Table): Column {
  return column(table, DECIDES[name][0]);
}

/** 因病（较重）: the value counted by, and what else was decided beside it. */
export function decisionWords(
  { name, words }: { readonly name: TableName; readonly words: TableWords },
  table: Table,
  decision: readonly string[],
): string {
  const [value, ...beside] = DECIDES[name].flatMap((field, index) => {
    const text = decision[index] ?? '';
    if (text === '') return [];
    // As a cell of the table writes it: numbers bare, words quoted.
    return [words.plain(/^\d+$/.test(text) ? text : JSON.stringify(text), column(table, field), true)];
  });
  return beside.length === 0 ? (value ?? '') : `${value}（${beside.join('、')}）`;
}

/** Rules of both versions by id. A signal has a name of its own; other rules are told by what they decide. */
export function ruleNames(
  { name, inForce, words }: { readonly name: TableName; readonly inForce: Table | null; readonly words: TableWords },
  after: Table,
): ReadonlyMap<string, RuleName> {
  const named = (table: Table, gone: boolean) =>
    table.rows.map((row, index): [string, RuleName] => {
      const column = outputNamed(table, 'code') ?? verdictColumn(name, table);
      const text = words.plain(row.cells[column.id] ?? '', column, true);
      return [row.id, { number: index + 1, text, gone }];
    });
  return new Map([...(inForce ? named(inForce, true) : []), ...named(after, false)]);
}
