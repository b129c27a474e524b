// Risk levels told by monitoring, kept beside the registry so that the list can be filtered by them.

import { type RawBuilder, sql } from 'kysely';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import type { Tx } from '../../../platform/database.ts';

/**
 * Replaces the county's levels with these: a SELECT of `household_id` and `risk` (高, 中, 低), a row for each household
 * that was assessed. Households that are not named have none. Call in the screening's transaction.
 */
export async function recordRisk(tx: Tx, county: string, asOf: IsoDate, levels: RawBuilder<unknown>): Promise<void> {
  await sql`with told as materialized (${levels}),
    gone as (delete from households.standing s where s.county = ${county}
      and not exists (select 1 from told u where u.household_id = s.household_id))
    insert into households.standing (county, household_id, region, risk, as_of)
    select h.county, h.id, h.region, u.risk, ${asOf}::date from told u join households.household h on h.county = ${county} and h.id = u.household_id
    on conflict (county, household_id) do update set risk = excluded.risk, region = excluded.region, as_of = excluded.as_of
    where (standing.risk, standing.region, standing.as_of) is distinct from (excluded.risk, excluded.region, excluded.as_of)`.execute(
    tx,
  );
}
