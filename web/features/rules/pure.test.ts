// Cells in words, tables read and put back, and what changed between two versions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rulesZh } from '../../messages/zh/rules.ts';
import { own } from '../../own.ts';
import { type CellTerms, cellWords, plainWords } from './cellWords.ts';
import { compareTables, isSame } from './compare.ts';
import { inForceOn, type Version } from './queries.ts';
import { type RawTable, readTable, type Table, withTable } from './table.ts';

const terms: CellTerms = {
  fact: (name) => own<string>({ line: '监测线', selfPay: '医疗自付', wageChange: '工资变化' }, name),
  value: (text) => own<string>({ train_first: '先培训' }, text) ?? text,
  words: rulesZh.words,
};
const words = (cell: string) => plainWords(cellWords(cell, terms), (name) => `〈${name}〉`);

describe('a cell in words', () => {
  test.each([
    ['', ''],
    ['< 0', '< 0'],
    ['>= 20000', '≥ 20,000'],
    ['== 0', '= 0'],
    ['true', '是'],
    ['"赌博"', '赌博'],
    ['"C", "D"', 'C 或 D'],
    ['not in ["无", "低保"]', '不属于 无、低保'],
    ['!= null', '有记录'],
    ['>= parameters.joblessMonths', '≥ 〈joblessMonths〉'],
    ['<= -parameters.wageDropBp', '≤ −〈wageDropBp〉'],
    ['[0..parameters.nearLineShare * line)', '≥ 0 且 < 〈nearLineShare〉 × 监测线'],
    [
      'selfPay < parameters.watchMultiple * line and wageChange <= 0',
      '医疗自付 < 〈watchMultiple〉 × 监测线 且 工资变化 ≤ 0',
    ],
    ['"train_first"', '先培训'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a cell's own sentence
    ['`自付 ${selfPay} 元，达到 ${parameters.outpatientMonth} 元`', '自付 医疗自付 元，达到 〈outpatientMonth〉 元'],
    ['> losses', '> losses'],
    ['> "', '> "'],
    ['valueOf', 'valueOf'],
    ['"constructor"', 'constructor'],
  ])('%s', (cell, expected) => {
    expect(words(cell)).toBe(expected);
  });

  test('any text at all is shown, never an error', () => {
    fc.assert(fc.property(fc.string(), (cell) => typeof words(cell) === 'string'));
  });
});

const column = (id: string, field: string | null = id) => ({ id, name: id, field });
const table = (rows: readonly (readonly [string, string, string?])[], over: Partial<Table> = {}): Table => ({
  hitPolicy: 'first',
  inputs: [column('a')],
  outputs: [column('z')],
  rows: rows.map(([id, a, description = '']) => ({ id, description, cells: { a, z: id } })),
  ...over,
});

describe('comparing two versions', () => {
  test('a table with itself, whatever its rules', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), (ids) => {
        const one = table(ids.map((id) => [id, '> 0']));
        const comparison = compareTables(one, one);
        expect(isSame(comparison)).toBe(true);
        expect(comparison.unchanged).toBe(ids.length);
      }),
    );
  });

  test('a changed cell, an added and a removed rule, each at its place', () => {
    const before = table([
      ['r1', '> 0'],
      ['r2', '> 1'],
      ['r3', '> 2'],
    ]);
    const after = table([
      ['r0', ''],
      ['r1', '> 0'],
      ['r3', '> 5', '改过'],
    ]);
    const { rows, unchanged } = compareTables(before, after);
    expect(unchanged).toBe(1);
    expect(rows).toMatchObject([
      { kind: 'added', at: 1, row: { id: 'r0' } },
      {
        kind: 'changed',
        at: 3,
        movedFrom: null,
        cells: [{ column: { id: 'a' }, output: false, before: '> 2', after: '> 5' }],
        description: { before: '', after: '改过' },
      },
      { kind: 'removed', at: 2, row: { id: 'r2' } },
    ]);
  });

  test('one rule moved to the front is one move, not four', () => {
    const before = table([
      ['1', ''],
      ['2', ''],
      ['3', ''],
      ['4', ''],
    ]);
    const after = table([
      ['4', ''],
      ['1', ''],
      ['2', ''],
      ['3', ''],
    ]);
    expect(compareTables(before, after).rows).toMatchObject([
      { kind: 'changed', at: 1, movedFrom: 4, row: { id: '4' } },
    ]);
  });

  test('columns and the hit policy', () => {
    const before = table([['r', '']]);
    const after = table([['r', '']], { hitPolicy: 'collect', inputs: [column('a', 'b'), column('n')], outputs: [] });
    const comparison = compareTables(before, after);
    expect(comparison.hitPolicyChanged).toBe(true);
    expect(comparison.columns.map((change) => change.kind)).toEqual(['changed', 'added', 'removed']);
    expect(isSame(comparison)).toBe(false);
  });
});

test('what is put back into a file is read from it, and the rest of the file stays', () => {
  const raw: RawTable = {
    hitPolicy: 'collect',
    inputs: [{ id: 'a', field: 'x ' }],
    outputs: [{ id: 'z', field: 'out' }],
    rules: [],
  };
  const file = {
    nodes: [
      { id: 'in', type: 'inputNode', name: '' },
      { id: 't', type: 'decisionTableNode', name: 't', content: { ...raw, passThrough: false } },
    ],
    edges: [],
  };
  const changed = withTable(file, { ...raw, rules: [{ _id: 'r', a: ' > 1 ', z: null }] });
  expect(readTable(changed)).toEqual({
    hitPolicy: 'collect',
    inputs: [{ id: 'a', name: 'x ', field: 'x' }],
    outputs: [{ id: 'z', name: 'out', field: 'out' }],
    rows: [{ id: 'r', description: '', cells: { a: '> 1', z: '' } }],
  });
  expect(changed.nodes[1]?.content).toMatchObject({ passThrough: false });
  expect(changed.nodes[0]).toBe(file.nodes[0]);
});

test('the county’s own version decides before a later shared one; what has not begun does not', () => {
  const version = (region: string, number: number, validFrom: string) =>
    ({ region, version: number, validFrom, state: 'published' }) as Version;
  const all = [
    version('', 1, '2021-01-01'),
    version('350524', 2, '2026-03-01'),
    version('', 3, '2026-05-01'),
    version('350524', 4, '2026-09-01'),
  ];
  expect(inForceOn(all, '2026-06-01')?.version).toBe(2);
  expect(inForceOn(all, '2026-02-01')?.version).toBe(1);
  expect(inForceOn(all, '2020-01-01')).toBeNull();
});
