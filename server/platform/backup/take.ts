// Takes a backup: every table of one snapshot into one archive, beside the house at work.

import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Connection } from '../database.ts';
import { isDistribution, MIGRATION_LOCK } from '../migrate.ts';
import { entryOf, FORMAT, keyCheck, MANIFEST, type Manifest, type Part, PROOF, proofOf } from './manifest.ts';
import { inSession } from './session.ts';
import { COPY_SETTINGS, sqlNames, type Table, tablesOf } from './tables.ts';
import { Tally } from './tally.ts';
import { type WholeFileRefusal, writeWhole } from './whole-file.ts';

export interface Taking {
  /** The schemas' owner. */
  readonly owner: Connection;
  readonly masterKey: Buffer;
  readonly at: Date;
  /** The file to be made. */
  readonly to: string;
  readonly report?: (part: Part) => void;
}

export interface Taken {
  readonly file: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly counties: number;
}

export type TakingRefusal = WholeFileRefusal | 'nothing_to_back_up';

/**
 * Refuses `file_exists`, `nothing_to_back_up` (a database that was never migrated), `file_not_written` (a full disk, a
 * folder that may not be written to).
 */
export async function takeBackup(taking: Taking): Promise<Result<Taken, TakingRefusal>> {
  const { owner: connection, to } = taking;
  if (await there(to)) return refuse('file_exists', { file: to });
  return await inSession(connection, async (owner) => {
    // No migration begins before the end, and the tables are held before the snapshot is taken: a table that is rewritten
    // after its snapshot would look empty to it.
    await owner.query('select pg_advisory_lock_shared($1)', [MIGRATION_LOCK]);
    const migrations = await appliedMigrations(owner);
    if (migrations.length === 0) return refuse('nothing_to_back_up');
    const tables = await tablesOf(owner);
    await owner.query('begin transaction isolation level repeatable read, read only');
    await owner.query(COPY_SETTINGS);
    await owner.query(`lock table ${tables.map((one) => sqlNames(owner, one).table).join(', ')} in access share mode`);
    const audit = await auditHeads(owner);
    const parts: Part[] = [];
    const archive = archiveOf(owner, tables, taking, parts, { migrations, audit });
    const written = await writeWhole(to, archive);
    if (!written.ok) return written;
    const rows = parts.reduce((sum, one) => sum + one.rows, 0);
    return ok({ file: to, bytes: written.value.bytes, tables: parts.length, rows, counties: audit.length });
  });
}

/** The archive as it is being made: each table is asked for when the one before it is written, and added to `parts`. */
function archiveOf(
  owner: pg.Client,
  tables: readonly Table[],
  { masterKey, at, report }: Taking,
  parts: Part[],
  { migrations, audit }: Pick<Manifest, 'migrations' | 'audit'>,
): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: Error) => output.destroy(error);
  zip.on('error', fail);
  const options = { mtime: at, mode: 0o100600 };
  for (const table of tables) {
    zip.addReadStreamLazy(entryOf(table), options, (give) =>
      give(
        null,
        copied(owner, table, fail, (part) => {
          parts.push(part);
          report?.(part);
        }),
      ),
    );
  }
  // The last two are asked for when every part is written and counted.
  let manifest: Buffer;
  zip.addReadStreamLazy(MANIFEST, options, (give) => {
    const content: Manifest = {
      format: FORMAT,
      takenAt: at.toISOString(),
      migrations,
      parts,
      audit,
      keyCheck: keyCheck(masterKey),
    };
    manifest = Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
    give(null, Readable.from([manifest]));
  });
  zip.addReadStreamLazy(PROOF, options, (give) =>
    give(null, Readable.from([Buffer.from(`${proofOf(masterKey, manifest)}\n`)])),
  );
  zip.end();
  return output;
}

/** One table's rows as COPY gives them, counted and hashed on the way. */
function copied(owner: pg.Client, table: Table, fail: (error: Error) => void, counted: (part: Part) => void): Readable {
  const { table: name, columns } = sqlNames(owner, table);
  const source = owner.query(copyTo(`copy (select ${columns} from ${name}) to stdout`));
  const tally = new Tally();
  tally.on('end', () =>
    counted({
      schema: table.schema,
      table: table.table,
      columns: [...table.columns],
      rows: tally.rows,
      bytes: tally.bytes,
      sha256: tally.sha256(),
    }),
  );
  // The archive listens to no error of what it reads.
  pipeline(source, tally).catch(fail);
  return tally;
}

/** What the schema is made of; where its rows lie (files for distributed databases) is this database's own affair. */
export async function appliedMigrations(owner: pg.Client): Promise<Manifest['migrations']> {
  const { rows: found } = await owner.query<{ there: boolean }>(
    `select to_regclass('public.schema_migration') is not null as there`,
  );
  if (!found[0]!.there) return [];
  const { rows } = await owner.query<{ name: string; hash: string }>(
    'select name, hash from public.schema_migration order by name',
  );
  return rows.filter((row) => !isDistribution(row.name));
}

async function auditHeads(owner: pg.Client): Promise<Manifest['audit']> {
  const { rows } = await owner.query<{ county: string; seq: string; hash: string }>(
    'select county, seq, hash from platform.audit_head where seq > 0 order by county',
  );
  return rows.map(({ county, seq, hash }) => ({ county, events: Number(seq), head: hash }));
}

const there = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
