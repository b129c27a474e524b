// Forward-only migrations: each file of db/migrations in one transaction, in order, under one lock, at start.
// A file's text is remembered by its hash: an edited migration is refused instead of silently skipped.
// Where the database is distributed (the extension citus), NNNN_name.citus.sql follows NNNN_name.sql and says where its
// tables' rows lie; a database that becomes distributed later takes the missing ones then.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Connection } from './database.ts';

export const APP_ROLE = 'xingnong_app';
/** Held by whoever migrates; shared by whoever must not see the schema change. */
export const MIGRATION_LOCK = 7_305_240;
const DISTRIBUTION = /\.citus\.sql$/;
const folder = fileURLToPath(new URL('../../db/migrations/', import.meta.url));

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
  /** Where its tables' rows lie when the database is distributed. */
  readonly distribution?: Omit<Migration, 'distribution'>;
}

export async function readMigrations(directory = folder): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((n) => /^\d{4}_[a-z0-9_]+(\.citus)?\.sql$/.test(n)).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(directory, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
  const besides = new Map(files.filter((one) => isDistribution(one.name)).map((one) => [one.name, one]));
  return files
    .filter((one) => !isDistribution(one.name))
    .map((one) => {
      const distribution = besides.get(one.name.replace(/\.sql$/, '.citus.sql'));
      return distribution === undefined ? one : { ...one, distribution };
    });
}

/** Whether a migration's name is that of a file for distributed databases: such a row is no part of the schema's age. */
export const isDistribution = (name: string): boolean => DISTRIBUTION.test(name);

export class MigrationChanged extends Error {
  constructor(name: string) {
    super(`migration ${name} was changed after it had been applied`);
  }
}

export interface MigrateOptions {
  /** The schemas' owner. */
  readonly owner: Connection;
  /** Password that the application's role signs in with. */
  readonly appPassword: string;
  readonly migrations?: readonly Migration[];
  /** Whether the tables are distributed; by default, where the extension citus is there. */
  readonly distributed?: boolean;
}

/** Applies what is missing. Returns the names applied; safe to call from several processes at once. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const migrations = options.migrations ?? (await readMigrations());
  const client = new pg.Client({ ...options.owner });
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRole(client, options.appPassword);
    await client.query(`create table if not exists public.schema_migration (
      name text primary key, hash text not null, applied_at timestamptz not null)`);
    const done = new Map(
      (await client.query<{ name: string; hash: string }>('select name, hash from public.schema_migration')).rows.map(
        (r) => [r.name, r.hash],
      ),
    );
    const distributed = options.distributed ?? (await isDistributed(client));
    const steps = migrations.flatMap((one) =>
      distributed && one.distribution !== undefined ? [one, one.distribution] : [one],
    );
    for (const migration of steps) {
      const known = done.get(migration.name);
      if (known === migration.hash) continue;
      if (known !== undefined) throw new MigrationChanged(migration.name);
      await client.query('begin');
      try {
        await client.query(migration.text);
        await client.query(
          'insert into public.schema_migration (name, hash, applied_at) values ($1, $2, clock_timestamp())',
          [migration.name, migration.hash],
        );
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`migration ${migration.name}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
      applied.push(migration.name);
    }
    if (applied.length > 0) await grant(client);
    return applied;
  } finally {
    await client.end();
  }
}

async function isDistributed(client: pg.Client): Promise<boolean> {
  return (await client.query(`select 1 from pg_extension where extname = 'citus'`)).rowCount === 1;
}

async function ensureRole(client: pg.Client, password: string): Promise<void> {
  const quoted = client.escapeLiteral(password);
  const exists = (await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE])).rowCount === 1;
  if (!exists) {
    await client
      .query(`create role ${APP_ROLE} login nosuperuser nocreatedb nocreaterole nobypassrls password ${quoted}`)
      .catch((error: { code?: string }) => {
        // Another process made it in the same moment (roles are shared by a server's databases).
        if (error.code !== '42710' && error.code !== '23505') throw error;
      });
    return;
  }
  await client.query(`alter role ${APP_ROLE} password ${quoted}`).catch((error: { code?: string }) => {
    // XX000 "tuple concurrently updated": another database of this server is being migrated with the same password.
    // 42501: an owner without CREATEROLE; the operator keeps the password himself, and signing in will tell.
    if (error.code !== 'XX000' && error.code !== '42501') throw error;
  });
}

/** The application may use every context's tables; what is append-only it may only read and append. */
async function grant(client: pg.Client): Promise<void> {
  const schemas = (
    await client.query<{ nspname: string }>(
      `select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`,
    )
  ).rows.map((r) => client.escapeIdentifier(r.nspname));
  for (const schema of schemas) {
    await client.query(`grant usage on schema ${schema} to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema ${schema} to ${APP_ROLE};
      grant usage, select on all sequences in schema ${schema} to ${APP_ROLE}`);
  }
  await client.query(`revoke update, delete, truncate on platform.audit from ${APP_ROLE};
    revoke delete, truncate on platform.audit_head from ${APP_ROLE};
    revoke update, delete, truncate on platform.data_key from ${APP_ROLE}`);
}
