import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { maskMiddle, normaliseCell, normaliseName, safeCell, withoutBlanks } from './text.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...`'‘=+-@＝＋－＠ \t\r\n\u0000\u00a0\u200b\u3000·•05aＡ王，`) }),
);

test.each([
  ['３．５％', '3.5%'],
  ['　ＡＢｃ１２３\u00a0', 'ABc123'],
  ['面积（亩）', '面积(亩)'],
  ['患有大病 \t 残疾', '患有大病 残疾'],
  ['一行\r\n二行', '一行 二行'],
  ['\ufeff户编号', '户编号'],
  ['35\u200b05', '3505'],
  ['a\u0000b', 'a b'],
  ["'0595", '0595'],
  ["O'Neill", "O'Neill"],
  ['', ''],
])('normaliseCell(%j) is %j', (text, clean) => {
  expect(normaliseCell(text)).toBe(clean);
});

test('withoutBlanks leaves none', () => {
  expect(withoutBlanks(' 6200 0000\u3000００１８ ')).toBe('620000000018');
});

test.each([
  ['王　小明', '王小明'],
  [' 王 小 明 ', '王小明'],
  ['买买提 • 艾力', '买买提·艾力'],
  ['John  Smith', 'John Smith'],
])('normaliseName(%j) is %j', (text, name) => {
  expect(normaliseName(text)).toBe(name);
});

describe('safeCell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-1+2', "'-1+2"],
    ['\t=1', "'\t=1"],
    ['\u3000＝1', "'\u3000＝1"],
    ['-1,234.50', '-1,234.50'],
    ['+3%', '+3%'],
    ['王小明', '王小明'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j is written %j', (text, cell) => {
    expect(safeCell(text)).toBe(cell);
  });

  it('never lets a formula begin a cell, and reads back as what it was', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const cell = safeCell(text);
        const starts = /^[=+\-@]/.test(cell.normalize('NFKC').trimStart());
        expect(!starts || /^[+-][\d,.]+%?$/.test(cell)).toBe(true);
        expect(normaliseCell(cell)).toBe(normaliseCell(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

it('cleaning twice changes nothing', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(normaliseCell(normaliseCell(text))).toBe(normaliseCell(text));
      expect(normaliseName(normaliseName(text))).toBe(normaliseName(text));
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['350599197801051234', 3, 4, '350***********1234'],
  ['1234567', 3, 4, '*******'],
  ['12345678', 3, 4, '123*5678'],
  ['23232323', 0, 4, '****2323'],
  ['abc', 1, 0, 'a**'],
  ['', 1, 1, ''],
])('maskMiddle(%j, %s, %s) is %j', (text, first, last, masked) => {
  expect(maskMiddle(text, first, last)).toBe(masked);
});
