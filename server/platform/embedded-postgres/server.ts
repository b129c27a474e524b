// The running server: attach to it or start it, start it again when it died, stop it.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Address, answers, makeSocketFolder } from './address.ts';
import { endOrphans, postmasterFile, postmasterLives, removeStaleLocks } from './leftovers.ts';
import { type Account, isWindows, programOptions, readText, runProgram } from './process.ts';
import { type Settings, settingArguments } from './settings.ts';

export type How = 'started' | 'attached';

export interface ServerParts {
  bin: string;
  data: string;
  logFile: string;
  account: Account;
  address: Address;
  settings: Settings;
  onLog: (message: string) => void;
}

/** Recovery after a crash replays at most max_wal_size (2 GB): minutes on a slow disk, so it is given time. */
const readyWithinMs = 180_000;
/** A start can lose to another process's start; a start that fails this often has a reason in the log. */
const failuresAllowed = 4;
const rotateLogAtBytes = 20 * 1024 * 1024;

/** Brings the server up: attaches to one that survived (or that another process starts just now), else starts one. */
export async function bringUp(parts: ServerParts): Promise<How> {
  const { data, account, address, logFile, onLog } = parts;
  const end = performance.now() + readyWithinMs;
  let how: How = 'attached';
  for (let failures = 0; ; ) {
    if (postmasterFile(data)?.status === 'ready' && (await answers(address))) return how;
    if (performance.now() > end)
      throw new Error(`PostgreSQL did not get ready in time:\n${readText(logFile).slice(-1500)}`);
    if (postmasterLives(data)) {
      if (await lostSocket(parts)) continue;
      await pause(15);
      continue;
    }
    if (failures > 0) await pause(200 * failures);
    removeStaleLocks(data, address.socket && `${address.socket}.lock`);
    makeSocketFolder(address, account);
    const orphans = await endOrphans(data, account);
    if (orphans.length > 0) onLog(`ended ${orphans.length} backend(s) of a server that was killed`);
    const logFrom = rotateLog(logFile);
    if (await launch(parts)) {
      how = 'started';
      continue;
    }
    failures += 1;
    if (failures > failuresAllowed) throw new Error(`PostgreSQL does not start:\n${logSince(logFile, logFrom)}`);
  }
}

/**
 * A ready server without its socket file can't be reached and is ended, to be started again: when a data folder is
 * deleted under a running server and made anew, the old server ends itself a minute later and takes the new socket along.
 */
async function lostSocket(parts: ServerParts): Promise<boolean> {
  const { data, address, onLog } = parts;
  if (address.socket === undefined || postmasterFile(data)?.status !== 'ready' || fs.existsSync(address.socket))
    return false;
  onLog('the socket was removed under a running server: starting it again');
  await bringDown(parts);
  return true;
}

/** Starts a server; true once it has locked its data folder and goes on by itself, false when it ended before. */
async function launch({ bin, data, logFile, account, address, settings }: ServerParts): Promise<boolean> {
  const flags = settingArguments({ ...settings, ...address.settings });
  if (isWindows) {
    // pg_ctl gives up an administrator's rights, which postgres itself would refuse to run with.
    const options = flags.map((flag) => (flag === '-c' ? flag : `"${flag}"`)).join(' ');
    const args = ['-D', data, '-l', logFile, '-w', '-o', options, 'start'];
    return runProgram(path.join(bin, 'pg_ctl'), args, account).then(
      () => true,
      () => false,
    );
  }
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = fs.constants;
  // The folder is the account's, and we may be root: no link of the account's is followed.
  const log = fs.openSync(logFile, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
  // Detached, with its output in a file: neither Ctrl-C nor the death of this process ends it in the middle of its work.
  const child = spawn(path.join(bin, 'postgres'), ['-D', data, ...flags], {
    ...programOptions(account),
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  child.unref();
  return lockedOrEnded(child, data);
}

async function lockedOrEnded(child: ChildProcess, data: string): Promise<boolean> {
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  while (!ended) {
    if (postmasterFile(data)?.pid === child.pid) return true;
    await pause(5);
  }
  return false;
}

/** Ends the server: sessions are rolled back, everything committed is on disk. Does nothing when none runs. */
export async function bringDown({ bin, data, account, address }: ServerParts): Promise<void> {
  removeStaleLocks(data, address.socket && `${address.socket}.lock`);
  if (!postmasterFile(data)) return;
  const args = ['-D', data, '-w', '-t', '120', '-m', 'fast', 'stop'];
  try {
    await runProgram(path.join(bin, 'pg_ctl'), args, account);
  } catch (error) {
    if (postmasterLives(data)) throw error; // else it died before we asked
  }
}

/** Puts a long log aside before a start; gives the length of what is there. */
function rotateLog(logFile: string): number {
  const size = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size < rotateLogAtBytes) return size;
  fs.renameSync(logFile, `${logFile}.1`);
  return 0;
}

function logSince(logFile: string, bytes: number): string {
  return Buffer.from(readText(logFile)).subarray(bytes).toString().slice(-1500).trim();
}
