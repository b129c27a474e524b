// The whole application on a database of its own, with a clock that stands still: for flows through the public API.

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { type Application, compose } from '../server/compose.ts';
import { type Clock, fixedClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

export interface TestApplication {
  readonly app: Application;
  readonly db: TestDatabase;
  readonly clock: Clock & { set(iso: string): void };
  close(): Promise<void>;
}

/** 4 March 2026, ten in the morning in Fujian: after the demo county's income year, a Wednesday. */
export const TEST_NOW = '2026-03-04T02:00:00Z';

export async function freshApplication(now = TEST_NOW): Promise<TestApplication> {
  const db = await freshDatabase();
  const clock = fixedClock(now);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'xingnong-app-'));
  const app = await compose({
    config: readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }),
    clock,
    log: pino({ level: 'silent' }),
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
  return {
    app,
    db,
    clock,
    close: async () => {
      await app.close();
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
