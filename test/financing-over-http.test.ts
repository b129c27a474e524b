// Admission and financing over HTTP, wired as the product wires them: from decision to plan, and refusals in words.

import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAdmission } from '../server/contexts/admission/index.ts';
import { registerAdmissionRoutes } from '../server/contexts/admission/routes.ts';
import { createFinancing } from '../server/contexts/financing/index.ts';
import { registerFinancingRoutes } from '../server/contexts/financing/routes.ts';
import type { Scope } from '../server/platform/database.ts';
import { createApp } from '../server/platform/http/app.ts';
import { freshApplication, type TestApplication } from './application.ts';
import { factRow } from './facts.ts';

const COUNTY = '350524';
const HOUSEHOLD = '01960000-0000-7000-8000-000000000001';
const officer: Scope = {
  county: COUNTY,
  region: COUNTY,
  household: null,
  actor: { id: 'u1', name: '林科长', role: 'county_officer' },
  mayWrite: true,
  secondFactor: true,
};
const farmer: Scope = {
  ...officer,
  region: '',
  household: HOUSEHOLD,
  actor: { id: 'f1', name: '农户', role: 'farmer' },
};

let whole: TestApplication;
let http: Awaited<ReturnType<typeof createApp>>;
let scope: Scope = officer;

beforeAll(async () => {
  whole = await freshApplication();
  const { app, db, clock } = whole;
  const household = async (_scope: Scope, id: string) => (id === HOUSEHOLD ? { region: '350524100201' } : null);
  const admission = createAdmission({
    database: db.database,
    clock,
    businessDate: app.places.businessDate,
    household,
    facts: async () => ({ row: factRow({ wageIncome: 90_000, shop: true, oncePoor: true }), asOf: '2026-03-01' }),
    evaluate: async (given, table, row, on) => await app.rules.explain(table, given.county, on, row),
    compiled: async (given, table, on) => (await app.rules.compiled(table, given.county, on)).compiled,
    isOwnHousehold: async () => false,
    supervisors: async () => [],
    leastCorrectionMonths: async () => 12,
    leastLinkedHouseholds: async () => 5,
  });
  const financing = createFinancing({
    database: db.database,
    clock,
    businessDate: app.places.businessDate,
    household,
    admission,
    enterprise: async () => null,
    evaluate: async (given, table, need, on) => await app.rules.explain(table, given.county, on, need),
    parameters: async () => ({}),
  });
  http = await createApp({
    database: db.database,
    clock,
    log: pino({ level: 'silent' }),
    authenticate: async () => scope,
  });
  registerAdmissionRoutes(http, admission);
  registerFinancingRoutes(http, financing);
});
afterAll(async () => {
  await http?.close();
  await whole?.close();
});

let keys = 0;
const send = async (method: 'GET' | 'POST', url: string, payload?: object, language = 'zh', key?: string) => {
  const answer = await http.inject({
    method,
    url: `/api/v1${url}`,
    headers: { 'idempotency-key': key ?? `key-${String(keys++).padStart(8, '0')}`, 'accept-language': language },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.json() };
};
const needs = [{ purpose: 'wages', amountYuan: 5000, neededOn: '2026-04-10', monthsOccupied: 6, evidence: '用工协议' }];
const decision = { outcome: 'admitted', supersedes: null, activity: 'rural_logistics' };

test('a decision needs a second factor; a farmer may not decide', async () => {
  scope = { ...officer, secondFactor: false };
  const without = await send('POST', `/admission/households/${HOUSEHOLD}/decisions`, decision);
  expect([without.status, without.body.code]).toEqual([403, 'second_factor_required']);
  scope = farmer;
  const byFarmer = await send('POST', `/admission/households/${HOUSEHOLD}/decisions`, decision);
  expect([byFarmer.status, byFarmer.body.code]).toEqual([403, 'not_allowed']);
  scope = officer;
});

test('from suggestion to decision to plan, each as the page gets it', async () => {
  const suggested = await send('GET', `/admission/households/${HOUSEHOLD}/suggestion`);
  expect(suggested).toMatchObject({ status: 200, body: { outcome: 'admitted', clause: '论文 §3.3.2、§3.3.5' } });
  expect(suggested.body.trace.rows.find((row: { fired: boolean }) => row.fired).id).toBe('runs_shop');
  const early = await send('POST', `/financing/households/${HOUSEHOLD}/plans`, { needs });
  expect([early.status, early.body.code]).toEqual([409, 'not_decided']);

  const decided = await send(
    'POST',
    `/admission/households/${HOUSEHOLD}/decisions`,
    decision,
    'zh',
    'the-one-decision',
  );
  expect(decided).toMatchObject({ status: 200, body: { outcome: 'admitted', decidedBy: '林科长' } });
  const again = await send('POST', `/admission/households/${HOUSEHOLD}/decisions`, decision, 'zh', 'the-one-decision');
  expect(again.body).toEqual(decided.body);

  const opened = await send('POST', `/financing/households/${HOUSEHOLD}/plans`, { needs });
  expect(opened).toMatchObject({ status: 200, body: { state: 'draft', decisionId: decided.body.id } });
  expect(opened.body.plan.items[0]).toMatchObject({ channel: 'internet', fundedFen: 500_000 });
  const drawn = await send('POST', `/financing/households/${HOUSEHOLD}/suggestion`, { needs });
  expect(drawn.body).toEqual(opened.body.plan);

  scope = farmer;
  const current = await send('GET', `/financing/households/${HOUSEHOLD}/plan`);
  expect(current.body.plan.id).toBe(opened.body.id);
  const history = await send('GET', `/admission/households/${HOUSEHOLD}`);
  expect(history.body.decisions).toEqual([decided.body]);
  scope = officer;
  const agreed = await send('POST', `/financing/plans/${opened.body.id}/agreement`, { agreedBy: '户主' });
  expect(agreed.body.state).toBe('agreed');
  const { rows } = await whole.db.database.transaction(
    officer,
    async (tx) =>
      await sql<{
        action: string;
      }>`select action from platform.audit where county = ${COUNTY} and subject = ${`household:${HOUSEHOLD}`} order by seq`.execute(
        tx,
      ),
  );
  expect(rows.map((row) => row.action)).toEqual(['decideAdmission', 'openPlan', 'agreePlan']);
});

test('many at once are all answered', async () => {
  const asked = Array.from({ length: 40 }, () =>
    send('POST', `/financing/households/${HOUSEHOLD}/suggestion`, { needs }),
  );
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 200));
}, 20_000);

test('a refusal says in the reader’s language which need is meant', async () => {
  const wrong = [...needs, { ...needs[0], purpose: 'marriage' }];
  const ask = (language: string) =>
    send('POST', `/financing/households/${HOUSEHOLD}/suggestion`, { needs: wrong }, language);
  const [zh, en] = [await ask('zh'), await ask('en')];
  expect([zh.status, zh.body.detail, en.body.detail]).toEqual([
    422,
    '第 2 项：贷款不能用于结婚。',
    'Need 2: credit must not be used for a wedding.',
  ]);
});

test('what if, and the lists that forms are made of', async () => {
  const moved = await send('POST', `/financing/households/${HOUSEHOLD}/what-if`, {
    needs,
    facts: { onlineUnwilling: true },
  });
  expect(moved.body).toMatchObject({ outcome: 'traditional_only', refused: null });
  expect(moved.body.figure1.ways[0].nodes).toContain('channel:traditional');
  const terms = (await send('GET', '/financing/terms')).body;
  expect([terms.purposes.length, terms.forbidden.length, terms.channels.length]).toEqual([11, 6, 6]);
  expect((await send('GET', '/admission/terms')).body.activities).toHaveLength(6);
  expect((await send('GET', '/financing/products')).body.products[0]).toHaveProperty('minAmountFen');
  expect((await send('GET', '/admission/standings')).body).toEqual({
    standings: [{ outcome: 'admitted', households: 1 }],
  });
  expect((await send('GET', '/admission/rechecks?limit=5')).body.households).toEqual([]);
});
