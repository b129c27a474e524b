// What a committed import leaves beside the rows: the sources they name, and the totals of each village.

import { sql } from 'kysely';
import type { Scope, Tx } from '../../../platform/database.ts';
import type { Batch, BatchTables } from './batch.ts';

export async function recordSources(tx: Tx, scope: Scope, batchId: string, batch: Batch, at: Date): Promise<void> {
  const { roster, extracts, files } = batch.tables;
  const hashOf = (name: string) => files.find((file) => file.name === name)?.sha256 ?? null;
  const own =
    roster === null
      ? []
      : [{ id: roster.sourceId, kind: 'roster', name: rosterName(roster), file: roster.household.file }];
  for (const source of [
    ...own,
    ...extracts.map((one) => ({ id: one.sourceId, kind: 'extract', name: one.file, file: one.file })),
  ]) {
    await sql`insert into households.source (county, id, kind, name, sha256, as_of, batch_id, recorded_at, recorded_by, recorded_by_name)
      values (${scope.county}, ${source.id}, ${source.kind}, ${source.name}, ${hashOf(source.file)}, ${batch.asOf}, ${batchId}, ${at}, ${scope.actor.id},
        ${scope.actor.name})`.execute(tx);
  }
}

const rosterName = (roster: NonNullable<BatchTables['roster']>) =>
  roster.household.file === roster.person.file
    ? roster.household.file
    : `${roster.household.file} + ${roster.person.file}`;

export async function tallyVillages(tx: Tx, county: string): Promise<void> {
  await sql`delete from households.village_tally where county = ${county}`.execute(tx);
  await sql`insert into households.village_tally (county, region, households, persons)
    select county, region, count(*), sum(members) from households.household where county = ${county} group by county, region
    on conflict do nothing`.execute(tx);
}
