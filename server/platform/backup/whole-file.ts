// A file that is whole or absent: written beside its name, synced, then given the name, if nobody has it.

import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ok, type Result, refuse } from '../../../kernel/result.ts';

export type WholeFileRefusal = 'file_exists' | 'file_not_written';

// Some systems sync no folder; sticks and some shares have no hard links.
const NO_FOLDER_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EACCES']);
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

/** Refuses `file_exists`, `file_not_written` (`why`: the system's code, as ENOSPC). Throws what the source throws. */
export async function writeWhole(to: string, source: Readable): Promise<Result<{ bytes: number }, WholeFileRefusal>> {
  const partial = `${to}.${randomBytes(4).toString('hex')}.partial`;
  try {
    const bytes = await writeSynced(partial, source);
    if (!(await named(partial, to))) return refuse('file_exists', { file: to });
    await syncFolder(to);
    return ok({ bytes });
  } catch (error) {
    source.destroy();
    if (!(error instanceof NotWritten)) throw error;
    return refuse('file_not_written', { file: to, why: codeOf(error.cause) });
  } finally {
    await rm(partial, { force: true });
  }
}

/** The file's own failure, told from that of what is written into it. */
class NotWritten extends Error {
  constructor(cause: unknown) {
    super('the file could not be written', { cause });
  }
}

async function writeSynced(file: string, source: Readable): Promise<number> {
  const handle = await own(open(file, 'wx', 0o600));
  let bytes = 0;
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      bytes += chunk.length;
      own(handle.writeFile(chunk)).then(() => next(), next);
    },
  });
  try {
    await pipeline(source, sink);
    await own(handle.sync());
  } finally {
    await handle.close();
  }
  return bytes;
}

const own = <T>(step: Promise<T>): Promise<T> =>
  step.catch((error: unknown) => {
    throw new NotWritten(error);
  });

/** False when somebody has the name. */
async function named(partial: string, to: string): Promise<boolean> {
  try {
    await link(partial, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!NO_LINKS.has(codeOf(error))) throw new NotWritten(error);
  }
  try {
    await (await open(to, 'wx', 0o600)).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new NotWritten(error);
  }
  // The name is ours now: it is given back when it cannot be filled.
  await own(rename(partial, to)).catch(async (error: unknown) => {
    await rm(to, { force: true });
    throw error;
  });
  return true;
}

/** The name itself outlives a power cut; systems that cannot sync a folder keep it their own way. */
async function syncFolder(file: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await own(open(path.dirname(path.resolve(file)), 'r'));
  try {
    await folder.sync();
  } catch (error) {
    if (!NO_FOLDER_SYNC.has(codeOf(error))) throw new NotWritten(error);
  } finally {
    await folder.close();
  }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code ?? error);
