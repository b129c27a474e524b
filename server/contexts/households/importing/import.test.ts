// The import on a real database: what goes in, what is kept out and comes back, what the same file does again.

import ExcelJS from 'exceljs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import { changed, county, openRegistry, type TestRegistry } from '../testing/registry.ts';
import { type Cells, type InventedHousehold, idNumber, inventHousehold, inventRoster } from '../testing/roster.ts';

let registry: TestRegistry;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(() => registry.close());
beforeEach(() => registry.clear());

describe('importFiles', () => {
  it('takes a clean roster whole', async () => {
    const roster = inventRoster(60);
    const result = await registry.imported([await registry.workbook(roster)]);
    const persons = roster.flatMap((one) => one.members).length;
    expect(result).toMatchObject({
      households: { read: 60, accepted: 60, rejected: 0 },
      persons: { read: persons, accepted: persons, rejected: 0 },
      problems: [],
    });
    expect([await registry.count('household'), await registry.count('person'), await registry.count('income')]).toEqual(
      [60, persons, 60],
    );
    expect(await registry.count('staged_row')).toBe(0);
  });

  it('keeps sensitive fields out of plain sight in every table', async () => {
    await registry.imported([await registry.workbook([...inventRoster(5), changed(6, { expense: -1 })])]);
    const { household, members } = inventHousehold(6);
    for (const table of registry.tables) {
      const { rows } = await registry.db.owner.query(`select * from households.${table}`);
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
    const file = await registry.workbook([...inventRoster(40), changed(41, { phone: '1' })]);
    const extract = await registry.csv(
      '医保局.csv',
      `身份证号,姓名,结算日期,就医类型,疾病名称,医疗总费用,医保报销金额,个人自付金额\n${inventHousehold(3).members[0]!.idNumber},某,2025-05-01,住院,肺炎,3000,1000,2000\n${inventHousehold(3).members[0]!.idNumber},某,2025-05-01,住院,肺炎,3000,1000,2000\n${idNumber('1999-09-09', 9)},外人,2025-05-01,住院,肺炎,3000,1000,2000\n`,
    );
    await registry.imported([file], [extract]);
    const before = await registry.everything();
    expect([
      await registry.count('settlement'),
      await registry.count('extract_unmatched'),
      await registry.count('quality_task'),
    ]).toEqual([2, 1, 1]);
    const again = await registry.imported([file], [extract]);
    expect(again.households).toEqual({ read: 41, accepted: 41, rejected: 0 });
    expect(await registry.everything()).toBe(before);
  });

  it('lets in a birth date that disagrees with the ID number, by the number, with a task until it is mended', async () => {
    const open = `code = 'birth_mismatch' and closed_at is null`;
    const wrong = await registry.workbook([changed(1, {}, [{ birth: '1901-01-01' }])]);
    const result = await registry.imported([wrong]);
    const { birth } = inventHousehold(1).members[0]!;
    expect(result.households).toEqual({ read: 1, accepted: 1, rejected: 0 });
    expect(result.problems[0]).toMatchObject({
      severity: 'warning',
      message: `出生日期 1901-01-01 与证件号不符，已按证件号登记为 ${birth}`,
    });
    expect(await registry.count('person', `relation = '户主' and birth = '${birth}'`)).toBe(1);
    expect(
      await registry.count('quality_task', `${open} and detail = '{"value": "1901-01-01", "expected": "${birth}"}'`),
    ).toBe(1);
    // The same file says nothing new; a mended one closes the task although the registry keeps its row as it is.
    await registry.imported([wrong]);
    expect(await registry.count('quality_task')).toBe(1);
    await registry.imported([await registry.workbook([inventHousehold(1)])]);
    expect([await registry.count('quality_task', open), await registry.count('quality_task')]).toEqual([0, 1]);
    expect(await registry.count('past')).toBe(0);
    // Wrong again: a task again, unless somebody has looked into it and closed it.
    await registry.imported([wrong]);
    expect(await registry.count('quality_task', open)).toBe(1);
    await registry.db.owner.query(`update households.quality_task set closed_at = now(), closed_by = '林秀'`);
    await registry.imported([wrong]);
    expect(await registry.count('quality_task', open)).toBe(0);
  });

  it('opens no task for a registered household that the batch keeps out', async () => {
    await registry.imported([await registry.workbook([inventHousehold(1)])]);
    await registry.imported([await registry.workbook([changed(1, { phone: '1', expense: -1 })])]);
    expect(await registry.count('quality_task')).toBe(0);
  });

  it('takes from a roster of an earlier year that year’s income and nothing else', async () => {
    const kept = async () => {
      const { rows } = await registry.db.owner.query(
        `select h.no, h.housing_grade, h.valid_from, h.version, h.members,
          array_agg(p.name || p.valid_from || coalesce(p.left_on::text, '') order by p.id) as people
        from households.household h join households.person p on p.household_id = h.id where h.no <> $1 group by h.county, h.id order by h.no`,
        [inventHousehold(3).household.no],
      );
      return JSON.stringify(rows);
    };
    await registry.imported([await registry.workbook([changed(1, { housing: 'A级' }), inventHousehold(2)])]);
    const before = await kept();
    // The year before: an unsafe house, a guest who has left since, and a household that is not in the newer roster.
    const past = { year: 2024, housing: 'D级', wage: 111 };
    const one = changed(1, { ...past, members: inventHousehold(1).members.length + 1 });
    const guest = { ...inventHousehold(9).members[0]!, no: one.household.no!, relation: '其他' };
    const file = await registry.workbook([
      { ...one, members: [...one.members, guest] },
      changed(2, past),
      changed(3, past),
    ]);
    const result = await registry.imported([file]);
    expect(result.households).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
    expect(await kept()).toBe(before);
    expect([await registry.count('income', 'year = 2024'), await registry.count('income', 'year = 2025')]).toEqual([
      3, 2,
    ]);
    expect([await registry.count('household', `valid_from = '2024-12-31'`), await registry.count('past')]).toEqual([
      1, 0,
    ]);
    const batches = await registry.households.imports.list(county);
    expect(batches.find(({ counts }) => counts?.householdEffect.older === 2)).toMatchObject({
      counts: {
        householdEffect: { added: 1, changed: 0, unchanged: 2, older: 2 },
        personEffect: { changed: 0, left: 0 },
      },
    });
  });

  it('leaves what a later visit or declaration says, with its source, when a mended roster comes', async () => {
    await registry.imported([await registry.workbook([inventHousehold(1)])]);
    const { rows } = await registry.db.owner.query<{ id: string }>('select id from households.household');
    const id = rows[0]!.id;
    const seenOn = isoDate('2026-02-10');
    const note = '入户看过';
    expect(
      await registry.households.correct(county, { householdId: id, housing: 'D', shop: true, seenOn, note }),
    ).toMatchObject({ ok: true });
    expect(
      await registry.households.declareOnline(county, { householdId: id, unwilling: true, declaredOn: seenOn, note }),
    ).toMatchObject({ ok: true });
    await registry.imported([await registry.workbook([changed(1, { tea: 7.5, housing: 'B级' })])]);
    const { rows: stands } = await registry.db.owner.query(
      `select housing_grade, shop, online_unwilling, tea_mu::text as tea, valid_from::text as from,
         array(select jsonb_object_keys(field_source) order by 1) as sourced from households.household`,
    );
    expect(stands).toEqual([
      {
        housing_grade: 'D',
        shop: true,
        online_unwilling: true,
        tea: '7.50',
        from: '2026-02-10',
        sourced: ['housing_grade', 'online_unwilling', 'online_unwilling_on', 'shop'],
      },
    ]);
  });

  it('leaves nothing behind on a dry run', async () => {
    const result = await registry.imported([await registry.workbook(inventRoster(10))], [], { dryRun: true });
    expect(result.households.accepted).toBe(10);
    expect([
      await registry.count('household'),
      await registry.count('source'),
      await registry.count('staged_row'),
    ]).toEqual([0, 0, 0]);
  });

  it('reports an ID number used twice at both places and keeps both households out', async () => {
    const double = {
      idNumber: inventHousehold(0).members[0]!.idNumber!,
      birth: inventHousehold(0).members[0]!.birth!,
      sex: '男',
    };
    const result = await registry.imported([
      await registry.workbook([...inventRoster(5), changed(6, {}, [{}, double])]),
    ]);
    expect(result.problems.map((one) => [one.code, one.household])).toEqual([
      ['id_duplicate', '35052400000001'],
      ['id_duplicate', '35052400000007'],
    ]);
    expect(result.problems[0]!.message).toContain('35052400000007');
    expect(result.households).toEqual({ read: 6, accepted: 4, rejected: 2 });
  });

  it('keeps out a person who is registered in a household that the file does not bring', async () => {
    await registry.imported([await registry.workbook(inventRoster(3))]);
    const double = {
      idNumber: inventHousehold(0).members[0]!.idNumber!,
      birth: inventHousehold(0).members[0]!.birth!,
      sex: '男',
    };
    const result = await registry.imported([await registry.workbook([changed(6, {}, [{}, double])])]);
    expect(result.problems.map((one) => [one.code, one.household])).toEqual([['id_duplicate', '35052400000007']]);
    expect(result.problems[0]!.message).toContain('35052400000001');
    // The spouse has moved when both households come.
    const stay = inventHousehold(0);
    const moved = await registry.imported([
      await registry.workbook([
        {
          household: { ...stay.household, members: stay.members.length - 1 },
          members: stay.members.filter((_, at) => at !== 1),
        },
        changed(6, {}, [{}, { ...stay.members[1]!, no: '35052400000007' }]),
      ]),
    ]);
    expect(moved.problems).toEqual([]);
    expect(
      await registry.count(
        'person',
        `household_id = (select id from households.household where no = '35052400000007') and left_on is null`,
      ),
    ).toBe(inventHousehold(6).members.length);
  });

  it('names double households, members without one, and rows without a number', async () => {
    const [one, two, three] = [inventHousehold(0), inventHousehold(1), inventHousehold(2)];
    const stranger = { ...three.members[0]!, no: '35052499999999' };
    const result = await registry.imported([
      await registry.workbook([
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
    const rejectedTo = registry.file('xlsx');
    const roster = [...inventRoster(4), changed(5, { wage: '约40205' }), changed(7, {}, [{}, { relation: '朋友' }])];
    const first = await registry.imported([await registry.workbook(roster)], [], { rejectedTo });
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
    const second = await registry.imported([{ name: '退回修改.xlsx', path: rejectedTo }]);
    expect(second).toMatchObject({ households: { read: 2, accepted: 2, rejected: 0 }, problems: [] });
    expect(await registry.count('household')).toBe(6);
  });

  it.each<[string, () => Promise<InventedHousehold[]>, string]>([
    [
      'another county',
      async () => [changed(0, { villageCode: '350525100201' }), changed(1, { villageCode: '350525100202' })],
      'wrong_county',
    ],
    ['no rows', async () => [], 'no_rows'],
  ])('refuses a roster of %s and leaves nothing', async (_, make, code) => {
    const result = await registry.households.importFiles(county, {
      roster: [await registry.workbook(await make())],
      extracts: [],
    });
    expect(result.ok ? 'read' : result.refusal.code).toBe(code);
    expect([await registry.count('household'), await registry.count('staged_row')]).toEqual([0, 0]);
  });

  it('takes a file whose rows are all wrong, rejects them all and keeps the reasons', async () => {
    const result = await registry.imported([
      await registry.workbook(Array.from({ length: 8 }, (_, index) => changed(index, { expense: -1 }))),
    ]);
    expect(result.households).toEqual({ read: 8, accepted: 0, rejected: 8 });
    expect(result.problems.map((one) => one.code)).toEqual(Array.from({ length: 8 }, () => 'negative_amount'));
  });

  it('is refused to whoever does not act for the whole county', async () => {
    const result = await registry.households.importFiles(
      { ...county, region: '350524100' },
      { roster: [await registry.workbook(inventRoster(1))], extracts: [] },
    );
    expect(result.ok ? 'read' : result.refusal.code).toBe('whole_county_only');
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
          const { households: ofHouseholds, persons } = await registry.imported([await registry.workbook(roster)], [], {
            dryRun: true,
          });
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
