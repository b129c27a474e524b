// One household followed through the public API: from the row of the workbook to the clue, the decision and the plan,
// each figure to its source. The people of the demonstration county are invented.

import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../kernel/permissions.ts';
import { createApi } from '../../server/api.ts';
import { demoSignIns } from '../../server/demo.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { type DemoCounty, demoCounty } from '../demo-county.ts';

let demo: DemoCounty;
let api: FastifyInstance;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  demo = await demoCounty({ clock: fixedClock('2026-03-04T02:00:00Z') });
  api = await createApi(demo.app, { requestsPerMinute: 100_000 });
});
afterAll(async () => {
  await api.close();
  await demo.close();
});

async function cookieOf(role: Role): Promise<string> {
  const known = cookies.get(role);
  if (known !== undefined) return known;
  const person = (await demoSignIns(demo.app.config)).find((one) => one.role === role)!;
  const answer = await api.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    headers: { host: 'localhost', origin: 'http://localhost' },
    payload: { username: person.username, password: person.password },
  });
  expect(answer.statusCode).toBe(200);
  const cookie = [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => one.split(';')[0])
    .join('; ');
  cookies.set(role, cookie);
  return cookie;
}

async function get<T>(role: Role, url: string): Promise<T> {
  const answer = await api.inject({ method: 'GET', url: `/api/v1${url}`, headers: { cookie: await cookieOf(role) } });
  expect(answer.statusCode, `${url}: ${answer.body}`).toBe(200);
  return answer.json() as T;
}

async function post(role: Role, url: string, payload: object, key = randomUUID()) {
  return await api.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    payload,
    headers: { cookie: await cookieOf(role), 'idempotency-key': key },
  });
}

interface ClueList {
  readonly total: number;
  readonly clues: readonly {
    householdId: string;
    cause: string;
    riskLevel: string;
    reasons: readonly { reason: string; code: string; rule: number }[];
  }[];
}

test('from the row of the workbook to the plan', async () => {
  // The county sees the screening that ran on the first start, and the gravest clues first.
  const { screenings } = await get<{
    screenings: { households: number; flagged: number; asOf: string; versions: { model: { kind: string } | null } }[];
  }>('county_officer', '/screenings');
  expect(screenings).toHaveLength(1);
  expect(screenings[0]).toMatchObject({ asOf: '2025-12-31', versions: { model: { kind: 'logistic' } } });
  const { clues, total } = await get<ClueList>(
    'county_officer',
    '/clues?riskLevel=%E9%AB%98&cause=%E5%9B%A0%E7%97%85&limit=200',
  );
  expect(total).toBeGreaterThan(10);
  const clue = clues.find((one) => one.reasons.some((r) => r.code === 'rigid_spending'))!;
  const id = clue.householdId;

  // Why: the rule row fired, by the engine that decides one case, in agreement with the set-based run.
  const { trace } = await get<{ trace: { fired: number[]; rows: { fired: boolean; cells: { holds: boolean }[] }[] } }>(
    'county_officer',
    `/households/${id}/traces/signals`,
  );
  for (const reason of clue.reasons) {
    expect(trace.fired).toContain(reason.rule);
    expect(trace.rows[reason.rule]!.cells.every((cell) => cell.holds)).toBe(true);
  }

  // The figure behind it leads to rows of the department's file, and they add up to the figure.
  const facts = await get<{ row: Record<string, number> }>('county_officer', `/households/${id}/facts`);
  const { sources } = await get<{ sources: { source: string; row: number; amountFen: number }[] }>(
    'county_officer',
    `/households/${id}/facts/selfPay/sources`,
  );
  expect(new Set(sources.map((s) => s.source))).toEqual(new Set(['医保局-个人自付.csv']));
  expect(sources.every((s) => s.row > 1)).toBe(true);
  expect(sources.reduce((sum, s) => sum + s.amountFen, 0)).toBe(Math.round(facts.row.selfPay! * 100));
  const income = await get<{ sources: { source: string; row: number }[] }>(
    'county_officer',
    `/households/${id}/facts/incomePerHead/sources`,
  );
  expect(income.sources[0]).toMatchObject({ source: '花名册.xlsx' });
  expect(income.sources[0]!.row).toBeGreaterThan(2);
});

test('a decision is suggested, made by a named person, kept under its key, and followed by a plan', async () => {
  const { clues } = await get<ClueList>('county_officer', '/clues?limit=200');
  let chosen: { id: string; suggestion: { outcome: string; clause: string } } | null = null;
  for (const { householdId: id } of clues) {
    const suggestion = await get<{ outcome: string; clause: string }>(
      'county_officer',
      `/admission/households/${id}/suggestion`,
    );
    if (suggestion.outcome === 'admitted') {
      chosen = { id, suggestion };
      break;
    }
  }
  expect(chosen).not.toBeNull();
  const { id, suggestion } = chosen!;
  const history = await get<{ standing: { decisionId: string } | null }>(
    'county_officer',
    `/admission/households/${id}`,
  );
  const { produce } = await get<{ produce: { id: string; name: string }[] }>('county_officer', '/admission/produce');
  const command = {
    outcome: 'admitted',
    reason: '核实有劳动力、已开网店，同意准入',
    clause: suggestion.clause,
    activity: 'online_shop',
    produce: [] as string[],
    supersedes: history.standing?.decisionId ?? null,
  };

  // What is sold comes from the county's register.
  const unnamed = await post('county_officer', `/admission/households/${id}/decisions`, command);
  expect(unnamed.json()).toMatchObject({ status: 422, code: 'produce_missing' });
  command.produce = [produce.find(({ name }) => name === '安溪铁观音')!.id];

  // A village officer may not decide; a township officer may; a double click decides once.
  expect((await post('village_officer', `/admission/households/${id}/decisions`, command)).statusCode).toBe(403);
  const key = randomUUID();
  const [first, second] = await Promise.all(
    [1, 2].map(() => post('county_officer', `/admission/households/${id}/decisions`, command, key)),
  );
  expect(first!.statusCode, first!.body).toBe(200);
  expect(second!.body).toBe(first!.body);
  const after = await get<{ decisions: { outcome: string; decidedByName?: string }[] }>(
    'county_officer',
    `/admission/households/${id}`,
  );
  expect(after.decisions.filter((d) => d.outcome === 'admitted')).toHaveLength(1);

  // The plan: short working capital goes online; what the household cannot carry is cut back with the reason.
  const needs = [
    { purpose: 'packaging', amountYuan: 6000, neededOn: '2026-04-10', monthsOccupied: 6, evidence: '包装厂报价单' },
    {
      purpose: 'processing_equipment',
      amountYuan: 20_000,
      neededOn: '2026-04-01',
      monthsOccupied: 36,
      evidence: '设备合同',
    },
  ];
  const suggested = await post('county_officer', `/financing/households/${id}/suggestion`, { needs });
  expect(suggested.statusCode, suggested.body).toBe(200);
  const plan = suggested.json() as { items: { purpose: string; channel: string }[] };
  expect(plan.items.map((i) => [i.purpose, i.channel])).toEqual([
    ['packaging', 'internet'],
    ['processing_equipment', 'traditional'],
  ]);
  const refused = await post('county_officer', `/financing/households/${id}/suggestion`, {
    needs: [{ ...needs[0], amountYuan: -1 }],
  });
  expect(refused.json()).toMatchObject({ status: 422 });
  const opened = await post('county_officer', `/financing/households/${id}/plans`, { needs });
  expect(opened.statusCode, opened.body).toBe(200);
  expect((await post('county_officer', `/financing/households/${id}/plans`, { needs })).json()).toMatchObject({
    code: 'open_plan_exists',
  });

  // Every step is in the audit trail, and the chain holds.
  const { events } = await get<{ events: { action: string; subject: string }[] }>('auditor', '/audit?limit=20');
  expect(events.length).toBeGreaterThan(1);
  expect(await get('auditor', '/audit/verdict')).toMatchObject({ ok: true });
});

test('what is recorded of a household counts at once: a course admits it, a shop and an unwillingness are seen', async () => {
  const outcomeOf = async (id: string) =>
    (await get<{ outcome: string }>('county_officer', `/admission/households/${id}/suggestion`)).outcome;
  // The village's own officer records it; his village has the county's most clues.
  const { households } = await get<{ households: { id: string }[] }>('village_officer', '/households?limit=100');
  let id: string | null = null;
  for (const { id: one } of households) if ((await outcomeOf(one)) === 'train_first') id ??= one;
  expect(id).not.toBeNull();
  const { members } = await get<{ members: { id: string }[] }>('village_officer', `/households/${id}`);
  const before = await get<{ asOf: string; row: Record<string, unknown> }>('county_officer', `/households/${id}/facts`);
  const course = { personId: members[0]!.id, course: '农产品直播带货', kind: 'commerce', finishedOn: '2026-03-01' };
  const recorded = await post('village_officer', `/households/${id}/courses`, course);
  expect(recorded.statusCode, recorded.body).toBe(200);
  expect(await outcomeOf(id!)).toBe('admitted');
  const after = await get<{ asOf: string; row: Record<string, unknown> }>('county_officer', `/households/${id}/facts`);
  // Nothing else has moved, and the figures still speak of the day that the county's data reach to.
  expect(after).toMatchObject({ asOf: before.asOf, row: { ...before.row, courses: 1 } });

  const unwilling = { unwilling: true, declaredOn: '2026-03-03', note: '家里没有人会用手机开店' };
  const declared = await post('village_officer', `/households/${id}/online-declaration`, unwilling);
  expect(declared.statusCode, declared.body).toBe(200);
  expect(await outcomeOf(id!)).toBe('traditional_only');
});
