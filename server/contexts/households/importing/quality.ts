// Warnings of accepted rows become data-quality tasks of their households; a task whose warning is gone is closed.

import { sql } from 'kysely';
import { newId } from '../../../../kernel/ids.ts';
import type { Merging } from './merge.ts';

/**
 * Households that this batch added or changed: an unchanged one keeps its tasks, so that a task closed by a visit is not
 * opened again by the same old file.
 */
const touched = (
  county: string,
  sourceId: string,
) => sql`(h.source_id = ${sourceId} or exists (select 1 from households.person p
  where p.county = ${county} and p.household_id = h.id and p.source_id = ${sourceId}))`;

export async function openTasks({ tx, county, batchId, sourceId, at }: Merging): Promise<void> {
  await sql`update households.quality_task t set closed_at = ${at}, closed_by = 'import', note = '新导入的数据已无此问题'
    from households.household h
    where h.county = t.county and h.id = t.household_id and t.county = ${county} and h.county = ${county} and t.closed_at is null
      and ${touched(county, sourceId)}
      and not exists (select 1 from households.import_problem q where q.county = t.county and q.batch_id = ${batchId} and q.household_no = h.no
        and q.code = t.code and q.column_name = t.column_name and q.person = t.person and q.severity = 'warning')`.execute(
    tx,
  );
  const { rows } = await sql<{ seq: bigint; household_id: string; region: string }>`
    select distinct on (q.household_no, q.code, q.column_name, q.person) q.seq, h.id as household_id, h.region
    from households.import_problem q
    join households.household h on h.county = q.county and h.no = q.household_no
    where q.county = ${county} and q.batch_id = ${batchId} and h.county = ${county} and q.severity = 'warning'
      and q.table_kind in ('household', 'person') and ${touched(county, sourceId)}
    order by q.household_no, q.code, q.column_name, q.person, q.seq`.execute(tx);
  await sql`insert into households.quality_task (county, id, region, household_id, sheet, person, column_name, code, detail, source_id, source_row, opened_at)
    select q.county, u.id, u.region, u.household_id, q.sheet, q.person, q.column_name, q.code, q.detail, ${sourceId}, q.row, ${at}
    from unnest(${rows.map(() => newId(at.getTime()))}::uuid[], ${rows.map((row) => row.seq)}::bigint[],
      ${rows.map((row) => row.household_id)}::uuid[], ${rows.map((row) => row.region)}::text[]) as u (id, seq, household_id, region)
    join households.import_problem q on q.seq = u.seq
    where q.county = ${county} and q.batch_id = ${batchId} on conflict do nothing`.execute(tx);
}
