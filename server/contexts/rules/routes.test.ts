// Tables and parameters over HTTP: what a page gets, and how a cell that cannot be used is answered.

import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Scope } from '../../platform/database.ts';
import { createApp } from '../../platform/http/app.ts';
import { createRules } from './index.ts';
import { registerRulesRoutes } from './routes.ts';
import { SHIPPED_TABLES } from './shipped.ts';

const clock = fixedClock('2026-06-01T02:00:00Z');
const officer: Scope = {
  county: '350524',
  region: '350524',
  household: null,
  actor: { id: 'u1', name: '林县长', role: 'county_officer' },
  mayWrite: true,
  secondFactor: true,
};

let db: TestDatabase;
let app: FastifyInstance;
let scope: Scope = officer;
beforeAll(async () => {
  db = await freshDatabase();
  const rules = createRules({ database: db.database, clock, businessDate: async () => '2026-06-01' });
  await rules.installShipped();
  app = await createApp({
    database: db.database,
    clock,
    log: pino({ level: 'silent' }),
    authenticate: async () => scope,
  });
  registerRulesRoutes(app, rules);
});
afterAll(async () => {
  await app?.close();
  await db?.close();
});

let keys = 0;
const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, language = 'zh') =>
  app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { 'idempotency-key': `key-${String(keys++).padStart(8, '0')}`, 'accept-language': language },
    ...(payload ? { payload } : {}),
  });

const content = (disaster: string) =>
  JSON.parse(
    JSON.stringify(SHIPPED_TABLES[0]?.content).replace('"disasterLoss":"> 0"', `"disasterLoss":"${disaster}"`),
  );

test('the list, a version with what its cells may name, and the content as the editor wrote it', async () => {
  const { tables } = (await send('GET', '/rules/tables')).json();
  expect(
    tables.map((table: { name: string; inForce: { version: number } }) => [table.name, table.inForce.version]),
  ).toEqual(SHIPPED_TABLES.map(({ name }) => [name, 1]));
  expect(tables[0].inForce.publishedAt).toBe('2026-06-01T02:00:00.000Z');
  const detail = (await send('GET', '/rules/tables/signals/versions/1')).json();
  expect(detail).toMatchObject({ validFrom: '2021-01-01', problems: [], parameters: { outpatientMonth: 500 } });
  expect(detail.content).toEqual(SHIPPED_TABLES[0]?.content);
  expect(detail.subject.fields.map(({ name }: { name: string }) => name)).toContain('disasterLoss');
});

test("a draft with a bad cell is kept and marked; publishing names row, column and text in the reader's language", async () => {
  const saved = await send('PUT', '/rules/tables/signals/draft', { content: content('> losses'), note: '' });
  expect(saved.json()).toMatchObject({
    draft: { version: 2 },
    problems: [{ row: 12, why: 'unknown_name', at: 'losses' }],
  });
  const body = { validFrom: '2026-07-01', note: '试' };
  const refused = await send('POST', '/rules/tables/signals/publish', body);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({
    code: 'uncompilable_cell',
    detail: '第 12 行「受灾损失」的内容「> losses」不能用，问题在「losses」。',
  });
  expect((await send('POST', '/rules/tables/signals/publish', body, 'en')).json().detail).toContain('Row 12');
});

test('a draft that somebody else saved meanwhile is not written over', async () => {
  const put = (basedOn: string | null) =>
    send('PUT', '/rules/tables/risk/draft', {
      content: SHIPPED_TABLES.find(({ name }) => name === 'risk')?.content,
      note: '',
      basedOn,
    });
  const first = (await put(null)).json();
  expect((await put(null)).json()).toMatchObject({ code: 'draft_changed', detail: expect.stringContaining('林县长') });
  expect((await put(first.draft.hash)).statusCode).toBe(200);
});

test('a mended draft is published once, and the same draft is not there again', async () => {
  await send('PUT', '/rules/tables/signals/draft', { content: content('> 100'), note: '' });
  const body = { validFrom: '2026-07-01', note: '小额灾损不报' };
  expect((await send('POST', '/rules/tables/signals/publish', body)).json()).toMatchObject({
    version: 2,
    state: 'published',
  });
  expect((await send('POST', '/rules/tables/signals/publish', body)).json()).toMatchObject({ code: 'no_draft' });
});

test('what is no JDM file is refused at the edge', async () => {
  const bad = { nodes: [{ id: 't', type: 'decisionTableNode', name: 't', content: { rules: 'none' } }], edges: [] };
  expect((await send('POST', '/rules/tables/signals/check', { content: bad })).json().code).toBe('invalid_request');
  expect((await send('POST', '/rules/tables/signals/check', { content: { nodes: [], edges: [] } })).json().code).toBe(
    'not_one_table',
  );
});

test('parameters are listed with unit, source and confidence, and set from a day on', async () => {
  const set = {
    name: 'schoolingCost',
    value: 12_000,
    validFrom: '2026-09-01',
    source: '县教育局',
    confidence: 'G',
    note: '',
  };
  expect((await send('POST', '/parameters', set)).json()).toMatchObject({ region: '350524', validTo: null });
  const on = async (day: string) => {
    const { parameters } = (await send('GET', `/parameters?on=${day}`)).json();
    return parameters.find(({ definition }: { definition: { name: string } }) => definition.name === 'schoolingCost');
  };
  expect((await on('2026-08-31')).current).toMatchObject({ value: 10_000, unit: '元/学年', confidence: 'S' });
  expect((await on('2026-09-01')).current).toMatchObject({ value: 12_000, source: '县教育局' });
});

test('a lender reads parameters and no rules; nobody but the county office edits', async () => {
  scope = { ...officer, actor: { ...officer.actor, role: 'lender_officer' } };
  expect((await send('GET', '/parameters')).statusCode).toBe(200);
  expect((await send('GET', '/rules/tables')).json().code).toBe('not_allowed');
  scope = { ...officer, region: '350524101', actor: { ...officer.actor, role: 'township_officer' } };
  expect((await send('GET', '/rules/tables')).statusCode).toBe(200);
  expect((await send('DELETE', '/rules/tables/signals/draft')).json().code).toBe('not_allowed');
  scope = officer;
});
