// The platform on real PostgreSQL: request scope, audit chain, sealed fields, idempotent commands.

import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ok, refuse } from '../../kernel/result.ts';
import { freshDatabase, type TestDatabase } from '../../test/database.ts';
import { append, read, verify } from './audit.ts';
import { fixedClock } from './clock.ts';
import { type Scope, scopeSettings, systemScope } from './database.ts';
import { createApp } from './http/app.ts';
import { route } from './http/route.ts';
import { SealedFields } from './sealed.ts';

let db: TestDatabase;
const at = new Date('2026-03-04T02:00:00Z');
const county = systemScope('350524');

beforeAll(async () => {
  db = await freshDatabase();
  await db.owner.query(`create schema probe; create table probe.thing (county char(6), id uuid, region text, primary key (county, id));
    select platform.protect_household('probe.thing', 'id');
    grant usage on schema probe to xingnong_app; grant select, insert, update, delete on probe.thing to xingnong_app;
    insert into probe.thing values ('350524', gen_random_uuid(), '350524100001'), ('350524', gen_random_uuid(), '350524200001'),
      ('350525', gen_random_uuid(), '350525100001')`);
});
afterAll(async () => {
  await db.close();
});

const count = (scope: Scope) =>
  db.database.transaction(scope, async (tx) =>
    Number((await sql<{ n: bigint }>`select count(*) as n from probe.thing`.execute(tx)).rows[0]!.n),
  );

describe('request scope', () => {
  test.each([
    ['the county', { ...county, region: '350524' }, 2],
    ['one township', { ...county, region: '350524100' }, 1],
    ['another county', systemScope('350525'), 1],
    ['a role without a region', { ...county, region: '' }, 0],
    ['a region of another county', { ...county, region: '350525' }, 0],
  ])('sees %s', async (_name, scope, expected) => {
    expect(await count(scope)).toBe(expected);
  });

  test('a connection whose settings were reverted sees nothing', async () => {
    await count(county);
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from probe.thing`.execute(db.database.reference);
    expect(rows[0]!.n).toBe(0n);
  });

  test('a farmer sees his own household only', async () => {
    const { rows } = await db.owner.query<{ id: string }>(`select id from probe.thing where region = '350524200001'`);
    expect(await count({ ...county, region: '', household: rows[0]!.id })).toBe(1);
  });

  test('who may not write changes nothing', async () => {
    const auditor = { ...county, mayWrite: false };
    const changed = await db.database.transaction(auditor, (tx) =>
      sql`update probe.thing set region = region`.execute(tx),
    );
    expect(changed.numAffectedRows).toBe(0n);
    await expect(
      db.database.transaction(auditor, (tx) =>
        sql`insert into probe.thing values ('350524', gen_random_uuid(), '350524100001')`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test.each(["350524' or true --", '35052', ''])('refuses county %j before any SQL', (bad) => {
    expect(() => scopeSettings({ ...county, county: bad })).toThrow(/six digits/);
  });
});

describe('audit', () => {
  test('appends in a chain that verifies, and a changed row breaks it', async () => {
    const scope = systemScope('350526');
    for (const n of [1, 2, 3]) {
      await db.database.transaction(scope, (tx) =>
        append(tx, scope, { at, action: 'probe', subject: `thing:${n}`, after: { n } }),
      );
    }
    expect(await verify(db.database, scope, 2)).toMatchObject({ ok: true, events: 3 });
    const events = await db.database.transaction(scope, (tx) => read(tx, scope.county, { limit: 2 }));
    expect(events.map((e) => e.subject)).toEqual(['thing:3', 'thing:2']);
    await db.owner.query(`update platform.audit set actor_name = 'somebody else' where county = '350526' and seq = 2`);
    expect(await verify(db.database, scope)).toMatchObject({ ok: false, brokenAt: '2', why: 'columns' });
    await db.owner.query(
      `update platform.audit set actor_name = 'system', entry = replace(entry, '"n":2', '"n":9') where county = '350526' and seq = 2`,
    );
    expect(await verify(db.database, scope)).toMatchObject({ ok: false, brokenAt: '2', why: 'hash' });
    await db.owner.query(`delete from platform.audit where county = '350526' and seq >= 2`);
    expect(await verify(db.database, scope)).toMatchObject({ ok: false, why: 'head' });
  });

  test('the application cannot rewrite it', async () => {
    await expect(db.database.transaction(county, (tx) => sql`delete from platform.audit`.execute(tx))).rejects.toThrow(
      /permission denied/,
    );
  });

  test('two writers at once keep one chain', async () => {
    const scope = systemScope('350527');
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        db.database.transaction(scope, (tx) => append(tx, scope, { at, action: 'race', subject: `n:${n}` })),
      ),
    );
    expect(await verify(db.database, scope)).toMatchObject({ ok: true, events: 12 });
  });
});

describe('sealed fields', () => {
  test('open what they sealed, also after the key is rotated; the blind index stays', async () => {
    await db.sealed.load('350524', at);
    const before = db.sealed.seal('350524', '350599197801058378');
    const index = db.sealed.blindIndex('350524', 'id', '350599197801058378');
    expect(before).not.toContain('3505');
    expect(await db.sealed.rotate('350524', at)).toBe(2);
    const after = db.sealed.seal('350524', '350599197801058378');
    expect([before.split('.')[1], after.split('.')[1]]).toEqual(['1', '2']);
    expect([db.sealed.open('350524', before), db.sealed.open('350524', after)]).toEqual([
      '350599197801058378',
      '350599197801058378',
    ]);
    // A process that was running learns of the key by itself, and reads what it seals.
    const other = new SealedFields(Buffer.alloc(32, 7), db.database, 0);
    await other.load('350524', at);
    expect(await db.sealed.rotate('350524', at)).toBe(3);
    await other.load('350524', at);
    expect(other.open('350524', db.sealed.seal('350524', '350599197801058378'))).toBe('350599197801058378');
    expect(db.sealed.blindIndex('350524', 'id', '350599197801058378')).toEqual(index);
    expect(db.sealed.blindIndex('350524', 'phone', '350599197801058378')).not.toEqual(index);
  });

  test('a text that was tampered with, or of another county, does not open', async () => {
    await db.sealed.load('350525', at);
    const sealed = db.sealed.seal('350524', 'x');
    expect(() => db.sealed.open('350525', sealed)).toThrow();
    expect(() => db.sealed.open('350524', `${sealed.slice(0, -4)}AAAA`)).toThrow();
  });
});

describe('commands', () => {
  const officer: Scope = { ...county, actor: { id: 'u1', name: '甲', role: 'county_officer' } };
  const appOf = async (scope: Scope | null) => {
    const app = await createApp({
      database: db.database,
      clock: fixedClock('2026-03-04T02:00:00Z'),
      log: pino({ level: 'silent' }),
      authenticate: async () => scope,
    });
    let calls = 0;
    route(app, {
      method: 'POST',
      url: '/probe',
      operationId: 'probe',
      action: 'users.edit',
      summary: 'probe',
      body: z.object({ n: z.number() }),
      response: z.object({ calls: z.number(), n: z.number() }),
      refusals: { too_big: { status: 422, zh: '{n} 太大', en: '{n} is too big' } },
      handler: async ({ body, scope: s }) => {
        if (body.n > 10) return refuse('too_big', { n: body.n });
        calls += 1;
        await append(s.tx!, s, { at, action: 'probe', subject: `probe:${body.n}` });
        return ok({ calls, n: body.n });
      },
    });
    return app;
  };
  const post = (app: Awaited<ReturnType<typeof appOf>>, payload: object, key?: string, language = 'zh') =>
    app.inject({
      method: 'POST',
      url: '/api/v1/probe',
      payload,
      headers: { 'accept-language': language, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    });

  test('a replay gets the first answer and does nothing again; the same key for other content is refused', async () => {
    const app = await appOf(officer);
    const first = await post(app, { n: 1 }, 'key-00001');
    expect(first.json()).toEqual({ calls: 1, n: 1 });
    expect((await post(app, { n: 1 }, 'key-00001')).json()).toEqual({ calls: 1, n: 1 });
    expect((await post(app, { n: 2 }, 'key-00001')).json()).toMatchObject({
      code: 'idempotency_key_reused',
      status: 422,
    });
    expect((await post(app, { n: 2 })).json()).toMatchObject({ code: 'idempotency_key_missing', status: 428 });
  });

  test('a double click runs once', async () => {
    const app = await appOf(officer);
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(app, { n: 3 }, 'key-00002')));
    expect(answers.map((a) => a.json())).toEqual(Array.from({ length: 4 }, () => ({ calls: 1, n: 3 })));
  });

  test("a refusal is not remembered and speaks the reader's language", async () => {
    const app = await appOf(officer);
    const zh = await post(app, { n: 11 }, 'key-00003');
    expect([zh.statusCode, String(zh.headers['content-type']).split(';')[0], zh.json().detail]).toEqual([
      422,
      'application/problem+json',
      '11 太大',
    ]);
    expect((await post(app, { n: 11 }, 'key-00003', 'en')).json().detail).toBe('11 is too big');
    expect((await post(app, { n: 4 }, 'key-00003')).json()).toEqual({ calls: 1, n: 4 });
  });

  test.each([
    ['nobody', null, 401, 'not_signed_in'],
    ['another role', { ...officer, actor: { ...officer.actor, role: 'farmer' as const } }, 403, 'not_allowed'],
    ['a read-only account', { ...officer, mayWrite: false }, 403, 'read_only'],
  ])('%s is refused', async (_name, scope, status, code) => {
    const answer = await post(await appOf(scope), { n: 1 }, 'key-00004');
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  test('bad input is named by its place', async () => {
    const answer = await post(await appOf(officer), { n: 'one' }, 'key-00005');
    expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_request', errors: [{ path: 'n' }] });
  });
});
