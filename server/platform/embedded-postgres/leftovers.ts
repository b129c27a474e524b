// What a killed server leaves and what would block the next start: stale lock files, and backends still at work.
import fs from 'node:fs';
import path from 'node:path';
import { type Account, exists, processInfo, readText, runProgram, workingFolder } from './process.ts';

export interface PostmasterFile {
  pid: number;
  /** 'ready' once connections are taken. */
  status: string;
}

/** What data/postmaster.pid says; undefined when there is none. */
export function postmasterFile(data: string): PostmasterFile | undefined {
  const lines = readText(path.join(data, 'postmaster.pid')).split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  return pid > 0 ? { pid, status: lines[7]?.trim() ?? '' } : undefined;
}

/**
 * Whether the postmaster that wrote the file is alive. Its number alone proves nothing: it may belong to a zombie (no
 * parent reaps it when node is process 1 of a container) or, by now, to another program or another database.
 */
export function postmasterLives(data: string): boolean {
  const file = postmasterFile(data);
  return file !== undefined && isPostgres(file.pid, data);
}

function isPostgres(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return exists(pid);
  const info = processInfo(pid);
  if (!info || info.zombie || info.name !== 'postgres') return false;
  const folder = workingFolder(pid);
  return folder === undefined || folder === data || folder === '/'; // '/' : before it has moved into its data
}

/** Removes the lock files of a server that is dead although its number seems alive. PostgreSQL itself removes the rest. */
export function removeStaleLocks(data: string, socketLock: string | undefined): void {
  for (const file of [path.join(data, 'postmaster.pid'), socketLock]) {
    const pid = file === undefined ? 0 : Number.parseInt(readText(file), 10);
    if (file !== undefined && pid > 0 && exists(pid) && !isPostgres(pid, data)) fs.rmSync(file, { force: true });
  }
}

/**
 * Ends the backends that outlived their postmaster: one busy with a long statement notices late, keeps the shared
 * memory and would hold up the next start for half a minute. They are the processes that work in the data folder and
 * whose parent doesn't, so the children of a server that just starts are safe. Gives their numbers.
 */
export async function endOrphans(data: string, account: Account): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const atWork = await workingIn(data, account);
  const ended: number[] = [];
  for (const pid of atWork) {
    const info = processInfo(pid);
    if (!info || info.zombie || atWork.has(info.parent)) continue;
    if (!readText(`/proc/${pid}/cmdline`).startsWith('postgres: ')) continue;
    try {
      process.kill(pid, 'SIGKILL');
      ended.push(pid);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  return ended;
}

/** The account asks for itself: root in a container may not look into another account's processes. */
async function workingIn(folder: string, account: Account): Promise<Set<number>> {
  const script = 'for p in /proc/[0-9]*; do [ "$p/cwd" -ef "$1" ] && echo "$p"; done; exit 0';
  const found = await runProgram('/bin/sh', ['-c', script, 'sh', folder], account);
  return new Set(Array.from(found.matchAll(/\d+/g), Number));
}
