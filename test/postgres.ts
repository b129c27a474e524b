// One real PostgreSQL for a whole test run, in a temporary folder that goes with it, even when the run is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../server/platform/embedded-postgres/index.ts';

/** Vitest's global set-up: starts the server, tells the tests where it is, and gives the tear-down. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'xingnong-test-'));
  // Nothing here needs to survive a crash of the machine, and the disk is the slow part of making databases.
  const conf = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 100 };
  const postgres = await startPostgres({ dir, conf });
  const guard = process.platform === 'win32' ? undefined : spawnGuard(dir, postgres.data);
  project.provide('postgres', postgres.connection);
  return async () => {
    await postgres.stop();
    guard?.kill('SIGKILL');
    fs.rmSync(dir, { recursive: true, force: true });
  };
}

/** A shell that waits for the end of this process (its input closes) and then ends the server and its folder. */
function spawnGuard(dir: string, data: string): ChildProcess {
  const script = `cat
pid=$(head -n 1 "$2/postmaster.pid") && kill -QUIT "$pid"
tries=0
while kill -0 "$pid" && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf "$1"`;
  const guard = spawn('/bin/sh', ['-c', script, 'guard', dir, data], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // The pipe must not keep this process alive either.
  (guard.stdin as unknown as { unref(): void }).unref();
  return guard;
}
