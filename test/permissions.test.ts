// Every route × every role × own and other region, as kernel/permissions.ts says; and the same once more at the
// database, where the service's check is left out and row-level security alone must hold.

import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTIONS, isReadOnly, may, ROLE_SCOPE_DIGITS, ROLES, type Role, seesByRegion } from '../kernel/permissions.ts';
import { createApi } from '../server/api.ts';
import type { Scope } from '../server/platform/database.ts';
import type { DeclaredRoute } from '../server/platform/http/route.ts';
import { type DemoCounty, demoCounty } from './demo-county.ts';

const COUNTY = '350524';

let demo: DemoCounty;
let api: FastifyInstance;
let actor: Scope | null = null;
let own: { id: string; region: string };
let other: { id: string; region: string };

beforeAll(async () => {
  demo = await demoCounty();
  // The queue is there, and nobody works: a command that queues a job is answered, and nothing runs.
  await demo.app.jobs.start();
  api = await createApi(demo.app, { authenticate: async () => actor, requestsPerMinute: 1_000_000 });
  const { rows } = await demo.db.owner.query<{ id: string; region: string }>(
    `select distinct on (substr(region, 1, 9)) id, region from households.household order by substr(region, 1, 9), no limit 2`,
  );
  [own, other] = [rows[0]!, rows[1]!];
});
afterAll(async () => {
  await api.close();
  await demo.app.jobs.stop();
  await demo.close();
});

function scopeOf(role: Role, home = own): Scope {
  return {
    county: COUNTY,
    region: seesByRegion(role) ? home.region.slice(0, ROLE_SCOPE_DIGITS[role]) : '',
    household: role === 'farmer' ? home.id : null,
    actor: { id: `test-${role}`, name: role, role },
    mayWrite: !isReadOnly(role),
    secondFactor: true,
  };
}

/** The route's address about one household; other parameters name nothing that exists. */
function address(route: DeclaredRoute, householdId: string): string {
  return route.url
    .replace(/\/households\/:\w+/, `/households/${householdId}`)
    .replace(':day', '2026-01-01')
    .replace(':fact', 'members')
    .replace(':table', 'signals')
    .replace(':name', 'signals')
    .replace(':version', '1')
    .replace(':username', 'nobody')
    .replace(/:\w+/g, randomUUID());
}

async function ask(route: DeclaredRoute, scope: Scope | null, householdId = own.id) {
  actor = scope;
  const command = route.method !== 'GET';
  const answer = await api.inject({
    method: route.method as 'GET',
    url: address(route, householdId),
    ...(command ? { payload: {}, headers: { 'idempotency-key': randomUUID() } } : {}),
  });
  const problem = String(answer.headers['content-type']).startsWith('application/problem+json');
  return { status: answer.statusCode, code: problem ? (answer.json().code as string) : '' };
}

const aboutHousehold = (route: DeclaredRoute) => /\/households\/:\w+/.test(route.url);

describe('at the service', () => {
  test('every action of the matrix has a route, and every route an action', () => {
    const routed = new Set(api.routeHost.declared.map((r) => r.action));
    expect(Object.keys(ACTIONS).filter((action) => !routed.has(action as keyof typeof ACTIONS))).toEqual([]);
    expect(api.routeHost.declared.length).toBeGreaterThan(50);
  });

  test('nobody without a session gets anywhere', async () => {
    for (const route of api.routeHost.declared) {
      expect({ route: route.operationId, ...(await ask(route, null)) }).toMatchObject({
        status: 401,
        code: 'not_signed_in',
      });
    }
  });

  test.each(ROLES)('%s: each route answers as the matrix says', async (role) => {
    for (const route of api.routeHost.declared) {
      const { status, code } = await ask(route, scopeOf(role));
      const told = { route: route.operationId, role, status, code };
      if (!may(role, route.action)) expect(told).toMatchObject({ status: 403, code: 'not_allowed' });
      else if (isReadOnly(role) && route.method !== 'GET')
        expect(told).toMatchObject({ status: 403, code: 'read_only' });
      else {
        expect(['not_signed_in', 'read_only', 'internal_error'].includes(told.code), JSON.stringify(told)).toBe(false);
        expect(told.status, JSON.stringify(told)).toBeLessThan(500);
        if (aboutHousehold(route) && route.method === 'GET')
          expect(['', 'not_found', 'facts_missing'], JSON.stringify(told)).toContain(code);
      }
    }
  });

  test.each(ROLES.filter((role) => ROLE_SCOPE_DIGITS[role] > 6))(
    '%s finds no household of another township',
    async (role) => {
      for (const route of api.routeHost.declared) {
        if (!aboutHousehold(route) || !may(role, route.action) || route.method !== 'GET') continue;
        const told = { route: route.operationId, ...(await ask(route, scopeOf(role), other.id)) };
        const nothing = ['not_found', 'household_unknown'].includes(told.code);
        expect(nothing, JSON.stringify(told)).toBe(true);
      }
    },
  );

  test('another county’s officer finds none of this county’s households', async () => {
    const stranger: Scope = { ...scopeOf('county_officer'), county: '350525', region: '350525' };
    for (const route of api.routeHost.declared) {
      if (!aboutHousehold(route) || route.method !== 'GET') continue;
      if (!may('county_officer', route.action)) continue;
      const told = { route: route.operationId, ...(await ask(route, stranger)) };
      expect(['not_found', 'household_unknown'].includes(told.code), JSON.stringify(told)).toBe(true);
    }
  });
});

describe('at the database, without the service', () => {
  async function tenantTables(): Promise<{ name: string; region: boolean; secured: boolean }[]> {
    const { rows } = await demo.db.owner.query<{ name: string; region: boolean; secured: boolean }>(`
      select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured,
        exists (select 1 from pg_attribute r where r.attrelid = c.oid and r.attname = 'region' and not r.attisdropped) as region
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'county'
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('public', 'pgboss', 'information_schema', 'auth')
      order by 1`);
    return rows;
  }

  // Shared by all counties, or read before anybody is known: divisions, county state, accounts, data keys.
  const SHARED = new Set(['places.division', 'places.county_state', 'identity.account', 'platform.data_key']);

  test('every tenant table is under row-level security', async () => {
    const open = (await tenantTables()).filter((t) => !t.secured && !SHARED.has(t.name)).map((t) => t.name);
    expect(open).toEqual([]);
  });

  const seen = (scope: Scope, table: string, where: string) =>
    demo.app.database.transaction(scope, async (tx) =>
      Number(
        (await sql<{ n: bigint }>`select count(*) as n from ${sql.raw(table)} where ${sql.raw(where)}`.execute(tx))
          .rows[0]!.n,
      ),
    );

  test('no role reads a row outside its region, its county or its ownership', async () => {
    let rows = 0;
    for (const { name, region, secured } of await tenantTables()) {
      if (!secured) continue;
      rows += Number((await demo.db.owner.query(`select count(*) as n from ${name}`)).rows[0].n);
      expect(await seen({ ...scopeOf('county_officer'), county: '350525', region: '350525' }, name, 'true'), name).toBe(
        0,
      );
      if (!region || name.startsWith('rules.')) continue;
      const village = scopeOf('village_officer');
      expect(await seen(village, name, `region not like '${village.region}%'`), name).toBe(0);
      expect(await seen(scopeOf('lender_officer'), name, 'true'), name).toBe(0);
      expect(await seen(scopeOf('buyer'), name, 'true'), name).toBe(0);
      const owner = /households\.household$/.test(name) ? 'id' : 'household_id';
      expect(await seen(scopeOf('farmer'), name, `${owner} is distinct from '${own.id}'`), name).toBe(0);
    }
    // The walk would prove nothing over empty tables.
    expect(rows).toBeGreaterThan(10_000);
    expect(await seen(scopeOf('village_officer'), 'households.household', 'true')).toBeGreaterThan(0);
    expect(await seen(scopeOf('farmer'), 'households.household', 'true')).toBe(1);
  });

  test('no role changes a row outside its region, and a reader changes none', async () => {
    const change = (scope: Scope, id: string) =>
      demo.app.database.transaction(scope, async (tx) => {
        const done = await sql`update households.household set head_name = head_name where id = ${id}`.execute(tx);
        return Number(done.numAffectedRows);
      });
    expect(await change(scopeOf('village_officer'), own.id)).toBe(1);
    expect(await change(scopeOf('village_officer'), other.id)).toBe(0);
    expect(await change(scopeOf('auditor'), own.id)).toBe(0);
    expect(await change({ ...scopeOf('county_officer'), county: '350525', region: '350525' }, own.id)).toBe(0);
  });
});
