// The rows that a fact was derived from, with file and row of each (spec 1, principle 2): just those that deriveFacts
// counts, so that amounts add up to the figure.

import { type RawBuilder, sql } from 'kysely';
import { FACT_FIELDS, type FactName } from '../../../kernel/facts.ts';
import type { Tx } from '../../platform/database.ts';
import { inYear, NOT_SCHOOLING_COST } from './facts-sql.ts';

export interface SourceLine {
  readonly source: string;
  /** 0: no row of a file (a visit, a course). */
  readonly row: number;
  readonly what: string;
  readonly amountFen: number | null;
}

/** Of which household, and of which days its facts speak. */
export interface Traced {
  readonly county: string;
  readonly householdId: string;
  readonly asOf: string;
  readonly incomeYear: number;
  readonly today: string;
}

type Rows = RawBuilder<{ source_id: string; source_row: number; what: string; amount: bigint | null }>;

const own = ({ county, householdId }: Traced) => sql`county = ${county} and household_id = ${householdId}`;

function settlements(traced: Traced, care: string | null): Rows {
  return sql`select source_id, source_row, settled_on::text || ' ' || care as what, self_pay_fen as amount, settled_on::text as at
    from households.pub_settlement where ${own(traced)} and (${care}::text is null or care = ${care}) and ${inYear('settled_on', traced.asOf)}`;
}

/** What a part of the year's income is called, and its column. */
const INCOME_PARTS: Partial<Record<FactName, readonly [string, string]>> = {
  wageIncome: ['工资性收入', 'wage_fen'],
  businessIncome: ['生产经营性收入', 'business_fen'],
  propertyIncome: ['财产性收入', 'property_fen'],
  transferIncome: ['转移性收入', 'transfer_fen'],
  businessExpense: ['生产经营性支出', 'expense_fen'],
  wageChange: ['工资性收入', 'wage_fen'],
};
const NET = ['家庭纯收入', 'net_fen'] as const;

function income(traced: Traced, [name, column]: readonly [string, string], years: readonly number[]): Rows {
  return sql`select source_id, source_row, year || ${` 年${name}`} as what, ${sql.ref(column)} as amount, year::text as at
    from households.pub_income where ${own(traced)} and year = any(${years}::int[])`;
}

/** Facts that come from dated rows. The others come from the registry's own rows. */
const DATED: Partial<Record<FactName, (traced: Traced) => Rows>> = {
  selfPay: (traced) => settlements(traced, null),
  inpatientSelfPay: (traced) => settlements(traced, '住院'),
  outpatientSelfPay: (traced) => settlements(traced, '门诊慢特病'),
  outpatientMaxMonth: (traced) => settlements(traced, '门诊慢特病'),
  schoolingCost: (traced) =>
    sql`select source_id, source_row, stage || ' ' || school_year as what, cost_fen as amount, from_day::text as at
      from (select distinct on (person_id) * from households.pub_tuition
        where ${own(traced)} and from_day <= ${traced.asOf}::date and to_day > ${traced.asOf}::date - interval '12 months'
          and stage <> all(${NOT_SCHOOLING_COST}::text[]) order by person_id, from_day desc, id) newest`,
  disasterLoss: (traced) =>
    sql`select source_id, source_row, happened_on::text || ' ' || what as what, loss_fen as amount, happened_on::text as at
      from households.pub_disaster where ${own(traced)} and ${inYear('happened_on', traced.asOf)}`,
  joblessMonths: (traced) =>
    sql`select source_id, source_row, registered_on::text || ' 登记，连续 ' || months || ' 个月' as what, null::bigint as amount,
        registered_on::text as at
      from households.pub_unemployment where ${own(traced)} and ${inYear('registered_on', traced.asOf)}`,
  severelyDisabled: (traced) =>
    sql`select source_id, source_row, grade || ' 级' as what, null::bigint as amount, known_on::text as at
      from households.pub_disability where ${own(traced)} and grade <= 2`,
  courses: (traced) =>
    sql`select source_id, 0 as source_row, finished_on::text || ' ' || course as what, null::bigint as amount, finished_on::text as at
      from households.pub_course where ${own(traced)} and kind in ('digital', 'commerce') and finished_on <= ${traced.today}::date`,
  leftRelief: (traced) =>
    sql`select source_id, source_row, ended_on::text || ' 退出' || kind as what, monthly_fen as amount, ended_on::text as at
      from households.pub_relief where ${own(traced)} and kind = '低保' and ${inYear('ended_on', traced.asOf)}`,
};

const REFERENCE: ReadonlySet<string> = new Set(['referenceIncomePerHead', 'referenceMargin']);
const NET_FACTS: ReadonlySet<string> = new Set(['incomePerHead', 'incomeMargin', 'netIncome']);
const MEMBER_FACTS: ReadonlySet<string> = new Set([
  'members',
  'labourUnits',
  'fullLabour',
  'halfLabour',
  'ableAdults',
  'skilled',
  'migrants',
  'migrantMonths',
  'chronic',
  'serious',
  'disabled',
  'students',
  'nonCompulsoryStudents',
  'secondaryLeavers',
  'collegeStudents',
  'children',
  'elders',
  'dependants',
  'illiterateAdults',
  'headAge',
  'headEducation',
  'collegeEducatedLabour',
  'uninsured',
]);

/** The registry's column behind a fact, where it is another's name. */
const COLUMN: Partial<Record<FactName, string>> = { unsafeWater: 'safe_water', teaLand: 'tea_mu', farmLand: 'farm_mu' };

function rowsOf(traced: Traced, fact: FactName): Rows {
  const dated = DATED[fact];
  if (dated) return dated(traced);
  const { incomeYear } = traced;
  const part = INCOME_PARTS[fact];
  if (part) return income(traced, part, fact === 'wageChange' ? [incomeYear, incomeYear - 1] : [incomeYear]);
  if (NET_FACTS.has(fact)) return income(traced, NET, [incomeYear]);
  if (REFERENCE.has(fact)) {
    return sql`select * from (${income(traced, NET, [incomeYear])}) i union all
      select source_id, source_row, what || ' 自付' as what, -amount as amount, at from (${settlements(traced, null)}) c`;
  }
  if (MEMBER_FACTS.has(fact)) {
    return sql`select source_id, source_row, name || '（' || relation || '）' as what, null::bigint as amount, null::text as at
      from households.pub_person where ${own(traced)}`;
  }
  const column = COLUMN[fact] ?? FACT_FIELDS.find(({ name }) => name === fact)?.column ?? '';
  const { county, householdId } = traced;
  // A visit, a declaration or an extract that has said otherwise since is the source, not the roster.
  return sql`select coalesce((field_source -> ${column} ->> 'source')::uuid, source_id) as source_id,
      coalesce((field_source -> ${column} ->> 'row')::int, source_row) as source_row, no || ' 户信息' as what, null::bigint as amount,
      null::text as at
    from households.pub_household where county = ${county} and id = ${householdId}`;
}

/** The rows behind one fact of a household, the newest first. */
export async function traceFact(tx: Tx, traced: Traced, fact: FactName): Promise<SourceLine[]> {
  const { rows } = await sql<{ name: string; source_row: number; what: string; amount: bigint | null }>`
    select s.name, x.source_row, x.what, x.amount from (${rowsOf(traced, fact)}) x
    left join households.pub_source s on s.county = ${traced.county} and s.id = x.source_id
    order by x.at desc nulls last, x.source_row`.execute(tx);
  return rows.map((row) => ({
    source: row.name,
    row: row.source_row,
    what: row.what,
    amountFen: row.amount === null ? null : Number(row.amount),
  }));
}
