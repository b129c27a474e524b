// The monthly re-check: the one statement over a county says of every household what the one-case function says.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '../../../kernel/calendar.ts';
import { FACT_FIELDS, type FactRow } from '../../../kernel/facts.ts';
import { newId } from '../../../kernel/ids.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { factRow } from '../../../test/facts.ts';
import { fixedClock } from '../../platform/clock.ts';
import { type Scope, systemScope } from '../../platform/database.ts';
import { createRules } from '../rules/index.ts';
import { OUTCOMES } from './domain/outcome.ts';
import { createAdmission } from './index.ts';
import type { RecheckRow } from './recheck-service.ts';
import type { StandingFilter } from './standings-service.ts';

const COUNTY = '350524';
const VILLAGES = ['350524100201', '350524101201'] as const;
const TODAY = isoDate('2026-03-04');
const clock = fixedClock('2026-03-04T02:00:00Z');
const HOUSEHOLDS = 240;

let db: TestDatabase;
let admission: ReturnType<typeof createAdmission>;
const facts = new Map<string, FactRow>();
const clued = new Set<string>();

// A small generator with a fixed seed: the same households every time.
let seed = 7;
const below = (bound: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * bound);
};
const pick = <T>(items: readonly T[]): T => {
  const item = items[below(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

async function insertFacts(id: string, region: string, row: FactRow): Promise<void> {
  const columns = FACT_FIELDS.map(({ column }) => column);
  const values = FACT_FIELDS.map(({ name, type }) => {
    const value = row[name] ?? null;
    return type === 'money' && value !== null ? Math.round(Number(value) * 100) : value;
  });
  const marks = values.map((_, index) => `$${index + 4}`);
  await db.owner.query(
    `insert into monitoring.facts (county, household_id, region, no, as_of, income_year, ${columns.join(', ')})
     values ($1, $2, $3, 'x', '2026-03-01', 2025, ${marks.join(', ')})`,
    [COUNTY, id, region, ...values],
  );
}

async function insertHousehold(id: string, region: string, index: number): Promise<void> {
  await db.owner.query(
    `insert into households.household (county, id, no, region, head_name, members, relief, tea_mu, farm_mu, forest_mu, shop, conduct,
       content_hash, source_id, source_row, field_source, version, valid_from, recorded_at)
     values ($1, $2, $3, $4, $5, 3, '无', 0, 0, 0, false, '无', '', $2, 1, '{}', 1, '2026-01-01', now())`,
    [COUNTY, id, `3505${String(index).padStart(4, '0')}`, region, `${pick(['陈', '林', '黄'])}户${index}`],
  );
}

/** Decisions, corrections, appeals and clues as they may lie in the tables, consistent or not with the facts. */
async function insertPast(id: string, region: string): Promise<void> {
  const decisions = below(3);
  for (let seq = 1; seq <= decisions; seq += 1) {
    const decision = newId(clock.now().getTime());
    await db.owner.query(
      `insert into admission.decision (county, id, household_id, region, seq, outcome, suggested, reason, clause, reasons, rule_version,
         trace, facts, facts_as_of, decided_by, decided_by_name, decided_by_role, decided_at, business_date)
       values ($1, $2, $3, $4, $5, $6, $7, '', '', '[]', '{}', '{}', '{}', '2026-01-01', 'u', 'u', 'county_officer', now(), '2026-01-01')`,
      [COUNTY, decision, id, region, seq, pick(OUTCOMES), pick(OUTCOMES)],
    );
    if (seq === decisions && below(6) === 0) {
      await db.owner.query(
        `insert into admission.appeal (county, id, household_id, region, decision_id, grounds, filed_by, filed_by_name, filed_at, state, answered_at)
         values ($1, $2, $3, $4, $5, '', 'u', 'u', now(), $6, now())`,
        [COUNTY, newId(1), id, region, decision, pick(['upheld', 'returned'])],
      );
    }
  }
  if (below(3) === 0) await insertCorrections(id, region);
  if (below(2) === 0) {
    clued.add(id);
    await db.owner.query(
      `insert into monitoring.clue (county, id, household_id, region, source, cause, state, reasons, model_reasons, opened_at, opened_by, seen_at, seen_by)
       values ($1, $2, $3, $4, 'screening', '因病', 'open', '[]', '[]', now(), $2, now(), $2)`,
      [COUNTY, newId(2), id, region],
    );
  }
}

async function insertCorrections(id: string, region: string): Promise<void> {
  const past = pick([
    ['passed'],
    ['lifted'],
    ['restarted', 'running'],
    ['education'],
    ['passed', 'running'],
    ['running'],
  ]);
  for (const [index, state] of past.entries()) {
    const begun = state === 'education' ? null : '2025-01-10';
    await db.owner.query(
      `insert into admission.correction (county, id, household_id, region, decision_id, kind, found_on, evidence, attested_by, supervisor_id,
         supervisor_name, months, state, starts_on, until, confirmed_on, created_at)
       values ($1, $2, $3, $4, $2, $5, '2025-01-01', '', '', 'u', 'u', 12, $6, $7, $8, '2025-01-10', $9)`,
      [
        COUNTY,
        newId(index),
        id,
        region,
        pick(['懒散', '赌博']),
        state,
        begun,
        begun === null ? null : pick(['2026-03-04', '2026-03-05']),
        `2026-01-0${index + 1}`,
      ],
    );
  }
}

beforeAll(async () => {
  db = await freshDatabase();
  const rules = createRules({ database: db.database, clock, businessDate: async () => TODAY });
  await rules.installShipped();
  admission = createAdmission({
    database: db.database,
    clock,
    businessDate: async () => TODAY,
    household: async () => ({ region: VILLAGES[0] }),
    facts: async (_scope, id) => ({ row: facts.get(id) ?? factRow(), asOf: '2026-03-01' }),
    evaluate: async (scope, table, row, on) => await rules.explain(table, scope.county, on, row),
    compiled: async (scope, table, on) => (await rules.compiled(table, scope.county, on)).compiled,
    isOwnHousehold: async () => false,
    supervisors: async () => [],
    leastCorrectionMonths: async () => 12,
    leastLinkedHouseholds: async () => 5,
  });
  for (let index = 0; index < HOUSEHOLDS; index += 1) {
    const id = newId(clock.now().getTime() + index);
    const able = below(3);
    const row = factRow({
      ableAdults: able,
      labourUnits: able === 0 ? pick([0, 0.5]) : able,
      conduct: pick(['无', '无', '懒散', '赌博']),
      onlineUnwilling: below(5) === 0,
      shop: below(4) === 0,
      courses: below(2),
      collegeEducatedLabour: below(2),
    });
    const region = pick(VILLAGES);
    facts.set(id, row);
    await insertFacts(id, region, row);
    await insertHousehold(id, region, index);
    await insertPast(id, region);
  }
});
afterAll(async () => {
  await db.close();
});

async function all(scope: Scope, limit: number): Promise<RecheckRow[]> {
  const rows: RecheckRow[] = [];
  for (let after: string | null = null; ; ) {
    const page: { households: readonly RecheckRow[] } = await admission.recheckCounty(scope, { limit, after });
    rows.push(...page.households);
    if (page.households.length < limit) return rows;
    after = page.households.at(-1)?.householdId ?? null;
  }
}

test('the statement agrees with the one-case function on every household', async () => {
  const scope = systemScope(COUNTY);
  const expected = new Map<string, object>();
  for (const id of facts.keys()) {
    const one = await admission.recheckAdmission(scope, id);
    if (!one.ok) throw new Error(one.refusal.code);
    const { standing, suggestion, why } = one.value;
    if (why.length === 0 || (standing === null && !clued.has(id))) continue;
    expected.set(id, { outcome: standing?.outcome ?? null, suggested: suggestion.outcome, why });
  }
  const found = await all(scope, 500);
  expect(Object.fromEntries(found.map(({ householdId, region: _, ...rest }) => [householdId, rest]))).toEqual(
    Object.fromEntries(expected),
  );
  const { counts } = await admission.recheckCounty(scope, { limit: 1, after: null });
  for (const why of ['not_decided', 'outcome_differs', 'correction_due'] as const) {
    expect(counts[why]).toBe(found.filter((row) => row.why.includes(why)).length);
    // Each kind must occur, or the agreement would say nothing about it.
    expect(counts[why]).toBeGreaterThan(3);
  }
});

test('pages follow one another without a gap or a repetition', async () => {
  const scope = systemScope(COUNTY);
  expect(await all(scope, 7)).toEqual(await all(scope, 500));
});

test("an officer sees his own region's, another county none", async () => {
  const scope = { ...systemScope(COUNTY), region: VILLAGES[1] };
  const own = await all(scope, 500);
  expect(own.length).toBeGreaterThan(3);
  expect(own.every(({ region }) => region === VILLAGES[1])).toBe(true);
  expect(await admission.recheckCounty(systemScope('350525'), { limit: 5, after: null })).toEqual({
    counts: { not_decided: 0, outcome_differs: 0, correction_due: 0 },
    households: [],
  });
});

const list = (filter: Partial<StandingFilter> = {}, scope = systemScope(COUNTY)) =>
  admission.listStandings(scope, {
    region: null,
    outcome: null,
    suggested: null,
    attention: null,
    q: null,
    limit: 500,
    offset: 0,
    ...filter,
  });

test('the list shows every household decided on or clued, with what the re-check says of it', async () => {
  const due = new Map((await all(systemScope(COUNTY), 500)).map((row) => [row.householdId, row]));
  const { households, total, counts } = await list();
  expect(households.length).toBe(total);
  for (const row of households) {
    expect(row.outcome !== null || clued.has(row.householdId)).toBe(true);
    expect(row.attention.filter((one) => one !== 'appeal_open').toSorted()).toEqual(
      [...(due.get(row.householdId)?.why ?? [])].toSorted(),
    );
  }
  expect([...due.keys()].every((id) => households.some((row) => row.householdId === id))).toBe(true);
  const none = households.filter((row) => row.outcome === null).length;
  expect(counts.outcomes.none).toBe(none);
  expect(none).toBeGreaterThan(3);
  expect(Object.values(counts.outcomes).reduce((sum, n) => sum + n)).toBe(total);
});

test('filters narrow the list and leave the counts of the place', async () => {
  const { households, counts } = await list();
  const cases: [Partial<StandingFilter>, (row: (typeof households)[number]) => boolean][] = [
    [{ region: VILLAGES[0].slice(0, 9) }, (row) => row.region === VILLAGES[0]],
    [{ outcome: 'correction' }, (row) => row.outcome === 'correction'],
    [{ outcome: 'none' }, (row) => row.outcome === null],
    [{ suggested: 'admitted' }, (row) => row.suggested === 'admitted'],
    [{ attention: 'outcome_differs' }, (row) => row.attention.includes('outcome_differs')],
    [{ q: '林户' }, (row) => row.headName.startsWith('林户')],
    [{ q: '35050000' }, (row) => row.no === '35050000'],
  ];
  for (const [filter, keeps] of cases) {
    const found = await list(filter);
    expect(found.households).toEqual(households.filter(keeps));
    if (filter.region === undefined) expect(found.counts).toEqual(counts);
  }
});

test('the list is paged without a gap, those that ask for attention first; another county sees none', async () => {
  const { households, total } = await list();
  const pages = [];
  for (let offset = 0; offset < total; offset += 13) pages.push(...(await list({ limit: 13, offset })).households);
  expect(pages).toEqual(households);
  const calm = households.findIndex((row) => row.attention.length === 0);
  expect(households.slice(calm).every((row) => row.attention.length === 0)).toBe(true);
  expect((await list({}, systemScope('350525'))).total).toBe(0);
});
