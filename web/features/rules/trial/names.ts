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

/** The output that a table's decisions are counted by. */
const VERDICTS: Readonly<Record<TableName, string>> = {
  signals: 'cause',
  category: 'category',
  risk: 'level',
  admission: 'outcome',
  path: 'channel',
};

function outputNamed(table: Table, field: string): Column | undefined {
  return table.outputs.find((column) => column.field === field);
}

export function verdictColumn(name: TableName, table: Table): Column {
  const field = VERDICTS[name];
  return outputNamed(table, field) ?? { id: field, name: field, field };
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
