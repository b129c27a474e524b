// Which account runs PostgreSQL (it refuses uid 0), and where that account can keep its files.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Account, isWindows, readText, runProgram } from './process.ts';

/**
 * Root hands PostgreSQL to the owner of the folder, else to `postgres`, else to `nobody`; anybody else runs it
 * themselves. Throws when a folder belongs to somebody else and we are not root.
 */
export function chooseAccount(folder: string, self = process.getuid?.()): Account {
  if (isWindows) return {};
  const owner = fs.statSync(folder);
  if (self !== 0) {
    if (owner.uid !== self)
      throw new Error(
        `${folder} belongs to uid ${owner.uid}: start as that user or as root, or set DATA_DIR to a folder of your own`,
      );
    return {};
  }
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const line = readText('/etc/passwd').match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm'));
    if (line) return { uid: Number(line[1]), gid: Number(line[2]) };
  }
  throw new Error('PostgreSQL refuses to run as root, and there is no account `postgres` or `nobody` to run it as');
}

/** Makes a path the account's own. Without root it already is. */
export function handOver(file: string, account: Account): void {
  if (account.uid !== undefined) fs.chownSync(file, account.uid, account.gid!);
}

/** Whether the account can enter the folder: a parent of mode 0700, like root's home, shuts another account out. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  if (account.uid === undefined) return true;
  return runProgram('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account).then(
    () => true,
    () => false,
  );
}

/**
 * The folder where the account keeps the database. That is `dir`. Where the folder around it is closed (a DATA_DIR made
 * by `mktemp -d`), others get to pass through that one, not to list it. Where something further up is closed (a clone
 * in root's home), it is a new folder under `shared`, remembered by the link `dir/elsewhere`, so that removing `dir`
 * still starts afresh.
 */
export async function chooseHome(dir: string, account: Account, shared = '/var/lib/xingnong'): Promise<string> {
  const link = path.join(dir, 'elsewhere');
  if (fs.existsSync(link)) return fs.realpathSync(link);
  handOver(dir, account);
  if (await canEnter(dir, account)) return fs.realpathSync(dir);
  const around = path.dirname(fs.realpathSync(dir));
  if (around !== os.homedir() && (await canEnter(path.dirname(around), account))) {
    fs.chmodSync(around, fs.statSync(around).mode | 0o011);
    return fs.realpathSync(dir);
  }
  fs.mkdirSync(shared, { recursive: true, mode: 0o755 });
  const home = path.join(shared, randomBytes(6).toString('hex'));
  fs.mkdirSync(home, { mode: 0o700 });
  handOver(home, account);
  fs.symlinkSync(home, link);
  return fs.realpathSync(link);
}
