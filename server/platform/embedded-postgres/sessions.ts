// Whether anybody else works with the server: the last to leave stops it.
import pg from 'pg';
import type { PostgresConnection } from './address.ts';

/** Whether another session than ours is open; false when nothing answers. */
export async function inUse(connection: PostgresConnection): Promise<boolean> {
  const client = new pg.Client(connection);
  client.on('error', () => {}); // a session that breaks answers the question below by failing it
  try {
    await client.connect();
  } catch {
    return false;
  }
  try {
    const others = await client.query(
      `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    );
    return others.rows.length > 0;
  } finally {
    await client.end();
  }
}
