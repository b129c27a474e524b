// Opens a backup: its manifest, proven to be ours, and its parts as streams.

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
 * `backup_damaged` (the manifest is not as it was written, or a part is missing).
 */
export async function openArchive(file: string, masterKey: Buffer): Promise<Result<Archive, ArchiveRefusal>> {
  const zip = await openPromise(file, { autoClose: false }).catch(() => null);
  if (zip === null) return refuse('not_a_backup', { file });
  const opened = await readArchive(zip, masterKey).catch(() => refuse('backup_damaged', { part: MANIFEST }));
  if (!opened.ok) zip.close();
  return opened;
}

async function readArchive(zip: ZipFile, masterKey: Buffer): Promise<Result<Archive, ArchiveRefusal>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
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
  const missing = manifest.parts.find((part) => !entries.has(entryOf(part)));
  if (missing !== undefined) return refuse('backup_damaged', { part: entryOf(missing) });
  return ok({
    manifest,
    open: (part) => zip.openReadStreamPromise(entries.get(entryOf(part))!),
    close: () => zip.close(),
  });
}
