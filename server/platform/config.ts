// What the environment may set; everything else has one good value.

import path from 'node:path';

export interface Config {
  /** Folder of the embedded database, secrets and uploads. */
  readonly dataDir: string;
  /** A PostgreSQL ≥ 16 to use instead of the embedded one; its user owns the schemas. */
  readonly databaseUrl: string | null;
  /** Connection of the unprivileged role, where the operator made it himself. */
  readonly appDatabaseUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** Address that browsers use, for cookies and trusted origins. */
  readonly publicUrl: string;
  /** Addresses of reverse proxies whose X-Forwarded-For is believed, comma-separated; none by default. */
  readonly trustedProxies: string | null;
  readonly logLevel: string;
  /** File of the master key; kept apart from the data on a server. */
  readonly masterKeyFile: string;
  /** A program that prints the master key, in the file's place: the way to a key-management service. */
  readonly masterKeyCommand: string | null;
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = path.resolve(env.DATA_DIR ?? 'data');
  const host = env.HOST ?? '127.0.0.1';
  const port = Number(env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is no port number: ${env.PORT}`);
  return {
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    appDatabaseUrl: env.APP_DATABASE_URL ?? null,
    host,
    port,
    publicUrl: env.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    trustedProxies: env.TRUSTED_PROXIES ?? null,
    logLevel: env.LOG_LEVEL ?? 'info',
    masterKeyFile: env.MASTER_KEY_FILE ?? path.join(dataDir, 'secrets', 'master.key'),
    masterKeyCommand: env.MASTER_KEY_COMMAND ?? null,
  };
}
