// What only all rows together can show: ID numbers used twice in the file or by a household already registered.
// Then what the accepted rows would do to the registry. Runs for the preview and again in the commit's transaction.

import { sql } from 'kysely';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import type { Tx } from '../../../platform/database.ts';
import type { BatchTables, Effect, ExtractTally, Tally } from './batch.ts';
import type { ProblemWriter } from './problems.ts';

export interface Settling {
  readonly tx: Tx;
  readonly county: string;
  readonly batchId: string;
  readonly personSheet: string;
  /** The day that the roster speaks of. */
  readonly asOf: IsoDate;
}

interface Duplicate {
  readonly no: string;
  readonly row: number;
  readonly label: string;
  readonly region: string;
  readonly key: string;
}

/** Marks the households that may go in and writes the problems found across rows; `problems` must be flushed after. */
export async function settleRoster(settling: Settling, problems: ProblemWriter): Promise<void> {
  const { tx, county, batchId } = settling;
  await sql`delete from households.import_problem where county = ${county} and batch_id = ${batchId} and code = 'id_duplicate'`.execute(
    tx,
  );
  await followRegistry(settling);
  await markOlder(settling);
  await rejectDuplicatesInFile(settling, problems);
  // A household kept out keeps its registered members, which may then stand in the way of another: until none does.
  while ((await rejectRegistered(settling, problems)) > 0);
}

/** Undoes what an earlier settling found, and takes the ids of households registered since the rows were checked. */
async function followRegistry({ tx, county, batchId }: Settling): Promise<void> {
  for (const table of ['staged_household', 'staged_person']) {
    await sql`update ${sql.table(`households.${table}`)} s set accepted = true
      where s.county = ${county} and s.batch_id = ${batchId} and not s.accepted`.execute(tx);
    await sql`update ${sql.table(`households.${table}`)} s set household_id = h.id from households.household h
      where h.county = s.county and h.no = s.no and h.county = ${county} and s.batch_id = ${batchId} and h.id <> s.household_id`.execute(
      tx,
    );
  }
}

/** Marks the rows of households that stand by a roster of a later day than this one. */
async function markOlder({ tx, county, batchId, asOf }: Settling): Promise<void> {
  const older = sql`exists (select 1 from households.household h
    join households.source o on o.county = h.county and o.id = h.source_id
    where h.county = s.county and h.id = s.household_id and o.as_of > ${asOf}::date)`;
  for (const table of ['staged_household', 'staged_person']) {
    await sql`update ${sql.table(`households.${table}`)} s set older = not s.older
      where s.county = ${county} and s.batch_id = ${batchId} and s.older <> ${older}`.execute(tx);
  }
}

async function rejectDuplicatesInFile(settling: Settling, problems: ProblemWriter): Promise<void> {
  const { tx, county, batchId, personSheet } = settling;
  const { rows } = await sql<Duplicate>`
    with everyone as (
      select id_index, no, row, label, region from households.staged_person where county = ${county} and batch_id = ${batchId}
      union all
      select id_index, no, row, label, region from households.staged_identity where county = ${county} and batch_id = ${batchId})
    select i.no, i.row, i.label, i.region, encode(i.id_index, 'hex') as key
    from everyone i join (select id_index from everyone group by id_index having count(*) > 1) d on d.id_index = i.id_index
    order by key, i.row`.execute(tx);
  const groups = Map.groupBy(rows, (row) => row.key);
  for (const group of groups.values()) {
    for (const row of group) {
      const others = group
        .filter((other) => other !== row)
        .slice(0, 5)
        .map((other) => `${personSheet} 第 ${other.row} 行（户编号 ${other.no}）`);
      await problems.add(duplicateProblem(row, others.join('、')), personSheet, row.region);
    }
  }
  await reject(settling, [...new Set(rows.map((row) => row.no))]);
}

/** ID numbers that belong to a registered household which this batch does not replace. Returns how many rows. */
async function rejectRegistered(settling: Settling, problems: ProblemWriter): Promise<number> {
  const { tx, county, batchId, personSheet } = settling;
  const { rows } = await sql<Duplicate & { registered: string }>`
    select p.no, p.row, p.label, p.region, '' as key, h.no as registered
    from households.staged_person p
    join households.person r on r.county = p.county and r.id_index = p.id_index and r.left_on is null and r.household_id <> p.household_id
    join households.household h on h.county = r.county and h.id = r.household_id
    where p.county = ${county} and p.batch_id = ${batchId} and p.accepted
      and not exists (select 1 from households.staged_household o
        where o.county = h.county and o.batch_id = ${batchId} and o.no = h.no and o.accepted)
    order by p.row`.execute(tx);
  for (const row of rows)
    await problems.add(duplicateProblem(row, `登记册户编号 ${row.registered}`), personSheet, row.region);
  await reject(settling, [...new Set(rows.map((row) => row.no))]);
  return rows.length;
}

function duplicateProblem(row: Duplicate, where: string) {
  return {
    table: 'person' as const,
    row: row.row,
    household: row.no,
    person: row.label,
    column: 'idNumber',
    code: 'id_duplicate' as const,
    severity: 'error' as const,
    detail: { value: where },
  };
}

async function reject({ tx, county, batchId }: Settling, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return;
  for (const table of ['staged_household', 'staged_person']) {
    await sql`update ${sql.table(`households.${table}`)} set accepted = false
      where county = ${county} and batch_id = ${batchId} and no = any(${numbers}::text[])`.execute(tx);
  }
}

export async function tallyRoster(
  { tx, county, batchId }: Settling,
  tables: BatchTables,
): Promise<{ households: Tally; persons: Tally }> {
  const { rows } = await sql<{ households: bigint; persons: bigint }>`select
      (select count(*) from households.staged_household where county = ${county} and batch_id = ${batchId} and accepted) as households,
      (select count(*) from households.staged_person p
        where p.county = ${county} and p.batch_id = ${batchId} and p.accepted) as persons`.execute(tx);
  const tally = (read: number, accepted: bigint): Tally => ({
    read,
    accepted: Number(accepted),
    rejected: read - Number(accepted),
  });
  return {
    households: tally(tables.roster?.household.rows ?? 0, rows[0]!.households),
    persons: tally(tables.roster?.person.rows ?? 0, rows[0]!.persons),
  };
}

/** What the accepted rows do to households and persons. */
export async function rosterEffects({
  tx,
  county,
  batchId,
}: Settling): Promise<{ households: Effect; persons: Effect }> {
  const households = await sql<{ added: bigint; changed: bigint; total: bigint; older: bigint }>`
    select count(*) filter (where h.id is null) as added, count(*) filter (where h.content_hash <> s.content_hash and not s.older) as changed,
      count(*) as total, count(*) filter (where s.older) as older
    from households.staged_household s left join households.household h on h.county = s.county and h.id = s.household_id
    where s.county = ${county} and s.batch_id = ${batchId} and s.accepted`.execute(tx);
  const persons = await sql<{ added: bigint; changed: bigint; total: bigint; older: bigint }>`
    select count(*) filter (where r.id is null and not p.older) as added,
      count(*) filter (where not p.older
        and (r.content_hash <> p.content_hash or r.household_id <> p.household_id or r.left_on is not null)) as changed,
      count(*) as total, count(*) filter (where p.older) as older
    from households.staged_person p
    left join households.person r on r.county = p.county and r.id_index = p.id_index
    where p.county = ${county} and p.batch_id = ${batchId} and p.accepted`.execute(tx);
  const left = await sql<{ n: bigint }>`
    select count(*) as n from households.person r
    join households.staged_household s on s.county = r.county and s.household_id = r.household_id and s.accepted
    where s.county = ${county} and s.batch_id = ${batchId} and r.county = ${county} and r.left_on is null and not s.older
      and not exists (select 1 from households.staged_person p
        where p.county = r.county and p.batch_id = ${batchId} and p.id_index = r.id_index and p.accepted)`.execute(tx);
  const effect = (row: { added: bigint; changed: bigint; total: bigint; older: bigint }, gone: bigint): Effect => ({
    added: Number(row.added),
    changed: Number(row.changed),
    unchanged: Number(row.total - row.added - row.changed),
    left: Number(gone),
    older: Number(row.older),
  });
  return { households: effect(households.rows[0]!, 0n), persons: effect(persons.rows[0]!, left.rows[0]!.n) };
}

/**
 * Rows of each extract whose person is registered once the accepted rows are in: an accepted member, or a member of a
 * household that the batch does not replace.
 */
export async function tallyExtracts(
  { tx, county, batchId }: Settling,
  tables: BatchTables,
): Promise<Record<string, ExtractTally>> {
  const { rows } = await sql<{
    file: string;
    matched: bigint;
  }>`select e.file, count(*) as matched from households.staged_extract e
    where e.county = ${county} and e.batch_id = ${batchId} and e.id_index is not null
      and (exists (select 1 from households.staged_person p
          where p.county = e.county and p.batch_id = e.batch_id and p.id_index = e.id_index and p.accepted)
        or exists (select 1 from households.person r where r.county = e.county and r.id_index = e.id_index and r.left_on is null
          and not exists (select 1 from households.staged_household s
            where s.county = r.county and s.batch_id = e.batch_id and s.household_id = r.household_id and s.accepted)))
    group by e.file`.execute(tx);
  const matched = new Map(rows.map((row) => [row.file, Number(row.matched)]));
  return Object.fromEntries(
    tables.extracts.map(({ file, rows: read }) => [
      file,
      { read, matched: matched.get(file) ?? 0, unmatched: read - (matched.get(file) ?? 0) },
    ]),
  );
}
