// Signing in by the county's directory: a provider of the test's own, over HTTP on loopback, with signed tokens.

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { type Auth, createAuth } from './auth.ts';
import { readConfig } from './config.ts';

const PUBLIC_URL = 'http://127.0.0.1:18099';
const CLIENT = { id: 'xingnong', secret: 'a-secret-of-the-test' };

/** Discovery, keys, token and user info of an OpenID provider that says `claims` of whoever comes. */
function provider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const nonces = new Map<string, string>();
  let claims: Record<string, unknown> = {};
  let forged = false;
  let issuer = '';
  const idToken = (nonce: string) => {
    const now = Math.floor(Date.now() / 1000);
    const body = { iss: issuer, aud: CLIENT.id, iat: now, exp: now + 300, nonce, ...claims };
    const text = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part(body)}`;
    const key = forged ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : privateKey;
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = (value: object) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(value));
      };
      const path = new URL(request.url ?? '/', issuer).pathname;
      if (path === '/.well-known/openid-configuration') {
        answer({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/userinfo`,
          jwks_uri: `${issuer}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        });
      } else if (path === '/keys')
        answer({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });
      else if (path === '/token') {
        const code = new URLSearchParams(body).get('code') ?? '';
        answer({
          access_token: 'access',
          token_type: 'Bearer',
          expires_in: 300,
          id_token: idToken(nonces.get(code) ?? ''),
        });
      } else answer(claims);
    });
  });
  return {
    listen: async () => {
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return issuer;
    },
    /** What it says of the next who comes; `forge` signs it with another key. */
    says: (next: Record<string, unknown>, forge = false) => {
      [claims, forged] = [next, forge];
    },
    /** The person has signed in there: the code that his browser brings back. */
    code: (authorizeUrl: string) => {
      const code = randomBytes(8).toString('hex');
      nonces.set(code, new URL(authorizeUrl).searchParams.get('nonce') ?? '');
      return code;
    },
    close: () => new Promise((done) => server.close(done)),
  };
}

let db: TestDatabase;
const directory = provider();
let auth: Auth;
let app: FastifyInstance;
let settings: NodeJS.ProcessEnv;
let officer: string;

async function open(extra: NodeJS.ProcessEnv = {}): Promise<void> {
  auth = createAuth({
    connection: db.appConnection,
    secret: 'a-secret-that-is-long-enough-for-a-test',
    publicUrl: PUBLIC_URL,
    signInLimit: 1000,
    singleSignOn: readConfig({ ...settings, ...extra }).singleSignOn,
    onError: () => undefined,
  });
  app = Fastify();
  auth.mount(app);
}

beforeAll(async () => {
  db = await freshDatabase();
  const issuer = await directory.listen();
  settings = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret };
  await open();
  officer = (await auth.create({ username: 'Lin.Xian', name: '林县长', password: 'a long password' }))!;
});
afterAll(async () => {
  await app?.close();
  await auth?.close();
  await directory.close();
  await db?.close();
});
beforeEach(() => directory.says({ sub: 'd-1001', preferred_username: 'lin.xian', name: '林县长' }));

const cookiesOf = (headers: Record<string, unknown>) =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ');

/** Through the directory and back: where the browser lands, and whose session it then has. */
async function signInThere() {
  const host = { host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL };
  const begun = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/social',
    headers: host,
    payload: { provider: 'county', callbackURL: '/households', errorCallbackURL: '/sign-in' },
  });
  expect(begun.statusCode, begun.body).toBe(200);
  const authorize = begun.json().url as string;
  const { state, redirect_uri: back } = Object.fromEntries(new URL(authorize).searchParams);
  expect(back).toBe(`${PUBLIC_URL}/api/auth/callback/county`);
  const returned = await app.inject({
    method: 'GET',
    url: `/api/auth/callback/county?code=${directory.code(authorize)}&state=${state}`,
    headers: { ...host, cookie: cookiesOf(begun.headers) },
  });
  const request = { headers: { cookie: cookiesOf(returned.headers) }, ip: '127.0.0.1' } as FastifyRequest;
  return { lands: String(returned.headers.location), session: await auth.session(request) };
}

test('whom the directory names by user name is the account here, the second time too', async () => {
  for (let time = 0; time < 2; time += 1) {
    const { lands, session } = await signInThere();
    expect(lands).toMatch(/\/households$/);
    expect(session).toEqual({ userId: officer, secondFactor: false });
  }
});

test('the same person stays the same account when the directory renames him', async () => {
  await signInThere();
  directory.says({ sub: 'd-1001', preferred_username: 'lin.renamed' });
  expect((await signInThere()).session?.userId).toBe(officer);
});

test.each([
  ['a user name that has no account here', { sub: 'd-2', preferred_username: 'nobody' }, false],
  ['no user name at all', { sub: 'd-3' }, false],
  [
    'another address that claims to be verified',
    { sub: 'd-4', preferred_username: 'nobody', email: 'lin.xian@accounts.invalid', email_verified: true },
    false,
  ],
  ['a token that somebody else signed', { sub: 'd-1001', preferred_username: 'lin.xian' }, true],
])('%s is sent back to the sign-in page, without a session or a new account', async (_, claims, forged) => {
  const count = async () => Number((await db.owner.query('select count(*) from auth."user"')).rows[0].count);
  const before = await count();
  directory.says(claims, forged);
  const { lands, session } = await signInThere();
  expect(lands).toMatch(/\/sign-in\?error=/);
  expect(session).toBeNull();
  expect(await count()).toBe(before);
});

test('approvals rest on the directory only where it asks for a second factor itself', async () => {
  await db.owner.query('update auth."user" set "twoFactorEnabled" = true where id = $1', [officer]);
  // His own second factor was not asked for on this way in.
  expect((await signInThere()).session).toEqual({ userId: officer, secondFactor: false });
  await app.close();
  await auth.close();
  await open({ OIDC_SECOND_FACTOR: 'on' });
  expect((await signInThere()).session).toEqual({ userId: officer, secondFactor: true });
});

test('settings: all three or none', () => {
  expect(readConfig({}).singleSignOn).toBeNull();
  expect(() => readConfig({ OIDC_ISSUER: 'https://id.example' })).toThrow('all three');
});
