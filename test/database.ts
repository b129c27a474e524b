// A migrated database of its own for one test file, cloned from a template on the run's one real PostgreSQL.

import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Connection, Database } from '../server/platform/database.ts';
import { APP_ROLE, migrate, readMigrations } from '../server/platform/migrate.ts';
import { SealedFields } from '../server/platform/sealed.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: Required<Pick<Connection, 'host' | 'port' | 'user' | 'password' | 'database'>>;
  }
}

const APP_PASSWORD = 'test-only';

export interface TestDatabase {
  /** As the application sees it: row-level security holds. */
  readonly database: Database;
  readonly sealed: SealedFields;
  /** The schemas' owner, which bypasses policies: for looking, and for breaking things on purpose. */
  readonly owner: pg.Pool;
  readonly ownerConnection: Connection;
  readonly appConnection: Connection;
  /** Ends the connections and keeps the database under another name, as a template for others. */
  rename(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Creates the database, from the migrated template or another; `close` drops it. */
export async function freshDatabase(from?: string): Promise<TestDatabase> {
  const server = inject('postgres');
  const migrations = await readMigrations();
  const hash = createHash('sha256')
    .update(migrations.map((m) => m.hash).join())
    .digest('hex')
    .slice(0, 12);
  const template = `template_${hash}`;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client(server);
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(42)');
    if ((await admin.query('select 1 from pg_database where datname = $1', [template])).rowCount === 0) {
      const making = `${template}_making`;
      await admin.query(`drop database if exists ${making}`);
      await admin.query(`create database ${making}`);
      await migrate({ owner: { ...server, database: making }, appPassword: APP_PASSWORD, migrations });
      await admin.query(`alter database ${making} rename to ${template}`);
    }
    await admin.query(`create database ${name} template ${from ?? template}`);
  } finally {
    await admin.end();
  }
  const ownerConnection = { ...server, database: name };
  const appConnection = { ...ownerConnection, user: APP_ROLE, password: APP_PASSWORD };
  const database = new Database({ connection: appConnection });
  const owner = new pg.Pool({ ...ownerConnection, max: 3 });
  let closing = false;
  // A session that is still leaving when its database is dropped is told so, with nobody left to hear it.
  owner.on('connect', (client) =>
    client.on('error', (error) => {
      if (!closing) throw error;
    }),
  );
  return {
    database,
    sealed: new SealedFields(Buffer.alloc(32, 7), database),
    owner,
    ownerConnection,
    appConnection,
    rename: async (to) => {
      await database.close();
      await owner.end();
      await asAdmin(server, `alter database ${name} rename to ${to}`);
    },
    close: async () => {
      closing = true;
      await database.close();
      await owner.end();
      await sessionsGone(server, name);
      await asAdmin(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** A session still on its way out would be told of the drop with nobody left to hear it: it is given two seconds to go. */
async function sessionsGone(server: Connection, name: string): Promise<void> {
  await asAdmin(
    server,
    `do $$ begin
       for turn in 1..100 loop
         exit when not exists (select 1 from pg_stat_activity where datname = '${name}');
         perform pg_sleep(0.02), pg_stat_clear_snapshot();
       end loop;
     end $$`,
  );
}

async function asAdmin(server: Connection, statement: string): Promise<void> {
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}
