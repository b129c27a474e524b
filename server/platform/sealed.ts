// Sealed fields: AES-256-GCM with a data key per county, wrapped by the master key; exact look-up by HMAC.
// A sealed text reads 's1.<key version>.<base64url of nonce, ciphertext and tag>'.

import { execFile } from 'node:child_process';
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from './database.ts';

/** 32 random bytes in a file of mode 0600; made on the first run, the same for every process that races for it. */
export async function masterKeyFromFile(file: string): Promise<Buffer> {
  const found = await masterKeyIn(file);
  if (found !== null) return found;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  await chmod(mine, 0o600);
  await link(mine, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(mine);
  return (await masterKeyIn(file))!;
}

/** The master key in a file that may not be there. */
export async function masterKeyIn(file: string): Promise<Buffer | null> {
  try {
    return checked(Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}

/**
 * The key that a key-management service gives: a program of the operator's with its arguments, one to a word, that
 * prints 32 bytes in base64url. No shell reads it.
 */
export async function masterKeyFromCommand(command: string): Promise<Buffer> {
  const [program = '', ...args] = command.split(/\s+/).filter((word) => word !== '');
  try {
    const { stdout } = await promisify(execFile)(program, args, { timeout: 30_000, maxBuffer: 64_000 });
    return checked(Buffer.from(stdout.trim(), 'base64url'));
  } catch (error) {
    // What the program printed may be the key: only how it ended is told.
    const { code, killed } = error as { code?: string | number; killed?: boolean };
    if (code === undefined && killed !== true) throw error;
    throw new Error(`MASTER_KEY_COMMAND gave no key: ${killed === true ? 'no answer in 30 s' : code}`);
  }
}

function checked(key: Buffer): Buffer {
  if (key.length !== 32) throw new Error('the master key must be 32 bytes in base64url');
  return key;
}

/** A password or key for another purpose, derived from the master key. */
export function derive(master: Buffer, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `xingnong:${purpose}`, bytes));
}

/** A running process learns of a new data key within this time. */
export const KEYS_FRESH_MS = 10_000;

interface DataKey {
  readonly version: number;
  // Key objects, not bytes: making one of bytes anew costs several times the sealing itself.
  readonly seal: KeyObject;
  readonly index: KeyObject;
}

/** Seals and opens the fields of counties whose key is loaded; `load` a county before its first use. */
export class SealedFields {
  readonly #master: Buffer;
  readonly #database: Database;
  readonly #keys = new Map<string, DataKey[]>();
  readonly #readAt = new Map<string, number>();
  readonly #freshMs: number;

  constructor(master: Buffer, database: Database, freshMs = KEYS_FRESH_MS) {
    this.#master = master;
    this.#database = database;
    this.#freshMs = freshMs;
  }

  /** Makes the county's data key ready, creating its first version where there is none. */
  async load(county: string, now: Date): Promise<void> {
    if (this.#keys.has(county) && performance.now() - (this.#readAt.get(county) ?? 0) < this.#freshMs) return;
    await this.#read(county);
    if (this.#keys.has(county)) return;
    const wrapped = gcmSeal(derive(this.#master, 'wrap'), randomBytes(32), county);
    await sql`insert into platform.data_key (county, version, wrapped, created_at)
      values (${county}, 1, ${wrapped}, ${now}) on conflict (county, version) do nothing`.execute(
      this.#database.reference,
    );
    await this.#read(county);
  }

  async #read(county: string): Promise<void> {
    const { rows } = await sql<{ version: number; wrapped: Buffer }>`
      select version, wrapped from platform.data_key where county = ${county} order by version desc`.execute(
      this.#database.reference,
    );
    if (rows.length === 0) return;
    this.#readAt.set(county, performance.now());
    this.#keys.set(
      county,
      rows.map(({ version, wrapped }) => {
        const key = this.#unwrapped(county, wrapped);
        return { version, seal: createSecretKey(derive(key, 'seal')), index: createSecretKey(derive(key, 'index')) };
      }),
    );
  }

  #unwrapped(county: string, wrapped: Buffer): Buffer {
    try {
      return gcmOpen(derive(this.#master, 'wrap'), wrapped, county);
    } catch {
      throw new Error(`this master key does not open the data keys of ${county}: another one wrapped them`);
    }
  }

  /** Adds a new data key version: new values are sealed with it, old ones stay readable until they are resealed. */
  async rotate(county: string, now: Date): Promise<number> {
    await this.load(county, now);
    const version = this.#current(county).version + 1;
    // The blind index must find old rows, so its key is the first version's; only the sealing key changes.
    const wrapped = gcmSeal(derive(this.#master, 'wrap'), randomBytes(32), county);
    await sql`insert into platform.data_key (county, version, wrapped, created_at)
      values (${county}, ${version}, ${wrapped}, ${now})`.execute(this.#database.reference);
    await this.#read(county);
    return version;
  }

  /** The same text under the newest data key; null when it is sealed with that one already. */
  reseal(county: string, sealed: string): string | null {
    return sealed.startsWith(`s1.${this.#current(county).version}.`)
      ? null
      : this.seal(county, this.open(county, sealed));
  }

  /** How texts begin that are sealed with the county's newest data key. */
  newest(county: string): string {
    return `s1.${this.#current(county).version}.`;
  }

  seal(county: string, text: string): string {
    const key = this.#current(county);
    return `s1.${key.version}.${gcmSeal(key.seal, Buffer.from(text, 'utf8'), county).toString('base64url')}`;
  }

  open(county: string, sealed: string): string {
    const [tag, version, body] = sealed.split('.');
    const key = this.#keysOf(county).find((k) => k.version === Number(version));
    if (tag !== 's1' || body === undefined || key === undefined)
      throw new Error('sealed text of an unknown form or key');
    return gcmOpen(key.seal, Buffer.from(body, 'base64url'), county).toString('utf8');
  }

  /** The same text of the same kind in the same county always gives the same 16 bytes, and nothing leads back. */
  blindIndex(county: string, kind: string, text: string): Buffer {
    const first = this.#keysOf(county).at(-1)!;
    return createHmac('sha256', first.index).update(`${kind}\0${text}`).digest().subarray(0, 16);
  }

  #keysOf(county: string): DataKey[] {
    const keys = this.#keys.get(county);
    if (keys === undefined) throw new Error(`the data key of county ${county} is not loaded`);
    return keys;
  }

  #current(county: string): DataKey {
    return this.#keysOf(county)[0]!;
  }
}

/**
 * Wraps every county's data keys under another master key, all or none; what they sealed stays as it is. From then on the
 * house opens with the new master key only. `owner`: the schemas' owner, signed in.
 */
export async function rewrapDataKeys(owner: pg.Client, from: Buffer, to: Buffer): Promise<number> {
  await owner.query('begin');
  try {
    const { rows } = await owner.query<{ county: string; version: number; wrapped: Buffer }>(
      'select county, version, wrapped from platform.data_key for update',
    );
    for (const { county, version, wrapped } of rows) {
      const key = gcmOpen(derive(from, 'wrap'), wrapped, county);
      await owner.query('update platform.data_key set wrapped = $3 where county = $1 and version = $2', [
        county,
        version,
        gcmSeal(derive(to, 'wrap'), key, county),
      ]);
    }
    await owner.query('commit');
    return rows.length;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

const NONCE = 12;
let nonces = Buffer.alloc(0);

/** Twelve random bytes, drawn from the system a thousand at a time: one by one they cost more than the cipher. */
function nextNonce(): Buffer {
  if (nonces.length < NONCE) nonces = randomBytes(NONCE * 1000);
  const nonce = nonces.subarray(0, NONCE);
  nonces = nonces.subarray(NONCE);
  return nonce;
}

function gcmSeal(key: Buffer | KeyObject, plain: Buffer, context: string): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function gcmOpen(key: Buffer | KeyObject, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}
