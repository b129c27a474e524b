// Faults and their codes, one a row; a household without faults has none.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import { type Cells, idNumber, inventHousehold, VILLAGES } from '../testing/roster.ts';
import { COLUMNS } from './columns.ts';
import { type CheckedHousehold, checkHousehold } from './household.ts';
import { PROBLEMS, problemMessage } from './problem.ts';

const names = {
  household: COLUMNS.household.map((column) => column.name),
  person: COLUMNS.person.map((column) => column.name),
};
const mappingOf = (list: readonly string[]) => Object.fromEntries(list.map((name, index) => [name, index]));
const rowOf = (list: readonly string[], cells: Cells, number: number) => ({
  number,
  cells: list.map((name) => String(cells[name] ?? '')),
});

function check(household: Cells, members: readonly Cells[]): CheckedHousehold {
  const context = {
    county: '350524',
    villages: VILLAGES,
    householdMapping: mappingOf(names.household),
    personMapping: mappingOf(names.person),
    asOf: isoDate('2025-12-31'),
  };
  return checkHousehold(
    rowOf(names.household, household, 3),
    members.map((cells, index) => rowOf(names.person, cells, 10 + index)),
    context,
  );
}

// Three members: head (born 1940), spouse, one child at primary school.
const { household, members } = inventHousehold(1);
const found = (change: Cells, who: Cells[] = []) => {
  const changed = members.map((member, index) => ({ ...member, ...who[index] }));
  return check({ ...household, ...change }, changed).problems.map((one) => `${one.severity} ${one.code} ${one.column}`);
};

describe('checkHousehold', () => {
  it('accepts a household without faults', () => {
    const checked = check(household, members);
    expect(checked.problems).toEqual([]);
    expect(checked.accepted).toBe(true);
    expect(checked.persons.map((person) => person.record?.relation)).toEqual(['户主', '配偶', '之子']);
    expect(checked.record?.income.wage).toBe(2_001_337n);
  });

  it('reads full-width digits, stray spaces, other date forms, lower-case x and units', () => {
    const withX = Array.from({ length: 500 }, (_, n) => idNumber('1950-03-04', n * 2 + 1)).find((id) =>
      id.endsWith('X'),
    )!;
    const birth = { idNumber: withX.toLowerCase(), birth: '1950.3.4' };
    const cells = {
      members: '３',
      villageCode: ` ${household.villageCode} `,
      headId: withX.toLowerCase(),
      wage: '１，２３４．５',
      headName: '李 川川',
      tea: '3.40',
      housing: 'a',
    };
    const checked = check({ ...household, ...cells }, [
      { ...members[0]!, ...birth, name: '李　川川' },
      { ...members[1]!, birth: String(members[1]!.birth).replaceAll('-', '/') },
      members[2]!,
    ]);
    expect(checked.problems).toEqual([]);
    expect(checked.record).toMatchObject({ headName: '李川川', tea: '3.4', housing: 'A', income: { wage: 123_450n } });
    expect(checked.persons[0]?.record).toMatchObject({ idNumber: withX, birth: '1950-03-04', name: '李川川' });
  });

  it.each<[string, Cells, Cells[], string[]]>([
    [
      'wrong check digit',
      {},
      [
        {
          idNumber: `${String(members[0]!.idNumber).slice(0, 17)}${String(members[0]!.idNumber).endsWith('5') ? '6' : '5'}`,
        },
      ],
      ['error id_checksum idNumber'],
    ],
    ['fifteen digits', {}, [{}, { idNumber: '350599400101001' }], ['error id_checksum idNumber']],
    ['head number of the household sheet', { headId: '350599194001011230' }, [], ['error id_checksum headId']],
    ['another head number', { headId: idNumber('1950-01-01', 7) }, [], ['error head_mismatch headId']],
    ['another head name', { headName: '李某' }, [], ['warning head_name_mismatch headName']],
    ['birth date', {}, [{ birth: '1901-01-01' }], ['warning birth_mismatch birth']],
    ['no date', {}, [{ birth: '不详' }], ['error bad_date birth']],
    ['sex', {}, [{ sex: '女' }], ['warning sex_mismatch sex']],
    ['no head', {}, [{ relation: '其他' }], ['error no_head headName']],
    ['two heads', {}, [{}, {}, { relation: '户主' }], ['error two_heads headName']],
    ['two spouses', {}, [{}, {}, { relation: '配偶' }], ['error two_spouses headName']],
    ['member count', { members: 4 }, [], ['error member_count_mismatch members']],
    ['working child', {}, [{}, {}, { labour: '普通劳动力' }], ['error child_labour labour']],
    ['education and school', {}, [{}, {}, { education: '小学' }], ['error education_conflict education']],
    ['neither education nor school', {}, [{ education: '' }], ['error education_conflict education']],
    ['income in words', { wage: '约40205' }, [], ['error income_not_number wage']],
    ['negative expense', { expense: -1 }, [], ['error negative_amount expense']],
    ['empty income', { transfer: '' }, [], ['error missing_value transfer']],
    ['village of nowhere', { villageCode: '350524999999' }, [], ['error unknown_village villageCode']],
    ['village of another county', { villageCode: '350525100201' }, [], ['error wrong_county villageCode']],
    ['village name of another village', { village: '别处村委会' }, [], ['warning village_name_mismatch village']],
    ['short phone', { phone: '12345' }, [], ['warning bad_phone phone']],
    ['no phone', { phone: '' }, [], ['warning missing_value phone']],
    ['card number ruined by a spreadsheet', { account: '6.2E+18' }, [], ['warning bad_bank_account account']],
    ['unknown relation', {}, [{}, {}, { relation: '朋友' }], ['error unknown_code relation']],
    ['unknown labour', {}, [{}, { labour: '很能干' }], ['error unknown_code labour']],
    ['unknown category', { category: '富裕户' }, [], ['warning unknown_code category']],
    ['healthy and ill at once', {}, [{ health: '健康,长期慢性病' }], ['warning unknown_code health']],
    ['disabled without grade', {}, [{ health: '残疾' }], ['warning disability_conflict disability']],
    ['months away from nowhere', {}, [{}, { workMonths: 5 }], ['warning work_conflict workMonths']],
    [
      'thirteen months',
      {},
      [{ workRegion: '省外', workMonths: 13 }],
      ['error out_of_range workMonths', 'warning work_conflict workMonths'],
    ],
    ['broken formula', { wage: '#REF!' }, [], ['error formula_error wage']],
    ['formula as text', { bank: '=HYPERLINK("http://x")' }, [], ['error formula_error bank']],
    ['no year', { year: '' }, [], ['error missing_value year']],
    ['negative land', { tea: -2 }, [], ['error negative_amount tea']],
    ['sub-items beyond their part', { itemPension: 9000 }, [], ['warning items_exceed_part transfer']],
  ])('%s', (_, change, who, expected) => {
    expect(found(change, who)).toEqual(expected);
  });

  it('keeps a household out for an error and lets it in for a warning', () => {
    expect(check({ ...household, expense: -1 }, members).accepted).toBe(false);
    expect(check({ ...household, phone: '12345' }, members).accepted).toBe(true);
    expect(check({ ...household, phone: '12345' }, members).record?.phone).toBeNull();
  });

  it('takes birth date and sex from a valid ID number where the row says otherwise, and names both', () => {
    const [head, ...others] = members;
    const checked = check(household, [{ ...head!, birth: '1901-01-01', sex: '女' }, ...others]);
    expect(checked.accepted).toBe(true);
    expect(checked.persons[0]?.record).toMatchObject({ birth: head!.birth, sex: '男' });
    const messages = checked.problems.map((one) => problemMessage(one.code, one.detail, '', 'zh'));
    expect(messages).toEqual([
      '性别「女」与证件号不符，已按证件号登记为「男」',
      `出生日期 1901-01-01 与证件号不符，已按证件号登记为 ${head!.birth}`,
    ]);
  });

  it('asks the ID number how old a working child is', () => {
    const child = { ...members[2]!, labour: '普通劳动力', birth: '1990-01-01' };
    const codes = check(household, [members[0]!, members[1]!, child]).problems.map((one) => one.code);
    expect(codes).toEqual(['birth_mismatch', 'child_labour']);
  });

  it('does not take anything from a number whose check digit is wrong', () => {
    const wrong = String(members[0]!.idNumber).replace(/.$/, (last) => (last === '5' ? '6' : '5'));
    const checked = check(household, [
      { ...members[0]!, idNumber: wrong, birth: '1901-01-01' },
      members[1]!,
      members[2]!,
    ]);
    expect(checked.problems.map((one) => one.code)).toEqual(['id_checksum']);
    expect(checked.accepted).toBe(false);
  });

  it('judges a child by the end of the income year, whatever today is', () => {
    const born2009 = {
      ...members[2]!,
      birth: '2009-12-31',
      idNumber: idNumber('2009-12-31', 1),
      labour: '普通劳动力',
      education: '初中',
      student: '',
    };
    expect(check({ ...household, year: 2025 }, [members[0]!, members[1]!, born2009]).problems).toEqual([]);
    expect(
      check({ ...household, year: 2024 }, [members[0]!, members[1]!, born2009]).problems.map((one) => one.code),
    ).toEqual(['child_labour']);
  });

  it('rounds the noise of binary fractions half up and never shows a whole ID number', () => {
    expect(check({ ...household, wage: '0.30000000000000004' }, members).record?.income.wage).toBe(30n);
    expect(check({ ...household, wage: '1.005' }, members).record?.income.wage).toBe(101n);
    const [problem] = check(household, [{ ...members[0]!, sex: '女' }, members[1]!, members[2]!]).problems;
    expect(problem?.person).toMatch(/^\S+ 350\*{11}.{4}$/);
  });
});

describe('problem messages', () => {
  it.each(Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[])('%s leaves no placeholder in either language', (code) => {
    for (const language of ['zh', 'en'] as const) {
      expect(problemMessage(code, { value: 'v', expected: 'e' }, '列', language)).not.toMatch(/[{}]/);
    }
  });
});

describe('README', () => {
  it('names every problem with its severity', async () => {
    const text = await readFile(path.join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const severities = new Map(
      [...text.matchAll(/^\| (`[^|]+`) +\| (error|warning|by column) +\|/gm)].flatMap(([, codes, severity]) =>
        [...codes!.matchAll(/`(\w+)`/g)].map(([, code]) => [code!, severity!] as const),
      ),
    );
    const known = Object.entries(PROBLEMS).map(([code, { severity }]) => [code, severity.replace('_', ' ')] as const);
    expect([...severities].sort()).toEqual(known.toSorted());
  });
});
