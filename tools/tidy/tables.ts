// House rules that the migrated database can break: keys that begin with the county, rows behind policies.
import type pg from 'pg';

/** Tables that bear a county and are no county's rows (spec 2, "Data"), each with its reason. */
const keyedOtherwise: Record<string, string> = {
  'platform.job_run': 'jobs stay on the coordinator, and are found by their id',
  'identity.account': 'an account is found by the person who signs in',
  'places.division': 'reference data, the same for everybody',
};
const unguarded: Record<string, string> = {
  'platform.data_key': 'wrapped keys, read before a scope is known',
  'identity.account': 'read to find out the scope',
  'places.division': 'reference data, the same for everybody',
  'places.county_state': 'business dates, the same for everybody',
};
/** An import's staged rows live as long as the import: they need no key. */
const isStaging = (name: string) => /\.staged_\w+$/.test(name);

/** Each table with a county whose primary key doesn't begin with it, or whose rows no policy guards. */
export async function untidyTables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; type: string; first: string | null; guarded: boolean }>(`
    select c.oid::regclass::text as name, format_type(a.atttypid, a.atttypmod) as type, c.relrowsecurity as guarded,
      (select k.attname from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as first
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'county' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss')
    order by 1`);
  return rows.flatMap(({ name, type, first, guarded }) => [
    ...(type === 'character(6)' ? [] : [`${name}: county is ${type}, not character(6)`]),
    ...(first === 'county' || name in keyedOtherwise || isStaging(name)
      ? []
      : [`${name}: the primary key begins with ${first ?? 'nothing'}, not county`]),
    ...(guarded || name in unguarded ? [] : [`${name}: no row-level security`]),
  ]);
}
