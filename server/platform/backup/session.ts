// The owner's session for one backup or restore.

import pg from 'pg';
import type { Connection } from '../database.ts';

/**
 * Works in a session of its own and ends it, in the middle of a statement where the work has failed: what a rollback would
 * wait for (a COPY that nobody reads any more) ends with the session.
 */
export async function inSession<T>(connection: Connection, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ ...connection, application_name: 'xingnong-backup' });
  // A connection that is cut says so beside the statement that fails by it; unheard, the first would end the process.
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
