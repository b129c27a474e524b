// What a backup says of itself, and the proof that it says so still.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { derive } from '../sealed.ts';

export const FORMAT = 1;
export const MANIFEST = 'manifest.json';
export const PROOF = 'manifest.hmac';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(63);

const part = z.object({
  schema: name,
  table: name,
  columns: z.array(name),
  rows: z.int().min(0),
  /** Of the text inside the archive, before compression. */
  bytes: z.int().min(0),
  sha256: hash,
});

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), hash })),
  /** In an order in which each table's references come before it. */
  parts: z.array(part),
  audit: z.array(z.object({ county: z.string().regex(/^\d{6}$/), events: z.int().min(0), head: hash })),
  keyCheck: z.string(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Part = Manifest['parts'][number];

export const entryOf = (one: Pick<Part, 'schema' | 'table'>): string => `data/${one.schema}.${one.table}.copy`;

/** Tells one master key from another, and nothing else of it. */
export function keyCheck(masterKey: Buffer): string {
  return derive(masterKey, 'backup-key-check', 16).toString('base64url');
}

/** The manifest's HMAC-SHA256 under a key derived from the master key; the parts' hashes are in the manifest. */
export function proofOf(masterKey: Buffer, manifest: Buffer): string {
  return createHmac('sha256', derive(masterKey, 'backup')).update(manifest).digest('hex');
}

export function proves(masterKey: Buffer, manifest: Buffer, proof: string): boolean {
  const expected = Buffer.from(proofOf(masterKey, manifest));
  const given = Buffer.from(proof.trim());
  return expected.length === given.length && timingSafeEqual(expected, given);
}
