// A file that is whole or absent, on a disk that fills up and on one without hard links.

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { freshDatabase } from '../../../test/database.ts';
import { takeBackup } from './take.ts';
import { writeWhole } from './whole-file.ts';

const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY, links: true, renames: true }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const failure = (code: string) => Object.assign(new Error(code), { code });
  const opened = async (...asked: Parameters<typeof real.open>) => {
    const handle = await real.open(...asked);
    const write = handle.writeFile.bind(handle);
    let left = disk.room;
    handle.writeFile = async (data, options) => {
      left -= (data as Buffer).length;
      if (left < 0) throw failure('ENOSPC');
      await write(data, options);
    };
    return handle;
  };
  const link = async (from: string, to: string) => {
    if (!disk.links) throw failure('EPERM');
    await real.link(from, to);
  };
  const rename = async (from: string, to: string) => {
    if (!disk.renames) throw failure('EIO');
    await real.rename(from, to);
  };
  return { ...real, open: opened, link, rename };
});

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'xingnong-whole-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(() => {
  disk.room = Number.POSITIVE_INFINITY;
  disk.links = true;
  disk.renames = true;
});

const source = () => Readable.from([Buffer.alloc(3000, 'a'), Buffer.alloc(3000, 'b')]);
const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;

test.each([true, false])('hard links %s: whole, for its owner alone, and an existing file is kept', async (links) => {
  disk.links = links;
  const to = path.join(dir, `links-${links}`);
  expect(await writeWhole(to, source())).toEqual({ ok: true, value: { bytes: 6000 } });
  expect((await stat(to)).mode & 0o777).toBe(0o600);
  await writeFile(to, 'mine');
  expect(codeOf(await writeWhole(to, source()))).toBe('file_exists');
  expect(await readFile(to, 'utf8')).toBe('mine');
  expect((await readdir(dir)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('a disk that fills up is refused by its name, and what was written goes', async () => {
  disk.room = 4000;
  const to = path.join(dir, 'full');
  expect(await writeWhole(to, source())).toMatchObject({
    ok: false,
    refusal: { code: 'file_not_written', detail: { why: 'ENOSPC' } },
  });
  expect((await readdir(dir)).filter((name) => name.startsWith('full'))).toEqual([]);
});

test('a name that was taken and cannot be filled is given back', async () => {
  disk.links = false;
  disk.renames = false;
  expect(await writeWhole(path.join(dir, 'taken'), source())).toMatchObject({
    ok: false,
    refusal: { detail: { why: 'EIO' } },
  });
  expect((await readdir(dir)).filter((name) => name.startsWith('taken'))).toEqual([]);
});

test('what its source throws is thrown on', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('a');
      throw new Error('the connection is gone');
    })(),
  );
  await expect(writeWhole(path.join(dir, 'broken'), broken)).rejects.toThrow('the connection is gone');
  expect((await readdir(dir)).filter((name) => name.startsWith('broken'))).toEqual([]);
});

test('a backup onto a full disk is refused, and its session ends in the middle of the COPY', async () => {
  const db = await freshDatabase();
  await db.owner.query(`insert into platform.idempotency (actor_id, key, request_hash, status, response, at)
    select 'a', n::text, md5(n::text), 200, repeat(md5(n::text) || md5((n + 1)::text), 40), now() from generate_series(1, 20000) as n`);
  disk.room = 200_000;
  const result = await takeBackup({
    owner: db.ownerConnection,
    masterKey: Buffer.alloc(32, 7),
    at: new Date('2026-03-04T02:00:00Z'),
    to: path.join(dir, 'backup.zip'),
  });
  expect(result).toMatchObject({ ok: false, refusal: { code: 'file_not_written', detail: { why: 'ENOSPC' } } });
  expect((await readdir(dir)).filter((name) => name.startsWith('backup'))).toEqual([]);
  await db.close();
});
