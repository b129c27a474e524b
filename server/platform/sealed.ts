// Sealed fields: AES-256-GCM with a data key per county, wrapped by the master key; exact look-up by HMAC.
// A sealed text reads 's1.<key version>.<base64url of nonce, ciphertext and tag>'.

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
import { sql } from 'kysely';
import type { Database } from './database.ts';

/** 32 random bytes in a file of mode 0600; made on the first run, the same for every process that races for it. */
export async function masterKeyFromFile(file: string): Promise<Buffer> {
  const read = async () => Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url');
  try {
    return checked(await read());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  await chmod(mine, 0o600);
  await link(mine, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(mine);
  return checked(await read());
}

function checked(key: Buffer): Buffer {
  if (key.length !== 32) throw new Error('the master key must be 32 bytes in base64url');
  return key;
}

/** A password or key for another purpose, derived from the master key. */
export function derive(master: Buffer, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `xingnong:${purpose}`, bytes));
}

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

  constructor(master: Buffer, database: Database) {
    this.#master = master;
    this.#database = database;
  }

  /** Makes the county's data key ready, creating its first version where there is none. */
  async load(county: string, now: Date): Promise<void> {
    if (this.#keys.has(county)) return;
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
    this.#keys.set(
      county,
      rows.map(({ version, wrapped }) => {
        const key = gcmOpen(derive(this.#master, 'wrap'), wrapped, county);
        return { version, seal: createSecretKey(derive(key, 'seal')), index: createSecretKey(derive(key, 'index')) };
      }),
    );
  }

  /** Adds a new data key version: new values are sealed with it, old ones stay readable until they are resealed. */
  async rotate(county: string, now: Date): Promise<number> {
    await this.load(county, now);
    const version = this.#current(county).version + 1;
    // The blind index must find old rows, so its key is the first version's; only the sealing key changes.
    const wrapped = gcmSeal(derive(this.#master, 'wrap'), randomBytes(32), county);
    await sql`insert into platform.data_key (county, version, wrapped, created_at)
      values (${county}, ${version}, ${wrapped}, ${now})`.execute(this.#database.reference);
    this.#keys.delete(county);
    await this.#read(county);
    return version;
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
