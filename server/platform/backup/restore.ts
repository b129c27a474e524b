// Restores a backup into a database without data: migrated as far as the backup's was, filled in one transaction.

import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Connection } from '../database.ts';
import { migrate, readMigrations } from '../migrate.ts';
import { type Archive, type ArchiveRefusal, isSystems, openArchive } from './archive.ts';
import { entryOf, type Manifest, type Part } from './manifest.ts';
import { inSession } from './session.ts';
import { allTables, COPY_SETTINGS, sqlNames } from './tables.ts';
import { appliedMigrations } from './take.ts';
import { Tally } from './tally.ts';

const LOCK_WAIT = '10s';
const LOCK_NOT_AVAILABLE = '55P03';

export interface Restoring {
  /** The schemas' owner. */
  readonly owner: Connection;
  readonly masterKey: Buffer;
  readonly appPassword: string;
  readonly at: Date;
  readonly from: string;
  readonly report?: (part: Part) => void;
}

export interface Restored {
  readonly takenAt: string;
  readonly tables: number;
  readonly rows: number;
  /** Each county's audit chain as the manifest names it: what is there now must end in the same hash. */
  readonly audit: Manifest['audit'];
}

export type RestoringRefusal = ArchiveRefusal | 'database_not_empty' | 'database_newer' | 'database_busy';

/** Reads the whole backup and compares every part with the manifest. Refuses what `openArchive` refuses. */
export async function checkBackup(from: string, masterKey: Buffer): Promise<Result<Restored, ArchiveRefusal>> {
  return await withArchive(from, masterKey, async (archive) => {
    const damaged = await damagedPart(archive);
    return damaged === null ? ok(summary(archive.manifest)) : refuse('backup_damaged', { part: entryOf(damaged) });
  });
}

/**
 * Fills the database, migrated just as far as the backup's was; `migrate` it on afterwards. Refuses what `openArchive`
 * refuses, `backup_newer` also for migrations that this version does not have, `database_not_empty`, `database_newer`,
 * `database_busy` (somebody else works in it: another restore, a server).
 */
export async function restoreBackup(restoring: Restoring): Promise<Result<Restored, RestoringRefusal>> {
  const { owner: connection, appPassword, masterKey, from } = restoring;
  const known = await readMigrations();
  return await withArchive(from, masterKey, async (archive) => {
    const { manifest } = archive;
    const hashes = new Map(known.map((one) => [one.name, one.hash]));
    const unknown = manifest.migrations.find((one) => hashes.get(one.name) !== one.hash);
    if (unknown !== undefined) return refuse('backup_newer', { migration: unknown.name });
    const damaged = await damagedPart(archive);
    if (damaged !== null) return refuse('backup_damaged', { part: entryOf(damaged) });
    return await inSession(connection, async (owner) => {
      const applied = await appliedMigrations(owner);
      if (applied.length > 0 && (await holdsData(owner))) return refuse('database_not_empty');
      const wanted = new Set(manifest.migrations.map((one) => one.name));
      const beyond = applied.find((one) => !wanted.has(one.name));
      if (beyond !== undefined) return refuse('database_newer', { migration: beyond.name });
      const migrations = known.filter((one) => wanted.has(one.name));
      await migrate({ owner: connection, appPassword, migrations });
      const refused = await fill(owner, restoring, archive);
      return refused ?? ok(summary(manifest));
    });
  });
}

async function withArchive<T, Code extends string>(
  from: string,
  masterKey: Buffer,
  work: (archive: Archive) => Promise<Result<T, Code>>,
): Promise<Result<T, Code | ArchiveRefusal>> {
  const opened = await openArchive(from, masterKey);
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    opened.value.close();
  }
}

/** Whether anybody has signed up or anything been done: what migrations and starts write by themselves is no data. */
async function holdsData(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ holds: boolean }>(
    `select exists (select from platform.audit) or exists (select from auth."user")
       or exists (select from platform.data_key) as holds`,
  );
  return rows[0]!.holds;
}

/**
 * One transaction, with the tables held: what came into the database since it was looked at is not wiped. Null when it is
 * filled; on any failure the session ends, and nothing is left of it.
 */
async function fill(owner: pg.Client, { at, report }: Restoring, { manifest, open }: Archive) {
  await owner.query('begin');
  await owner.query(COPY_SETTINGS);
  const tables = (await allTables(owner)).join(', ');
  const held = await owner
    .query(`set local lock_timeout = '${LOCK_WAIT}'; lock table ${tables} in access exclusive mode`)
    .then(
      () => true,
      (error: { code?: string }) => {
        if (error.code !== LOCK_NOT_AVAILABLE) throw error;
        return false;
      },
    );
  if (!held) return refuse('database_busy');
  if (await holdsData(owner)) return refuse('database_not_empty');
  await owner.query(`truncate ${tables}`);
  for (const part of manifest.parts) {
    const { table, columns } = sqlNames(owner, part);
    const sink = owner.query(copyFrom(`copy ${table} (${columns}) from stdin`));
    const tally = new Tally();
    await pipeline(await open(part), tally, sink);
    // Read whole before; the file may have been written to since.
    if (sink.rowCount !== part.rows || tally.sha256() !== part.sha256) {
      return refuse('backup_damaged', { part: entryOf(part) });
    }
    report?.(part);
  }
  // Their queue is not in the backup: nobody would ever take them up.
  await owner.query(
    `update platform.job_run set state = 'failed', error = 'interrupted: restored from a backup', ended_at = $1
     where state in ('queued', 'running')`,
    [at],
  );
  await owner.query('commit');
  await owner.query('analyze');
  return null;
}

/** The first part that is not as the manifest says; null when all are. */
async function damagedPart({ manifest, open }: Archive): Promise<Part | null> {
  for (const part of manifest.parts) {
    const tally = new Tally();
    const read = await pipeline(await open(part), tally, new Nowhere()).then(
      () => true,
      (error: unknown) => {
        if (isSystems(error)) throw error;
        return false;
      },
    );
    if (!read || tally.bytes !== part.bytes || tally.rows !== part.rows || tally.sha256() !== part.sha256) return part;
  }
  return null;
}

class Nowhere extends Writable {
  override _write(_chunk: Buffer, _encoding: BufferEncoding, next: () => void): void {
    next();
  }
}

function summary({ takenAt, parts, audit }: Manifest): Restored {
  return { takenAt, tables: parts.length, rows: parts.reduce((sum, one) => sum + one.rows, 0), audit };
}
