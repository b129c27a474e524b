// Opens a backup: its manifest, proven to be ours, and its parts as streams.

import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import {
  entryOf,
  FORMAT,
  keyCheck,
  MANIFEST,
  type Manifest,
  manifestSchema,
  type Part,
  PROOF,
  proves,
} from './manifest.ts';

export interface Archive {
  readonly manifest: Manifest;
  /** A part's text; its hash is for the reader to compare. */
  open(part: Part): Promise<Readable>;
  close(): void;
}

export type ArchiveRefusal = 'not_a_backup' | 'backup_newer' | 'master_key_differs' | 'backup_damaged';

const MANIFEST_MAX = 16 * 2 ** 20;

/**
 * Refuses `not_a_backup`, `backup_newer` (a form that this version does not know), `master_key_differs`,
 * `backup_damaged` (cut short, the manifest not as it was written, an entry missing, repeated or of no part). Throws when the
 * file cannot be read.
 */
export async function openArchive(file: string, masterKey: Buffer): Promise<Result<Archive, ArchiveRefusal>> {
  const zip = await openPromise(file, { autoClose: false }).catch(async (error: NodeJS.ErrnoException) => {
    // What is left is there and can be read, and its end is no archive's.
    if (isSystems(error)) throw error;
    return (await beginsAsArchive(file)) ? ('cut' as const) : null;
  });
  if (zip === null) return refuse('not_a_backup', { file });
  if (zip === 'cut') return refuse('backup_damaged', { part: file });
  try {
    const opened = await readArchive(zip, masterKey);
    if (!opened.ok) zip.close();
    return opened;
  } catch (error) {
    zip.close();
    if (isSystems(error)) throw error;
    return refuse('backup_damaged', { part: MANIFEST });
  }
}

async function readArchive(zip: ZipFile, masterKey: Buffer): Promise<Result<Archive, ArchiveRefusal>> {
  const entries = new Map<string, Entry>();
  let repeated: string | null = null;
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName)) repeated = entry.fileName;
    entries.set(entry.fileName, entry);
  }
  const stated = entries.get(MANIFEST);
  const proof = entries.get(PROOF);
  if (stated === undefined || proof === undefined) return refuse('not_a_backup');
  if (stated.uncompressedSize > MANIFEST_MAX || proof.uncompressedSize > 1000) return refuse('not_a_backup');
  const text = await buffer(await zip.openReadStreamPromise(stated));
  const content = JSON.parse(text.toString('utf8')) as { format?: unknown; keyCheck?: unknown };
  if (typeof content.format === 'number' && content.format > FORMAT) {
    return refuse('backup_newer', { format: content.format });
  }
  if (content.keyCheck !== keyCheck(masterKey)) return refuse('master_key_differs');
  if (!proves(masterKey, text, (await buffer(await zip.openReadStreamPromise(proof))).toString('latin1'))) {
    return refuse('backup_damaged', { part: MANIFEST });
  }
  const manifest = manifestSchema.parse(content);
  const stating = new Set([MANIFEST, PROOF, ...manifest.parts.map(entryOf)]);
  const odd = [...stating].find((name) => !entries.has(name)) ?? [...entries.keys()].find((name) => !stating.has(name));
  if (odd !== undefined || repeated !== null) return refuse('backup_damaged', { part: odd ?? repeated ?? '' });
  return ok({
    manifest,
    open: (part) => zip.openReadStreamPromise(entries.get(entryOf(part))!),
    close: () => zip.close(),
  });
}

/** Whether the file could not be read at all (EIO, EACCES, …), which says nothing of what is in it. */
export function isSystems(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function beginsAsArchive(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer: head, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && head.readUInt32LE() === 0x04034b50;
  } finally {
    await handle.close();
  }
}
