// One household with its member rows: read, cleaned, checked. Pure: what is already in the registry and what else is
// in the file (ID numbers used twice) is checked where those rows are.

import { parseBankCard } from '../../../../kernel/bank-card.ts';
import { ageOn, type IsoDate, isoDate } from '../../../../kernel/calendar.ts';
import { normaliseIdentityNumber, parseIdentityNumber } from '../../../../kernel/identity-number.ts';
import { type Fen, formatYuan, sum } from '../../../../kernel/money.ts';
import { parsePhone } from '../../../../kernel/phone.ts';
import { normaliseName } from '../../../../kernel/text.ts';
import { cleanCell, RowCells } from './cells.ts';
import {
  CATEGORIES,
  CONDUCTS,
  codeOf,
  disabilityGradeOf,
  EDUCATIONS,
  HEALTH_STATES,
  type HealthState,
  healthStatesOf,
  housingGradeOf,
  isNothing,
  LABOURS,
  RELATIONS,
  RELIEF_KINDS,
  studentStageOf,
  WORK_REGIONS,
  yesOrNo,
} from './codes.ts';
import type { Mapping } from './columns.ts';
import { type Problem, personLabel } from './problem.ts';
import type { HouseholdRecord, IncomeRecord, PersonRecord, RawRow } from './record.ts';

export interface CheckContext {
  /** Six digits. */
  readonly county: string;
  /** Village code → name, of this county. */
  readonly villages: ReadonlyMap<string, string>;
  readonly householdMapping: Mapping;
  readonly personMapping: Mapping;
  /** Day for ages where the row names no year. */
  readonly asOf: IsoDate;
}

export interface CheckedPerson {
  readonly row: number;
  /** Cleaned, valid or not; '' when empty. */
  readonly idNumber: string;
  readonly label: string;
  /** Absent when the row has an error. */
  readonly record: PersonRecord | null;
}

export interface CheckedHousehold {
  readonly row: number;
  readonly no: string;
  readonly problems: readonly Problem[];
  /** No error in the household's row nor in any of its members'. */
  readonly accepted: boolean;
  /** Absent when the row itself has an error. */
  readonly record: HouseholdRecord | null;
  readonly persons: readonly CheckedPerson[];
}

/** The 户编号 of a row as households and members are joined by it. */
export function householdKey(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

export function checkHousehold(row: RawRow, members: readonly RawRow[], context: CheckContext): CheckedHousehold {
  const problems: Problem[] = [];
  const cells = new RowCells('household', row, context.householdMapping, problems);
  const no = householdKey(cells.required('no'));
  cells.household = no;
  const head = readHead(cells);
  const declaredMembers = cells.whole('members', 1, 99);
  const record = readHousehold(cells, no, head.name, context);
  const failed = hasError(problems);
  const on = record === null ? context.asOf : isoDate(`${record.income.year}-12-31`);
  const persons = members.map((member) => checkPerson(member, no, on, context.personMapping, problems));
  checkTogether(cells, head, declaredMembers, members, persons, context);
  return { row: row.number, no, problems, accepted: !hasError(problems), record: failed ? null : record, persons };
}

const hasError = (problems: readonly Problem[]) => problems.some((one) => one.severity === 'error');

interface Head {
  readonly name: string;
  /** Valid number, or '' when empty or bad (which is noted). */
  readonly idNumber: string;
}

function readHead(cells: RowCells): Head {
  const name = cells.name('headName');
  const text = cells.text('headId');
  if (text === '') return { name, idNumber: '' };
  const identity = parseIdentityNumber(text);
  if (identity.ok) return { name, idNumber: identity.value.number };
  cells.person = personLabel(name, normaliseIdentityNumber(text));
  cells.note('id_checksum', 'headId');
  cells.person = '';
  return { name, idNumber: '' };
}

function readHousehold(cells: RowCells, no: string, headName: string, context: CheckContext): HouseholdRecord | null {
  const villageCode = readVillage(cells, context);
  const optional = (column: string) => cells.text(column) || null;
  const category = cells.code('category', CATEGORIES);
  const relief = cells.optionalCode('relief', (text) => codeOf(RELIEF_KINDS, text)) ?? '无';
  const phone = readContact(cells, 'phone', (text) => parsePhone(text), 'bad_phone');
  const account = readContact(cells, 'account', (text) => parseBankCard(text), 'bad_bank_account');
  const housing = cells.coded('housing', housingGradeOf);
  const water = cells.coded('water', yesOrNo);
  const shop = cells.optionalCode('shop', yesOrNo) ?? false;
  const conduct = cells.optionalCode('conduct', (text) => codeOf(CONDUCTS, text)) ?? '无';
  const [tea, farm, forest] = [cells.mu('tea'), cells.mu('farm'), cells.mu('forest')];
  const income = readIncome(cells);
  if (villageCode === null || income === null) return null;
  return {
    no,
    villageCode,
    address: optional('address'),
    headName,
    category,
    relief,
    phone,
    bank: optional('bank'),
    account,
    housing,
    water,
    tea,
    farm,
    forest,
    shop,
    conduct,
    income,
  };
}

function readContact<T>(
  cells: RowCells,
  column: string,
  parse: (text: string) => { ok: true; value: T } | { ok: false },
  code: 'bad_phone' | 'bad_bank_account',
): T | null {
  const text = cells.required(column);
  if (text === '') return null;
  const parsed = parse(text);
  if (parsed.ok) return parsed.value;
  cells.note(code, column);
  return null;
}

function readVillage(cells: RowCells, context: CheckContext): string | null {
  const code = cells.required('villageCode').replaceAll(' ', '');
  if (code === '') return null;
  const known = context.villages.get(code);
  if (known === undefined) {
    const elsewhere = /^[1-9]\d{11}$/.test(code) && !code.startsWith(context.county);
    if (elsewhere) cells.note('wrong_county', 'villageCode', { value: code, expected: code.slice(0, 6) });
    else cells.note('unknown_village', 'villageCode', { value: code.slice(0, 20) });
    return null;
  }
  const name = cells.text('village');
  if (name !== '' && placeKey(name) !== placeKey(known)) {
    cells.note('village_name_mismatch', 'village', { value: name.slice(0, 30), expected: known });
  }
  return code;
}

/** 洋坑村, 洋坑村委会 and 洋坑村民委员会 are one place. */
const placeKey = (name: string) =>
  name.replaceAll(' ', '').replace(/(社区|村)?(村民委员会|居民委员会|村委会|居委会|委员会)$|(村|社区)$/, '');

const PARTS = ['wage', 'business', 'property', 'transfer', 'expense'] as const;
const ITEMS: Readonly<Record<string, 'transfer' | 'property'>> = {
  itemPension: 'transfer',
  itemDibao: 'transfer',
  itemTekun: 'transfer',
  itemEcology: 'transfer',
  itemSubsidy: 'transfer',
  itemDividend: 'property',
};

function readIncome(cells: RowCells): IncomeRecord | null {
  const year = readYear(cells);
  const parts: Partial<Record<(typeof PARTS)[number], Fen>> = {};
  for (const part of PARTS) {
    const amount = cells.yuan(part);
    if (amount !== null) parts[part] = amount;
  }
  const items: Record<string, Fen> = {};
  for (const name of Object.keys(ITEMS)) {
    const amount = isNothing(cells.text(name)) ? null : cells.yuan(name);
    if (amount !== null) items[name] = amount;
  }
  const { wage, business, property, transfer, expense } = parts;
  if (wage === undefined || business === undefined || property === undefined) return null;
  if (transfer === undefined || expense === undefined || year === null) return null;
  for (const part of ['transfer', 'property'] as const) {
    const total = sum(
      Object.entries(items)
        .filter(([name]) => ITEMS[name] === part)
        .map(([, amount]) => amount),
    );
    const limit = part === 'transfer' ? transfer : property;
    if (total > limit) cells.note('items_exceed_part', part, { value: formatYuan(total), expected: formatYuan(limit) });
  }
  return { year, wage, business, property, transfer, expense, items };
}

function readYear(cells: RowCells): number | null {
  const text = cells.required('year').replace(/年度?$/, '');
  if (text === '') return null;
  const year = /^\d{4}(\.0+)?$/.test(text) ? Number(text) : null;
  if (year !== null && year >= 2000 && year <= 2100) return year;
  cells.note('out_of_range', 'year', { value: text.slice(0, 20), expected: '2000–2100' });
  return null;
}

function checkPerson(
  row: RawRow,
  household: string,
  on: IsoDate,
  mapping: Mapping,
  problems: Problem[],
): CheckedPerson {
  const before = problems.length;
  const cells = new RowCells('person', row, mapping, problems);
  cells.household = household;
  const name = cells.name('name');
  const idText = cells.required('idNumber');
  const idNumber = normaliseIdentityNumber(idText);
  cells.person = personLabel(name, idNumber);
  const identity = idText === '' ? null : parseIdentityNumber(idText);
  if (identity !== null && !identity.ok) cells.note('id_checksum', 'idNumber', { why: identity.refusal.code });
  const known = identity?.ok === true ? identity.value : null;
  const sex = registered(cells, 'sex', cells.code('sex', ['男', '女'] as const), known?.sex);
  const birth = registered(cells, 'birth', cells.date('birth'), known?.birthDate);
  const relation = cells.code('relation', RELATIONS);
  const schooling = readSchooling(cells);
  const healthAndWork = readHealthAndWork(cells);
  const { labour } = healthAndWork;
  const born = known?.birthDate ?? birth;
  if (labour !== null && labour !== '无劳动力' && born !== null && ageOn(born, on) < 16) {
    cells.note('child_labour', 'labour', { value: labour });
  }
  const label = cells.person;
  const failed = problems.slice(before).some((one) => one.severity === 'error');
  if (failed || known === null || sex === null || birth === null || relation === null || labour === null) {
    return { row: row.number, idNumber, label, record: null };
  }
  const record = { name, idNumber: known.number, sex, birth, relation, ...schooling, ...healthAndWork, labour };
  return { row: row.number, idNumber, label, record };
}

/** The ID number decides where the row says otherwise (ADR 0019); an empty or unreadable cell stays what it is. */
function registered<T extends string>(
  cells: RowCells,
  column: 'sex' | 'birth',
  stated: T | null,
  byNumber: T | undefined,
): T | null {
  if (stated === null || byNumber === undefined || stated === byNumber) return stated;
  cells.note(`${column}_mismatch`, column, { value: stated, expected: byNumber });
  return byNumber;
}

function readSchooling(cells: RowCells): Pick<PersonRecord, 'education' | 'student'> {
  const before = cells.problems.length;
  const education = cells.optionalCode('education', (text) => codeOf(EDUCATIONS, text));
  const student = cells.optionalCode('student', studentStageOf);
  const allKnown = cells.problems.length === before;
  if (allKnown && (education === null) === (student === null)) cells.note('education_conflict', 'education');
  return { education, student };
}

function readHealthAndWork(cells: RowCells) {
  const health: readonly HealthState[] = cells.coded('health', healthStatesOf) ?? [HEALTH_STATES[0]];
  const disability = cells.optionalCode('disability', disabilityGradeOf);
  if (health.includes('残疾') !== (disability !== null)) cells.note('disability_conflict', 'disability');
  const labour = cells.code('labour', LABOURS);
  const workRegion = cells.optionalCode('workRegion', (text) => codeOf(WORK_REGIONS, text));
  const workMonths = isNothing(cells.text('workMonths')) ? 0 : (cells.whole('workMonths', 0, 12) ?? 0);
  if ((workRegion === null) !== (workMonths === 0)) cells.note('work_conflict', 'workMonths');
  const insured = cells.coded('insured', yesOrNo);
  return { health, disability, labour, workRegion, workMonths, insured };
}

/** What only the household's rows together can show. */
function checkTogether(
  cells: RowCells,
  head: Head,
  declared: number | null,
  members: readonly RawRow[],
  persons: readonly CheckedPerson[],
  context: CheckContext,
): void {
  const relations = members.map((member) => codeOf(RELATIONS, cellText(member, context.personMapping.relation)));
  const heads = relations.filter((relation) => relation === '户主').length;
  const spouses = relations.filter((relation) => relation === '配偶').length;
  if (heads === 0) cells.note('no_head', 'headName');
  if (heads > 1) cells.note('two_heads', 'headName', { value: heads });
  if (spouses > 1) cells.note('two_spouses', 'headName', { value: spouses });
  if (declared !== null && declared !== members.length) {
    cells.note('member_count_mismatch', 'members', { value: declared, expected: members.length });
  }
  if (heads !== 1) return;
  const at = relations.indexOf('户主');
  const member = persons[at]!;
  const valid = parseIdentityNumber(member.idNumber).ok;
  if (valid && head.idNumber !== '' && head.idNumber !== member.idNumber) cells.note('head_mismatch', 'headId');
  const name = normaliseName(cellText(members[at]!, context.personMapping.name));
  if (name !== '' && head.name !== '' && name !== head.name)
    cells.note('head_name_mismatch', 'headName', { value: head.name });
}

function cellText(row: RawRow, index: number | undefined): string {
  return index === undefined ? '' : cleanCell(row.cells[index] ?? '');
}
