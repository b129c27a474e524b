// The registry back out as the workbook that it came in as: the list's own filter, sheet by sheet, page by page.
// Masked unless the caller may reveal, which is then logged; cells are text or numbers, never formulas.

import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { maskBankCard } from '../../../../kernel/bank-card.ts';
import { maskIdentityNumber } from '../../../../kernel/identity-number.ts';
import { fen, formatYuan } from '../../../../kernel/money.ts';
import { maskPhone } from '../../../../kernel/phone.ts';
import { safeCell } from '../../../../kernel/text.ts';
import type { Scope, Tx } from '../../../platform/database.ts';
import type { Progress } from '../../../platform/jobs.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import { HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from '../domain/columns.ts';
import { healthWords } from './detail.ts';
import { MASKED_HEALTH } from './health.ts';
import { conditions, type HouseholdFilter } from './list.ts';

export interface ExportInput {
  readonly tx: Tx;
  readonly scope: Scope;
  readonly sealed: SealedFields;
  readonly filter: HouseholdFilter;
  readonly plain: boolean;
  readonly report: Progress;
}

type Cells = Readonly<Record<string, string | number>>;

const PAGE = 1000;
const GRADES = ['', '一级', '二级', '三级', '四级'];

/** Writes the workbook to `path`; returns how many households and persons it holds. */
export async function writeExport(input: ExportInput, path: string): Promise<{ households: number; persons: number }> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  const households = await writeSheet(input, workbook, '户信息', '户信息采集表', HOUSEHOLD_COLUMNS, householdPage);
  const persons = await writeSheet(input, workbook, '家庭成员', '家庭成员采集表', PERSON_COLUMNS, personPage);
  await workbook.commit();
  return { households, persons };
}

type Page = (input: ExportInput, after: string) => Promise<{ cells: Cells[]; next: string | null }>;

async function writeSheet(
  input: ExportInput,
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  title: string,
  columns: readonly { name: string; zh: string }[],
  page: Page,
): Promise<number> {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.columns = columns.map(() => ({ width: 16 }));
  sheet.addRow([title]).commit();
  const head = sheet.addRow(columns.map((column) => column.zh));
  head.font = { bold: true };
  head.commit();
  let rows = 0;
  for (let after: string | null = ''; after !== null; ) {
    const { cells, next }: { cells: Cells[]; next: string | null } = await page(input, after);
    for (const row of cells) {
      const line = columns
        .map((column) => row[column.name] ?? '')
        .map((cell) => (typeof cell === 'string' ? safeCell(cell) : cell));
      sheet.addRow(line).commit();
    }
    rows += cells.length;
    after = next;
    input.report({ step: `write ${name}`, done: rows, total: 0 });
  }
  await sheet.commit();
  return rows;
}

interface HouseholdRow {
  no: string;
  region: string;
  township: string | null;
  village: string | null;
  address: string | null;
  head_name: string;
  members: number;
  category: string | null;
  relief: string;
  phone_sealed: string | null;
  bank: string | null;
  account_sealed: string | null;
  housing_grade: string | null;
  safe_water: boolean | null;
  tea_mu: string;
  farm_mu: string;
  forest_mu: string;
  shop: boolean;
  conduct: string;
  head_sealed: string | null;
  year: number | null;
  wage_fen: bigint | null;
  business_fen: bigint | null;
  property_fen: bigint | null;
  transfer_fen: bigint | null;
  expense_fen: bigint | null;
  items: Record<string, string> | null;
}

async function householdPage(input: ExportInput, after: string): Promise<{ cells: Cells[]; next: string | null }> {
  const { tx, scope, sealed, filter } = input;
  const where = sql.join(conditions(scope, sealed, filter), sql` and `);
  const { rows } = await sql<HouseholdRow>`select h.*, t.name as township, v.name as village, i.*,
      (select p.id_sealed from households.person p where p.county = h.county and p.household_id = h.id and p.left_on is null and p.relation = '户主' limit 1) as head_sealed
    from (select h.county, h.id, h.no, h.region, h.address, h.head_name, h.members, h.category, h.relief, h.phone_sealed, h.bank, h.account_sealed,
        h.housing_grade, h.safe_water, h.tea_mu, h.farm_mu, h.forest_mu, h.shop, h.conduct
      from households.household h where ${where} and h.no > ${after} order by h.no limit ${PAGE}) h
    left join places.pub_division t on t.code = left(h.region, 9)
    left join places.pub_division v on v.code = h.region
    left join lateral (select n.year, n.wage_fen, n.business_fen, n.property_fen, n.transfer_fen, n.expense_fen, n.items from households.income n
      where n.county = h.county and n.household_id = h.id order by n.year desc limit 1) i on true
    order by h.no`.execute(tx);
  return { cells: rows.map((row) => householdCells(input, row)), next: rows.length < PAGE ? null : rows.at(-1)!.no };
}

function householdCells({ scope, sealed, plain }: ExportInput, row: HouseholdRow): Cells {
  const open = (text: string | null, mask: (value: string) => string) => {
    if (text === null) return '';
    const value = sealed.open(scope.county, text);
    return plain ? value : mask(value);
  };
  return {
    no: row.no,
    township: row.township ?? '',
    village: row.village ?? '',
    villageCode: row.region,
    address: row.address ?? '',
    headName: row.head_name,
    headId: open(row.head_sealed, maskIdentityNumber),
    members: row.members,
    category: row.category ?? '',
    relief: row.relief === '无' ? '' : row.relief,
    phone: open(row.phone_sealed, maskPhone),
    bank: row.bank ?? '',
    account: open(row.account_sealed, maskBankCard),
    housing: row.housing_grade === null ? '' : `${row.housing_grade}级`,
    water: yesNo(row.safe_water),
    tea: Number(row.tea_mu),
    farm: Number(row.farm_mu),
    forest: Number(row.forest_mu),
    shop: yesNo(row.shop),
    conduct: row.conduct === '无' ? '' : row.conduct,
    wage: yuan(row.wage_fen),
    business: yuan(row.business_fen),
    property: yuan(row.property_fen),
    transfer: yuan(row.transfer_fen),
    expense: yuan(row.expense_fen),
    year: row.year ?? '',
    ...Object.fromEntries(Object.entries(row.items ?? {}).map(([name, amount]) => [name, yuan(BigInt(amount))])),
  };
}

interface PersonRow {
  id: string;
  no: string;
  name: string;
  id_sealed: string;
  sex: string;
  birth: string;
  relation: string;
  education: string | null;
  student: string | null;
  chronic: boolean;
  serious: boolean;
  disabled: boolean;
  disability_grade: number | null;
  labour: string;
  work_region: string | null;
  work_months: number;
  insured: boolean | null;
}

/** Members of a page of households, so that a household is never cut. */
async function personPage(input: ExportInput, after: string): Promise<{ cells: Cells[]; next: string | null }> {
  const { tx, scope, sealed, filter } = input;
  const where = sql.join(conditions(scope, sealed, filter), sql` and `);
  const page = await sql<{
    id: string;
    no: string;
  }>`select h.id, h.no from households.household h where ${where} and h.no > ${after}
    order by h.no limit ${PAGE}`.execute(tx);
  const { rows } =
    await sql<PersonRow>`select p.*, u.no from unnest(${page.rows.map((row) => row.id)}::uuid[], ${page.rows.map((row) => row.no)}::text[]) as u (id, no)
    join households.person p on p.household_id = u.id and p.county = ${scope.county} and p.left_on is null
    order by u.no, p.relation <> '户主', p.source_row, p.name`.execute(tx);
  return {
    cells: rows.map((row) => personCells(input, row)),
    next: page.rows.length < PAGE ? null : page.rows.at(-1)!.no,
  };
}

function personCells({ scope, sealed, plain }: ExportInput, row: PersonRow): Cells {
  const idNumber = sealed.open(scope.county, row.id_sealed);
  return {
    no: row.no,
    name: row.name,
    idNumber: plain ? idNumber : maskIdentityNumber(idNumber),
    sex: row.sex,
    birth: row.birth,
    relation: row.relation,
    education: row.education ?? '',
    student: row.student ?? '',
    health: plain ? healthWords(row).join(',') : MASKED_HEALTH,
    disability: plain ? (GRADES[row.disability_grade ?? 0] ?? '') : MASKED_HEALTH,
    labour: row.labour,
    workRegion: row.work_region ?? '',
    workMonths: row.work_months,
    insured: yesNo(row.insured),
  };
}

const yesNo = (value: boolean | null) => (value === null ? '' : value ? '是' : '否');

/** Excel's numbers are floats; two decimals of yuan below 10^13 survive them exactly as they are shown. */
const yuan = (amount: bigint | null) => (amount === null ? '' : Number(formatYuan(fen(amount), { thousands: false })));
