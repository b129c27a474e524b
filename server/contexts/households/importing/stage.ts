// Reads the files of a batch into staging, streaming: roster rows as they are (sealed), extract rows read and cleaned.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type IsoDate, isoDate } from '../../../../kernel/calendar.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Progress } from '../../../platform/jobs.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import { cleanCell } from '../domain/cells.ts';
import type { Mapping } from '../domain/columns.ts';
import { type CheckedExtractRow, checkExtractRow } from '../domain/extract.ts';
import { householdKey } from '../domain/household.ts';
import type { FoundTable, InputFile } from '../reading/tables.ts';
import type { SheetRow } from '../reading/workbook.ts';
import type { ExtractTable, RosterTable } from './batch.ts';
import { RowBuffer } from './bulk.ts';
import { extractColumns, naturalKey } from './extract-tables.ts';
import type { ProblemWriter } from './problems.ts';
import { STAGED_EXTRACT, STAGED_ROW } from './tables.ts';

export interface Staging {
  readonly tx: Tx;
  readonly county: string;
  readonly batchId: string;
  readonly sealed: SealedFields;
  /** Instant that new ids are made at. */
  readonly at: Date;
  readonly report: Progress;
}

const REPORT_EVERY = 2000;

export async function hashFile(file: InputFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file.path, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>)
    hash.update(chunk);
  return hash.digest('hex');
}

/** The key of a row by the column mapped to 户编号. */
export function keyOf(cells: readonly string[], mapping: Mapping): string {
  return mapping.no === undefined ? '' : householdKey(cleanCell(cells[mapping.no] ?? ''));
}

export interface StagedRoster {
  readonly table: RosterTable;
  /** How often each income year stands in the rows (households only). */
  readonly years: ReadonlyMap<number, number>;
}

export async function stageRoster(staging: Staging, table: FoundTable, step: string): Promise<StagedRoster> {
  const { tx, county, batchId, sealed, report } = staging;
  const buffer = new RowBuffer(tx, 'households.staged_row', STAGED_ROW);
  const years = new Map<number, number>();
  let rows = 0;
  for await (const row of table.rows()) {
    rows += 1;
    const year =
      table.mapping.year === undefined ? 0 : Number.parseInt(cleanCell(row.cells[table.mapping.year] ?? ''), 10);
    if (year >= 2000 && year <= 2100) years.set(year, (years.get(year) ?? 0) + 1);
    await buffer.add({
      county,
      batch_id: batchId,
      region: county,
      table_kind: table.kind,
      row: row.number,
      key: keyOf(row.cells, table.mapping),
      cells_sealed: sealed.seal(county, JSON.stringify(row.cells)),
    });
    if (rows % REPORT_EVERY === 0) report({ step, done: rows, total: 0 });
  }
  await buffer.flush();
  const { sheet, file, headers, headerRow, mapping } = table;
  return { table: { sheet, file, headers, headerRow, mapping, rows }, years };
}

/**
 * The day a roster speaks of when nobody says: the last day of the income year that most rows name, or today while
 * that year still runs.
 */
export function rosterDay(years: ReadonlyMap<number, number>, today: IsoDate): IsoDate {
  const [year] = [...years].reduce<[number, number]>((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  if (year === 0) return today;
  const last = isoDate(`${year}-12-31`);
  return last < today ? last : today;
}

export async function stageExtract(
  staging: Staging,
  table: FoundTable,
  sourceId: string,
  asOf: IsoDate,
  problems: ProblemWriter,
): Promise<ExtractTable> {
  const { tx, report } = staging;
  const kind = table.kind as ExtractTable['kind'];
  const buffer = new RowBuffer(tx, 'households.staged_extract', STAGED_EXTRACT);
  const occurrences = new Occurrences();
  let rows = 0;
  for await (const row of table.rows()) {
    rows += 1;
    const checked = checkExtractRow(kind, row, table.mapping, asOf);
    for (const problem of checked.problems) await problems.add(problem, table.sheet, null);
    await buffer.add(
      stagedExtract(
        staging,
        kind,
        { sourceId, file: table.file },
        checked,
        cellsByColumn(row, table.mapping),
        occurrences,
      ),
    );
    if (rows % REPORT_EVERY === 0) report({ step: `read ${table.file}`, done: rows, total: 0 });
  }
  await buffer.flush();
  const { file, headers, mapping } = table;
  return { file, kind, sourceId, headers, mapping, rows };
}

function cellsByColumn(row: SheetRow, mapping: Mapping): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).map(([name, index]) => [name, cleanCell(row.cells[index] ?? '')]));
}

/** Counts how often each key has come: the nth is occurrence n. */
export class Occurrences {
  readonly #seen = new Map<string, number>();

  next(key: Buffer): number {
    const text = key.toString('latin1');
    const count = (this.#seen.get(text) ?? 0) + 1;
    this.#seen.set(text, count);
    return count;
  }
}

/** The staging row of one extract row, readable or not. */
export function stagedExtract(
  staging: Pick<Staging, 'county' | 'batchId' | 'sealed' | 'at'>,
  kind: ExtractTable['kind'],
  from: { sourceId: string; file: string },
  checked: CheckedExtractRow,
  cells: Readonly<Record<string, string>>,
  occurrences: Pick<Occurrences, 'next'>,
): Readonly<Record<keyof typeof STAGED_EXTRACT, unknown>> {
  const { county, batchId, sealed, at } = staging;
  const text = JSON.stringify(cells);
  const contentHash = sealed.blindIndex(county, `extract:${kind}`, text);
  const key =
    checked.fact === null
      ? null
      : sealed.blindIndex(county, `fact:${kind}`, naturalKey(checked.idNumber, checked.fact));
  return {
    county,
    batch_id: batchId,
    region: county,
    source_id: from.sourceId,
    file: from.file,
    kind,
    row: checked.row,
    new_id: newId(at.getTime()),
    label: checked.label,
    name: checked.name,
    id_index: checked.fact === null ? null : sealed.blindIndex(county, 'id', checked.idNumber),
    reason: checked.fact === null ? (checked.problems.find((one) => one.severity === 'error')?.code ?? null) : null,
    ...extractColumns(checked.fact, (plain) => sealed.seal(county, plain)),
    natural_key: key,
    occurrence: occurrences.next(key ?? contentHash),
    cells_sealed: sealed.seal(county, text),
    content_hash: contentHash,
  };
}
