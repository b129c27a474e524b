// 低保 and 特困: the household's state and its periods. The roster and the civil affairs list both speak of it.

import { sql } from 'kysely';
import { newId } from '../../../../kernel/ids.ts';
import { type Applying, matchedRows } from './applying.ts';

interface ReliefRow {
  household_id: string;
  now: string;
  kind: string;
  monthly: bigint;
  source_id: string;
  row: number;
}

/**
 * A civil affairs list is the county's whole list of its day (`list` is its source): households on it have relief, and those
 * that an earlier list named and this one does not have left it. Rows matched late only add.
 */
export async function applyRelief(applying: Applying, list: string | null): Promise<void> {
  const { tx, county } = applying;
  // One household may be named through several members: the first row counts. A list is some thousand rows at most.
  const { rows } =
    await sql<ReliefRow>`select distinct on (m.household_id) m.household_id, h.relief as now, m.kind, m.monthly, m.source_id, m.row
    from (select s.county, s.household_id, s.text_1 as kind, s.number_1 as monthly, s.source_id, s.row from ${matchedRows(applying, 'relief')}) m
    join households.household h on h.county = m.county and h.id = m.household_id
    where h.county = ${county} order by m.household_id, m.row`.execute(tx);
  const changed = rows.filter((row) => row.now !== row.kind);
  await changeRelief(
    applying,
    changed.map((row) => ({ id: row.household_id, kind: row.kind, source: row.source_id, row: row.row })),
  );
  if (list !== null)
    await endDropped(
      applying,
      list,
      rows.map((row) => row.household_id),
    );
  await followRelief(applying);
  await sql`update households.relief r set monthly_fen = u.monthly, source_id = u.source_id, source_row = u.row, recorded_at = ${applying.at}
    from unnest(${rows.map((row) => row.household_id)}::uuid[], ${rows.map((row) => row.monthly)}::bigint[],
      ${rows.map((row) => row.source_id)}::uuid[], ${rows.map((row) => row.row)}::integer[]) as u (household_id, monthly, source_id, row)
    where r.county = ${county} and r.household_id = u.household_id and r.ended_on is null and r.monthly_fen is distinct from u.monthly`.execute(
    tx,
  );
}

async function endDropped(applying: Applying, list: string, listed: readonly string[]): Promise<void> {
  const { tx, county, asOf } = applying;
  const { rows } = await sql<{ id: string }>`select h.id from households.household h
    join households.relief r on r.county = h.county and r.household_id = h.id and r.ended_on is null and r.monthly_fen is not null
    join households.source o on o.county = r.county and o.id = r.source_id
    where h.county = ${county} and r.county = ${county} and o.county = ${county} and o.as_of < ${asOf}::date
      and h.id <> all(${listed}::uuid[])`.execute(tx);
  await changeRelief(
    applying,
    rows.map((row) => ({ id: row.id, kind: '无', source: list, row: 0 })),
  );
}

async function changeRelief(
  { tx, county, asOf, at }: Applying,
  changes: readonly { id: string; kind: string; source: string; row: number }[],
): Promise<void> {
  if (changes.length === 0) return;
  const ids = changes.map((change) => change.id);
  await sql`insert into households.past (county, kind, subject_id, part, version, region, household_id, valid_from, valid_to, replaced_at, row)
    select h.county, 'household', h.id, 0, h.version, h.region, h.id, h.valid_from, ${asOf}::date, ${at}, to_jsonb(h)
    from households.household h where h.county = ${county} and h.id = any(${ids}::uuid[]) on conflict do nothing`.execute(
    tx,
  );
  await sql`update households.household h set relief = u.kind,
      field_source = h.field_source || jsonb_build_object('relief', jsonb_build_object('source', u.source, 'row', u.row)), version = h.version + 1, valid_from = ${asOf}::date, recorded_at = ${at}
    from unnest(${ids}::uuid[], ${changes.map((change) => change.kind)}::text[], ${changes.map((change) => change.source)}::uuid[],
      ${changes.map((change) => change.row)}::integer[]) as u (id, kind, source, row)
    where h.county = ${county} and h.id = u.id`.execute(tx);
}

/** Makes the periods of relief say what the households say: ends those that are over, opens new ones. */
export async function followRelief({ tx, county, asOf, at }: Applying): Promise<void> {
  await sql`update households.relief r set ended_on = ${asOf}::date, recorded_at = ${at} from households.household h
    where h.county = r.county and h.id = r.household_id and r.county = ${county} and r.ended_on is null and r.kind <> h.relief`.execute(
    tx,
  );
  const { rows } = await sql<{
    id: string;
  }>`select h.id from households.household h where h.county = ${county} and h.relief <> '无'
    and not exists (select 1 from households.relief r where r.county = h.county and r.household_id = h.id and r.ended_on is null)`.execute(
    tx,
  );
  await sql`insert into households.relief (county, id, region, household_id, kind, monthly_fen, started_on, source_id, source_row, recorded_at)
    select h.county, u.id, h.region, h.id, h.relief, null, h.valid_from, h.source_id, h.source_row, ${at}
    from unnest(${rows.map(() => newId(at.getTime()))}::uuid[], ${rows.map((row) => row.id)}::uuid[]) as u (id, household_id)
    join households.household h on h.id = u.household_id where h.county = ${county} on conflict do nothing`.execute(tx);
}
