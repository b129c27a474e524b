// The database on disk: made beside its place and moved there whole, so a killed first start leaves nothing half made.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { handOver } from './account.ts';
import type { Binaries } from './binaries.ts';
import { type Account, exists, readText, runProgram } from './process.ts';

export interface Cluster {
  /** PostgreSQL's data folder. */
  data: string;
  /** The owner's password: 24 random bytes, kept beside the data with mode 0600. */
  password: string;
}

/** The folders being made by this process just now, which tidying must leave alone. */
const inTheMaking = new Set<string>();

/** Opens the cluster of `home`, making it on the first start with one role and one database. */
export async function openCluster(
  home: string,
  { bin, major }: Binaries,
  account: Account,
  names: { user: string; database: string },
  onLog: (message: string) => void,
): Promise<Cluster> {
  const place = path.join(home, 'cluster');
  const data = path.join(place, 'data');
  if (!fs.existsSync(place)) {
    clearAbandoned(home);
    onLog('making the database (first start)');
    await makeCluster(place, bin, account, names);
  }
  const version = readText(path.join(data, 'PG_VERSION')).trim();
  if (version !== major)
    throw new Error(
      version
        ? `${data} was made by PostgreSQL ${version}, and this is ${major}: restore a backup into a new DATA_DIR`
        : `${data} is not a PostgreSQL data folder`,
    );
  const password = readText(path.join(place, 'secret'));
  if (!password) throw new Error(`${path.join(place, 'secret')}, the database's password, is missing`);
  return { data, password };
}

async function makeCluster(place: string, bin: string, account: Account, names: { user: string; database: string }) {
  const aside = `${place}.${process.pid}.${randomBytes(4).toString('hex')}`;
  inTheMaking.add(aside);
  try {
    fs.mkdirSync(aside, { mode: 0o700 });
    handOver(aside, account);
    const secret = path.join(aside, 'secret');
    fs.writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
    handOver(secret, account);
    const data = path.join(aside, 'data');
    const args = [
      '-D',
      data,
      '-U',
      names.user,
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '--data-checksums',
    ];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    await runProgram(path.join(bin, 'initdb'), [...args, ...locale], account);
    const single = ['--single', '-D', data, 'postgres'];
    await runProgram(path.join(bin, 'postgres'), single, account, `CREATE DATABASE "${names.database}"\n`);
    moveWhole(aside, place);
  } catch (error) {
    const complaint = (error as { complaint?: string }).complaint;
    throw complaint ? new Error(`the database could not be made: ${complaint.trim()}`, { cause: error }) : error;
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
    inTheMaking.delete(aside);
  }
}

/** Moves the finished cluster to its place for good. When another process was faster, its cluster is the one. */
function moveWhole(aside: string, place: string): void {
  try {
    fs.renameSync(aside, place);
  } catch (error) {
    if (fs.existsSync(place)) return;
    throw error;
  }
  if (process.platform === 'win32') return; // no folder can be synced there
  const parent = fs.openSync(path.dirname(place), 'r');
  fs.fsyncSync(parent);
  fs.closeSync(parent);
}

/** Removes what killed first starts left: their name bears their process number (our own: a container reused it). */
function clearAbandoned(home: string): void {
  for (const name of fs.readdirSync(home)) {
    const maker = Number(name.match(/^cluster\.(\d+)\./)?.[1]);
    const abandoned = path.join(home, name);
    if (!maker || inTheMaking.has(abandoned)) continue;
    if (maker === process.pid || !exists(maker))
      // An initdb may still be writing there: it fails as its folder goes, and a second pass takes the rest.
      fs.rmSync(abandoned, { recursive: true, force: true, maxRetries: 10 });
  }
}
