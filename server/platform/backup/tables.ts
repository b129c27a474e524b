// Which tables a backup holds, with their columns, in an order in which they can be filled.

import type pg from 'pg';
import { readMigrations } from '../migrate.ts';

export interface Table {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** Left out: what must not live on in a copy, or means nothing in another database. */
const LEFT_OUT: ReadonlySet<string> = new Set(['auth.session', 'auth.verification', 'auth.rateLimit']);

/** The schemas that the migrations make: what else is in the database is none of ours. */
async function ourSchemas(): Promise<string[]> {
  const migrations = await readMigrations();
  return migrations.flatMap(({ text }) => [...text.matchAll(/^create schema (\w+);/gm)].map(([, schema]) => schema!));
}

const nameOf = ({ schema, table }: Pick<Table, 'schema' | 'table'>) => `${schema}.${table}`;

/** Every logged table of the house's schemas but those left out; a table comes after those that it refers to. */
export async function tablesOf(owner: pg.Client): Promise<Table[]> {
  const { rows: tables } = await owner.query<Table>(
    `select n.nspname as schema, c.relname as table,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and n.nspname = any($1)
    order by 1, 2`,
    [await ourSchemas()],
  );
  const { rows: references } = await owner.query<{ from: string; to: string }>(`
    select distinct n.nspname || '.' || c.relname as from, fn.nspname || '.' || fc.relname as to
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class fc on fc.oid = k.confrelid join pg_namespace fn on fn.oid = fc.relnamespace
    where k.contype = 'f' and k.conrelid <> k.confrelid`);
  return inOrder(
    tables.filter((one) => !LEFT_OUT.has(nameOf(one))),
    references,
  );
}

/** Every table of the house, those left out as well: what a restore empties, in one statement. */
export async function allTables(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1)`,
    [await ourSchemas()],
  );
  return rows.map((row) => row.name);
}

function inOrder(tables: readonly Table[], references: readonly { from: string; to: string }[]): Table[] {
  const placed: Table[] = [];
  const done = new Set<string>();
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(nameOf));
    const ready = left.filter((one) => references.every((r) => r.from !== nameOf(one) || !waiting.has(r.to)));
    if (ready.length === 0) throw new Error(`tables refer to one another in a ring: ${[...waiting].join(', ')}`);
    for (const one of ready) done.add(nameOf(one));
    placed.push(...ready);
    left = left.filter((one) => !done.has(nameOf(one)));
  }
  return placed;
}

/** The list of a table's columns, and the table, as SQL names them. */
export function sqlNames(owner: pg.Client, { schema, table, columns }: Table): { table: string; columns: string } {
  return {
    table: `${owner.escapeIdentifier(schema)}.${owner.escapeIdentifier(table)}`,
    columns: columns.map((column) => owner.escapeIdentifier(column)).join(', '),
  };
}

/** How COPY writes and reads texts, whatever the server's own settings are. */
export const COPY_SETTINGS = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1`;
