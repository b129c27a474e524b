// financing on real PostgreSQL, with the shipped path table: plans drawn and kept, one open at a time, and who sees them.

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isoDate } from '../../../kernel/calendar.ts';
import type { FactRow } from '../../../kernel/facts.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Role } from '../../../kernel/permissions.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { factRow } from '../../../test/facts.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Scope } from '../../platform/database.ts';
import type { Standing, Suggestion } from '../admission/index.ts';
import { createRules } from '../rules/index.ts';
import { needRow } from './domain/channel.ts';
import { readNeeds } from './domain/need.ts';
import { createFinancing, JUDGED_BY_FINANCING, PURPOSES, type RawNeed } from './index.ts';
import { FINANCING_REFUSALS } from './refusals.ts';
import { keptPlanSchema, planSchema, whatIfSchema } from './schema.ts';

const COUNTY = '350524';
const VILLAGE = '350524100201';
const TODAY = isoDate('2026-03-04');
const clock = fixedClock('2026-03-04T02:00:00Z');
let db: TestDatabase;
let rules: ReturnType<typeof createRules>;
let household: string;
let row: FactRow;
let standing: Standing | null;
const COOPERATIVE = '93350524MA00000001';
let linked = 0;

function suggestionOf(facts: FactRow): Suggestion {
  const outcome =
    facts.labourUnits === 0
      ? 'social_relief'
      : facts.conduct !== '无'
        ? 'correction'
        : facts.courses === 0
          ? 'train_first'
          : 'admitted';
  return {
    outcome,
    reasons: [{ zh: `结论：${outcome}`, en: outcome }],
    clause: '论文 §3.3.5',
    ruleVersion: { table: 'admission', version: 1, hash: 'abc', validFrom: '2026-01-01' },
    trace: { table: 'admission', hitPolicy: 'first', fired: [], rows: [] },
    facts,
    factsAsOf: '2026-03-01',
  };
}

const financing = () =>
  createFinancing({
    database: db.database,
    clock,
    businessDate: async () => TODAY,
    household: async (scope, id) => (id === household && scope.county === COUNTY ? { region: VILLAGE } : null),
    admission: {
      standing: async () => standing,
      suggestAdmission: async (_scope, id) => (id === household ? ok(suggestionOf(row)) : refuse('household_unknown')),
      suggestFor: async (_scope, facts) => ok(suggestionOf(facts)),
    },
    enterprise: async (_scope, code) =>
      code === COOPERATIVE ? { kind: 'cooperative', linkedHouseholds: linked } : null,
    evaluate: async (scope, table, subject, on) => await rules.explain(table, scope.county, on, subject),
    parameters: async (scope, on) =>
      Object.fromEntries(
        (await rules.listParameters(scope, { on })).map(({ definition, current }) => [definition.name, current?.value]),
      ),
  });

const as = (role: Role, region = COUNTY, county = COUNTY): Scope => ({
  county,
  region,
  household: null,
  actor: { id: role, name: `${role}甲`, role },
  mayWrite: true,
  secondFactor: true,
});
const village = () => as('village_officer', VILLAGE);
const admittedBy = (decisionId: string): Standing => ({
  decisionId,
  outcome: 'admitted',
  suggested: 'admitted',
  reason: '同意',
  clause: '论文 §3.3.5',
  decidedAt: clock.now().toISOString(),
  correctionUntil: null,
});
const value = <T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;
const need = (purpose: string, amountYuan: number, monthsOccupied: number, more: Partial<RawNeed> = {}): RawNeed => ({
  purpose,
  amountYuan,
  monthsOccupied,
  neededOn: '2026-04-10',
  evidence: '报价单',
  ...more,
});

beforeAll(async () => {
  db = await freshDatabase();
  rules = createRules({ database: db.database, clock, businessDate: async () => TODAY });
  await rules.installShipped();
});
afterAll(async () => {
  await db.close();
});
beforeEach(() => {
  household = newId(clock.now().getTime());
  row = factRow({ wageIncome: 90_000, teaLand: 3, courses: 1, oncePoor: true, shop: true });
  standing = admittedBy(newId(clock.now().getTime()));
});

test('purposes are those of the path table', async () => {
  const { subject } = value(await rules.getTable(as('county_officer'), 'path', 1));
  const purposes = subject.fields.find(({ name }) => name === 'purpose')?.values;
  expect(PURPOSES.map((purpose) => purpose.code)).toEqual(purposes);
});

// Spec 4, "financing": each kind of need by the shipped table and the shipped catalogue.
test.each<[string, RawNeed, string, string | null]>([
  ['a fixed asset', need('processing_equipment', 20_000, 60), 'traditional', 'microcredit_assistance'],
  ['production materials', need('production_materials', 5_000, 6), 'traditional', 'microcredit_assistance'],
  ['money bound beyond a year', need('purchase', 5_000, 13), 'traditional', 'microcredit_assistance'],
  ['working capital', need('wages', 5_000, 6), 'internet', 'farmer_revolving'],
  ['tied to orders', need('purchase', 5_000, 6, { orderBacked: true }), 'ecommerce', 'ecommerce_chain'],
  ['not grown yet, demand proven', need('packaging', 5_000, 6, { presale: true }), 'crowdfunding', 'presale_campaign'],
  ['a risk', need('insurance', 200, 12), 'insurance', 'county_cover'],
])('%s', async (_, asked, channel, product) => {
  const plan = value(await financing().suggestPlan(village(), { householdId: household, needs: [asked] }));
  const [item] = plan.items;
  expect([item?.channel, item?.product?.code]).toEqual([channel, product]);
  expect(item?.trace.fired).toHaveLength(1);
  expect(planSchema.parse(plan)).toEqual(plan);
});

test("the catalogue is dated: before 2026 its forerunner is offered, with the limit of the county's parameter", async () => {
  const { database } = db;
  const before = createFinancing({ ...deps(), database, businessDate: async () => isoDate('2025-12-31') });
  expect((await before.listProducts(village())).map((product) => product.code)).toContain('microcredit_once_poor');
  const products = await financing().listProducts(village());
  expect(products.find(({ channel }) => channel === 'traditional')).toMatchObject({
    code: 'microcredit_assistance',
    maxAmount: 10_000_000n,
    maxMonths: 36,
  });
});

function deps(): Parameters<typeof createFinancing>[0] {
  return {
    database: db.database,
    clock,
    businessDate: async () => TODAY,
    household: async () => ({ region: VILLAGE }),
    admission: {
      standing: async () => standing,
      suggestAdmission: async () => ok(suggestionOf(row)),
      suggestFor: async (_s, facts) => ok(suggestionOf(facts)),
    },
    enterprise: async () => null,
    evaluate: async () => {
      throw new Error('not asked');
    },
    parameters: async () => ({}),
  };
}

test('a suggested plan rests on the decision, else on the suggestion', async () => {
  const asked = { householdId: household, needs: [need('wages', 5_000, 6)] };
  row = factRow({ courses: 0 });
  expect(value(await financing().suggestPlan(village(), asked)).outcome).toBe('admitted');
  standing = null;
  const plan = value(await financing().suggestPlan(village(), asked));
  expect(plan.outcome).toBe('train_first');
  expect(plan.steps[0]?.zh).toContain('培训');
  row = factRow({ conduct: '赌博' });
  expect(code(await financing().suggestPlan(village(), asked))).toBe('conduct_unverified');
  row = factRow({ labourUnits: 0 });
  expect(code(await financing().suggestPlan(village(), { householdId: household, needs: [{}] }))).toBe(
    'not_admitted_relief',
  );
});

test('refusals of opening come in the documented order', async () => {
  const service = financing();
  const unknown = newId(1);
  const needs: RawNeed[] = [{ purpose: '旅游' }];
  const seen: string[] = [code(await service.openPlan(village(), { householdId: unknown, needs }))];
  const open = async (asked: readonly RawNeed[], savingsYuan?: number) =>
    seen.push(code(await service.openPlan(village(), { householdId: household, needs: asked, savingsYuan })));
  const decided = standing;
  standing = null;
  await open(needs);
  for (const outcome of ['social_relief', 'correction', 'train_first'] as const) {
    standing = decided === null ? null : { ...decided, outcome };
    await open(needs);
  }
  standing = decided;
  const first = value(await service.openPlan(village(), { householdId: household, needs: [need('wages', 5_000, 6)] }));
  await open([]);
  value(await service.closePlan(village(), first.id, '另做方案'));
  await open([]);
  await open(needs);
  await open([need('wages', 5_000, 6)], -1);
  await open([need('wages', 5_000, 6)]);
  expect(seen).toEqual([
    'household_unknown',
    'not_decided',
    'not_admitted_relief',
    'in_correction',
    'training_first',
    'open_plan_exists',
    'no_needs',
    'unknown_purpose',
    'savings_invalid',
    'ok',
  ]);
});

test('a plan is opened, agreed, closed; what it was made from is kept', async () => {
  const service = financing();
  const needs = [
    need('processing_equipment', 20_000, 60),
    need('purchase', 6_000, 6, { orderBacked: true, orderYuan: 9_000 }),
  ];
  const draft = value(await service.openPlan(village(), { householdId: household, needs }));
  expect(draft).toMatchObject({ state: 'draft', decisionId: standing?.decisionId, needs, factsAsOf: '2026-03-01' });
  expect(keptPlanSchema.parse(draft)).toEqual(draft);
  expect(value(await service.suggestPlan(village(), { householdId: household, needs }))).toEqual(draft.plan);
  const rows = await db.owner.query(
    'select purpose, asked_fen, channel, product, months, rate_bp, method from financing.plan_need where plan_id = $1 order by n',
    [draft.id],
  );
  expect(rows.rows).toEqual([
    {
      purpose: 'processing_equipment',
      asked_fen: '2000000',
      channel: 'traditional',
      product: 'microcredit_assistance',
      months: 36,
      rate_bp: 350,
      method: 'level',
    },
    {
      purpose: 'purchase',
      asked_fen: '600000',
      channel: 'ecommerce',
      product: 'ecommerce_chain',
      months: 6,
      rate_bp: 400,
      method: 'bullet',
    },
  ]);

  expect(code(await service.agreePlan(village(), draft.id, ' '))).toBe('agreed_by_missing');
  const agreed = value(await service.agreePlan(village(), draft.id, '户主林某'));
  expect(agreed).toMatchObject({ state: 'agreed', agreedBy: '户主林某' });
  expect(code(await service.agreePlan(village(), draft.id, '户主林某'))).toBe('plan_not_draft');
  expect((await service.currentPlan(village(), household))?.id).toBe(draft.id);
  expect(code(await service.closePlan(village(), draft.id, ''))).toBe('reason_missing');
  expect(value(await service.closePlan(village(), draft.id, '贷款已办')).state).toBe('closed');
  expect(code(await service.closePlan(village(), draft.id, '再关'))).toBe('plan_closed');
  expect(await service.currentPlan(village(), household)).toBeNull();
  expect(await service.listPlans(village(), household)).toHaveLength(1);
});

test('agreeing asks whether the admission still stands as it did', async () => {
  const service = financing();
  const draft = value(await service.openPlan(village(), { householdId: household, needs: [need('wages', 5_000, 6)] }));
  const agree = async () => code(await service.agreePlan(village(), draft.id, '户主'));
  const decided = standing;
  standing = null;
  expect(await agree()).toBe('not_decided');
  standing = decided === null ? null : { ...decided, outcome: 'correction' };
  expect(await agree()).toBe('in_correction');
  standing = admittedBy(newId(5));
  expect(await agree()).toBe('decision_changed');
  standing = decided;
  expect(await agree()).toBe('ok');
  expect(code(await service.agreePlan(village(), newId(9), '户主'))).toBe('plan_unknown');
});

test('a plan that funds nothing cannot be agreed', async () => {
  const service = financing();
  row = factRow({ wageIncome: 10_000, courses: 1 });
  const draft = value(await service.openPlan(village(), { householdId: household, needs: [need('wages', 5_000, 6)] }));
  expect(draft.plan).toMatchObject({ fundedFen: 0, affordable: { amountFen: 0, withoutDebt: false } });
  expect(code(await service.agreePlan(village(), draft.id, '户主'))).toBe('nothing_funded');
});

test('two people opening at once: one open plan', async () => {
  const service = financing();
  const request = { householdId: household, needs: [need('wages', 5_000, 6)] };
  const both = await Promise.all([service.openPlan(village(), request), service.openPlan(village(), request)]);
  expect(both.map(code).sort()).toEqual(['ok', 'open_plan_exists']);
});

test('what if: a changed fact moves the way, and nothing is kept', async () => {
  const service = financing();
  const request = { householdId: household, needs: [need('wages', 5_000, 6)] };
  const asIs = value(await service.whatIf(village(), { ...request, facts: {} }));
  expect(asIs.figure1.ways[0]?.nodes.at(-1)).toBe('repayment');
  const gambling = value(await service.whatIf(village(), { ...request, facts: { conduct: '赌博' } }));
  expect(gambling).toMatchObject({ outcome: 'correction', plan: null, refused: 'conduct_unverified' });
  expect(gambling.figure1.ways[0]?.nodes.at(-1)).toBe('outcome:correction');
  const untrained = value(await service.whatIf(village(), { ...request, facts: { courses: 0, shop: false } }));
  expect(untrained.outcome).toBe('train_first');
  for (const answer of [asIs, gambling, untrained]) expect(whatIfSchema.parse(answer)).toEqual(answer);
  expect(code(await service.whatIf(village(), { ...request, facts: { wings: 2 } }))).toBe('unknown_fact');
  expect(await service.listPlans(village(), household)).toEqual([]);
});

test("the illness of the stress is the county's median, also for an officer who sees one village of it", async () => {
  const insert = async (amounts: readonly number[], region: string) => {
    for (const amount of amounts) {
      await db.owner.query(
        `insert into monitoring.facts select (jsonb_populate_record(null::monitoring.facts, (
           select jsonb_object_agg(column_name, case when data_type in ('text', 'character') then '"x"'::jsonb when data_type = 'boolean' then 'false'::jsonb
             when data_type = 'date' then '"2026-01-01"'::jsonb when data_type = 'uuid' then to_jsonb(gen_random_uuid()) else '0'::jsonb end)
           from information_schema.columns where table_schema = 'monitoring' and table_name = 'facts')
           || jsonb_build_object('county', $1::text, 'region', $2::text, 'inpatient_self_pay_fen', $3::bigint))).*`,
        [COUNTY, region, amount],
      );
    }
  };
  const illness = async (scope: Scope) =>
    value(await financing().suggestPlan(scope, { householdId: household, needs: [] })).assumptions.find(
      (one) => one.code === 'stress_illness',
    );
  expect(await illness(village())).toMatchObject({ value: 6000, confidence: 'U' });
  await insert([0, 100_000, 300_000], VILLAGE);
  await insert([700_000, 900_000], '350524100202');
  // Of those who paid: 1,000, 3,000, 7,000 and 9,000 yuan; the lower middle one.
  expect(await illness(village())).toMatchObject({ value: 3000, confidence: 'C' });
  const seen = await db.database.transaction(village(), async (tx) => {
    await financing().suggestPlan({ ...village(), tx }, { householdId: household, needs: [] });
    return (await sql<{ n: bigint }>`select count(*) as n from monitoring.facts where county = ${COUNTY}`.execute(tx))
      .rows[0]?.n;
  });
  expect(seen).toBe(3n);
});

test('other county, other village, other household, banks: no plan at the database, whatever the service', async () => {
  const service = financing();
  const draft = value(await service.openPlan(village(), { householdId: household, needs: [need('wages', 5_000, 6)] }));
  const count = async (scope: Scope) =>
    await db.database.transaction(scope, async (tx) => {
      const plans = await sql<{ n: bigint }>`select count(*) as n from financing.plan where id = ${draft.id}`.execute(
        tx,
      );
      const needs = await sql<{
        n: bigint;
      }>`select count(*) as n from financing.pub_plan_need where plan_id = ${draft.id}`.execute(tx);
      return Number(plans.rows[0]?.n) + Number(needs.rows[0]?.n);
    });
  expect(await count(village())).toBe(2);
  expect(await count({ ...as('farmer', ''), household })).toBe(2);
  expect(await count(as('county_officer', '350525', '350525'))).toBe(0);
  expect(await count(as('village_officer', '350524100202'))).toBe(0);
  expect(await count({ ...as('farmer', ''), household: newId(1) })).toBe(0);
  expect(await count(as('lender_officer', ''))).toBe(0);
  const elsewhere = await service.agreePlan(as('village_officer', '350524100202'), draft.id, '户主');
  expect(code(elsewhere)).toBe('plan_unknown');
  await expect(
    service.openPlan(
      { ...as('auditor'), mayWrite: false },
      { householdId: household, needs: [need('wages', 5_000, 6)] },
    ),
  ).resolves.toMatchObject({ refusal: { code: 'open_plan_exists' } });
  value(await service.closePlan(village(), draft.id, '结束'));
  await expect(
    service.openPlan(
      { ...as('auditor'), mayWrite: false },
      { householdId: household, needs: [need('wages', 5_000, 6)] },
    ),
  ).rejects.toThrow(/row-level security/);
});

test('every refusal has its words in both languages, with the details that it brings', () => {
  for (const [name, { zh, en }] of Object.entries(FINANCING_REFUSALS)) {
    const holes = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .map((match) => match[1])
        .filter((hole) => hole !== 'purposeEn' && hole !== 'purpose')
        .sort();
    expect([name, holes(en)]).toEqual([name, holes(zh)]);
  }
});

test('the needs of open plans as one statement are those that the table judged one by one', async () => {
  const asked = [
    need('processing_equipment', 20_000, 60),
    need('purchase', 5_000.55, 6, { orderBacked: true, orderYuan: 8_000 }),
    need('packaging', 3_000, 5, { presale: true }),
    need('insurance', 200, 12),
  ];
  const rows: [Partial<FactRow>, boolean][] = [
    [{ courses: 1, headAge: 45 }, true],
    [{ courses: 1, headAge: 46 }, false],
    [{ courses: 1, headAge: 46, collegeEducatedLabour: 1 }, true],
    [{ courses: 1, shop: true, headAge: 30 }, true],
    [{ courses: 1, shop: false, headAge: 61 }, false],
  ];
  for (const [facts, startup] of rows) {
    household = newId(clock.now().getTime());
    row = factRow({ wageIncome: 90_000, teaLand: 3, ...facts });
    const kept = value(await financing().openPlan(village(), { householdId: household, needs: asked }));
    const read = value(readNeeds(asked, TODAY));
    const judged = await db.owner.query<Record<string, unknown>>(
      `select f.* from ${JUDGED_BY_FINANCING.path.from} where f.household_id = $1`,
      [household],
    );
    const subject = value(await rules.getTable(as('county_officer'), 'path', 1)).subject;
    const found = judged.rows.map((one) =>
      Object.fromEntries(
        subject.fields.map(({ name, column, type }) => [
          name,
          type === 'money' ? Number(one[column]) / 100 : one[column],
        ]),
      ),
    );
    const byPurpose = (a: { purpose?: unknown }, b: { purpose?: unknown }) =>
      String(a.purpose).localeCompare(String(b.purpose));
    expect(found.toSorted(byPurpose)).toEqual(read.map((one) => needRow(one, { startup })).toSorted(byPurpose));
    // A closed plan asks for nothing any more.
    value(await financing().closePlan(village(), kept.id, '不再需要'));
    const left = await db.owner.query(`select 1 from ${JUDGED_BY_FINANCING.path.from} where f.household_id = $1`, [
      household,
    ]);
    expect(left.rowCount).toBe(0);
  }
});

// Spec 4, "financing": an industry project of an enterprise or co-operative with linked households goes to the guidance fund.
test.each<[string, number, RawNeed, string, number | null, string[]]>([
  [
    'a project that links households',
    30,
    need('processing_equipment', 600_000, 60),
    'guidance_fund',
    5,
    ['guidance_fund'],
  ],
  ['a project that links few', 1, need('processing_equipment', 600_000, 60), 'traditional', 4, []],
  ['working capital', 30, need('wages', 200_000, 6), 'internet', 1, []],
  ['tied to orders', 30, need('purchase', 200_000, 6, { orderBacked: true }), 'ecommerce', 1, []],
])('a co-operative, %s', async (_, households, asked, channel, mode, products) => {
  linked = households;
  const { ways } = value(
    await financing().suggestEnterprisePath(village(), { creditCode: COOPERATIVE, needs: [asked] }),
  );
  const [way] = ways;
  expect([way?.channel, way?.mode, way?.products.map(({ code: product }) => product)]).toEqual([
    channel,
    mode,
    products,
  ]);
  expect(way?.trace.fired).toHaveLength(1);
});

test('the path of an enterprise is refused by name', async () => {
  const ask = async (creditCode: string, needs: readonly RawNeed[]) =>
    code(await financing().suggestEnterprisePath(village(), { creditCode, needs }));
  expect(await ask('91350524MA00000002', [])).toBe('enterprise_unknown');
  expect(await ask(COOPERATIVE, [])).toBe('no_needs');
  expect(await ask(COOPERATIVE, [need('wages', -1, 6)])).toBe('amount_not_positive');
});
