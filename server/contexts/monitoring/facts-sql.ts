// The fact row of every household by one set-based statement from the registry's public views.
// Amounts are fen; windows are the 12 months up to and including the date; per-head figures are rounded half away
// from zero to the fen. What no installed context knows (loans, sales, measures) stays NULL.

import { type RawBuilder, sql } from 'kysely';

export interface DeriveFacts {
  readonly county: string;
  /** The date that incomes, spending and ages speak of. */
  readonly asOf: string;
  /** The business date: courses count until today, whatever day the county's figures reach to. */
  readonly today: string;
  /** Monitoring line in force then, fen per head and year. */
  readonly lineFen: bigint;
  /** Who may borrow, years of age, both included. */
  readonly borrowerAges: { readonly least: number; readonly most: number };
  /** Derive one household only. */
  readonly householdId?: string;
}

/** Columns of monitoring.facts in the order in which `deriveFacts` selects them; the keys come first. */
const COLUMNS = `county, household_id, region, no, as_of, income_year,
  income_per_head_fen, reference_income_per_head_fen, line_fen, income_margin_fen, reference_margin_fen, net_income_fen,
  wage_income_fen, business_income_fen, property_income_fen, transfer_income_fen, business_expense_fen, wage_change_bp,
  self_pay_fen, inpatient_self_pay_fen, outpatient_self_pay_fen, outpatient_max_month_fen, schooling_cost_fen, disaster_loss_fen, jobless_months,
  members, labour_units, full_labour, half_labour, able_adults, skilled, migrants, migrant_months, chronic, serious, disabled, severely_disabled,
  students, non_compulsory_students, secondary_leavers, college_students, children, elders, dependants, illiterate_adults,
  head_age, head_education, college_educated_labour, uninsured,
  tea_land_mu, farm_land_mu, shop, housing_grade, unsafe_water, relief, left_relief, once_poor, conduct, courses, online_unwilling,
  loans, days_past_due, sales_12m_fen, open_measures`;

const NOT_KEYS = COLUMNS.split(/,\s*/).slice(2);

/** Stages of compulsory schooling: what they cost is not what the alert is about (parameters.md, "Department thresholds"). */
export const NOT_SCHOOLING_COST = ['小学', '七年级', '八年级', '九年级', '特殊教育'];

/** In the 12 months up to and including a date. */
export const inYear = (column: string, asOf: string): RawBuilder<boolean> =>
  sql`${sql.ref(column)} > ${asOf}::date - interval '12 months' and ${sql.ref(column)} <= ${asOf}::date`;

/** Inserts or replaces the fact rows of the county (or of one household) as of a date. */
export function deriveFacts({
  county,
  asOf,
  today,
  lineFen,
  borrowerAges,
  householdId,
}: DeriveFacts): RawBuilder<unknown> {
  const one = householdId ?? null;
  const only = (column: string) => sql`and (${one}::uuid is null or ${sql.ref(column)} = ${one}::uuid)`;
  return sql`insert into monitoring.facts (${sql.raw(COLUMNS)})
    with income as (
      select distinct on (i.household_id) i.county, i.household_id, i.year, i.wage_fen, i.business_fen, i.property_fen, i.transfer_fen, i.expense_fen, i.net_fen,
        lag(i.wage_fen) over (partition by i.household_id order by i.year) as wage_before_fen,
        lag(i.year) over (partition by i.household_id order by i.year) as year_before
      from households.pub_income i
      where i.county = ${county} and i.year <= extract(year from ${asOf}::date) ${only('i.household_id')}
      order by i.household_id, i.year desc),
    person as (
      select p.county, p.household_id, count(*) as members, sum(p.labour_units) as labour_units,
        count(*) filter (where p.labour_units = 1) as full_labour, count(*) filter (where p.labour_units = 0.5) as half_labour,
        count(*) filter (where p.labour_units > 0 and p.student is null
          and p.birth <= ${asOf}::date - make_interval(years => ${borrowerAges.least}::int)
          and p.birth > ${asOf}::date - make_interval(years => ${borrowerAges.most + 1}::int)) as able_adults,
        count(*) filter (where p.labour = '技能劳动力') as skilled,
        count(*) filter (where p.work_months > 0) as migrants, sum(p.work_months) as migrant_months,
        count(*) filter (where p.chronic) as chronic, count(*) filter (where p.serious) as serious,
        count(*) filter (where p.disabled or d.grade is not null) as disabled,
        count(*) filter (where least(coalesce(d.grade, 9), coalesce(p.disability_grade, 9)) <= 2) as severely_disabled,
        count(*) filter (where p.student_level in ('compulsory', 'senior', 'college')) as students,
        count(*) filter (where p.student_level in ('senior', 'college')) as non_compulsory_students,
        count(*) filter (where p.student in ('普通高中三年级', '中职三年级', '中职四年级')) as secondary_leavers,
        count(*) filter (where p.student_level = 'college') as college_students,
        count(*) filter (where p.birth > ${asOf}::date - interval '16 years') as children,
        count(*) filter (where p.birth <= ${asOf}::date - interval '60 years') as elders,
        count(*) filter (where p.labour_units = 0) as dependants,
        count(*) filter (where p.education = '文盲或半文盲' and p.birth <= ${asOf}::date - interval '18 years') as illiterate_adults,
        max(extract(year from age(${asOf}::date, p.birth))) filter (where p.is_head) as head_age,
        max(p.education_rank) filter (where p.is_head) as head_education,
        count(*) filter (where p.labour_units > 0 and p.student is null and p.education in ('大专', '本科及以上')) as college_educated_labour,
        count(*) filter (where p.insured = false) as uninsured
      from households.pub_person p
      left join lateral (select min(x.grade) as grade from households.pub_disability x
        where x.county = p.county and x.household_id = p.household_id and x.person_id = p.id) d on true
      where p.county = ${county} ${only('p.household_id')}
      group by p.county, p.household_id),
    care as (
      select m.county, m.household_id, sum(m.inpatient) as inpatient, sum(m.outpatient) as outpatient, max(m.outpatient) as outpatient_max
      from (select s.county, s.household_id, date_trunc('month', s.settled_on) as month,
          coalesce(sum(s.self_pay_fen) filter (where s.care = '住院'), 0) as inpatient,
          coalesce(sum(s.self_pay_fen) filter (where s.care = '门诊慢特病'), 0) as outpatient
        from households.pub_settlement s where s.county = ${county} and ${inYear('s.settled_on', asOf)} ${only('s.household_id')}
        group by s.county, s.household_id, date_trunc('month', s.settled_on)) m
      group by m.county, m.household_id),
    school as (
      select t.county, t.household_id, sum(t.cost_fen) as cost
      from (select distinct on (u.person_id) u.county, u.household_id, u.person_id, u.cost_fen from households.pub_tuition u
        where u.county = ${county} and u.from_day <= ${asOf}::date and u.to_day > ${asOf}::date - interval '12 months'
          and u.stage <> all(${NOT_SCHOOLING_COST}::text[]) ${only('u.household_id')}
        order by u.person_id, u.from_day desc, u.id) t
      group by t.county, t.household_id),
    disaster as (
      select d.county, d.household_id, sum(d.loss_fen) as loss from households.pub_disaster d
      where d.county = ${county} and ${inYear('d.happened_on', asOf)} ${only('d.household_id')} group by d.county, d.household_id),
    jobless as (
      select u.county, u.household_id, max(u.months) as months from households.pub_unemployment u
      where u.county = ${county} and ${inYear('u.registered_on', asOf)} ${only('u.household_id')} group by u.county, u.household_id),
    course as (
      select c.county, c.household_id, count(*) as courses from households.pub_course c
      where c.county = ${county} and c.kind in ('digital', 'commerce') and c.finished_on <= ${today}::date ${only('c.household_id')} group by c.county, c.household_id),
    left_relief as (
      select distinct r.county, r.household_id from households.pub_relief r
      where r.county = ${county} and r.kind = '低保' and ${inYear('r.ended_on', asOf)} ${only('r.household_id')}),
    figures as (
      select h.county, h.id, h.region, h.no, h.tea_mu, h.farm_mu, h.shop, h.housing_grade, h.safe_water, h.relief, h.once_poor, h.conduct, h.online_unwilling,
        p.*, i.year, i.net_fen, i.wage_fen, i.business_fen, i.property_fen, i.transfer_fen, i.expense_fen, i.wage_before_fen, i.year_before,
        coalesce(c.inpatient, 0) as inpatient, coalesce(c.outpatient, 0) as outpatient, coalesce(c.outpatient_max, 0) as outpatient_max,
        round(i.net_fen::numeric / p.members)::bigint as per_head,
        round((i.net_fen - coalesce(c.inpatient, 0) - coalesce(c.outpatient, 0)) / p.members)::bigint as reference_per_head
      from households.pub_household h
      join (select county as person_county, household_id, members, labour_units, full_labour, half_labour, able_adults, skilled, migrants, migrant_months,
          chronic, serious, disabled, severely_disabled, students, non_compulsory_students, secondary_leavers, college_students, children, elders,
          dependants, illiterate_adults, head_age, head_education, college_educated_labour, uninsured from person) p
        on p.person_county = h.county and p.household_id = h.id
      join income i on i.county = h.county and i.household_id = h.id
      left join care c on c.county = h.county and c.household_id = h.id
      where h.county = ${county} ${only('h.id')})
    select f.county, f.id, f.region, f.no, ${asOf}::date, f.year,
      f.per_head, f.reference_per_head, ${lineFen}::bigint, f.per_head - ${lineFen}::bigint, f.reference_per_head - ${lineFen}::bigint, f.net_fen,
      f.wage_fen, f.business_fen, f.property_fen, f.transfer_fen, f.expense_fen,
      case when f.year_before = f.year - 1 and f.wage_before_fen > 0
        then round((f.wage_fen - f.wage_before_fen)::numeric * 10000 / f.wage_before_fen)::integer end,
      f.inpatient + f.outpatient, f.inpatient, f.outpatient, f.outpatient_max, coalesce(s.cost, 0), coalesce(d.loss, 0), coalesce(j.months, 0),
      f.members, f.labour_units, f.full_labour, f.half_labour, f.able_adults, f.skilled, f.migrants, f.migrant_months,
      f.chronic, f.serious, f.disabled, f.severely_disabled,
      f.students, f.non_compulsory_students, f.secondary_leavers, f.college_students, f.children, f.elders, f.dependants, f.illiterate_adults,
      coalesce(f.head_age, 0), f.head_education, f.college_educated_labour, f.uninsured,
      f.tea_mu, f.farm_mu, f.shop, coalesce(f.housing_grade, 'A'), not coalesce(f.safe_water, true), f.relief,
      l.household_id is not null and f.relief <> '低保', f.once_poor, f.conduct, coalesce(c.courses, 0), f.online_unwilling,
      null, null, null, null
    from figures f
    left join school s on s.county = f.county and s.household_id = f.id
    left join disaster d on d.county = f.county and d.household_id = f.id
    left join jobless j on j.county = f.county and j.household_id = f.id
    left join course c on c.county = f.county and c.household_id = f.id
    left join left_relief l on l.county = f.county and l.household_id = f.id
    on conflict (county, household_id) do update set ${sql.raw(NOT_KEYS.map((c) => `${c} = excluded.${c}`).join(', '))}`;
}

/** Fact rows of households that have left the registry go. */
export function forgetDepartedFacts(county: string): RawBuilder<unknown> {
  return sql`delete from monitoring.facts f where f.county = ${county} and not exists (
    select 1 from households.pub_household h where h.county = f.county and h.id = f.household_id)`;
}

/**
 * The day that the county's data reach to: the latest of the end of the newest income year and of any dated fact,
 * but not after the business date. Facts are derived as of this day, so that income and spending speak of one period.
 */
export function dataDate(county: string, businessDate: string): RawBuilder<{ day: string | null }> {
  return sql<{ day: string | null }>`select least(${businessDate}::date, greatest(
      (select make_date(max(year), 12, 31) from households.pub_income where county = ${county}),
      (select max(settled_on) from households.pub_settlement where county = ${county}),
      (select max(happened_on) from households.pub_disaster where county = ${county}),
      (select max(registered_on) from households.pub_unemployment where county = ${county})))::text as day`;
}
