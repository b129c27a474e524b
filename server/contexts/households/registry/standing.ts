// Risk levels told by monitoring, kept beside the registry so that the list can be filtered by them.

import { sql } from 'kysely';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Risk } from './list.ts';

/** Replaces the county's levels with these; households that are not named have none. Call in the screening's transaction. */
export async function recordRisk(
  tx: Tx,
  county: string,
  asOf: IsoDate,
  levels: readonly { readonly householdId: string; readonly risk: Risk }[],
): Promise<void> {
  const ids = levels.map((level) => level.householdId);
  await sql`delete from households.standing where county = ${county} and household_id <> all(${ids}::uuid[])`.execute(
    tx,
  );
  await sql`insert into households.standing (county, household_id, region, risk, as_of)
    select h.county, h.id, h.region, u.risk, ${asOf}::date
    from unnest(${ids}::uuid[], ${levels.map((level) => level.risk)}::text[]) as u (id, risk)
    join households.household h on h.id = u.id where h.county = ${county}
    on conflict (county, household_id) do update set risk = excluded.risk, region = excluded.region, as_of = excluded.as_of
    where (standing.risk, standing.region, standing.as_of) is distinct from (excluded.risk, excluded.region, excluded.as_of)`.execute(
    tx,
  );
}
