// Opens an uploaded file whatever it is and finds its tables: which sheet or file is the households, which the members,
// which a department's extract; where the header row is and which column is which.

import { open, stat } from 'node:fs/promises';
import {
  COLUMNS,
  EXTRACT_KINDS,
  headerKey,
  type Mapping,
  recogniseHeader,
  SHEET_NAMES,
  suggestMapping,
  type TableKind,
} from '../domain/columns.ts';
import { DEFAULT_LIMITS, type ReadingLimits, UnreadableFile } from './limits.ts';
import { csvRows, detectEncoding } from './text-file.ts';
import { type SheetRow, Workbook } from './workbook.ts';

/** A file on disk with the name its sender gave it. */
export interface InputFile {
  readonly name: string;
  readonly path: string;
}

export interface FoundTable {
  readonly kind: TableKind;
  /** Sheet, or file for a text file, as problems name it. */
  readonly sheet: string;
  readonly file: string;
  readonly headers: readonly string[];
  /** Row number of the header. */
  readonly headerRow: number;
  readonly mapping: Mapping;
  /** Rows below the header that hold anything. */
  rows(): AsyncGenerator<SheetRow>;
}

/** A title, a unit line and a note may stand above the header. */
const HEADER_WITHIN = 10;

/**
 * The roster's two tables, from one workbook or two text files. Throws UnreadableFile: file_empty, file_too_large,
 * old_workbook, not_a_workbook, zip_bomb, bad_encoding, bad_csv, sheet_missing, no_header.
 */
export async function openRoster(
  files: readonly InputFile[],
  limits: ReadingLimits = DEFAULT_LIMITS,
): Promise<{ household: FoundTable; person: FoundTable }> {
  const found = (await Promise.all(files.map((file) => openTables(file, ['household', 'person'], limits)))).flat();
  const household = found.find((table) => table.kind === 'household');
  const person = found.find((table) => table.kind === 'person');
  for (const [kind, table] of [
    ['household', household],
    ['person', person],
  ] as const) {
    if (table === undefined) throw new UnreadableFile('sheet_missing', { sheet: SHEET_NAMES[kind][0]! });
  }
  return { household: household!, person: person! };
}

/** The extract in a file, or null when it is none of the known kinds. Throws UnreadableFile as above. */
export async function openExtract(file: InputFile, limits: ReadingLimits = DEFAULT_LIMITS): Promise<FoundTable | null> {
  const [table] = await openTables(file, EXTRACT_KINDS, limits);
  return table ?? null;
}

async function openTables(file: InputFile, among: readonly TableKind[], limits: ReadingLimits): Promise<FoundTable[]> {
  const form = await formOf(file, limits);
  if (form === 'text') {
    const encoding = await detectEncoding(file.path);
    const table = await tableOf(file.name, file.name, among, () => csvRows(file.path, encoding, limits));
    return table === null ? [] : [table];
  }
  const workbook = await Workbook.open(file.path, limits);
  const tables: FoundTable[] = [];
  for (const sheet of workbook.sheetNames) {
    const table = await tableOf(sheet, file.name, among, () => workbook.rows(sheet));
    if (table !== null) tables.push(table);
  }
  return tables;
}

/** What the first bytes say; the name only decides when they say nothing. */
async function formOf(file: InputFile, limits: ReadingLimits): Promise<'workbook' | 'text'> {
  const { size } = await stat(file.path);
  if (size === 0) throw new UnreadableFile('file_empty', { file: file.name });
  if (size > limits.fileBytes)
    throw new UnreadableFile('file_too_large', { file: file.name, mib: Math.round(limits.fileBytes / 2 ** 20) });
  const handle = await open(file.path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return 'workbook';
    if (head.subarray(0, 4).toString('hex') === 'd0cf11e0')
      throw new UnreadableFile('old_workbook', { file: file.name });
    if (head.includes(0) || /\.xls[xmb]?$/i.test(file.name))
      throw new UnreadableFile('not_a_workbook', { file: file.name });
    return 'text';
  } finally {
    await handle.close();
  }
}

async function tableOf(
  sheet: string,
  file: string,
  among: readonly TableKind[],
  rows: () => AsyncGenerator<SheetRow>,
): Promise<FoundTable | null> {
  const named = among.find(
    (kind) =>
      (kind === 'household' || kind === 'person') &&
      SHEET_NAMES[kind].some((name) => headerKey(sheet).includes(headerKey(name))),
  );
  const head: SheetRow[] = [];
  for await (const row of rows()) {
    head.push(row);
    if (head.length === HEADER_WITHIN) break;
  }
  for (const row of head) {
    const found = recogniseHeader(row.cells, among);
    if (found !== null)
      return {
        kind: found.kind,
        sheet,
        file,
        headers: row.cells,
        headerRow: row.number,
        mapping: found.mapping,
        rows: () => below(rows(), row.number),
      };
  }
  if (named === undefined) return null;
  return namedTable(named, sheet, file, head, rows);
}

/** A sheet that bears the right name, but whose header lacks key columns: the user can still say which is which. */
function namedTable(
  kind: TableKind,
  sheet: string,
  file: string,
  head: readonly SheetRow[],
  rows: () => AsyncGenerator<SheetRow>,
): FoundTable {
  const named = (row: SheetRow) => Object.keys(suggestMapping(kind, row.cells)).length;
  const header = head.reduce<SheetRow | null>(
    (best, row) => (named(row) > (best === null ? 1 : named(best)) ? row : best),
    null,
  );
  if (header === null)
    throw new UnreadableFile('no_header', {
      sheet,
      columns: COLUMNS[kind]
        .filter((one) => one.key)
        .map((one) => one.zh)
        .join('、'),
    });
  const mapping = suggestMapping(kind, header.cells);
  return {
    kind,
    sheet,
    file,
    headers: header.cells,
    headerRow: header.number,
    mapping,
    rows: () => below(rows(), header.number),
  };
}

async function* below(rows: AsyncGenerator<SheetRow>, headerRow: number): AsyncGenerator<SheetRow> {
  for await (const row of rows) if (row.number > headerRow) yield row;
}
