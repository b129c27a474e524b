// The rejected rows of a batch: kept sealed, and given back as a workbook with the reason beside each row, in the form
// that it can be mended in and imported again.

import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import { columnOf } from '../domain/cells.ts';
import { type Detail, isProblemCode, type Language, problemMessage } from '../domain/problem.ts';
import type { BatchTables, RosterTable } from './batch.ts';
import type { Settling } from './settle.ts';

/** Keeps every row of the households that may not go in, whole: a household is mended as one. */
export async function keepRejected({ tx, county, batchId }: Settling): Promise<void> {
  await sql`delete from households.import_rejected where county = ${county} and batch_id = ${batchId}`.execute(tx);
  await sql`insert into households.import_rejected (county, batch_id, table_kind, row, key, region, cells_sealed)
    select r.county, r.batch_id, r.table_kind, r.row, r.key, r.region, r.cells_sealed from households.staged_row r
    where r.county = ${county} and r.batch_id = ${batchId}
      and not exists (select 1 from households.staged_household s
        where s.county = r.county and s.batch_id = r.batch_id and s.no = r.key and s.accepted)
    on conflict do nothing`.execute(tx);
}

const ROWS_A_PAGE = 2000;
const REASON = '退回原因';
const TITLES = { household: '户信息（退回修改）', person: '家庭成员（退回修改）' } as const;

export interface RejectedInput {
  readonly tx: Tx;
  readonly sealed: SealedFields;
  readonly county: string;
  readonly batchId: string;
  readonly tables: BatchTables;
  readonly language: Language;
}

/** Writes the workbook to `path`. Headers are the official ones for mapped columns, so that it needs no mapping. */
export async function writeRejected(input: RejectedInput, path: string): Promise<void> {
  const { roster } = input.tables;
  if (roster === null) throw new Error('a batch of extracts has no rejected households');
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  for (const kind of ['household', 'person'] as const) await writeSheet(input, workbook, kind, roster[kind]);
  await workbook.commit();
}

async function writeSheet(
  input: RejectedInput,
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  kind: 'household' | 'person',
  table: RosterTable,
): Promise<void> {
  const sheet = workbook.addWorksheet(kind === 'household' ? '户信息' : '家庭成员', {
    views: [{ state: 'frozen', ySplit: 2 }],
  });
  const headers = officialHeaders(kind, table);
  sheet.columns = [
    ...headers.map(() => ({ width: 16, style: { numFmt: '@' } })),
    { width: 60, style: { numFmt: '@', alignment: { wrapText: true } } },
  ];
  sheet.addRow([TITLES[kind]]).commit();
  const head = sheet.addRow([...headers, REASON]);
  head.font = { bold: true };
  head.commit();
  let after = 0;
  for (;;) {
    const rows = await page(input, kind, after);
    for (const row of rows) {
      const cells = JSON.parse(input.sealed.open(input.county, row.cells_sealed)) as string[];
      const line = sheet.addRow([
        ...headers.map((_, index) => cells[index] ?? ''),
        reasonOf(input, kind, row.problems),
      ]);
      const reason = line.getCell(headers.length + 1);
      if (row.problems.length > 0) reason.font = { color: { argb: 'FFA63D22' } };
      line.commit();
      after = row.row;
    }
    if (rows.length < ROWS_A_PAGE) break;
  }
  await sheet.commit();
}

function officialHeaders(kind: 'household' | 'person', table: RosterTable): string[] {
  const names = new Map(Object.entries(table.mapping).map(([name, index]) => [index, name]));
  const length = Math.max(table.headers.length, ...[...names.keys()].map((index) => index + 1));
  return Array.from({ length }, (_, index) => {
    const name = names.get(index);
    // A reason column of an earlier return is replaced by the new one.
    if (name === undefined) return table.headers[index] === REASON ? '' : (table.headers[index] ?? '');
    return columnOf(kind, name)!.zh;
  });
}

interface RejectedRow {
  readonly row: number;
  readonly cells_sealed: string;
  readonly problems: readonly {
    readonly code: string;
    readonly column: string;
    readonly detail: Detail;
    readonly severity: string;
  }[];
}

async function page(
  { tx, county, batchId }: RejectedInput,
  kind: 'household' | 'person',
  after: number,
): Promise<RejectedRow[]> {
  const { rows } = await sql<RejectedRow>`
    select r.row, r.cells_sealed, coalesce(p.problems, '[]'::jsonb) as problems
    from (select county, batch_id, table_kind, row, cells_sealed from households.import_rejected
      where county = ${county} and batch_id = ${batchId} and table_kind = ${kind} and row > ${after} order by row limit ${ROWS_A_PAGE}) r
    left join lateral (select jsonb_agg(jsonb_build_object('code', q.code, 'column', q.column_name, 'detail', q.detail, 'severity', q.severity)
        order by q.severity, q.seq) as problems
      from households.import_problem q
      where q.county = r.county and q.batch_id = r.batch_id and q.table_kind = r.table_kind and q.row = r.row) p on true
    order by r.row`.execute(tx);
  return rows;
}

function reasonOf(
  { language }: RejectedInput,
  kind: 'household' | 'person',
  problems: RejectedRow['problems'],
): string {
  if (problems.length === 0)
    return language === 'zh'
      ? '本行无误，同户其他行有问题，改好后整户再导入'
      : 'This row is fine; another row of the household is not';
  return problems
    .flatMap((one) =>
      isProblemCode(one.code)
        ? [problemMessage(one.code, one.detail, header(kind, one.column, language), language)]
        : [],
    )
    .join('；');
}

function header(kind: 'household' | 'person', name: string, language: Language): string {
  const column = columnOf(kind, name);
  return column === undefined ? '' : language === 'zh' ? column.zh : column.en;
}
