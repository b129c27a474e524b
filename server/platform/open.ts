// Opens the house: the database (embedded or by DATABASE_URL), migrated, with the application's role signed in.

import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type Connection, Database } from './database.ts';
import { startPostgres } from './embedded-postgres/index.ts';
import { APP_ROLE, migrate } from './migrate.ts';
import { derive, masterKeyFromCommand, masterKeyFromFile, masterKeyIn, SealedFields } from './sealed.ts';

export interface House {
  readonly database: Database;
  readonly sealed: SealedFields;
  /** For keys of other purposes (sessions, links): derive(), never used directly. */
  readonly masterKey: Buffer;
  /** The schemas' owner, for migrations and maintenance only. */
  readonly owner: Connection;
  /** The application's role. */
  readonly app: Connection;
  /** How the embedded database came up; 'external' with DATABASE_URL. */
  readonly how: 'started' | 'attached' | 'external';
  readonly migrated: readonly string[];
  /** Ends the pool, and the embedded database unless another process still uses it. */
  close(): Promise<void>;
}

export async function openHouse(config: Config, log: Pick<Logger, 'warn' | 'info'>): Promise<House> {
  const masterKey =
    config.masterKeyCommand === null
      ? await masterKeyFromFile(config.masterKeyFile)
      : await masterKeyFromCommand(config.masterKeyCommand);
  const password = appPassword(masterKey);
  const { embedded, owner } = await openServer(config);
  const migrated = await migrate({ owner, appPassword: password });
  const app = appConnection(config, owner, password);
  const database = new Database({
    connection: app,
    ensure: embedded ? () => embedded.ensure() : undefined,
    onError: (error) => log.warn({ err: error }, 'database connection lost'),
  });
  return {
    database,
    sealed: new SealedFields(masterKey, database),
    masterKey,
    owner,
    app,
    how: embedded?.how ?? 'external',
    migrated,
    close: async () => {
      await database.close();
      await embedded?.leave();
    },
  };
}

/** The master key that is there already: none is made. */
export async function existingMasterKey(
  config: Pick<Config, 'masterKeyCommand' | 'masterKeyFile'>,
): Promise<Buffer | null> {
  return config.masterKeyCommand === null
    ? await masterKeyIn(config.masterKeyFile)
    : await masterKeyFromCommand(config.masterKeyCommand);
}

/** The application role's password follows from the master key. */
export function appPassword(masterKey: Buffer): string {
  return derive(masterKey, 'app-role', 24).toString('base64url');
}

/** The database server as it is, nothing migrated: what the whole database is copied from or into. */
export async function openServer(config: Pick<Config, 'databaseUrl' | 'dataDir'>) {
  const embedded =
    config.databaseUrl === null ? await startPostgres({ dir: path.join(config.dataDir, 'postgres') }) : null;
  const owner: Connection = embedded ? embedded.connection : { connectionString: config.databaseUrl! };
  return { embedded, owner };
}

/** The owner's connection with the application's role in the owner's place. */
export function appConnection(config: Pick<Config, 'appDatabaseUrl'>, owner: Connection, password: string): Connection {
  if (config.appDatabaseUrl !== null) return { connectionString: config.appDatabaseUrl };
  if (owner.connectionString === undefined) return { ...owner, user: APP_ROLE, password };
  const url = new URL(owner.connectionString);
  url.username = APP_ROLE;
  url.password = password;
  return { connectionString: url.href };
}
