// Staged extract rows into dated facts: matched to registered persons by the blind index of the ID number. A row that
// says the same again changes nothing, one that says otherwise makes a new version, one that matches nobody is kept.

import { sql } from 'kysely';
import { EXTRACT_KINDS, type ExtractKind } from '../domain/columns.ts';
import { type Applying, matchedRows } from './applying.ts';
import { TARGETS, type Target } from './extract-tables.ts';
import { applyRelief } from './relief.ts';

/** Applies every staged extract row of the batch; `reliefList` is the source of the civil affairs list among them. */
export async function applyExtracts(applying: Applying, reliefList: string | null): Promise<void> {
  await matchPersons(applying);
  for (const kind of EXTRACT_KINDS) {
    if (kind === 'relief') await applyRelief(applying, reliefList);
    else await applyFacts(applying, kind, TARGETS[kind]);
  }
  await applyDisability(applying);
  await forgetMatched(applying);
  await keepUnmatched(applying);
}

/** Rows of the batch whose person is registered; a fact's household is its person's. */
async function matchPersons({ tx, county, batchId }: Applying): Promise<void> {
  await sql`select households.analyze_registry()`.execute(tx);
  await sql`update households.staged_extract s set person_id = p.id, household_id = p.household_id, region = p.region from households.person p
    where p.county = s.county and p.id_index = s.id_index and p.left_on is null and s.county = ${county} and p.county = ${county}
      and s.batch_id = ${batchId}`.execute(tx);
}

async function applyFacts(applying: Applying, kind: Exclude<ExtractKind, 'relief'>, target: Target): Promise<void> {
  const { tx, county, batchId, asOf, at } = applying;
  const table = sql.table(`households.${target.table}`);
  const names = Object.keys(target.columns);
  const value = (name: string) => {
    const expression = target.columns[name]!;
    return expression === '$as_of' ? sql`${asOf}::date` : sql.raw(expression);
  };
  const own = sql.raw(`(${target.compared.map((name) => `f.${name}`).join(', ')})`);
  const differs = sql`${own} is distinct from (${sql.join(target.compared.map(value))})`;
  const same = sql`f.county = s.county and f.natural_key = s.natural_key and f.occurrence = s.occurrence
    and s.county = ${county} and f.county = ${county} and s.batch_id = ${batchId} and s.kind = ${kind}`;
  await sql`insert into households.past (county, kind, subject_id, part, version, region, household_id, valid_from, valid_to, replaced_at, row)
    select f.county, ${kind}, f.id, 0, f.version, f.region, f.household_id, f.valid_from, ${asOf}::date, ${at}, to_jsonb(f)
    from ${table} f, households.staged_extract s where ${same} and ${differs} on conflict do nothing`.execute(tx);
  await sql`update ${table} f set ${sql.join(target.compared.map((name) => sql`${sql.ref(name)} = ${value(name)}`))},
      source_id = s.source_id, source_row = s.row, version = f.version + 1, valid_from = ${asOf}::date, recorded_at = ${at}
    from households.staged_extract s where ${same} and ${differs}`.execute(tx);
  await sql`insert into ${table} (county, id, region, household_id, person_id, natural_key, occurrence, source_id, source_row, version, valid_from,
      recorded_at, ${sql.join(names.map((name) => sql.ref(name)))})
    select s.county, s.new_id, s.region, s.household_id, s.person_id, s.natural_key, s.occurrence, s.source_id, s.row, 1, ${asOf}::date, ${at},
      ${sql.join(names.map(value))}
    from ${matchedRows(applying, kind)}
    on conflict do nothing`.execute(tx);
}

/** The certified grade is the person's grade from now on. */
async function applyDisability(applying: Applying): Promise<void> {
  const { tx, county, batchId, asOf, at } = applying;
  const certified = sql`households.disability d join households.staged_extract s on s.county = d.county and s.natural_key = d.natural_key
      and s.occurrence = d.occurrence and s.kind = 'disability'`;
  const differs = sql`d.county = ${county} and s.batch_id = ${batchId} and d.occurrence = 1
    and (p.disability_grade is distinct from d.grade or not p.disabled)`;
  await sql`insert into households.past (county, kind, subject_id, part, version, region, household_id, valid_from, valid_to, replaced_at, row)
    select p.county, 'person', p.id, 0, p.version, p.region, p.household_id, p.valid_from, ${asOf}::date, ${at}, to_jsonb(p)
    from households.person p, ${certified} where p.county = d.county and p.id = d.person_id and p.county = ${county} and ${differs}
    on conflict do nothing`.execute(tx);
  await sql`update households.person p set disability_grade = d.grade, disabled = true,
      field_source = p.field_source || jsonb_build_object('disability_grade', jsonb_build_object('source', d.source_id, 'row', d.source_row)),
      version = p.version + 1, valid_from = ${asOf}::date, recorded_at = ${at}
    from ${certified} where p.county = d.county and p.id = d.person_id and p.county = ${county} and ${differs}`.execute(
    tx,
  );
}

/** Rows kept from earlier files whose content has now matched. */
async function forgetMatched({ tx, county, batchId }: Applying): Promise<void> {
  await sql`delete from households.extract_unmatched u using households.staged_extract s
    where s.county = u.county and s.kind = u.kind and s.content_hash = u.content_hash and s.occurrence = u.occurrence
      and u.county = ${county} and s.county = ${county} and s.batch_id = ${batchId} and s.person_id is not null`.execute(
    tx,
  );
}

/** Keeps what matched nobody or could not be read. */
async function keepUnmatched({ tx, county, batchId, at }: Applying): Promise<void> {
  await sql`insert into households.extract_unmatched (county, id, region, kind, id_index, reason, cells_sealed, content_hash, occurrence, source_id,
      source_row, recorded_at)
    select s.county, s.new_id, s.county, s.kind, s.id_index, coalesce(s.reason, 'not_registered'), s.cells_sealed, s.content_hash, s.occurrence,
      s.source_id, s.row, ${at}
    from households.staged_extract s where s.county = ${county} and s.batch_id = ${batchId} and s.person_id is null
    on conflict do nothing`.execute(tx);
}
