// A farmer signs in and sees his own household and nothing else: through the API, on the demonstration county, as the
// wired application answers. What the route lets through, row-level security must still hold back.

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../server/api.ts';
import { demoSignIns } from '../server/demo.ts';
import { systemScope } from '../server/platform/database.ts';
import { type DemoCounty, demoCounty } from './demo-county.ts';

const COUNTY = '350524';
let county: DemoCounty;
let api: FastifyInstance;
let cookie: string;
let own: string;
let neighbour: string;

beforeAll(async () => {
  county = await demoCounty();
  api = await createApi(county.app);
  const farmer = (await demoSignIns(county.app.config)).find(({ role }) => role === 'farmer')!;
  const signedIn = await api.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    headers: { origin: 'http://localhost:80' },
    payload: { username: farmer.username, password: farmer.password },
  });
  cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  own = (await ask('GET', '/me')).body.householdId;
  const there = await county.app.households.regionOf(systemScope(COUNTY), own);
  const village = await county.app.households.list(systemScope(COUNTY), { region: there!, limit: 10 });
  neighbour = village.households.find(({ id }) => id !== own)!.id;
});
afterAll(async () => {
  await api?.close();
  await county?.close();
});

let keys = 0;
async function ask(method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await api.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, 'accept-language': 'zh', 'idempotency-key': `farmer-${String(keys++).padStart(6, '0')}` },
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const READS = [
  (id: string) => `/households/${id}`,
  (id: string) => `/households/${id}/history`,
  (id: string) => `/households/${id}/on/2026-01-31`,
  (id: string) => `/households/${id}/attention`,
  (id: string) => `/admission/households/${id}`,
  (id: string) => `/admission/households/${id}/suggestion`,
  (id: string) => `/financing/households/${id}/plan`,
  (id: string) => `/financing/households/${id}/plans`,
] as const;

describe('what a farmer may read', () => {
  test.each(READS.map((of) => [of(':id'), of] as const))(
    '%s: his own, and a neighbour’s is not there',
    async (_, of) => {
      expect((await ask('GET', of(own))).status).toBe(200);
      const beyond = await ask('GET', of(neighbour));
      expect(beyond.status).toBe(404);
      expect(JSON.stringify(beyond.body)).not.toContain(neighbour);
    },
  );

  test.each([
    '/households',
    '/clues',
    '/admission/standings',
    '/admission/households',
    '/admission/rechecks',
    '/admission/enterprises',
    '/screenings',
    '/household-quality',
    '/household-export',
    '/accounts',
    '/audit',
    '/jobs',
  ])('%s: no list, no register', async (url) => {
    expect(await ask('GET', url)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
  });

  test('facts with score and rank stay with officials; he is told in words instead', async () => {
    expect((await ask('GET', `/households/${own}/facts`)).status).toBe(403);
    const { body } = await ask('GET', `/households/${own}/attention`);
    expect(Object.keys(body).sort()).toEqual([
      'asOf',
      'incomePerHeadFen',
      'incomeYear',
      'lineFen',
      'members',
      'noticed',
    ]);
    expect(body.incomePerHeadFen).toBeLessThan(body.lineFen);
    expect(body.noticed.length).toBeGreaterThan(0);
    for (const { reasons } of body.noticed)
      expect(reasons[0]).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  test('Figure 1 is drawn for his household only', async () => {
    const asked = { needs: [], facts: {} };
    expect((await ask('POST', `/financing/households/${own}/what-if`, asked)).status).toBe(200);
    expect((await ask('POST', `/financing/households/${neighbour}/what-if`, asked)).status).toBe(404);
  });

  test('row-level security alone holds: his transaction reads one household of two thousand', async () => {
    const scope = (await county.app.identity.listAccounts(systemScope(COUNTY))).find(({ role }) => role === 'farmer')!;
    const seen = await county.app.households.list(
      {
        county: COUNTY,
        region: '',
        household: scope.householdId,
        actor: { id: scope.userId, name: scope.name, role: 'farmer' },
        mayWrite: true,
      },
      { limit: 200 },
    );
    expect(seen.households.map(({ id }) => id)).toEqual([own]);
  });
});

describe('what a farmer may do', () => {
  test('appeals against his own decision, once while it is open; a neighbour’s is not there', async () => {
    const grounds = '家里老人刚住过院，收入没有这么多';
    expect((await ask('POST', `/admission/households/${neighbour}/appeals`, { grounds })).status).toBe(404);
    const early = await ask('POST', `/admission/households/${own}/appeals`, { grounds });
    expect([early.status, early.body.code]).toEqual([409, 'not_decided']);
    const decided = await county.app.admission.decideAdmission(
      { ...systemScope(COUNTY), actor: { id: 'c1', name: '许宁', role: 'county_officer' }, secondFactor: true },
      {
        householdId: own,
        outcome: 'train_first',
        reason: '',
        clause: '',
        supersedes: null,
        activity: null,
        produce: [],
        finding: null,
        supervisor: null,
        correctionMonths: null,
        training: { course: '电商基础', provider: '县职业中专', beginsOn: '2026-12-01' },
      },
    );
    expect(decided).toMatchObject({ ok: true });
    expect(await ask('POST', `/admission/households/${own}/appeals`, { grounds })).toMatchObject({
      status: 200,
      body: { state: 'open', grounds, onBehalfOf: null },
    });
    const again = await ask('POST', `/admission/households/${own}/appeals`, { grounds });
    expect([again.status, again.body.code]).toEqual([409, 'appeal_open']);
  });

  test('withdraws his own consent; a neighbour’s is not there', async () => {
    const consent = {
      personId: null,
      what: 'income',
      recipient: '安溪县农村信用合作联社',
      purpose: '申请小额信用贷款',
      givenOn: '2026-03-01',
      until: '2027-02-28',
    };
    const mine = await ask('POST', `/households/${own}/consents`, consent);
    expect(mine.status).toBe(200);
    expect((await ask('POST', `/households/${neighbour}/consents`, consent)).status).toBe(404);
    const { id } = (await ask('GET', `/households/${own}`)).body.consents[0];
    expect(id).toBe(mine.body.id);
    expect((await ask('POST', `/household-consents/${id}/withdrawal`)).status).toBe(200);
    const again = await ask('POST', `/household-consents/${id}/withdrawal`);
    expect([again.status, again.body.code]).toEqual([409, 'already_withdrawn']);
    expect((await ask('GET', `/households/${own}`)).body.consents[0].withdrawnAt).not.toBeNull();
  });

  test.each([
    ['POST', '/household-reveals', { field: 'phone', id: 'x', purpose: '看看' }],
    ['POST', '/screenings', {}],
  ] as const)('%s %s is not his to do', async (method, url, body) => {
    expect((await ask(method, url, body)).body.code).toBe('not_allowed');
  });
});

test('he is told whom in his own village to ask', async () => {
  const { status, body } = await ask('GET', '/me/helpers');
  expect(status).toBe(200);
  expect(body.place).toMatch(/(?:村|社区)$/);
  expect(body.people.map(({ role }: { role: string }) => role)).toEqual([
    'village_officer',
    'village_committee',
    'station_operator',
  ]);
});
