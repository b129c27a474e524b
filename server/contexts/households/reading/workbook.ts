// Rows of an .xlsx workbook, streamed sheet by sheet: shared and inline strings, cached values of formulas, errors as
// Excel shows them, date cells as dates. Sheets are found through workbook.xml, wherever and in whatever order their
// parts lie (exceljs' streaming reader finds them by part name and order, and has no bound on what it inflates).

import type { ReadingLimits } from './limits.ts';
import { UnreadableFile } from './limits.ts';
import { attribute, readXml, type XmlHandler } from './xml.ts';
import { ZipFile } from './zip.ts';

/** One row as text; `number` is the row number that the spreadsheet shows. Empty cells are ''. */
export interface SheetRow {
  readonly number: number;
  readonly cells: string[];
}

/** What a formula without a cached value reads as; Excel's own name for a calculation that has no result. */
export const NO_RESULT = '#CALC!';

const MAX_SHARED_STRINGS = 8_000_000;

export class Workbook {
  readonly #zip: ZipFile;
  readonly #limits: ReadingLimits;
  readonly #sheets: ReadonlyMap<string, string>;
  readonly #shared: readonly string[];
  readonly #dateStyles: ReadonlySet<number>;
  readonly #epoch: number;

  private constructor(
    zip: ZipFile,
    limits: ReadingLimits,
    parts: {
      sheets: ReadonlyMap<string, string>;
      shared: readonly string[];
      dateStyles: ReadonlySet<number>;
      date1904: boolean;
    },
  ) {
    this.#zip = zip;
    this.#limits = limits;
    this.#sheets = parts.sheets;
    this.#shared = parts.shared;
    this.#dateStyles = parts.dateStyles;
    this.#epoch = parts.date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  }

  /** Throws UnreadableFile: not_a_workbook, zip_bomb. */
  static async open(path: string, limits: ReadingLimits): Promise<Workbook> {
    const zip = await ZipFile.open(path, limits);
    if (!zip.has('[Content_Types].xml')) throw new UnreadableFile('not_a_workbook');
    const main = await mainPart(zip);
    const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/') + 1) : '';
    const relations = await readRelations(zip, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
    const { sheets, date1904 } = await readSheetNames(zip, main, relations.byId);
    const shared = relations.sharedStrings === null ? [] : await readSharedStrings(zip, relations.sharedStrings);
    const dateStyles = relations.styles === null ? new Set<number>() : await readDateStyles(zip, relations.styles);
    return new Workbook(zip, limits, { sheets, shared, dateStyles, date1904 });
  }

  get sheetNames(): string[] {
    return [...this.#sheets.keys()];
  }

  /** Bytes of a sheet once inflated, for progress. */
  sheetBytes(name: string): number {
    return this.#zip.inflatedBytes(this.#sheets.get(name) ?? '');
  }

  /** The rows of a sheet that hold anything. Throws UnreadableFile: sheet_missing, not_a_workbook, zip_bomb. */
  async *rows(name: string): AsyncGenerator<SheetRow> {
    const part = this.#sheets.get(name);
    if (part === undefined) throw new UnreadableFile('sheet_missing', { sheet: name });
    const handler = new RowHandler(this.#shared, this.#dateStyles, this.#epoch, this.#limits.columns);
    for await (const _ of readXml(this.#zip.read(part), handler)) {
      const rows = handler.take();
      for (const row of rows) if (row.cells.some((cell) => cell !== '')) yield row;
    }
  }
}

async function collect(zip: ZipFile, part: string, handler: XmlHandler): Promise<void> {
  if (!zip.has(part)) throw new UnreadableFile('not_a_workbook', { part });
  for await (const _ of readXml(zip.read(part), handler)) {
    // The handler keeps what it needs.
  }
}

async function mainPart(zip: ZipFile): Promise<string> {
  let main = 'xl/workbook.xml';
  if (zip.has('_rels/.rels')) {
    await collect(zip, '_rels/.rels', {
      open: (name, attributes) => {
        if (name === 'Relationship' && attribute(attributes, 'Type')?.endsWith('/officeDocument')) {
          main = (attribute(attributes, 'Target') ?? main).replace(/^\//, '');
        }
      },
      close: () => undefined,
      text: () => undefined,
    });
  }
  if (!zip.has(main)) throw new UnreadableFile('not_a_workbook', { part: main });
  return main;
}

interface Relations {
  readonly byId: ReadonlyMap<string, string>;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

async function readRelations(zip: ZipFile, part: string, folder: string): Promise<Relations> {
  const byId = new Map<string, string>();
  let sharedStrings: string | null = null;
  let styles: string | null = null;
  await collect(zip, part, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = resolvePart(folder, attribute(attributes, 'Target') ?? '');
      const type = attribute(attributes, 'Type') ?? '';
      byId.set(attribute(attributes, 'Id') ?? '', target);
      if (type.endsWith('/sharedStrings') && zip.has(target)) sharedStrings = target;
      if (type.endsWith('/styles') && zip.has(target)) styles = target;
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { byId, sharedStrings, styles };
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of (folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function readSheetNames(zip: ZipFile, part: string, byId: ReadonlyMap<string, string>) {
  const sheets = new Map<string, string>();
  let date1904 = false;
  await collect(zip, part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const id = /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
      const target = id === undefined ? undefined : byId.get(id);
      if (target !== undefined) sheets.set(attribute(attributes, 'name') ?? '', target);
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { sheets, date1904 };
}

async function readSharedStrings(zip: ZipFile, part: string): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = 0;
  await collect(zip, part, {
    open: (name, _attributes, selfClosing) => {
      if (name === 'si') {
        current = '';
        if (selfClosing) strings.push('');
      } else if (name === 'rPh' && !selfClosing) phonetic += 1;
      else if (name === 't') inText = !selfClosing && phonetic === 0;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') strings.push(current);
      if (strings.length > MAX_SHARED_STRINGS) throw new UnreadableFile('zip_bomb', { part });
    },
    text: (text) => {
      if (inText) current += text;
    },
  });
  return strings;
}

// Built-in formats that show a date (ECMA-376 §18.8.30), the East Asian ones too.
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

async function readDateStyles(zip: ZipFile, part: string): Promise<Set<number>> {
  const custom = new Map<number, string>();
  const dateStyles = new Set<number>();
  let inCellFormats = false;
  let index = 0;
  await collect(zip, part, {
    open: (name, attributes) => {
      if (name === 'numFmt')
        custom.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name !== 'xf' || !inCellFormats) return;
      const id = Number(attribute(attributes, 'numFmtId') ?? 0);
      const code = custom.get(id);
      if (code === undefined ? isBuiltInDate(id) : showsDate(code)) dateStyles.add(index);
      index += 1;
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
    text: () => undefined,
  });
  return dateStyles;
}

function showsDate(format: string): boolean {
  const code = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  return /[yd年日]/i.test(code);
}

/** Builds rows from a sheet's elements; `take` hands over those finished so far. */
class RowHandler implements XmlHandler {
  readonly #shared: readonly string[];
  readonly #dateStyles: ReadonlySet<number>;
  readonly #epoch: number;
  readonly #columns: number;
  #rows: SheetRow[] = [];
  #cells: string[] = [];
  #number = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #formula = false;
  #value = '';
  #hasValue = false;
  #collecting = false;
  #phonetic = 0;

  constructor(shared: readonly string[], dateStyles: ReadonlySet<number>, epoch: number, columns: number) {
    this.#shared = shared;
    this.#dateStyles = dateStyles;
    this.#epoch = epoch;
    this.#columns = columns;
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string, selfClosing: boolean): void {
    if (name === 'c') this.#openCell(attributes, selfClosing);
    else if (name === 'v' || name === 't') {
      if (this.#phonetic > 0) return;
      this.#collecting = !selfClosing;
      this.#hasValue = true;
    } else if (name === 'f') this.#formula = true;
    else if (name === 'rPh' && !selfClosing) this.#phonetic += 1;
    else if (name === 'row') {
      const number = Number(attribute(attributes, 'r') ?? this.#number + 1);
      this.#number = Number.isInteger(number) && number > 0 ? number : this.#number + 1;
      this.#cells = [];
      this.#column = -1;
    }
  }

  #openCell(attributes: string, selfClosing: boolean): void {
    const reference = attribute(attributes, 'r');
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (selfClosing) return;
    this.#type = attribute(attributes, 't') ?? 'n';
    this.#style = Number(attribute(attributes, 's') ?? 0);
    this.#formula = false;
    this.#value = '';
    this.#hasValue = false;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#collecting = false;
    else if (name === 'rPh') this.#phonetic -= 1;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#rows.push({ number: this.#number, cells: this.#cells });
  }

  #closeCell(): void {
    const text = this.#text();
    if (text === '' || this.#column < 0 || this.#column >= this.#columns) return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #text(): string {
    if (this.#formula && (!this.#hasValue || this.#value === '') && this.#type !== 'str') return NO_RESULT;
    if (!this.#hasValue) return '';
    switch (this.#type) {
      case 's':
        return this.#shared[Number(this.#value)] ?? '';
      case 'b':
        return this.#value === '1' ? '是' : '否';
      case 'n':
        return this.#numberText();
      default:
        return this.#value;
    }
  }

  #numberText(): string {
    const number = Number(this.#value);
    if (this.#value === '' || !Number.isFinite(number)) return this.#value;
    if (!this.#dateStyles.has(this.#style)) return plainNumber(number);
    const instant = new Date(this.#epoch + Math.round(number * 86_400) * 1000);
    return Number.isNaN(instant.getTime()) ? this.#value : instant.toISOString().slice(0, 10);
  }

  text(text: string): void {
    if (this.#collecting) this.#value += text;
  }
}

/** Without an exponent while that is exact: 6.2E+18 as typed is 6200000000000000000. */
function plainNumber(number: number): string {
  return Math.abs(number) < 1e21 && Math.abs(number) >= 1e-6 ? String(number) : number === 0 ? '0' : number.toString();
}

/** 'AB12' → 27 (zero-based). */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
