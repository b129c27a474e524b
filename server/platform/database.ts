// The database as the contexts see it: one transaction per request or batch, with its actor's scope set for
// row-level security. The pool signs in as xingnong_app, which owns nothing and cannot bypass policies.

import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from '../../db/types.ts';
import type { Role } from '../../kernel/permissions.ts';

export type { DB } from '../../db/types.ts';
export type Tx = Transaction<DB>;

/** Who acts. Batches and the command line act as role `system` within one county. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role | 'system';
}

/** What a transaction may see and touch. An empty region sees no household row by region. */
export interface Scope {
  /** Six digits. */
  readonly county: string;
  /** Prefix of the 12-digit village code: 6, 9 or 12 digits, or '' for roles that see rows by ownership. */
  readonly region: string;
  /** The farmer's own household. */
  readonly household: string | null;
  readonly actor: Actor;
  readonly mayWrite: boolean;
  /** Whether the actor signed in with a second factor (or the county is a demonstration). */
  readonly secondFactor?: boolean;
  /** A transaction already open in this scope (a command under its idempotency key): work joins it. */
  readonly tx?: Tx;
}

/** The scope of a batch or of the command line: the whole county, as the system itself. */
export function systemScope(county: string, name = 'system'): Scope {
  return { county, region: county, household: null, actor: { id: 'system', name, role: 'system' }, mayWrite: true };
}

export interface Connection {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly connectionString?: string;
}

export interface DatabaseOptions {
  readonly connection: Connection;
  /** Connections in the pool. */
  readonly max?: number;
  /** Called when the server cannot be reached, before the one retry. */
  readonly ensure?: () => Promise<unknown>;
  readonly onError?: (error: Error) => void;
}

// bigint columns come back as JavaScript bigint: money and counters must not pass through a float.
const INT8 = 20;
const DATE = 1082;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return (text: string) => BigInt(text);
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

// 40001 and 40P01: lost a race. XX000 "could not commit": the same between nodes of a cluster.
// 57P01, 57P03, ECONNREFUSED, ENOENT: the server was restarting; nothing was begun.
const RACE = new Set(['40001', '40P01']);
const DOWN = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT']);
const MAX_RACES = 5;
const REFERENCE_CONNECTIONS = 4;

/**
 * What failed, as a SQLSTATE or a system error code; '' when the error carries none.
 */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    if (error.code === 'XX000' && error instanceof Error && /could not commit transaction/.test(error.message))
      return '40001';
    return error.code;
  }
  return '';
}

export class Database {
  readonly pool: pg.Pool;
  readonly kysely: Kysely<DB>;
  /**
   * Reads of reference data (divisions, parameters) and of tables that are not county rows, one statement at a time.
   * On connections of their own: work inside a transaction asks for them too, and were they drawn from the pool that
   * the transactions hold, as many transactions as there are connections would wait for each other for ever.
   */
  readonly reference: Kysely<DB>;
  readonly #ensure: (() => Promise<unknown>) | undefined;

  constructor(options: DatabaseOptions) {
    const onError = options.onError ?? (() => undefined);
    const poolOf = (max: number): pg.Pool => {
      const pool = new pg.Pool({ ...options.connection, max, types, application_name: 'xingnong' });
      pool.on('error', onError);
      // A connection that dies while it is checked out says so itself; unheard, that would end the process.
      pool.on('connect', (client) => client.on('error', onError));
      return pool;
    };
    this.pool = poolOf(options.max ?? 12);
    this.kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool: this.pool }) });
    this.reference = new Kysely<DB>({ dialect: new PostgresDialect({ pool: poolOf(REFERENCE_CONNECTIONS) }) });
    this.#ensure = options.ensure;
  }

  /**
   * Runs `work` in one transaction within `scope`. It may run again after a lost race, so it must do nothing
   * outside the database that cannot be repeated.
   */
  async transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (scope.tx !== undefined) return await work(scope.tx);
    const settings = scopeSettings(scope);
    let restarted = false;
    for (let race = 0; ; ) {
      let begun = false;
      try {
        return await this.kysely.transaction().execute(async (tx) => {
          begun = true;
          await sql.raw(settings).execute(tx);
          return await work(tx);
        });
      } catch (error) {
        const code = errorCode(error);
        if (RACE.has(code) && ++race < MAX_RACES) continue;
        if (DOWN.has(code) && !begun && !restarted && this.#ensure) {
          restarted = true;
          await this.#ensure();
          continue;
        }
        throw error;
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.kysely.destroy(), this.reference.destroy()]);
  }
}

/** The SET LOCAL statements of a scope. Values are checked and quoted: a cluster does not propagate set_config. */
export function scopeSettings(scope: Scope): string {
  if (!/^\d{6}$/.test(scope.county)) throw new Error(`scope county is not six digits: ${scope.county}`);
  if (!/^(\d{6}|\d{9}|\d{12})?$/.test(scope.region))
    throw new Error(`scope region is no division code: ${scope.region}`);
  if (scope.household !== null && !/^[0-9a-f-]{36}$/.test(scope.household))
    throw new Error('scope household is no uuid');
  return [
    `set local app.county = '${scope.county}'`,
    `set local app.region = '${scope.region}'`,
    `set local app.household = '${scope.household ?? ''}'`,
    `set local app.may_write = '${scope.mayWrite ? 'on' : 'off'}'`,
  ].join('; ');
}
