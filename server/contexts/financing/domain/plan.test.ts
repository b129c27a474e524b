// A plan put together: products and terms, cuts with their reasons, modes, steps, supposed facts.

import { expect, test } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import type { FactRow } from '../../../../kernel/facts.ts';
import { fen } from '../../../../kernel/money.ts';
import type { CaseTrace } from '../../../../kernel/trace.ts';
import { factRow } from '../../../../test/facts.ts';
import { assume } from './assumptions.ts';
import { type Channel, needRow, type Route, readRoute, withinOutcome } from './channel.ts';
import type { Outcome } from './figure1.ts';
import { type RawNeed, readNeeds } from './need.ts';
import { drawPlan, type PlanQuestion } from './plan.ts';
import { isStarter, type Product } from './product.ts';
import { nextSteps } from './steps.ts';
import { suppose } from './supposed.ts';

const TODAY = isoDate('2026-03-04');
const TRACE: CaseTrace = { table: 'path', hitPolicy: 'first', fired: [0], rows: [] };
const product = (code: string, channel: Channel, changes: Partial<Product> = {}): Product => ({
  code,
  name: { zh: code, en: code },
  channel,
  eligibility: 'any_household',
  minAmount: fen(100_000),
  maxAmount: fen(5_000_000),
  maxMonths: 36,
  rateBasis: 'lpr_by_term',
  spreadBp: 0,
  methods: ['level'],
  terms: { zh: '', en: '' },
  source: '示例',
  confidence: 'U',
  ...changes,
});
const CATALOGUE = [
  product('micro', 'traditional', { eligibility: 'in_need' }),
  product('guaranteed', 'traditional', { maxAmount: fen(30_000_000), rateBasis: 'lpr_1y', spreadBp: 50 }),
  product('online', 'internet', { maxMonths: 12, methods: ['revolving'], rateBasis: 'lpr_1y', spreadBp: 150 }),
  product('chain', 'ecommerce', { eligibility: 'seller', maxMonths: 12, methods: ['bullet'] }),
  product('presale', 'crowdfunding', { methods: [], rateBasis: 'none' }),
  product('cover', 'insurance', { minAmount: fen(0), maxAmount: null, methods: [], rateBasis: 'none' }),
];
const ROUTES: Readonly<Record<string, readonly [Channel, Route['mode']]>> = {
  processing_equipment: ['traditional', 4],
  production_materials: ['traditional', 4],
  wages: ['internet', 1],
  purchase: ['ecommerce', 1],
  marketing: ['crowdfunding', 3],
  insurance: ['insurance', null],
};
const ask = (purpose: string, amountYuan: number, monthsOccupied: number, more: Partial<RawNeed> = {}): RawNeed => ({
  purpose,
  amountYuan,
  monthsOccupied,
  neededOn: '2026-04-10',
  evidence: '报价单',
  ...more,
});

function plan(
  raw: readonly RawNeed[],
  changes: Partial<FactRow> = {},
  more: Partial<PlanQuestion> & { outcome?: Outcome } = {},
) {
  const needs = readNeeds(raw, TODAY);
  if (!needs.ok) throw new Error(needs.refusal.code);
  const outcome = more.outcome ?? 'admitted';
  return drawPlan({
    row: factRow({ wageIncome: 80_000, oncePoor: true, courses: 1, teaLand: 3, ...changes }),
    decision: { outcome, reasons: [], clause: '' },
    needs: needs.value.map((need) => {
      const [channel, mode] = ROUTES[need.purpose] ?? ['traditional', 4];
      const route: Route = { channel, mode, clause: '论文 §3.1', reason: { zh: '路径表', en: 'path table' } };
      return {
        need,
        route: withinOutcome(route, outcome),
        trace: TRACE,
        decidedBy: { table: 'path', version: 1, validFrom: '2026-01-01' },
      };
    }),
    products: CATALOGUE,
    assumptions: assume({}, null),
    savings: null,
    today: TODAY,
    ...more,
  });
}

test('a machine and wages: channel, product, amount, term, method; calendar to the last payment', () => {
  const drawn = plan([ask('processing_equipment', 20_000, 60), ask('wages', 5_000, 6)]);
  expect(
    drawn.items.map(({ channel, product, fundedFen, loan, cuts }) => [
      channel,
      product?.code,
      fundedFen,
      loan?.months,
      loan?.rateBp,
      loan?.method,
      cuts,
    ]),
  ).toEqual([
    ['traditional', 'micro', 2_000_000, 36, 350, 'level', []],
    ['internet', 'online', 500_000, 6, 450, 'revolving', []],
  ]);
  expect(drawn).toMatchObject({
    askedFen: 2_500_000,
    fundedFen: 2_500_000,
    debtFen: 2_500_000,
    mode: 'government_bank',
  });
  expect(drawn.calendar.months).toHaveLength(38);
  expect(drawn.calendar.months[0]).toBe('2026-03');
  const line = (code: string) => drawn.calendar.lines.find((one) => one.code === code)?.amountsFen ?? [];
  expect([line('funds')[1], line('purchases')[1]]).toEqual([2_500_000, 2_500_000]);
  expect(line('principal').reduce((a, b) => a + b, 0)).toBe(2_500_000);
  expect(drawn.calendar.lowest.balanceFen).toBe(Math.min(...drawn.calendar.balanceFen));
  expect(drawn.affordable.lowestUnderStress.balanceFen).toBeGreaterThanOrEqual(0);
});

test('beyond what is carried, the short need is cut first, and the total is exactly the affordable size', () => {
  const drawn = plan([ask('wages', 40_000, 6), ask('processing_equipment', 20_000, 60)], { wageIncome: 65_000 });
  const [wages, machine] = drawn.items;
  expect(drawn.affordable.amountFen).toBeGreaterThan(2_000_000);
  expect(drawn.affordable.amountFen).toBeLessThan(6_000_000);
  expect(machine).toMatchObject({ fundedFen: 2_000_000, cuts: [] });
  expect(wages?.cuts).toMatchObject([{ code: 'beyond_affordable', byFen: 4_000_000 - (wages?.fundedFen ?? 0) }]);
  expect(drawn.fundedFen).toBe(drawn.affordable.amountFen);
});

test("a product's limit is used up in the order asked; the next that has room takes over", () => {
  const drawn = plan([ask('processing_equipment', 40_000, 60), ask('production_materials', 30_000, 24)], {
    wageIncome: 200_000,
  });
  expect(drawn.items.map(({ product }) => product?.code)).toEqual(['micro', 'guaranteed']);
  const large = plan([ask('processing_equipment', 400_000, 60)], { wageIncome: 900_000 });
  expect(large.items[0]).toMatchObject({ fundedFen: 30_000_000, cuts: [{ code: 'product_limit', byFen: 10_000_000 }] });
});

test('who may have what', () => {
  const code = (changes: Partial<FactRow>, need = ask('processing_equipment', 20_000, 60)) =>
    plan([need], changes).items[0]?.product?.code ?? null;
  expect(code({ oncePoor: true })).toBe('micro');
  expect(code({ oncePoor: false, referenceMargin: 30_000 })).toBe('guaranteed');
  expect(code({ oncePoor: false, referenceMargin: -1 })).toBe('micro');
  expect(code({ daysPastDue: 5 })).toBeNull();
  expect(code({ shop: false }, ask('purchase', 5_000, 6))).toBeNull();
  expect(code({ shop: false }, ask('purchase', 5_000, 6, { orderBacked: true }))).toBe('chain');
});

test('nothing to be had is said, not hidden', () => {
  const drawn = plan([ask('purchase', 5_000, 6)]);
  expect(drawn.items[0]).toMatchObject({
    fundedFen: 0,
    product: null,
    loan: null,
    cuts: [{ code: 'no_product', byFen: 500_000 }],
  });
  expect(drawn.items[0]?.candidates).toMatchObject([{ code: 'chain', eligible: false }]);
});

test('presales bring money that is not paid back; insurance brings none', () => {
  const drawn = plan([ask('marketing', 8_000, 6, { presale: true }), ask('insurance', 200, 12)]);
  expect(drawn).toMatchObject({ askedFen: 800_000, fundedFen: 800_000, debtFen: 0, mode: 'ecommerce_crowdfunding' });
  expect(drawn.items[1]).toMatchObject({ fundedFen: 0, product: { code: 'cover' }, cuts: [] });
  expect(drawn.calendar.lines.map(({ code }) => code)).not.toContain('principal');
});

test('no needs: calendar, size on reference terms, no items', () => {
  const drawn = plan([]);
  expect(drawn.items).toEqual([]);
  expect(drawn.affordable.amountFen).toBeGreaterThan(0);
  expect(drawn.affordable.reference?.zh).toContain('36');
  expect(drawn.calendar.months).toHaveLength(12);
  expect(drawn.steps.at(-1)?.zh).toContain('最多能承受');
  const poor = plan([], { wageIncome: 20_000 });
  expect(poor.affordable).toMatchObject({ amountFen: 0, withoutDebt: false });
  expect(poor.steps.at(-1)?.zh).toContain('还不上');
});

test('the traditional channel only: online routes are bent there, with the reason', () => {
  const drawn = plan([ask('wages', 5_000, 6)], {}, { outcome: 'traditional_only' });
  expect(drawn.items[0]).toMatchObject({ channel: 'traditional', mode: 4 });
  expect(drawn.items[0]?.reason.zh).toContain('只走传统渠道');
});

test('modes say what speaks for them and what they lack', () => {
  const drawn = plan([ask('processing_equipment', 20_000, 60)], { headAge: 60 });
  const of = (mode: string) => drawn.modes.find((one) => one.mode === mode);
  expect(of('government_bank')).toMatchObject({ fits: true, missing: [] });
  expect(of('ecommerce_startup')?.missing.map(({ zh }) => zh)).toEqual(['有 45 岁以下或大专以上的带头人']);
  expect(drawn.nearestMode).toBe('ecommerce_industry');
  expect(of('ecommerce_industry')?.fits).toBe(false);
});

test('steps are in plain words: consent, each errand with its paper, the tight month', () => {
  const steps = plan([ask('processing_equipment', 20_000, 60)], {}, { outcome: 'train_first' }).steps.map(
    ({ zh }) => zh,
  );
  expect(steps[0]).toContain('培训');
  expect(steps[1]).toContain('征信');
  expect(steps[2]).toContain('带上「报价单」');
  expect(steps[2]).toContain('20,000.00 元');
});

test.each([
  [9_999, true],
  [10_000, false],
  [300_000, false],
])('a lowest month with %d yuan left, where 10,000 should be at hand, is worth a word: %s', (yuan, worth) => {
  const item = {
    purpose: 'purchase' as const,
    channel: 'internet' as const,
    product: null,
    asked: fen(500_000),
    funded: fen(500_000),
    months: 6,
    evidence: '报价单',
  };
  const said = nextSteps({
    outcome: 'admitted',
    overdue: false,
    items: [item],
    affordable: fen(500_000),
    lowest: { month: '2026-11', balance: fen(yuan * 100) },
    tight: fen(1_000_000),
  });
  expect(said.some(({ zh }) => zh.startsWith('2026年11月手头最紧'))).toBe(worth);
});

test('the row that the path table judges', () => {
  const needs = readNeeds([ask('insurance', 200, 12, { orderBacked: true })], TODAY);
  if (!needs.ok) throw new Error(needs.refusal.code);
  expect(
    needs.value.map((need) => needRow(need, { startup: isStarter(factRow({ shop: true, headAge: 45 })) })),
  ).toEqual([
    {
      purpose: 'insurance',
      purposeKind: 'risk',
      applicantKind: 'household',
      amount: 200,
      monthsOccupied: 12,
      linkedHouseholds: 0,
      orderBacked: true,
      presale: false,
      startup: true,
      isRisk: true,
    },
  ]);
});

test.each([
  [[], 'no_route'],
  [[{ channel: 'loan shark' }], 'no_route'],
  [[{ channel: 'internet', mode: 1, clause: '论文 §3.1', reason: '短期', reasonEn: '' }], 'internet/1/短期'],
  [[{ channel: 'insurance', reason: '险', reasonEn: 'risk' }], 'insurance/null/risk'],
])('outputs %j', (outputs, expected) => {
  const read = readRoute(outputs);
  expect(read.ok ? `${read.value.channel}/${read.value.mode}/${read.value.reason.en}` : read.refusal.code).toBe(
    expected,
  );
});

test.each([
  [{ shop: true, members: 5 }, 'ok'],
  [{ loans: null }, 'ok'],
  [{ wings: 2, shop: 'yes' }, 'unknown_fact'],
  [{ shop: 'yes' }, 'fact_value_invalid'],
  [{ members: 2.5 }, 'fact_value_invalid'],
  [{ members: null }, 'fact_value_invalid'],
  [{ conduct: '酗酒' }, 'fact_value_invalid'],
  [{ netIncome: Number.NaN }, 'fact_value_invalid'],
])('supposing %j', (facts, expected) => {
  const supposed = suppose(factRow(), facts);
  expect(supposed.ok ? 'ok' : supposed.refusal.code).toBe(expected);
  if (supposed.ok) expect(supposed.value).toMatchObject(facts);
});

test("assumptions: the county's own figures where it has them, each with its source", () => {
  const own = assume({ livingCostPerHead: 12_000, stressIncomeDropBp: 'many' }, fen(432_100));
  expect(own).toMatchObject({ livingCostPerHead: 1_200_000n, incomeDropBp: 2000, illness: 432_100n });
  expect(own.stated.find(({ code }) => code === 'stress_illness')).toMatchObject({ value: 4321, confidence: 'C' });
  expect(own.stated.find(({ code }) => code === 'living_cost')?.source).toBe('县参数');
});
