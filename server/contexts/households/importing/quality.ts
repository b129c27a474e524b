// Warnings of accepted rows become data-quality tasks of their households; a task whose warning is gone is closed.

import { sql } from 'kysely';
import { newId } from '../../../../kernel/ids.ts';
import type { Merging } from './merge.ts';

/** Who closed a task whose warning is gone. */
const BY_IMPORT = 'import';

/**
 * A warning opens a task where the batch added or changed the household, or where nobody has dealt with the same one
 * yet: what a visit has closed is not opened again by the same old file.
 */
const isNews = (county: string, sourceId: string) => sql`(h.source_id = ${sourceId}
  or exists (select 1 from households.person p
    where p.county = ${county} and p.household_id = h.id and p.source_id = ${sourceId})
  or not exists (select 1 from households.quality_task t where t.county = ${county} and t.household_id = h.id and t.code = q.code
    and t.column_name = q.column_name and t.person = q.person and t.closed_by is distinct from ${BY_IMPORT}))`;

export async function openTasks({ tx, county, batchId, sourceId, at }: Merging): Promise<void> {
  await sql`update households.quality_task t set closed_at = ${at}, closed_by = ${BY_IMPORT}, note = '新导入的数据已无此问题'
    from households.staged_household h
    where h.county = t.county and h.household_id = t.household_id and t.county = ${county} and h.county = ${county}
      and h.batch_id = ${batchId} and h.accepted and not h.older and t.closed_at is null
      and not exists (select 1 from households.import_problem q where q.county = t.county and q.batch_id = ${batchId} and q.household_no = h.no
        and q.code = t.code and q.column_name = t.column_name and q.person = t.person and q.severity = 'warning')`.execute(
    tx,
  );
  const { rows } = await sql<{ seq: bigint; household_id: string; region: string }>`
    select distinct on (q.household_no, q.code, q.column_name, q.person) q.seq, h.id as household_id, h.region
    from households.import_problem q
    join households.staged_household s on s.county = q.county and s.batch_id = q.batch_id and s.no = q.household_no and s.accepted and not s.older
    join households.household h on h.county = s.county and h.id = s.household_id
    where q.county = ${county} and q.batch_id = ${batchId} and h.county = ${county} and q.severity = 'warning'
      and q.table_kind in ('household', 'person') and ${isNews(county, sourceId)}
    order by q.household_no, q.code, q.column_name, q.person, q.seq`.execute(tx);
  await sql`insert into households.quality_task (county, id, region, household_id, sheet, person, column_name, code, detail, source_id, source_row, opened_at)
    select q.county, u.id, u.region, u.household_id, q.sheet, q.person, q.column_name, q.code, q.detail, ${sourceId}, q.row, ${at}
    from unnest(${rows.map(() => newId(at.getTime()))}::uuid[], ${rows.map((row) => row.seq)}::bigint[],
      ${rows.map((row) => row.household_id)}::uuid[], ${rows.map((row) => row.region)}::text[]) as u (id, seq, household_id, region)
    join households.import_problem q on q.seq = u.seq
    where q.county = ${county} and q.batch_id = ${batchId} on conflict do nothing`.execute(tx);
}
