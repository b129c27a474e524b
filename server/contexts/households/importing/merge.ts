// Accepted rows into the registry, by sets: what a row was goes to `past`, then it is replaced; new rows are added;
// who is missing from an accepted household has left it. One county, one transaction, no row in TypeScript.
// Inserts meet rows that are there by their unique keys (`on conflict do nothing`): asking first (`not exists`) is planned
// for the empty table that it was and rereads what the statement has just written.

import { sql } from 'kysely';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import type { Tx } from '../../../platform/database.ts';

export interface Merging {
  readonly tx: Tx;
  readonly county: string;
  readonly batchId: string;
  readonly sourceId: string;
  /** Day from which the new rows are valid. */
  readonly asOf: IsoDate;
  readonly at: Date;
}

export async function mergeRoster(merging: Merging): Promise<void> {
  await mergeHouseholds(merging);
  await mergeIncome(merging);
  // Before anybody is added: the planner knows the persons of yesterday and nothing of those just written.
  await leave(merging);
  await mergePersons(merging);
  await followRegions(merging);
  await keepDisability(merging);
}

/** What visits, declarations and extracts may know better than a roster of an earlier day. */
const KEPT = [
  'address',
  'relief',
  'phone_sealed',
  'bank',
  'account_sealed',
  'housing_grade',
  'safe_water',
  'shop',
  'conduct',
] as const;
/** What no roster says. */
const NOT_IN_ROSTERS = ['online_unwilling', 'online_unwilling_on'];

async function mergeHouseholds({ tx, county, batchId, sourceId, asOf, at }: Merging): Promise<void> {
  const differs = sql`s.batch_id = ${batchId} and s.accepted and not s.older and s.content_hash <> h.content_hash`;
  await sql`insert into households.past (county, kind, subject_id, part, version, region, household_id, valid_from, valid_to, replaced_at, row)
    select h.county, 'household', h.id, 0, h.version, h.region, h.id, h.valid_from, greatest(h.valid_from, ${asOf}::date), ${at}, to_jsonb(h)
    from households.household h
    join households.staged_household s on s.county = h.county and s.household_id = h.id
    where h.county = ${county} and ${differs} on conflict do nothing`.execute(tx);
  await sql`with newer as (
      select h.id, coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(h.field_source) e
          left join households.source v on v.county = h.county and v.id = (e.value ->> 'source')::uuid
          where e.key = any(${NOT_IN_ROSTERS}::text[]) or v.as_of > ${asOf}::date), '{}'::jsonb) as sources
      from households.household h join households.staged_household s on s.county = h.county and s.household_id = h.id
      where h.county = ${county} and ${differs})
    update households.household h set region = s.region, head_name = s.head_name, members = s.members, category = s.category,
      ${sql.join(KEPT.map((name) => sql`${sql.ref(name)} = case when n.sources ? ${sql.lit(name)} then ${sql.ref(`h.${name}`)} else ${sql.ref(`s.${name}`)} end`))},
      tea_mu = s.tea_mu, farm_mu = s.farm_mu, forest_mu = s.forest_mu, content_hash = s.content_hash, source_id = ${sourceId}, source_row = s.row,
      field_source = n.sources, version = h.version + 1, valid_from = greatest(h.valid_from, ${asOf}::date), recorded_at = ${at}
    from households.staged_household s join newer n on n.id = s.household_id
    where s.county = h.county and s.household_id = h.id and h.county = ${county} and ${differs}`.execute(tx);
  await sql`insert into households.household (county, id, no, region, address, head_name, members, category, relief, phone_sealed, bank,
      account_sealed, housing_grade, safe_water, tea_mu, farm_mu, forest_mu, shop, conduct, content_hash, source_id, source_row, field_source,
      version, valid_from, recorded_at)
    select s.county, s.household_id, s.no, s.region, s.address, s.head_name, s.members, s.category, s.relief, s.phone_sealed, s.bank,
      s.account_sealed, s.housing_grade, s.safe_water, s.tea_mu, s.farm_mu, s.forest_mu, s.shop, s.conduct, s.content_hash, ${sourceId}, s.row,
      '{}'::jsonb, 1, ${asOf}::date, ${at}
    from households.staged_household s
    where s.county = ${county} and s.batch_id = ${batchId} and s.accepted
    on conflict do nothing`.execute(tx);
}

async function mergeIncome({ tx, county, batchId, sourceId, asOf, at }: Merging): Promise<void> {
  const differs = sql`(i.wage_fen, i.business_fen, i.property_fen, i.transfer_fen, i.expense_fen, i.items)
    is distinct from (s.wage_fen, s.business_fen, s.property_fen, s.transfer_fen, s.expense_fen, s.items)`;
  await sql`insert into households.past (county, kind, subject_id, part, version, region, household_id, valid_from, valid_to, replaced_at, row)
    select i.county, 'income', i.household_id, i.year, i.version, i.region, i.household_id, i.valid_from, ${asOf}::date, ${at}, to_jsonb(i)
    from households.income i
    join households.staged_household s on s.county = i.county and s.household_id = i.household_id and s.year = i.year
    where i.county = ${county} and s.batch_id = ${batchId} and s.accepted and not s.older and ${differs} on conflict do nothing`.execute(
    tx,
  );
  await sql`update households.income i set wage_fen = s.wage_fen, business_fen = s.business_fen, property_fen = s.property_fen,
      transfer_fen = s.transfer_fen, expense_fen = s.expense_fen, items = s.items, source_id = ${sourceId}, source_row = s.row,
      version = i.version + 1, valid_from = ${asOf}::date, recorded_at = ${at}
    from households.staged_household s
    where s.county = i.county and s.household_id = i.household_id and s.year = i.year and i.county = ${county} and s.batch_id = ${batchId}
      and s.accepted and not s.older and ${differs}`.execute(tx);
  // An earlier roster may name the village where the household lived then: what is derived follows the household.
  await sql`insert into households.income (county, household_id, year, region, wage_fen, business_fen, property_fen, transfer_fen, expense_fen,
      items, source_id, source_row, version, valid_from, recorded_at)
    select s.county, s.household_id, s.year, h.region, s.wage_fen, s.business_fen, s.property_fen, s.transfer_fen, s.expense_fen, s.items,
      ${sourceId}, s.row, 1, ${asOf}::date, ${at}
    from households.staged_household s join households.household h on h.county = s.county and h.id = s.household_id
    where s.county = ${county} and s.batch_id = ${batchId} and s.accepted
    on conflict do nothing`.execute(tx);
}

async function mergePersons({ tx, county, batchId, sourceId, asOf, at }: Merging): Promise<void> {
  const differs = sql`(p.content_hash <> s.content_hash or p.household_id <> s.household_id or p.left_on is not null)`;
  await sql`insert into households.past (county, kind, subject_id, part, version, region, household_id, valid_from, valid_to, replaced_at, row)
    select p.county, 'person', p.id, 0, p.version, p.region, p.household_id, p.valid_from, greatest(p.valid_from, ${asOf}::date), ${at}, to_jsonb(p)
    from households.person p
    join households.staged_person s on s.county = p.county and s.id_index = p.id_index
    where p.county = ${county} and s.batch_id = ${batchId} and s.accepted and not s.older and ${differs} on conflict do nothing`.execute(
    tx,
  );
  await sql`update households.person p set region = s.region, household_id = s.household_id, name = s.name, id_sealed = s.id_sealed, sex = s.sex,
      birth = s.birth, relation = s.relation, education = s.education, student = s.student, chronic = s.chronic, serious = s.serious,
      disabled = s.disabled, disability_grade = s.disability_grade, labour = s.labour, work_region = s.work_region, work_months = s.work_months,
      insured = s.insured, left_on = null, content_hash = s.content_hash, source_id = ${sourceId}, source_row = s.row, field_source = '{}'::jsonb,
      version = p.version + 1, valid_from = greatest(p.valid_from, ${asOf}::date), recorded_at = ${at}
    from households.staged_person s
    where s.county = p.county and s.id_index = p.id_index and p.county = ${county} and s.batch_id = ${batchId} and s.accepted
      and not s.older and ${differs}`.execute(tx);
  await sql`insert into households.person (county, id, region, household_id, name, id_sealed, id_index, sex, birth, relation, education, student,
      chronic, serious, disabled, disability_grade, labour, work_region, work_months, insured, content_hash, source_id, source_row, field_source,
      version, valid_from, recorded_at)
    select s.county, s.new_id, s.region, s.household_id, s.name, s.id_sealed, s.id_index, s.sex, s.birth, s.relation, s.education, s.student,
      s.chronic, s.serious, s.disabled, s.disability_grade, s.labour, s.work_region, s.work_months, s.insured, s.content_hash, ${sourceId}, s.row,
      '{}'::jsonb, 1, ${asOf}::date, ${at}
    from households.staged_person s
    where s.county = ${county} and s.batch_id = ${batchId} and s.accepted and not s.older
    on conflict do nothing`.execute(tx);
}

/** Members of accepted households whom the batch does not name any more. */
async function leave({ tx, county, batchId, sourceId, asOf, at }: Merging): Promise<void> {
  const gone = sql`p.county = ${county} and p.left_on is null and s.batch_id = ${batchId} and s.accepted and not s.older
      and not exists (select 1 from households.staged_person n
        where n.county = p.county and n.batch_id = ${batchId} and n.id_index = p.id_index and n.accepted)`;
  await sql`insert into households.past (county, kind, subject_id, part, version, region, household_id, valid_from, valid_to, replaced_at, row)
    select p.county, 'person', p.id, 0, p.version, p.region, p.household_id, p.valid_from, greatest(p.valid_from, ${asOf}::date), ${at}, to_jsonb(p)
    from households.person p join households.staged_household s on s.county = p.county and s.household_id = p.household_id
    where ${gone} on conflict do nothing`.execute(tx);
  await sql`update households.person p set left_on = ${asOf}::date, version = p.version + 1, valid_from = greatest(p.valid_from, ${asOf}::date), recorded_at = ${at},
      source_id = ${sourceId}, source_row = s.row
    from households.staged_household s where s.county = p.county and s.household_id = p.household_id and ${gone}`.execute(
    tx,
  );
}

/** Tables whose rows carry their household's village. */
const FOLLOWERS = [
  'income',
  'settlement',
  'tuition',
  'unemployment',
  'disability',
  'disaster',
  'relief',
  'consent',
  'course_record',
  'quality_task',
  'standing',
] as const;
const PERSON_FACTS = ['settlement', 'tuition', 'unemployment', 'disability', 'disaster', 'course_record'] as const;

/** Facts follow a person to another household, and every row follows its household to another village. */
async function followRegions({ tx, county, batchId }: Merging): Promise<void> {
  for (const table of PERSON_FACTS) {
    await sql`update ${sql.table(`households.${table}`)} f set household_id = p.household_id, region = p.region
      from households.person p join households.staged_person s on s.county = p.county and s.id_index = p.id_index
      where f.county = p.county and f.person_id = p.id and p.county = ${county} and s.batch_id = ${batchId} and s.accepted and not s.older
        and f.household_id <> p.household_id`.execute(tx);
  }
  for (const table of FOLLOWERS) {
    await sql`update ${sql.table(`households.${table}`)} f set region = s.region from households.staged_household s
      where f.county = s.county and f.household_id = s.household_id and f.county = ${county} and s.batch_id = ${batchId} and s.accepted and not s.older
        and f.region <> s.region`.execute(tx);
  }
  // A member whose own row is unchanged moves with the household all the same.
  await sql`update households.person p set region = s.region from households.staged_household s
    where p.county = s.county and p.household_id = s.household_id and p.county = ${county} and s.batch_id = ${batchId} and s.accepted and not s.older
      and p.region <> s.region`.execute(tx);
}

/** What the disabled persons' federation has certified stays when a roster row is renewed. */
async function keepDisability({ tx, county, sourceId }: Merging): Promise<void> {
  await sql`update households.person p set disability_grade = d.grade, disabled = true,
      field_source = p.field_source || jsonb_build_object('disability_grade', jsonb_build_object('source', d.source_id, 'row', d.source_row))
    from households.disability d
    where d.county = p.county and d.person_id = p.id and d.occurrence = 1 and p.county = ${county} and p.source_id = ${sourceId}
      and (p.disability_grade is distinct from d.grade or not p.disabled)`.execute(tx);
}
