// Extract rows that match nobody: noted for the batch, tried again whenever new people are registered, listed for the office.

import { sql } from 'kysely';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import { maskIdentityNumber } from '../../../../kernel/identity-number.ts';
import type { Tx } from '../../../platform/database.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import { COLUMNS, type ExtractKind } from '../domain/columns.ts';
import { checkExtractRow } from '../domain/extract.ts';
import { insertRows } from './bulk.ts';
import type { ProblemWriter } from './problems.ts';
import type { Settling } from './settle.ts';
import { type Staging, stagedExtract } from './stage.ts';
import { STAGED_EXTRACT } from './tables.ts';

/**
 * Notes extract rows of the batch that match nobody, and names that differ. Accepted members of the same batch count
 * as registered, so that the preview says what the commit will.
 */
export async function noteExtracts(
  { tx, county, batchId }: Omit<Settling, 'personSheet'>,
  problems: ProblemWriter,
): Promise<void> {
  await sql`delete from households.import_problem where county = ${county} and batch_id = ${batchId}
    and code in ('not_registered', 'not_in_household', 'name_mismatch')`.execute(tx);
  const { rows } = await sql<{
    kind: ExtractKind;
    file: string;
    row: number;
    label: string;
    name: string;
    known: string | null;
    region: string | null;
    no: string | null;
    left: boolean;
  }>`select s.kind, s.file, s.row, s.label, s.name, coalesce(n.name, case when p.left_on is null then p.name end) as known,
      coalesce(n.region, p.region) as region, coalesce(n.no, h.no) as no, p.left_on is not null as left
    from households.staged_extract s
    left join households.staged_person n on n.county = s.county and n.batch_id = s.batch_id and n.id_index = s.id_index and n.accepted
    left join households.person p on p.county = s.county and p.id_index = s.id_index
    left join households.household h on h.county = p.county and h.id = p.household_id
    where s.county = ${county} and s.batch_id = ${batchId} and s.reason is null
      and (coalesce(n.name, case when p.left_on is null then p.name end) is null
        or (s.name <> '' and s.name <> coalesce(n.name, p.name)))
    order by s.file, s.row`.execute(tx);
  for (const row of rows) {
    const common = { table: row.kind, row: row.row, person: row.label, severity: 'warning' as const };
    if (row.known === null) {
      const code = row.left ? ('not_in_household' as const) : ('not_registered' as const);
      await problems.add({ ...common, household: '', column: 'idNumber', code, detail: {} }, row.file, null);
    } else {
      const detail = { value: row.name, expected: row.known };
      await problems.add(
        { ...common, household: row.no ?? '', column: 'name', code: 'name_mismatch', detail },
        row.file,
        row.region,
      );
    }
  }
}

/** Stages rows kept from earlier files whose people are registered now. Returns how many. */
export async function stageLateMatches(staging: Staging): Promise<number> {
  const { tx, county, batchId, sealed } = staging;
  const { rows } = await sql<{
    kind: ExtractKind;
    cells_sealed: string;
    source_id: string;
    source_row: number;
    occurrence: number;
    as_of: IsoDate;
    name: string;
  }>`select u.kind, u.cells_sealed, u.source_id, u.source_row, u.occurrence, o.as_of, o.name from households.extract_unmatched u
    join households.person p on p.county = u.county and p.id_index = u.id_index and p.left_on is null
    join households.source o on o.county = u.county and o.id = u.source_id
    where u.county = ${county} and p.county = ${county} and u.reason = 'not_registered'
      and not exists (select 1 from households.staged_extract s where s.county = u.county and s.batch_id = ${batchId}
        and s.kind = u.kind and s.content_hash = u.content_hash and s.occurrence = u.occurrence)
    order by u.source_id, u.source_row`.execute(tx);
  const late = rows.map((row) => {
    const cells = JSON.parse(sealed.open(county, row.cells_sealed)) as Record<string, string>;
    const names = Object.keys(cells);
    const mapping = Object.fromEntries(names.map((name, index) => [name, index]));
    const raw = { number: row.source_row, cells: names.map((name) => cells[name] ?? '') };
    const checked = checkExtractRow(row.kind, raw, mapping, row.as_of);
    return stagedExtract(staging, row.kind, { sourceId: row.source_id, file: row.name }, checked, cells, {
      next: () => row.occurrence,
    });
  });
  await insertRows(tx, 'households.staged_extract', STAGED_EXTRACT, late);
  return late.length;
}

export interface UnmatchedRow {
  readonly file: string;
  readonly row: number;
  readonly kind: ExtractKind;
  readonly reason: string;
  readonly name: string;
  /** Masked. */
  readonly idNumber: string;
  /** The other cells by their official headers. */
  readonly cells: readonly { readonly column: string; readonly value: string }[];
}

export async function listUnmatched(
  tx: Tx,
  sealed: SealedFields,
  county: string,
  page: { limit: number; offset: number },
): Promise<{ rows: UnmatchedRow[]; total: number }> {
  const counted = await sql<{ n: bigint }>`
    select count(*) as n from households.extract_unmatched where county = ${county}`.execute(tx);
  const { rows } = await sql<{
    kind: ExtractKind;
    cells_sealed: string;
    source_row: number;
    reason: string;
    name: string;
  }>`
    select u.kind, u.cells_sealed, u.source_row, u.reason, o.name from households.extract_unmatched u
    join households.source o on o.county = u.county and o.id = u.source_id
    where u.county = ${county} order by o.recorded_at desc, o.name, u.source_row limit ${page.limit} offset ${page.offset}`.execute(
    tx,
  );
  const shown = rows.map((row) => {
    const cells = JSON.parse(sealed.open(county, row.cells_sealed)) as Record<string, string>;
    const others = COLUMNS[row.kind].filter(
      (one) => !['idNumber', 'name', 'disease'].includes(one.name) && (cells[one.name] ?? '') !== '',
    );
    return {
      file: row.name,
      row: row.source_row,
      kind: row.kind,
      reason: row.reason,
      name: cells.name ?? '',
      idNumber: maskIdentityNumber(cells.idNumber ?? ''),
      cells: others.map((one) => ({ column: one.zh, value: cells[one.name]! })),
    };
  });
  return { rows: shown, total: Number(counted.rows[0]?.n ?? 0n) };
}
