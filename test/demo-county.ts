// The demonstration county, loaded once a run through the ordinary first start, and cloned for each test file.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { inject } from 'vitest';
import { type Application, compose } from '../server/compose.ts';
import type { Clock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { makeReady } from '../server/ready.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** Another lock than that of plain templates, which is taken inside. */
const LOCK = 43;
const TEMPLATE = 'template_demo_county';
const SIGN_INS = 'demo-sign-ins.json';

export interface DemoCounty {
  readonly app: Application;
  readonly db: TestDatabase;
  close(): Promise<void>;
}

export interface DemoCountyOptions {
  readonly clock?: Clock;
  /** Sign-ins allowed in ten seconds; tests sign many people in. */
  readonly signInLimit?: number;
}

function composed(db: TestDatabase, dataDir: string, options: DemoCountyOptions): Promise<Application> {
  return compose({
    config: readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }),
    log: pino({ level: 'silent' }),
    signInLimit: options.signInLimit ?? 1000,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    house: {
      database: db.database,
      sealed: db.sealed,
      masterKey: Buffer.alloc(32, 7),
      owner: db.ownerConnection,
      app: db.appConnection,
      how: 'external',
      migrated: [],
      close: async () => undefined,
    },
  });
}

/** Makes the template where it is missing; its sign-ins lie in a table of their own inside it. */
async function makeTemplate(): Promise<void> {
  const db = await freshDatabase();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'xingnong-demo-'));
  const app = await composed(db, dataDir, {});
  await makeReady(app, () => undefined);
  await app.close();
  const signIns = await readFile(path.join(dataDir, SIGN_INS), 'utf8');
  await db.owner.query('create table public.demo_sign_ins as select $1::text as json', [signIns]);
  await db.rename(TEMPLATE);
  await rm(dataDir, { recursive: true, force: true });
}

/** The whole application over a copy of the loaded demonstration county. */
export async function demoCounty(options: DemoCountyOptions = {}): Promise<DemoCounty> {
  const admin = new pg.Client(inject('postgres'));
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [LOCK]);
    const made = await admin.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
    if (made.rowCount === 0) await makeTemplate();
  } finally {
    await admin.end();
  }
  const db = await freshDatabase(TEMPLATE);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'xingnong-demo-'));
  await mkdir(dataDir, { recursive: true });
  const { rows } = await db.owner.query<{ json: string }>('select json from public.demo_sign_ins');
  await writeFile(path.join(dataDir, SIGN_INS), rows[0]!.json, { mode: 0o600 });
  const app = await composed(db, dataDir, options);
  return {
    app,
    db,
    close: async () => {
      await app.close();
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
