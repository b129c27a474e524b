// What the environment may set; everything else has one good value.

import path from 'node:path';

/** The county's own directory (OpenID Connect), beside user name and password. */
export interface SingleSignOn {
  /** As people know it: stands on the button. */
  readonly name: string;
  /** Its discovery document lies below it: `…/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that holds the user name of an account here. */
  readonly usernameClaim: string;
  /** Whether the directory asks everybody for a second factor, so that approvals may rest on it. */
  readonly secondFactor: boolean;
}

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
  /** null: user name and password only. */
  readonly singleSignOn: SingleSignOn | null;
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
    singleSignOn: singleSignOnOf(env),
  };
}

function singleSignOnOf(env: NodeJS.ProcessEnv): SingleSignOn | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new Error('single sign-on takes OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, all three');
  }
  return {
    name: env.OIDC_NAME ?? '统一身份认证',
    issuer: issuer.replace(/\/+$/, ''),
    clientId,
    clientSecret,
    usernameClaim: env.OIDC_USERNAME_CLAIM ?? 'preferred_username',
    secondFactor: env.OIDC_SECOND_FACTOR === 'on',
  };
}
