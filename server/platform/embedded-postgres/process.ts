// Running PostgreSQL's programs as the right account, and asking the system who is alive.
import { execFile } from 'node:child_process';
import fs from 'node:fs';

/** The account a program runs as; empty for the one node itself runs as. */
export interface Account {
  uid?: number;
  gid?: number;
}

export const isWindows = process.platform === 'win32';

/** The text of a small file, or '' when it isn't there (or not readable for us). */
export function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** How every PostgreSQL program is started: from a folder anybody may enter, with a clean environment in C.UTF-8. */
export function programOptions(account: Account) {
  return {
    ...account,
    cwd: isWindows ? undefined : '/',
    windowsHide: true,
    env: {
      ...(isWindows ? process.env : { PATH: process.env.PATH }),
      LC_ALL: isWindows ? 'C' : 'C.UTF-8',
      TZ: 'UTC',
    } as NodeJS.ProcessEnv,
  };
}

/** Runs a program to its end and gives its output; rejects with what it said on standard error. */
export function runProgram(program: string, args: string[], account: Account, input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, programOptions(account), (error, output, complaint) => {
      if (error) reject(Object.assign(error, { complaint: String(complaint) }));
      else resolve(String(output));
    });
    // A short command may be gone before its input is closed: that EPIPE says nothing the exit status doesn't.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

export interface ProcessInfo {
  pid: number;
  parent: number;
  /** The program's own name, at most 15 characters. */
  name: string;
  /** True for a process that has ended and only waits for its parent to notice (nobody does when node is process 1). */
  zombie: boolean;
}

/** What Linux says of a process; undefined when it is gone or the system has no /proc. */
export function processInfo(pid: number): ProcessInfo | undefined {
  const fields = readText(`/proc/${pid}/stat`).match(/\((.*)\) (\S) (\d+)/s);
  if (!fields) return undefined;
  return { pid, parent: Number(fields[3]), name: fields[1]!, zombie: fields[2] === 'Z' || fields[2] === 'X' };
}

/** The folder a process works in; undefined when it is gone or not ours to look at. */
export function workingFolder(pid: number): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Whether a process with this number exists, for systems without /proc. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
