// What chosen files are taken for, what is refused before it is sent, and which files can't go together.
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type Chosen, fileSize, guessFile, MAX_FILE_BYTES, notReady } from './guess.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const ZIP = bytes(0x50, 0x4b, 3, 4, 20, 0);
const text = (content: string, encoding = 'utf8') => new Uint8Array(iconv.encode(content, encoding));
const guess = (name: string, head: Uint8Array, size = head.length) => {
  const found = guessFile({ name, head, size });
  return found.fault ?? found.kind;
};

describe('guessFile', () => {
  it.each<[string, string, Uint8Array, string]>([
    ['an empty file', '空.csv', bytes(), 'empty'],
    ['a workbook', '花名册.xlsx', ZIP, 'workbook'],
    ['a workbook of a department', '医保局-个人自付.xlsx', ZIP, 'settlement'],
    ['a text file renamed', '花名册.xlsx', text('户编号,户主姓名'), 'not_a_workbook'],
    ['an old workbook', '花名册.xls', bytes(0xd0, 0xcf, 0x11, 0xe0), 'old_workbook'],
    ['an old workbook or one with a password, renamed', '花名册.xlsx', bytes(0xd0, 0xcf, 0x11, 0xe0), 'old_workbook'],
    ['a document', '通知.pdf', text('%PDF-1.4'), 'wrong_type'],
    ['a workbook renamed', '花名册.csv', ZIP, 'wrong_type'],
    ['a picture renamed', '图.csv', bytes(0x89, 0x50, 0, 0), 'wrong_type'],
    ['households', 'a.csv', text('安溪县采集表\n户编号,村代码,户主姓名\n'), 'household'],
    ['members', 'b.csv', text('户编号,姓名,证件号码,与户主关系,残疾等级\n'), 'person'],
    ['members in GBK', 'b.csv', text('户编号,姓名,证件号码,与户主关系\n', 'gbk'), 'person'],
    ['self-pay', 'c.csv', text('身份证号,姓名,结算日期,就医类型,个人自付金额\n', 'gbk'), 'settlement'],
    ['students', 'd.csv', text('身份证号,姓名,学段年级,学年自付费用\n'), 'tuition'],
    ['the unemployed', 'e.csv', text('身份证号,姓名,失业登记日期\n'), 'unemployment'],
    ['certificates', 'f.csv', text('身份证号,姓名,残疾等级,残疾类别\n'), 'disability'],
    ['relief', 'g.csv', text('户主身份证号,户主姓名,救助类别,月补助金额\n'), 'relief'],
    ['disasters', 'h.csv', text('户主身份证号,户主姓名,受灾日期,灾种\n'), 'disaster'],
    ['a department’s file by its name', '残联名单.csv', text('编号,备注\n'), 'disability'],
    ['anything else', 'outcomes.csv', text('户编号,是否返贫\n'), 'unknown'],
  ])('takes %s for what it is', (_, name, head, found) => {
    expect(guess(name, head)).toBe(found);
  });

  it('refuses a file above the limit, whatever it holds', () => {
    expect(guess('花名册.xlsx', ZIP, MAX_FILE_BYTES + 1)).toBe('too_large');
    expect(guess('花名册.xlsx', ZIP, MAX_FILE_BYTES)).toBe('workbook');
  });

  it('reads a head that ends within a character', () => {
    const whole = text('户编号,村代码,户主姓名\n350524,350524100201,林');
    expect(guess('a.csv', whole.slice(0, -1))).toBe('household');
  });

  it('never breaks on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('a.csv', 'a.xlsx', 'a', 'a.txt'), (head, name) => {
        expect(typeof guess(name, head)).toBe('string');
      }),
    );
  });
});

describe('notReady', () => {
  const workbook: Chosen = { kind: 'workbook', part: 'roster' };
  const household: Chosen = { kind: 'household', part: 'roster' };
  const person: Chosen = { kind: 'person', part: 'roster' };
  const extract: Chosen = { kind: 'relief', part: 'extracts' };
  it.each<[string, Chosen[], string | null]>([
    ['nothing', [], 'nothing'],
    ['one workbook', [workbook], null],
    ['one workbook and extracts', [workbook, extract, extract], null],
    ['extracts alone', [extract], null],
    ['two workbooks', [workbook, workbook], 'two_workbooks'],
    ['a second workbook used as an extract', [workbook, { kind: 'workbook', part: 'extracts' }], null],
    ['a workbook and a text file', [workbook, person], 'workbook_and_text'],
    ['two text files', [household, person], null],
    ['one text file', [household, extract], 'lone_text'],
    ['three text files', [household, person, person], 'three_texts'],
    ['more files than the server takes', [workbook, ...Array<Chosen>(20).fill(extract)], 'too_many'],
  ])('%s', (_, files, why) => {
    expect(notReady(files)).toBe(why);
  });
});

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1025, '2 KB'],
  [3.24 * 1024 * 1024, '3.2 MB'],
])('%d bytes are %s', (size, words) => {
  expect(fileSize(size)).toBe(words);
});
