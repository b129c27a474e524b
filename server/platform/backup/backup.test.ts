// Backups of the demonstration county on real PostgreSQL: whole, of one moment, proven, and refused when they are not.

import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { type DemoCounty, demoCounty } from '../../../test/demo-county.ts';
import { verify } from '../audit.ts';
import { type Connection, Database, systemScope } from '../database.ts';
import { APP_ROLE, migrate, readMigrations } from '../migrate.ts';
import { SealedFields } from '../sealed.ts';
import { MANIFEST, type Manifest, PROOF, proofOf } from './manifest.ts';
import { checkBackup, restoreBackup } from './restore.ts';
import { inSession } from './session.ts';
import { takeBackup } from './take.ts';

const masterKey = Buffer.alloc(32, 7);
const at = new Date('2026-03-04T02:00:00Z');
const appPassword = 'test-only';
const scope = systemScope('350524');

let demo: DemoCounty;
let dir: string;
let whole: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'xingnong-backup-'));
  demo = await demoCounty();
  await demo.db.owner.query(`
    insert into auth.session ("id", "expiresAt", "token", "createdAt", "updatedAt", "userId")
      select 's1', now(), 'secret-token', now(), now(), "id" from auth."user" limit 1;
    insert into platform.job_run (id, county, kind, actor_id, actor_name, state, step, done, total, input, queued_at)
      values ('00000000-0000-7000-8000-000000000001', '350524', 'x', 'a', '甲', 'queued', '', 0, 0, '{}', now())`);
  whole = file();
  expect(await taken(demo.db.ownerConnection, whole)).toMatchObject({ ok: true, value: { counties: 1 } });
});
afterAll(async () => {
  await demo.close();
  await rm(dir, { recursive: true, force: true });
});

let files = 0;
const file = () => path.join(dir, `${++files}.zip`);

const taken = (connection: Connection, to: string, report?: () => void) =>
  takeBackup({ owner: connection, masterKey, at, to, ...(report === undefined ? {} : { report }) });

const restored = (connection: Connection, from: string, key = masterKey) =>
  restoreBackup({ owner: connection, masterKey: key, appPassword, at, from });

/** A database in which nothing was ever made. */
async function emptyDatabase(): Promise<{ connection: Connection; drop: () => Promise<void> }> {
  const server = inject('postgres');
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const asAdmin = (text: string) => inSession(server, (admin) => admin.query(text));
  await asAdmin(`create database ${name}`);
  return {
    connection: { ...server, database: name },
    drop: async () => {
      await asAdmin(`drop database ${name} with (force)`);
    },
  };
}

async function manifestOf(from: string): Promise<Manifest> {
  return JSON.parse((await contents(from)).get(MANIFEST)!.toString('utf8')) as Manifest;
}

async function contents(from: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(from);
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return found;
}

/** The same archive with entries changed or left out, as somebody without the key would write it. */
async function rewritten(change: (entries: Map<string, Buffer>) => void, twice?: string): Promise<string> {
  const entries = await contents(whole);
  change(entries);
  const zip = new ZipFile();
  for (const [name, content] of entries) zip.addBuffer(content, name);
  if (twice !== undefined) zip.addBuffer(Buffer.from('another'), twice);
  zip.end();
  const to = file();
  await pipeline(zip.outputStream, createWriteStream(to));
  return to;
}

/** Changes the manifest and proves it anew, as another version of the program would write it. */
const restated = (change: (manifest: Manifest) => object) =>
  rewritten((entries) => {
    const text = Buffer.from(JSON.stringify(change(JSON.parse(entries.get(MANIFEST)!.toString('utf8')) as Manifest)));
    entries.set(MANIFEST, text).set(PROOF, Buffer.from(proofOf(masterKey, text)));
  });

const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;

const withoutParts = ({ parts, ...rest }: Manifest) => ({
  ...rest,
  parts: Object.fromEntries(
    parts.map((one) => [`${one.schema}.${one.table}`, one.schema === 'platform' ? one.rows : one.sha256]),
  ),
});

describe('a backup', () => {
  test('stands again in a database in which nothing was made, the same to the byte', async () => {
    const empty = await emptyDatabase();
    const report = await restored(empty.connection, whole);
    expect(report).toMatchObject({ ok: true, value: { takenAt: at.toISOString() } });
    expect(await migrate({ owner: empty.connection, appPassword })).toEqual([]);
    const again = file();
    await taken(empty.connection, again);
    expect(withoutParts(await manifestOf(again))).toEqual(withoutParts(await manifestOf(whole)));

    const database = new Database({ connection: { ...empty.connection, user: APP_ROLE, password: appPassword } });
    const [head] = (await manifestOf(whole)).audit;
    expect(await verify(database, scope)).toEqual({ ok: true, events: head!.events, head: head!.head });
    const sealed = new SealedFields(masterKey, database);
    await sealed.load('350524', at);
    const rows = await database.transaction(
      scope,
      async (tx) =>
        (await sql<{ id_sealed: string }>`select id_sealed from households.person limit 3`.execute(tx)).rows,
    );
    expect(rows.map((row) => sealed.open('350524', row.id_sealed))).toEqual(
      rows.map(() => expect.stringMatching(/^\d{17}[\dX]$/)),
    );
    await database.close();
    await empty.drop();
  });

  test('leaves sign-ins out and brings unfinished jobs back as failed', async () => {
    const target = await freshDatabase();
    await restored(target.ownerConnection, whole);
    const { rows } = await target.owner.query(`select (select count(*)::int from auth.session) as sessions,
      (select count(*)::int from auth."user") as users, (select state from platform.job_run where kind = 'x') as job`);
    expect(rows).toEqual([{ sessions: 0, users: 15, job: 'failed' }]);
    const parts = await contents(whole);
    expect([...parts.values()].some((content) => content.includes('secret-token'))).toBe(false);
    await target.close();
  });

  test('is of one moment, whatever is written while it is taken', async () => {
    const to = file();
    let wrote: Promise<unknown> | undefined;
    const result = await taken(demo.db.ownerConnection, to, () => {
      // identity.account comes after auth.user: without a snapshot the one would hold the change and the other not.
      wrote ??= demo.db.owner.query(
        `update auth."user" set "name" = "name" || '改'; update identity.account set name = name || '改'`,
      );
    });
    await wrote;
    expect(codeOf(result)).toBe('ok');
    const parts = await contents(to);
    expect([...parts].filter(([, content]) => content.includes('改\t')).map(([name]) => name)).toEqual([]);
    await demo.db.owner.query(
      `update auth."user" set "name" = rtrim("name", '改'); update identity.account set name = rtrim(name, '改')`,
    );
  });

  test('is for the owner of the file alone, and never written over', async () => {
    expect((await stat(whole)).mode & 0o777).toBe(0o600);
    const before = await readFile(whole);
    expect(codeOf(await taken(demo.db.ownerConnection, whole))).toBe('file_exists');
    expect(before.equals(await readFile(whole))).toBe(true);
  });

  test('into a folder that is not there is refused', async () => {
    expect(await taken(demo.db.ownerConnection, path.join(dir, 'nowhere', 'b.zip'))).toMatchObject({
      ok: false,
      refusal: { code: 'file_not_written', detail: { why: 'ENOENT' } },
    });
  });

  test('holds what is the house’s, and a restore touches nothing else in the database', async () => {
    const shop = 'create schema shop; create table shop.orders (id int); insert into shop.orders values (1), (2)';
    const [from, to] = [await freshDatabase(), await freshDatabase()];
    await from.owner.query(shop);
    await to.owner.query(shop);
    const made = file();
    expect(codeOf(await taken(from.ownerConnection, made))).toBe('ok');
    expect((await manifestOf(made)).parts.filter((one) => one.schema === 'shop')).toEqual([]);
    expect(codeOf(await restored(to.ownerConnection, made))).toBe('ok');
    expect((await to.owner.query('select count(*)::int as n from shop.orders')).rows).toEqual([{ n: 2 }]);
    await from.close();
    await to.close();
  });

  test('takes the schemas that the migrations make, and there are no others', async () => {
    const { rows } = await demo.db.owner.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'pgboss')`,
    );
    const parts = (await manifestOf(whole)).parts.map((one) => one.schema);
    expect([...new Set(parts)].sort()).toEqual(rows.map((row) => row.name).sort());
  });

  describe('with a large table', () => {
    let large: TestDatabase;
    beforeAll(async () => {
      large = await freshDatabase();
      await large.owner.query(`insert into platform.idempotency (actor_id, key, request_hash, status, response, at)
        select 'a', n::text, md5(n::text), 200, repeat(md5(n::text), 8), now() from generate_series(1, 60000) as n`);
    });
    afterAll(() => large.close());

    test('whose connection is cut ends with the reason and leaves no file', async () => {
      const to = file();
      let cut: Promise<unknown> | undefined;
      const backup = taken(large.ownerConnection, to, () => {
        cut ??= large.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'xingnong-backup' and datname = current_database()`);
      });
      await expect(backup).rejects.toThrow();
      await cut;
      expect((await readdir(dir)).filter((name) => name.startsWith(path.basename(to)))).toEqual([]);
    });

    test('holds its rows against a change that would rewrite it', async () => {
      const to = file();
      let change: Promise<unknown> | undefined;
      const backup = taken(large.ownerConnection, to, () => {
        change ??= large.owner.query('alter table platform.idempotency alter column status type bigint');
      });
      expect(codeOf(await backup)).toBe('ok');
      await change;
      const part = (await manifestOf(to)).parts.find((one) => one.table === 'idempotency');
      expect(part!.rows).toBe(60_000);
    });
  });

  test('is not made of a database that was never set up', async () => {
    const empty = await emptyDatabase();
    const to = file();
    expect(codeOf(await taken(empty.connection, to))).toBe('nothing_to_back_up');
    await expect(stat(to)).rejects.toThrow(/ENOENT/);
    await empty.drop();
  });

  test('of an older version is filled as that version was, and migrated on', async () => {
    const migrations = await readMigrations();
    const older = await emptyDatabase();
    await migrate({ owner: older.connection, appPassword, migrations: migrations.slice(0, -1) });
    const to = file();
    await taken(older.connection, to);
    const target = await emptyDatabase();
    expect(codeOf(await restored(target.connection, to))).toBe('ok');
    expect(await migrate({ owner: target.connection, appPassword })).toEqual([migrations.at(-1)!.name]);
    await older.drop();
    await target.drop();
  });

  test('that fails in the middle of a restore leaves no data, and can be restored again', async () => {
    const target = await freshDatabase();
    await target.owner.query(`create function public.break_it() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger break_it before insert on households.person for each row execute function public.break_it()`);
    await expect(restored(target.ownerConnection, whole)).rejects.toThrow();
    const { rows } = await target.owner.query(
      'select (select count(*)::int from households.household) as households, (select count(*)::int from platform.audit) as events',
    );
    expect(rows).toEqual([{ households: 0, events: 0 }]);
    await target.owner.query('drop trigger break_it on households.person; drop function public.break_it()');
    expect(codeOf(await restored(target.ownerConnection, whole))).toBe('ok');
    await target.close();
  });

  test('restored twice at once fills the database once', async () => {
    const target = await freshDatabase();
    const codes = (
      await Promise.all([restored(target.ownerConnection, whole), restored(target.ownerConnection, whole)])
    ).map(codeOf);
    expect(codes.filter((one) => one === 'ok')).toHaveLength(1);
    expect(['database_busy', 'database_not_empty']).toContain(codes.find((one) => one !== 'ok'));
    await target.close();
  });

  test('misses nothing that the schema can hold beside tables: there is no sequence and no stored view', async () => {
    const { rows } = await demo.db.owner.query(`select n.nspname || '.' || c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('S', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')`);
    expect(rows).toEqual([]);
  });
});

describe('a restore refuses', () => {
  let target: TestDatabase;
  beforeAll(async () => {
    target = await freshDatabase();
  });
  afterAll(() => target.close());

  const flipped = async (where: (size: number) => number) => {
    const to = file();
    await copyFile(whole, to);
    const bytes = await readFile(to);
    const position = where(bytes.length);
    bytes[position] = bytes[position]! ^ 0xff;
    await writeFile(to, bytes);
    return to;
  };

  test.each<[string, () => Promise<string>, string]>([
    ['a file of another kind', async () => path.join(import.meta.dirname, 'README.md'), 'not_a_backup'],
    ['an archive of other files', () => rewritten((entries) => entries.delete(MANIFEST)), 'not_a_backup'],
    ['an archive without its proof', () => rewritten((entries) => entries.delete(PROOF)), 'not_a_backup'],
    [
      'half a file',
      async () => {
        const to = file();
        const bytes = await readFile(whole);
        await writeFile(to, bytes.subarray(0, bytes.length / 2));
        return to;
      },
      'backup_damaged',
    ],
    [
      'an entry too many',
      () => rewritten((entries) => entries.set('data/more.copy', Buffer.from('1\n'))),
      'backup_damaged',
    ],
    ['an entry twice', () => rewritten(() => undefined, 'data/identity.account.copy'), 'backup_damaged'],
    ['a form of tomorrow', () => restated((manifest) => ({ ...manifest, format: 2 })), 'backup_newer'],
    [
      'a migration of tomorrow',
      () =>
        restated((manifest) => ({
          ...manifest,
          migrations: [...manifest.migrations, { name: '9999_x.sql', hash: '0'.repeat(64) }],
        })),
      'backup_newer',
    ],
    [
      'a changed row',
      () =>
        rewritten((entries) => {
          const name = 'data/identity.account.copy';
          entries.set(
            name,
            Buffer.from(entries.get(name)!.toString('utf8').replace('village_officer', 'county_officer')),
          );
        }),
      'backup_damaged',
    ],
    [
      'a changed manifest',
      () =>
        rewritten((entries) => {
          entries.set(
            MANIFEST,
            Buffer.from(entries.get(MANIFEST)!.toString('utf8').replace('"takenAt": "2026', '"takenAt": "2025')),
          );
        }),
      'backup_damaged',
    ],
    ['a missing part', () => rewritten((entries) => entries.delete('data/households.person.copy')), 'backup_damaged'],
    ['a byte gone wrong', () => flipped((size) => Math.floor(size / 3)), 'backup_damaged'],
  ])('%s', async (_name, make, code) => {
    const from = await make();
    expect(codeOf(await restored(target.ownerConnection, from))).toBe(code);
    expect((await target.owner.query('select count(*)::int as n from places.division')).rows).toEqual([{ n: 0 }]);
  });

  test('another master key', async () => {
    expect(codeOf(await restored(target.ownerConnection, whole, Buffer.alloc(32, 8)))).toBe('master_key_differs');
  });

  test('a database that holds data, and leaves them', async () => {
    expect(codeOf(await restored(demo.db.ownerConnection, whole))).toBe('database_not_empty');
    expect((await demo.db.owner.query('select count(*)::int as n from households.household')).rows).toEqual([
      { n: 2000 },
    ]);
  });

  test('an empty database that is migrated further than the backup', async () => {
    const older = await emptyDatabase();
    await migrate({ owner: older.connection, appPassword, migrations: (await readMigrations()).slice(0, -1) });
    const to = file();
    await taken(older.connection, to);
    expect(codeOf(await restored(target.ownerConnection, to))).toBe('database_newer');
    await older.drop();
  });

  test('nothing of a whole one: the check alone reads all of it', async () => {
    expect(codeOf(await checkBackup(whole, masterKey))).toBe('ok');
    expect(codeOf(await checkBackup(await flipped((size) => Math.floor(size / 3)), masterKey))).toBe('backup_damaged');
  });
});
