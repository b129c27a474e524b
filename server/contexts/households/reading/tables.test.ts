// Files as they come: workbooks, text in two encodings, and what is neither.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventRoster, writeCsv, writeWorkbook } from '../testing/roster.ts';
import { DEFAULT_LIMITS, UnreadableFile } from './limits.ts';
import { openExtract, openRoster } from './tables.ts';
import { Workbook } from './workbook.ts';
import { attribute, decodeEntities } from './xml.ts';
import { ZipFile } from './zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xingnong-reading-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const at = (name: string) => ({ name, path: path.join(folder, name) });
const file = async (name: string, content: Buffer | string) => {
  await writeFile(at(name).path, content);
  return at(name);
};

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UnreadableFile) return error.code;
    throw error;
  }
  return 'read';
}

/** A zip of one deflated part whose directory may lie about its size. */
function zipOf(name: string, content: Buffer, claimed = content.length): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const start = 30 + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

describe('openRoster', () => {
  it('finds sheets, title rows and columns of a workbook', async () => {
    await writeWorkbook(at('roster.xlsx').path, inventRoster(30));
    const { household, person } = await openRoster([at('roster.xlsx')]);
    expect([household.sheet, household.headerRow, household.mapping.no]).toEqual(['户信息', 2, 0]);
    const rows = await all(household.rows());
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 30 }, (_, index) => index + 3));
    expect((await all(person.rows())).length).toBe(inventRoster(30).flatMap((one) => one.members).length);
  });

  it('reads a pair of text files, in GBK as in UTF-8, with the same rows', async () => {
    await writeCsv(at('h.csv').path, at('p.csv').path, 20);
    const utf8 = await openRoster([at('h.csv'), at('p.csv')]);
    const texts = await Promise.all(
      ['h.csv', 'p.csv'].map(async (name) => iconv.encode(await readFile(at(name).path, 'utf8'), 'gbk')),
    );
    const gbk = await openRoster([await file('gh.csv', texts[0]!), await file('gp.csv', texts[1]!)]);
    for (const kind of ['household', 'person'] as const) {
      expect(await all(gbk[kind].rows())).toEqual(await all(utf8[kind].rows()));
    }
  });

  it('reads a text file with a byte order mark, semicolons and quoted line breaks', async () => {
    const content = '\ufeff身份证号;姓名;失业登记日期;连续失业月数\r\n1;"张\n三";2025-01-15;3\r\n';
    const table = await openExtract(await file('bom.csv', content));
    expect(table?.kind).toBe('unemployment');
    expect((await all(table!.rows())).map((row) => row.cells)).toEqual([['1', '张\n三', '2025-01-15', '3']]);
  });

  it.each<[string, () => Promise<{ name: string; path: string }>, string]>([
    ['an empty file', () => file('empty.xlsx', ''), 'file_empty'],
    ['text named as a workbook', () => file('text.xlsx', 'hello'), 'not_a_workbook'],
    ['a picture', () => file('picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])), 'not_a_workbook'],
    ['an old workbook', () => file('old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')), 'old_workbook'],
    ['a cut workbook', () => file('cut.xlsx', Buffer.from('504b0304', 'hex')), 'not_a_workbook'],
    ['a zip of something else', () => file('other.xlsx', zipOf('readme.txt', Buffer.from('hello'))), 'not_a_workbook'],
    ['a bomb by ratio', () => file('ratio.xlsx', zipOf('xl/workbook.xml', Buffer.alloc(30 * 2 ** 20))), 'zip_bomb'],
    [
      'a bomb that lies about its size',
      () => file('liar.xlsx', zipOf('[Content_Types].xml', Buffer.alloc(2 ** 20), 10)),
      'not_a_workbook',
    ],
    ['bytes of no encoding', () => file('bytes.csv', Buffer.from([0xff, 0xff, 0x81, 0x20, 0xff])), 'bad_encoding'],
    ['text without a header', () => file('nohead.csv', '一,二\n三,四\n'), 'sheet_missing'],
  ])('refuses %s', async (_, make, code) => {
    expect(await refusal(openRoster([await make()]))).toBe(code);
  });

  it('refuses a workbook without the member sheet, and one without a header', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('户信息').addRows([
      ['户编号', '村代码', '户主姓名'],
      ['1', '2', '3'],
    ]);
    await workbook.xlsx.writeFile(at('onesheet.xlsx').path);
    expect(await refusal(openRoster([at('onesheet.xlsx')]))).toBe('sheet_missing');
    workbook.addWorksheet('家庭成员').addRows([
      ['甲', '乙'],
      ['丙', '丁'],
    ]);
    await workbook.xlsx.writeFile(at('nohead.xlsx').path);
    expect(await refusal(openRoster([at('nohead.xlsx')]))).toBe('no_header');
  });

  it('refuses a file above the limit before reading it', async () => {
    expect(
      await refusal(openRoster([await file('big.csv', 'x'.repeat(100))], { ...DEFAULT_LIMITS, fileBytes: 99 })),
    ).toBe('file_too_large');
  });

  it('stops inflating a part that goes on beyond what it claims', async () => {
    const whole = zipOf('[Content_Types].xml', Buffer.alloc(2 ** 20, ' '), 10);
    const zip = await ZipFile.open((await file('liar2.zip', whole)).path, DEFAULT_LIMITS);
    expect(await refusal(zip.text('[Content_Types].xml'))).toBe('zip_bomb');
  });
});

describe('Workbook', () => {
  it('reads formulas by their cached value, errors as shown, dates as dates, rich text whole', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('表');
    sheet.addRow([
      'a',
      { formula: '1+1', result: 2 },
      { formula: 'A1/0', result: { error: '#DIV/0!' } },
      new Date(Date.UTC(2025, 2, 4)),
      { richText: [{ text: '张' }, { text: '三' }] },
      true,
      6.2e18,
    ]);
    sheet.getCell('D1').numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell('H1').value = { formula: 'B1' } as ExcelJS.CellFormulaValue;
    await workbook.xlsx.writeFile(at('cells.xlsx').path);
    const opened = await Workbook.open(at('cells.xlsx').path, DEFAULT_LIMITS);
    const [row] = await all(opened.rows('表'));
    expect(row?.cells).toEqual(['a', '2', '#DIV/0!', '2025-03-04', '张三', '是', '6200000000000000000', '#CALC!']);
  });
});

describe('xml', () => {
  it('finds whole attribute names only and decodes entities', () => {
    expect(attribute(' rt="x" t="s" r=\'A&amp;1\'', 't')).toBe('s');
    expect(attribute(' rt="x"', 't')).toBeUndefined();
    expect(decodeEntities('&lt;&#x5b89;&#28330;&unknown;')).toBe('<安溪&unknown;');
  });
});
