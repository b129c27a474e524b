// What can be wrong with imported rows: each code's severity, and its plain sentence in Chinese and English.
// An error keeps the whole household out; a warning lets it in and opens a data-quality task (spec 3, "Import").
// The official row checks and what decides age, identity or money are errors, unless the row itself settles it: an ID
// number with a right check digit decides birth date and sex (ADR 0019). What only hinders reaching the household is a
// warning. `by_column`: as the column table says.

import { maskIdentityNumber } from '../../../../kernel/identity-number.ts';
import type { TableKind } from './columns.ts';

export type Severity = 'error' | 'warning';

interface Kind {
  readonly severity: Severity | 'by_column';
  readonly zh: string;
  readonly en: string;
}

const error = (zh: string, en: string): Kind => ({ severity: 'error', zh, en });
const warning = (zh: string, en: string): Kind => ({ severity: 'warning', zh, en });
const byColumn = (zh: string, en: string): Kind => ({ severity: 'by_column', zh, en });

export const PROBLEMS = {
  // Structure
  missing_value: byColumn('「{column}」没有填写', '"{column}" is empty'),
  formula_error: error(
    '「{column}」里是出错的公式（{value}），请改成数值',
    '"{column}" holds a broken formula ({value}); enter the value',
  ),
  duplicate_household: error('户编号 {value} 在表里出现了不止一次', 'Household number {value} appears more than once'),
  orphan_member: error('户信息表里没有户编号 {value} 这一户', 'No household numbered {value} in the household sheet'),
  // Identity
  id_checksum: error(
    '「{column}」不是有效的 18 位身份证号，请对照证件核对',
    '"{column}" is not a valid 18-digit ID number; check the card',
  ),
  id_duplicate: error('这个身份证号还出现在：{value}', 'This ID number also appears at: {value}'),
  bad_date: error(
    '「{column}」{value} 不是日期，应写成 2025-03-04 这样',
    '"{column}" {value} is no date; write it like 2025-03-04',
  ),
  birth_mismatch: warning(
    '出生日期 {value} 与证件号不符，已按证件号登记为 {expected}',
    'Birth date {value} disagrees with the ID number; {expected} was registered by the number',
  ),
  sex_mismatch: warning(
    '性别「{value}」与证件号不符，已按证件号登记为「{expected}」',
    'Sex {value} disagrees with the ID number; {expected} was registered by the number',
  ),
  no_head: error('这一户没有户主', 'The household has no head'),
  two_heads: error('这一户有 {value} 个户主，只能有一个', 'The household has {value} heads; only one is allowed'),
  two_spouses: error('户主有 {value} 个配偶，最多一个', 'The head has {value} spouses; at most one is allowed'),
  head_mismatch: error(
    '户信息表的户主证件号码与家庭成员表里户主的不一致',
    "The head's ID number differs between the two sheets",
  ),
  head_name_mismatch: warning(
    '户信息表的户主姓名「{value}」与家庭成员表里户主的不一致',
    'The name of the head ({value}) differs between the two sheets',
  ),
  member_count_mismatch: error(
    '家庭人口数填的是 {value}，家庭成员表里有 {expected} 人',
    'Members says {value}, but the member sheet has {expected} rows',
  ),
  // Official row checks
  child_labour: error(
    '未满 16 周岁，劳动技能应为「无劳动力」，现为「{value}」',
    'Under 16: labour skill must be 无劳动力, not {value}',
  ),
  education_conflict: error('文化程度与在校生状况要填且只填一项', 'Fill exactly one of education and student stage'),
  // Figures
  income_not_number: error('「{column}」{value} 不是数字', '"{column}" {value} is not a number'),
  not_a_number: error('「{column}」{value} 不是数字', '"{column}" {value} is not a number'),
  negative_amount: error('「{column}」{value} 不能是负数', '"{column}" {value} must not be negative'),
  out_of_range: error('「{column}」{value} 超出范围（{expected}）', '"{column}" {value} is out of range ({expected})'),
  items_exceed_part: warning(
    '「{column}」明细合计 {value} 元，大于该项收入 {expected} 元',
    '"{column}": sub-items add up to {value}, more than the part ({expected})',
  ),
  // Place
  unknown_village: error('村代码 {value} 不在本县的村（社区）目录里', 'Village code {value} is not in the county'),
  wrong_county: error(
    '村代码 {value} 属于别的县（{expected}），这一户如已迁走，请在迁入县登记',
    'Village code {value} belongs to another county ({expected}); register the household there if it moved',
  ),
  village_name_mismatch: warning(
    '行政村「{value}」与村代码对应的「{expected}」不一致',
    'Village {value} does not go with its code ({expected})',
  ),
  // Codes and contact
  unknown_code: byColumn('「{column}」{value} 不在代码表里', '"{column}" {value} is not in the code list'),
  bad_phone: warning('联系电话不是有效的手机号或带区号的座机号', 'Not a valid mobile or landline number'),
  bad_bank_account: warning(
    '银行卡号不对（应为 16–19 位并通过校验）',
    'Not a valid card number (16–19 digits with check digit)',
  ),
  work_conflict: warning('务工区域与务工月数不相符', 'Work region and months worked do not go together'),
  disability_conflict: warning('健康状况与残疾等级不相符', 'Health and disability grade do not go together'),
  // Department extracts
  name_mismatch: warning(
    '姓名「{value}」与登记的「{expected}」不一致（按身份证号匹配）',
    'Name {value} differs from the registered {expected} (matched by ID number)',
  ),
  not_registered: warning(
    '登记册里没有这个身份证号的人，已保留待匹配',
    'Nobody with this ID number is registered; the row is kept for later',
  ),
  not_in_household: warning(
    '此人已不在任何登记户内，已保留待匹配',
    'The person is in no registered household now; the row is kept for later',
  ),
  unknown_file: warning(
    '认不出这是哪一类数据，没有导入',
    'Not recognised as any kind of extract; nothing was read from it',
  ),
  unreadable_file: warning('文件打不开：{value}', 'The file cannot be read: {value}'),
} as const satisfies Record<string, Kind>;

export type ProblemCode = keyof typeof PROBLEMS;

export type Detail = Readonly<Record<string, string | number>>;

/** One thing wrong with one row, before it is put into words. */
export interface Problem {
  readonly table: TableKind;
  /** As the spreadsheet numbers it; 0 concerns the file. */
  readonly row: number;
  /** 户编号, where known. */
  readonly household: string;
  /** Name and masked ID number, where it concerns a person. */
  readonly person: string;
  /** Column name of `columns.ts`, or ''. */
  readonly column: string;
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly detail: Detail;
}

export type Language = 'zh' | 'en';

/** The sentence for a problem; `column` is the header as shown to the user. */
export function problemMessage(code: ProblemCode, detail: Detail, column: string, language: Language = 'zh'): string {
  const values: Detail = { column, ...detail };
  return PROBLEMS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}

/** A person as problems name him: never with the whole number. */
export function personLabel(name: string, idNumber: string): string {
  return idNumber === '' ? name : `${name} ${maskIdentityNumber(idNumber)}`.trim();
}
