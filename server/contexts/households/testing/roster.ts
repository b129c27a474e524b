// Invented households for tests and benchmarks: valid rows of a roster, in any number, always the same for a number.
// ID numbers use 350599, a division code that was never issued.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import ExcelJS from 'exceljs';
import { checkCharacter } from '../../../../kernel/identity-number.ts';
import { HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from '../domain/columns.ts';

export type Cells = Record<string, string | number>;

export interface InventedHousehold {
  readonly household: Cells;
  readonly members: readonly Cells[];
}

export const VILLAGES: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 20 }, (_, index) => [
    `3505241${String(index % 4).padStart(2, '0')}2${String(index).padStart(2, '0')}`,
    `${'山水田林茶竹松梅'[index % 8]}${index}村委会`,
  ]),
);

const SURNAMES = '李王张刘陈杨黄周吴林';
const GIVEN = '川福春秋冬夏梅兰竹菊山水木火土金';

/** A valid ID number: birth date, a sequence below 1000, odd for men. */
export function idNumber(birth: string, sequence: number): string {
  const digits = `350599${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}

const pick = (text: string, index: number) => [...text][index % [...text].length]!;

function birthOf(index: number, year: number, later = 0): string {
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}-${String(((index + later) % 28) + 1).padStart(2, '0')}`;
}

function member(no: string, name: string, birth: string, sequence: number, cells: Cells): Cells {
  return {
    no,
    name,
    idNumber: idNumber(birth, sequence),
    sex: sequence % 2 === 1 ? '男' : '女',
    birth,
    education: '初中',
    student: '',
    health: '健康',
    disability: '',
    labour: '普通劳动力',
    workRegion: '',
    workMonths: 0,
    insured: '是',
    ...cells,
  };
}

const lists = new WeakMap<ReadonlyMap<string, string>, readonly (readonly [string, string])[]>();

/** The villages in their order; made once, for hundreds of thousands of households. */
function listed(villages: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const list = lists.get(villages) ?? [...villages];
  lists.set(villages, list);
  return list;
}

/**
 * The household of a number from 0: a head, a spouse, and children by its number. A birth year, month, day and sequence
 * are used once each, so that no two persons below a million households share an ID number.
 */
export function inventHousehold(index: number, villages: ReadonlyMap<string, string> = VILLAGES): InventedHousehold {
  const no = `350524${String(index + 1).padStart(8, '0')}`;
  const surname = pick(SURNAMES, index);
  const name = (seed: number) => surname + pick(GIVEN, seed) + pick(GIVEN, Math.floor(seed / 7));
  // 28 × 12 days come round together every 84; the year and the sequence carry the rest of the number.
  const turn = Math.floor(index / 84);
  const year = 1940 + (turn % 45);
  const sequence = (Math.floor(turn / 45) * 2) % 998;
  const people = [
    member(no, name(index), birthOf(index, year), sequence + 1, {
      relation: '户主',
      workRegion: index % 3 === 0 ? '省外' : '',
      workMonths: index % 3 === 0 ? 8 : 0,
    }),
    member(no, name(index + 3), birthOf(index, year), sequence, {
      relation: '配偶',
      health: index % 9 === 0 ? '长期慢性病' : '健康',
    }),
  ];
  for (let child = 0; child < index % 4; child++) {
    const round = Math.floor(turn / 4);
    const nth = (round % 998) ^ 1;
    const birth = birthOf(index, 2012 + child * 4 + (turn % 4), Math.floor(round / 998) % 4);
    people.push(
      member(no, name(index + 5 + child), birth, nth, {
        relation: nth % 2 === 1 ? '之子' : '之女',
        education: '',
        student: '小学',
        labour: '无劳动力',
      }),
    );
  }
  const [villageCode, village] = listed(villages)[index % villages.size]!;
  const household = {
    no,
    township: '',
    village,
    villageCode,
    headName: people[0]!.name!,
    headId: people[0]!.idNumber!,
    members: people.length,
    category: index % 15 === 0 ? '脱贫户' : '一般农户',
    relief: index % 60 === 0 ? '低保' : '',
    phone: `199${String(index % 100_000_000).padStart(8, '0')}`,
    bank: '安溪县农村信用合作联社',
    account: '6200000000000000018',
    housing: index % 40 === 0 ? 'C级' : 'A级',
    water: index % 150 === 0 ? '否' : '是',
    tea: (index % 50) / 10,
    farm: (index % 30) / 10,
    shop: index % 20 === 0 ? '是' : '否',
    conduct: '',
    wage: 20_000 + (index % 997) * 13.37,
    business: 15_000 + (index % 787),
    property: 800,
    transfer: 3000.5,
    expense: 6000,
    year: 2025,
  };
  return { household: { ...household, wage: Math.round(household.wage * 100) / 100 }, members: people };
}

export function inventRoster(households: number, villages?: ReadonlyMap<string, string>): InventedHousehold[] {
  return Array.from({ length: households }, (_, index) => inventHousehold(index, villages));
}

const shown = (columns: readonly { name: string; zh: string }[], sample: Cells) =>
  columns.filter((column) => column.name in sample);

/** Writes a roster as the official workbook, a title row above each header. */
export async function writeWorkbook(
  path: string,
  roster: Iterable<InventedHousehold>,
  sheets: { household?: string; person?: string } = {},
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false });
  const rows = [...roster];
  const write = async (name: string, columns: readonly { name: string; zh: string }[], cells: Iterable<Cells>) => {
    const sheet = workbook.addWorksheet(name);
    sheet.addRow([`${name}采集表（2025年度）`]).commit();
    sheet.addRow(columns.map((column) => column.zh)).commit();
    for (const row of cells) sheet.addRow(columns.map((column) => row[column.name] ?? '')).commit();
    await sheet.commit();
  };
  const sample = inventHousehold(0);
  await write(
    sheets.household ?? '户信息',
    shown(HOUSEHOLD_COLUMNS, sample.household),
    rows.map((row) => row.household),
  );
  await write(
    sheets.person ?? '家庭成员',
    shown(PERSON_COLUMNS, sample.members[0]!),
    rows.flatMap((row) => row.members),
  );
  await workbook.commit();
}

/** Writes a roster as two CSV files, one household at a time. */
export async function writeCsv(
  householdPath: string,
  personPath: string,
  households: number,
  villages?: ReadonlyMap<string, string>,
): Promise<void> {
  const sample = inventHousehold(0);
  const [ofHousehold, ofPerson] = [
    shown(HOUSEHOLD_COLUMNS, sample.household),
    shown(PERSON_COLUMNS, sample.members[0]!),
  ];
  const [first, second] = [createWriteStream(householdPath), createWriteStream(personPath)];
  const line = (columns: readonly { name: string }[], row: Cells) =>
    `${columns.map((column) => row[column.name] ?? '').join(',')}\n`;
  first.write(
    line(
      [...ofHousehold.map((column) => ({ name: column.zh }))],
      Object.fromEntries(ofHousehold.map((column) => [column.zh, column.zh])),
    ),
  );
  second.write(
    line(
      [...ofPerson.map((column) => ({ name: column.zh }))],
      Object.fromEntries(ofPerson.map((column) => [column.zh, column.zh])),
    ),
  );
  for (let index = 0; index < households; index++) {
    const { household, members } = inventHousehold(index, villages);
    if (!first.write(line(ofHousehold, household))) await once(first, 'drain');
    for (const row of members) if (!second.write(line(ofPerson, row))) await once(second, 'drain');
  }
  first.end();
  second.end();
  await Promise.all([once(first, 'finish'), once(second, 'finish')]);
}
