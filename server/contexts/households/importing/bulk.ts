// Rows into a table by arrays: one statement a few thousand rows, columns by name (spec 2, "SQL access").

import { sql } from 'kysely';
import type { Tx } from '../../../platform/database.ts';

export type ColumnTypes = Readonly<Record<string, string>>;

const ROWS_A_STATEMENT = 2000;

/**
 * Inserts rows; `types` gives each column's SQL type. A row whose key is there already is left alone (and on a cluster
 * an insert from arrays needs the clause).
 */
export async function insertRows<T extends ColumnTypes>(
  tx: Tx,
  table: string,
  types: T,
  rows: readonly Readonly<Record<keyof T, unknown>>[],
): Promise<void> {
  const names = Object.keys(types);
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const part = rows.slice(from, from + ROWS_A_STATEMENT);
    const arrays = names.map((name) => sql`${part.map((row) => row[name])}::${sql.raw(types[name]!)}[]`);
    await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
      select * from unnest(${sql.join(arrays)}) on conflict do nothing`.execute(tx);
  }
}

/**
 * Collects rows and writes them whenever a full statement's worth is there; `flush` writes the rest. One statement is
 * under way while the next rows are made; its failure comes out of the next `add` or `flush`.
 */
export class RowBuffer<T extends ColumnTypes> {
  readonly #tx: Tx;
  readonly #table: string;
  readonly #types: T;
  #rows: Readonly<Record<keyof T, unknown>>[] = [];
  #writing: Promise<{ error?: unknown }> = Promise.resolve({});

  constructor(tx: Tx, table: string, types: T) {
    this.#tx = tx;
    this.#table = table;
    this.#types = types;
  }

  async add(row: Readonly<Record<keyof T, unknown>>): Promise<void> {
    this.#rows.push(row);
    if (this.#rows.length >= ROWS_A_STATEMENT) await this.#write();
  }

  async flush(): Promise<void> {
    await this.#write();
    await this.#settled();
  }

  async #write(): Promise<void> {
    await this.#settled();
    const rows = this.#rows;
    this.#rows = [];
    this.#writing = insertRows(this.#tx, this.#table, this.#types, rows).then(
      () => ({}),
      (error: unknown) => ({ error }),
    );
  }

  async #settled(): Promise<void> {
    const { error } = await this.#writing;
    this.#writing = Promise.resolve({});
    if (error !== undefined) throw error;
  }
}
