// Between reading and preview: the columns as the user maps them, and the state of a batch that is checked anew.

import { sql } from 'kysely';
import type { Tx } from '../../../platform/database.ts';
import { type Mapping, missingKeys } from '../domain/columns.ts';
import type { BatchTables, RosterTable } from './batch.ts';
import { keyOf, type Staging } from './stage.ts';

export interface RosterMapping {
  readonly household: Mapping;
  readonly person: Mapping;
}

/** Forgets what an earlier preview found. */
export async function clearChecked(tx: Tx, county: string, id: string): Promise<void> {
  for (const table of ['staged_household', 'staged_person', 'staged_identity']) {
    await sql`delete from ${sql.table(`households.${table}`)} where county = ${county} and batch_id = ${id}`.execute(
      tx,
    );
  }
  await sql`delete from households.import_problem where county = ${county} and batch_id = ${id}
    and table_kind in ('household', 'person')`.execute(tx);
}

/** Required columns that are not mapped, as shown to the user; '' when all are. */
export function unmapped(tables: BatchTables): string {
  if (tables.roster === null) return '';
  const missing = (['household', 'person'] as const).flatMap((kind) =>
    missingKeys(kind, tables.roster![kind].mapping).map((one) => one.zh),
  );
  return missing.join('、');
}

/** Takes the user's mapping, and joins the rows anew where another column is the household number. */
export async function remap(
  staging: Staging,
  tables: BatchTables,
  mapping: RosterMapping | null,
): Promise<BatchTables> {
  const { roster } = tables;
  if (roster === null || mapping === null) return tables;
  const renewed = { ...roster };
  for (const kind of ['household', 'person'] as const) {
    const table: RosterTable = { ...roster[kind], mapping: mapping[kind] };
    if (table.mapping.no !== roster[kind].mapping.no) await rekey(staging, kind, table.mapping);
    renewed[kind] = table;
  }
  return { ...tables, roster: renewed };
}

async function rekey(
  { tx, county, batchId, sealed }: Staging,
  kind: 'household' | 'person',
  mapping: Mapping,
): Promise<void> {
  let after = 0;
  for (;;) {
    const { rows } = await sql<{
      row: number;
      cells_sealed: string;
    }>`select row, cells_sealed from households.staged_row
      where county = ${county} and batch_id = ${batchId} and table_kind = ${kind} and row > ${after} order by row limit 5000`.execute(
      tx,
    );
    if (rows.length === 0) return;
    const keys = rows.map((row) => keyOf(JSON.parse(sealed.open(county, row.cells_sealed)) as string[], mapping));
    await sql`update households.staged_row r set key = u.key from unnest(${rows.map((row) => row.row)}::integer[], ${keys}::text[]) as u (row, key)
      where r.county = ${county} and r.batch_id = ${batchId} and r.table_kind = ${kind} and r.row = u.row`.execute(tx);
    after = rows.at(-1)!.row;
  }
}

/** The county that a roster is of when not one of its households is of this one. */
export async function wholeOtherCounty(tx: Tx, county: string, id: string, rows: number): Promise<string | null> {
  const { rows: found } = await sql<{
    n: bigint;
    county: string | null;
  }>`select count(*) as n, max(detail ->> 'expected') as county
    from households.import_problem where county = ${county} and batch_id = ${id} and code = 'wrong_county'`.execute(tx);
  return rows > 0 && Number(found[0]!.n) === rows ? (found[0]!.county ?? '') : null;
}
