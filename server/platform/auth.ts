// Sign-in by better-auth: user name and password, TOTP as a second factor, sessions in PostgreSQL (schema `auth`).
// The county's own directory may vouch for an account too (OpenID Connect). Accounts are made by officials (identity);
// nobody signs himself up.

import { betterAuth } from 'better-auth';
import { fromNodeHeaders } from 'better-auth/node';
import { genericOAuth, twoFactor, username } from 'better-auth/plugins';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import pg from 'pg';
import type { SingleSignOn } from './config.ts';
import type { Connection } from './database.ts';

const CLIENT_HEADER = 'x-xingnong-client';
export const MIN_PASSWORD = 10;

export interface SignedIn {
  readonly userId: string;
  /** Whether a second factor stands behind this session. */
  readonly secondFactor: boolean;
}

export interface NewSignIn {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

export interface Auth {
  /** Mounts /api/auth/*. */
  mount(app: FastifyInstance): void;
  session(request: FastifyRequest): Promise<SignedIn | null>;
  /** Creates the sign-in and returns its user id, or null where the user name is taken. */
  create(input: NewSignIn): Promise<string | null>;
  setPassword(userId: string, password: string): Promise<void>;
  /** Ends every session of the user. */
  signOutEverywhere(userId: string): Promise<void>;
  close(): Promise<void>;
}

export interface AuthOptions {
  readonly connection: Connection;
  readonly secret: string;
  readonly publicUrl: string;
  /** Sign-in attempts in 10 seconds and address. */
  readonly signInLimit?: number;
  readonly singleSignOn: SingleSignOn | null;
  readonly onError: (error: Error) => void;
}

/** How the county's directory is called in addresses: /api/auth/callback/county. */
const DIRECTORY = 'county';

/** Accounts have no address of their own; the library wants one, unique. */
const addressOf = (name: string) => `${name.toLowerCase()}@accounts.invalid`;

/** Who the directory says he is, is the account here with that user name; there is none made for him. */
function directory(sso: SingleSignOn) {
  return genericOAuth({
    config: [
      {
        providerId: DIRECTORY,
        name: sso.name,
        discoveryUrl: `${sso.issuer}/.well-known/openid-configuration`,
        clientId: sso.clientId,
        clientSecret: sso.clientSecret,
        scopes: ['openid', 'profile'],
        requireIdTokenVerification: true,
        disableSignUp: true,
        mapProfileToUser: (profile) => ({
          email: addressOf(String(profile[sso.usernameClaim] ?? '')),
          emailVerified: true,
        }),
      },
    ],
  });
}

export function createAuth(options: AuthOptions): Auth {
  const sso = options.singleSignOn;
  const pool = new pg.Pool({
    ...options.connection,
    max: 4,
    application_name: 'xingnong-auth',
    options: '-c search_path=auth',
  });
  pool.on('error', options.onError);
  const auth = betterAuth({
    appName: '兴农',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: pool,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD, maxPasswordLength: 128 },
    session: {
      expiresIn: 12 * 3600,
      updateAge: 3600,
      additionalFields: { via: { type: 'string', required: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: { ...session, via: context?.path?.startsWith('/callback') ? DIRECTORY : 'password' },
          }),
        },
      },
    },
    account: {
      encryptOAuthTokens: true,
      accountLinking: {
        enabled: sso !== null,
        trustedProviders: [DIRECTORY],
        // Addresses here are made up: whom the directory names by user name is who he is.
        requireLocalEmailVerified: false,
      },
    },
    // Requests reach us under the address that the browser used: an Origin of the same host is our own page.
    trustedOrigins: (request) => [options.publicUrl, ...(request === undefined ? [] : [new URL(request.url).origin])],
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/username': { window: 10, max: options.signInLimit ?? 10 },
        '/sign-in/social': { window: 10, max: options.signInLimit ?? 10 },
      },
    },
    advanced: {
      cookiePrefix: 'xingnong',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
    },
    disabledPaths: [
      '/sign-up/email',
      '/sign-in/email',
      '/update-user',
      '/change-email',
      '/is-username-available',
      '/link-social',
      '/unlink-account',
    ],
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 40 }),
      twoFactor({ issuer: '兴农' }),
      ...(sso === null ? [] : [directory(sso)]),
    ],
    logger: { level: 'error' },
    telemetry: { enabled: false },
  });

  const headersOf = (request: FastifyRequest) => {
    const headers = fromNodeHeaders(request.headers);
    headers.set(CLIENT_HEADER, request.ip);
    return headers;
  };

  return {
    mount: (app) => {
      app.route({
        method: ['GET', 'POST'],
        url: '/api/auth/*',
        schema: { hide: true },
        handler: async (request, reply) => {
          const origin = `${request.protocol}://${request.host}`;
          const response = await auth.handler(
            new Request(new URL(request.url, origin), {
              method: request.method,
              headers: headersOf(request),
              ...(request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}),
            }),
          );
          reply.code(response.status);
          response.headers.forEach((value, key) => {
            if (key !== 'set-cookie') reply.header(key, value);
          });
          const cookies = response.headers.getSetCookie();
          if (cookies.length > 0) reply.header('set-cookie', cookies);
          return reply.send(await response.text());
        },
      });
    },
    session: async (request) => {
      const found = await auth.api.getSession({ headers: headersOf(request) });
      if (found === null) return null;
      const user = found.user as { id: string; twoFactorEnabled?: boolean | null };
      const { via } = found.session as { via?: string | null };
      const secondFactor = via === DIRECTORY ? sso?.secondFactor === true : user.twoFactorEnabled === true;
      return { userId: user.id, secondFactor };
    },
    create: async ({ username: name, name: displayName, password }) => {
      const context = await auth.$context;
      const normal = name.toLowerCase();
      if ((await pool.query('select 1 from auth."user" where username = $1', [normal])).rowCount !== 0) return null;
      const user = await context.internalAdapter.createUser(
        {
          name: displayName,
          email: addressOf(normal),
          emailVerified: false,
          username: normal,
          displayUsername: name,
        },
        { method: 'admin' },
      );
      await context.internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: await context.password.hash(password),
      });
      return user.id;
    },
    setPassword: async (userId, password) => {
      const context = await auth.$context;
      await context.internalAdapter.updatePassword(userId, await context.password.hash(password));
    },
    signOutEverywhere: async (userId) => {
      await pool.query('delete from auth.session where "userId" = $1', [userId]);
    },
    close: () => pool.end(),
  };
}
