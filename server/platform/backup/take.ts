// Takes a backup: every table of one snapshot into one archive, beside the house at work.

import { createWriteStream } from 'node:fs';
import { link, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { isDistribution } from '../migrate.ts';
import { entryOf, FORMAT, keyCheck, MANIFEST, type Manifest, type Part, PROOF, proofOf } from './manifest.ts';
import { COPY_SETTINGS, sqlNames, type Table, tablesOf } from './tables.ts';
import { Tally } from './tally.ts';

export interface Taking {
  /** The schemas' owner, signed in. */
  readonly owner: pg.Client;
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

export type TakingRefusal = 'file_exists' | 'nothing_to_back_up';

/** Refuses `file_exists`, `nothing_to_back_up` (a database that was never migrated). */
export async function takeBackup(taking: Taking): Promise<Result<Taken, TakingRefusal>> {
  const { owner, to } = taking;
  if (await there(to)) return refuse('file_exists', { file: to });
  await owner.query('begin transaction isolation level repeatable read, read only');
  try {
    await owner.query(COPY_SETTINGS);
    const migrations = await appliedMigrations(owner);
    if (migrations.length === 0) return refuse('nothing_to_back_up');
    const partial = `${to}.${process.pid}.partial`;
    try {
      const parts = await writeArchive(taking, migrations, partial);
      // A link, not a rename: a file that came to be there meanwhile is not written over.
      await link(partial, to);
      const rows = parts.reduce((sum, one) => sum + one.rows, 0);
      const counties = (await auditHeads(owner)).length;
      return ok({ file: to, bytes: (await stat(to)).size, tables: parts.length, rows, counties });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return refuse('file_exists', { file: to });
    } finally {
      await rm(partial, { force: true });
    }
  } finally {
    await owner.query('rollback');
  }
}

async function writeArchive(
  { owner, masterKey, at, report }: Taking,
  migrations: Manifest['migrations'],
  file: string,
): Promise<Part[]> {
  const parts: Part[] = [];
  const audit = await auditHeads(owner);
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  const options = { mtime: at, mode: 0o100600 };
  for (const table of await tablesOf(owner)) {
    zip.addReadStreamLazy(entryOf(table), options, (give) =>
      give(
        null,
        copied(owner, table, (part) => {
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
  await pipeline(output, createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true }));
  return parts;
}

/** One table's rows as COPY gives them, counted and hashed on the way. */
function copied(owner: pg.Client, table: Table, counted: (part: Part) => void): Readable {
  const { table: name, columns } = sqlNames(owner, table);
  const source = owner.query(copyTo(`copy (select ${columns} from ${name}) to stdout`));
  const tally = new Tally();
  source.on('error', (error) => tally.destroy(error));
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
  return source.pipe(tally);
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
