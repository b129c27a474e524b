// One household as its page shows it: itself, its members, income by year, dated facts, consents, courses, tasks, and the
// source of each row. Sensitive fields are masked; who sees health: health.ts.

import { sql } from 'kysely';
import { maskBankCard } from '../../../../kernel/bank-card.ts';
import { maskIdentityNumber } from '../../../../kernel/identity-number.ts';
import { maskPhone } from '../../../../kernel/phone.ts';
import type { Tx } from '../../../platform/database.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import { columnOf } from '../domain/cells.ts';
import type { TableKind } from '../domain/columns.ts';
import { type Detail, isProblemCode, type Language, problemMessage } from '../domain/problem.ts';

/** Where a row or a field came from. `row` is the spreadsheet's, 0 for what is not from a file. */
export interface SourceRef {
  readonly source: string;
  readonly row: number;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  /** Masked. */
  readonly idNumber: string;
  readonly sex: string;
  readonly birth: string;
  readonly relation: string;
  readonly education: string | null;
  readonly student: string | null;
  readonly health: string[];
  readonly disabilityGrade: number | null;
  readonly labour: string;
  readonly workRegion: string | null;
  readonly workMonths: number;
  readonly insured: boolean | null;
  readonly from: SourceRef;
  readonly fieldSources: Readonly<Record<string, SourceRef>>;
}

/** Income of a year, fen. */
export interface IncomeYear {
  readonly year: number;
  readonly wageFen: number;
  readonly businessFen: number;
  readonly propertyFen: number;
  readonly transferFen: number;
  readonly expenseFen: number;
  readonly netFen: number;
  readonly items: { readonly name: string; readonly amountFen: number }[];
  readonly from: SourceRef;
}

export type EventKind = 'settlement' | 'tuition' | 'unemployment' | 'disability' | 'disaster' | 'relief';

/** A dated fact: what, when, how much. */
export interface HouseholdEvent {
  readonly id: string;
  readonly kind: EventKind;
  readonly personId: string | null;
  readonly on: string;
  /** Kind of care, school year, kind of disaster, kind of relief … */
  readonly what: string;
  readonly amountFen: number | null;
  /** Months out of work, or grade of disability. */
  readonly number: number | null;
  readonly endedOn: string | null;
  readonly from: SourceRef;
}

export interface Source {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly asOf: string;
  readonly recordedAt: string;
  readonly recordedByName: string;
  readonly batchId: string | null;
}

export interface HouseholdDetail {
  readonly id: string;
  readonly no: string;
  readonly region: string;
  readonly township: string;
  readonly village: string;
  readonly address: string | null;
  readonly headName: string;
  readonly members: Member[];
  readonly category: string | null;
  readonly relief: string;
  /** Masked. */
  readonly phone: string | null;
  readonly bank: string | null;
  /** Masked. */
  readonly account: string | null;
  readonly housing: string | null;
  readonly safeWater: boolean | null;
  readonly teaMu: string;
  readonly farmMu: string;
  readonly forestMu: string;
  readonly shop: boolean;
  readonly conduct: string;
  readonly onlineUnwilling: boolean | null;
  readonly onlineUnwillingOn: string | null;
  readonly risk: string | null;
  readonly version: number;
  readonly validFrom: string;
  readonly from: SourceRef;
  readonly fieldSources: Readonly<Record<string, SourceRef>>;
  readonly incomes: IncomeYear[];
  readonly events: HouseholdEvent[];
  readonly consents: Consent[];
  readonly courses: Course[];
  readonly tasks: QualityTask[];
  readonly sources: Source[];
}

export interface Consent {
  readonly id: string;
  readonly personId: string | null;
  readonly what: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly givenOn: string;
  readonly until: string;
  readonly withdrawnAt: string | null;
  readonly recordedByName: string;
}

export interface Course {
  readonly id: string;
  readonly personId: string;
  readonly course: string;
  readonly kind: string;
  readonly finishedOn: string;
}

export interface QualityTask {
  readonly id: string;
  readonly householdId: string;
  readonly householdNo: string;
  readonly headName: string;
  readonly region: string;
  readonly sheet: string;
  readonly person: string;
  readonly column: string;
  readonly code: string;
  readonly message: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly note: string | null;
}

interface StoredHousehold {
  id: string;
  no: string;
  region: string;
  township: string | null;
  village: string | null;
  address: string | null;
  head_name: string;
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
  online_unwilling: boolean | null;
  online_unwilling_on: string | null;
  risk: string | null;
  source_id: string;
  source_row: number;
  field_source: Record<string, SourceRef>;
  version: number;
  valid_from: string;
}

export async function findHousehold(
  tx: Tx,
  sealed: SealedFields,
  county: string,
  id: string,
  language: Language,
): Promise<HouseholdDetail | null> {
  const { rows } =
    await sql<StoredHousehold>`select h.*, t.name as township, v.name as village, s.risk from households.household h
    left join places.pub_division t on t.code = left(h.region, 9)
    left join places.pub_division v on v.code = h.region
    left join households.standing s on s.county = h.county and s.household_id = h.id
    where h.county = ${county} and h.id = ${id}`.execute(tx);
  const row = rows[0];
  if (row === undefined) return null;
  const open = (text: string | null, mask: (plain: string) => string) =>
    text === null ? null : mask(sealed.open(county, text));
  const members = await readMembers(tx, sealed, county, id);
  const incomes = await readIncomes(tx, county, id);
  const events = await readEvents(tx, county, id);
  const sourceIds = new Set([
    row.source_id,
    ...members.map((m) => m.from.source),
    ...incomes.map((i) => i.from.source),
    ...events.map((e) => e.from.source),
    ...[row.field_source, ...members.map((m) => m.fieldSources)].flatMap((fields) =>
      Object.values(fields).map((one) => one.source),
    ),
  ]);
  return {
    id: row.id,
    no: row.no,
    region: row.region,
    township: row.township ?? '',
    village: row.village ?? '',
    address: row.address,
    headName: row.head_name,
    members,
    category: row.category,
    relief: row.relief,
    phone: open(row.phone_sealed, maskPhone),
    bank: row.bank,
    account: open(row.account_sealed, maskBankCard),
    housing: row.housing_grade,
    safeWater: row.safe_water,
    teaMu: row.tea_mu,
    farmMu: row.farm_mu,
    forestMu: row.forest_mu,
    shop: row.shop,
    conduct: row.conduct,
    onlineUnwilling: row.online_unwilling,
    onlineUnwillingOn: row.online_unwilling_on,
    risk: row.risk,
    version: row.version,
    validFrom: row.valid_from,
    from: { source: row.source_id, row: row.source_row },
    fieldSources: row.field_source,
    incomes,
    events,
    consents: await readConsents(tx, county, id),
    courses: await readCourses(tx, county, id),
    tasks: await readTasks(tx, county, { householdId: id, limit: 100, language }),
    sources: await readSources(tx, county, [...sourceIds]),
  };
}

interface StoredPerson {
  id: string;
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
  source_id: string;
  source_row: number;
  field_source: Record<string, SourceRef>;
}

export function healthWords(row: Pick<StoredPerson, 'chronic' | 'serious' | 'disabled'>): string[] {
  const words = [row.chronic && '长期慢性病', row.serious && '患有大病', row.disabled && '残疾'].filter(
    (word) => word !== false,
  );
  return words.length === 0 ? ['健康'] : words;
}

async function readMembers(tx: Tx, sealed: SealedFields, county: string, id: string): Promise<Member[]> {
  const { rows } =
    await sql<StoredPerson>`select * from households.person where county = ${county} and household_id = ${id} and left_on is null
    order by relation <> '户主', source_row, name`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    idNumber: maskIdentityNumber(sealed.open(county, row.id_sealed)),
    sex: row.sex,
    birth: row.birth,
    relation: row.relation,
    education: row.education,
    student: row.student,
    health: healthWords(row),
    disabilityGrade: row.disability_grade,
    labour: row.labour,
    workRegion: row.work_region,
    workMonths: row.work_months,
    insured: row.insured,
    from: { source: row.source_id, row: row.source_row },
    fieldSources: row.field_source,
  }));
}

async function readIncomes(tx: Tx, county: string, id: string): Promise<IncomeYear[]> {
  const { rows } = await sql<{
    year: number;
    wage_fen: bigint;
    business_fen: bigint;
    property_fen: bigint;
    transfer_fen: bigint;
    expense_fen: bigint;
    items: Record<string, string>;
    source_id: string;
    source_row: number;
  }>`select * from households.income where county = ${county} and household_id = ${id} order by year desc`.execute(tx);
  return rows.map((row) => ({
    year: row.year,
    wageFen: Number(row.wage_fen),
    businessFen: Number(row.business_fen),
    propertyFen: Number(row.property_fen),
    transferFen: Number(row.transfer_fen),
    expenseFen: Number(row.expense_fen),
    netFen: Number(row.wage_fen + row.business_fen + row.property_fen + row.transfer_fen - row.expense_fen),
    items: Object.entries(row.items).map(([name, amount]) => ({
      name: columnOf('household', name)?.zh ?? name,
      amountFen: Number(amount),
    })),
    from: { source: row.source_id, row: row.source_row },
  }));
}

async function readEvents(tx: Tx, county: string, id: string): Promise<HouseholdEvent[]> {
  const own = sql`county = ${county} and household_id = ${id}`;
  const { rows } = await sql<{
    id: string;
    kind: EventKind;
    person_id: string | null;
    on_day: string;
    what: string;
    amount: bigint | null;
    number: number | null;
    ended_on: string | null;
    source_id: string;
    source_row: number;
  }>`select id, 'settlement' as kind, person_id, settled_on as on_day, care as what, self_pay_fen as amount, null::integer as number, null::date as ended_on, source_id, source_row
      from households.settlement where ${own}
    union all select id, 'tuition', person_id, from_day, school_year || ' ' || stage, cost_fen, null, to_day, source_id, source_row from households.tuition where ${own}
    union all select id, 'unemployment', person_id, registered_on, '', null, months, null, source_id, source_row from households.unemployment where ${own}
    union all select id, 'disability', person_id, known_on, '', null, grade, null, source_id, source_row from households.disability where ${own}
    union all select id, 'disaster', person_id, happened_on, what, loss_fen, null, null, source_id, source_row from households.disaster where ${own}
    union all select id, 'relief', null, started_on, kind, monthly_fen, null, ended_on, source_id, source_row from households.relief where ${own}
    order by on_day desc, id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    personId: row.person_id,
    on: row.on_day,
    what: row.what.trim(),
    amountFen: row.amount === null ? null : Number(row.amount),
    number: row.number,
    endedOn: row.ended_on,
    from: { source: row.source_id, row: row.source_row },
  }));
}

async function readConsents(tx: Tx, county: string, id: string): Promise<Consent[]> {
  const { rows } = await sql<{
    id: string;
    person_id: string | null;
    what: string;
    recipient: string;
    purpose: string;
    given_on: string;
    until: string;
    withdrawn_at: Date | null;
    recorded_by_name: string;
  }>`select * from households.consent where county = ${county} and household_id = ${id} order by given_on desc, id`.execute(
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    what: row.what,
    recipient: row.recipient,
    purpose: row.purpose,
    givenOn: row.given_on,
    until: row.until,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    recordedByName: row.recorded_by_name,
  }));
}

async function readCourses(tx: Tx, county: string, id: string): Promise<Course[]> {
  const { rows } = await sql<{ id: string; person_id: string; course: string; kind: string; finished_on: string }>`
    select * from households.course_record where county = ${county} and household_id = ${id} order by finished_on desc, id`.execute(
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    course: row.course,
    kind: row.kind,
    finishedOn: row.finished_on,
  }));
}

export async function readSources(tx: Tx, county: string, ids: readonly string[]): Promise<Source[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    name: string;
    as_of: string;
    recorded_at: Date;
    recorded_by_name: string;
    batch_id: string | null;
  }>`select * from households.source where county = ${county} and id = any(${ids}::uuid[]) order by recorded_at, id`.execute(
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    asOf: row.as_of,
    recordedAt: row.recorded_at.toISOString(),
    recordedByName: row.recorded_by_name,
    batchId: row.batch_id,
  }));
}

export interface TaskQuery {
  readonly householdId?: string;
  readonly region?: string;
  readonly code?: string;
  readonly closed?: boolean;
  readonly limit: number;
  readonly offset?: number;
  readonly language: Language;
}

/** Data-quality tasks, the newest first; what row-level security lets the actor see. */
export async function readTasks(tx: Tx, county: string, query: TaskQuery): Promise<QualityTask[]> {
  const { rows } = await sql<{
    id: string;
    household_id: string;
    no: string;
    head_name: string;
    region: string;
    sheet: string;
    person: string;
    column_name: string;
    code: string;
    detail: Detail;
    opened_at: Date;
    closed_at: Date | null;
    note: string | null;
  }>`select t.*, h.no, h.head_name from households.quality_task t
    join households.household h on h.county = t.county and h.id = t.household_id
    where t.county = ${county} and h.county = ${county}
      and (${query.householdId ?? null}::uuid is null or t.household_id = ${query.householdId ?? null}::uuid)
      and (${query.region ?? null}::text is null or left(t.region, length(${query.region ?? null}::text)) = ${query.region ?? null})
      and (${query.code ?? null}::text is null or t.code = ${query.code ?? null})
      and (t.closed_at is not null) = ${query.closed ?? false}
    order by t.opened_at desc, t.id limit ${query.limit} offset ${query.offset ?? 0}`.execute(tx);
  return rows.map((row) => {
    const column = columnFor(row.column_name);
    const header = column === undefined ? '' : query.language === 'zh' ? column.zh : column.en;
    return {
      id: row.id,
      householdId: row.household_id,
      householdNo: row.no,
      headName: row.head_name,
      region: row.region,
      sheet: row.sheet,
      person: row.person,
      column: column?.zh ?? '',
      code: row.code,
      message: isProblemCode(row.code) ? problemMessage(row.code, row.detail, header, query.language) : row.code,
      openedAt: row.opened_at.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
      note: row.note,
    };
  });
}

const columnFor = (name: string) =>
  (['household', 'person'] as const satisfies readonly TableKind[])
    .map((kind) => columnOf(kind, name))
    .find((one) => one !== undefined);
