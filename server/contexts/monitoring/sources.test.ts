// The rows shown behind a figure are the rows that made it: amounts add up, for every household of the demonstration county.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '../../../kernel/calendar.ts';
import type { FactName } from '../../../kernel/facts.ts';
import { type DemoCounty, demoCounty } from '../../../test/demo-county.ts';
import { systemScope } from '../../platform/database.ts';

const scope = systemScope('350524');
let demo: DemoCounty;
let ids: string[];
beforeAll(async () => {
  demo = await demoCounty();
  // Rows of other years, and of compulsory schooling, which no figure counts: a source list must not show them.
  await demo.db.owner.query(`
    insert into households.settlement select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'occurrence', 99,
      'settled_on', s.settled_on - interval '13 months'))).* from households.settlement s;
    insert into households.tuition select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'occurrence', 99,
      'from_day', t.from_day - interval '2 years', 'to_day', t.to_day - interval '2 years', 'school_year', '2023-2024'))).* from households.tuition t;
    insert into households.disaster select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'occurrence', 99,
      'happened_on', d.happened_on - interval '2 years'))).* from households.disaster d;
    insert into households.income select (jsonb_populate_record(i, jsonb_build_object('year', i.year - 1, 'wage_fen', i.wage_fen + 100))).*
      from households.income i;`);
  await demo.app.monitoring.refreshFacts(scope);
  const { rows } = await demo.db.owner.query<{ household_id: string }>(
    `select household_id from monitoring.facts order by (self_pay_fen > 0) desc, (schooling_cost_fen > 0) desc, (disaster_loss_fen > 0) desc,
       household_id limit 250`,
  );
  ids = rows.map((row) => row.household_id);
}, 120_000);
afterAll(() => demo?.close());

const FACTS: readonly FactName[] = [
  'selfPay',
  'inpatientSelfPay',
  'outpatientSelfPay',
  'schoolingCost',
  'disasterLoss',
  'netIncome',
  'wageIncome',
  'businessIncome',
  'transferIncome',
  'businessExpense',
];

test.each(FACTS)('%s', async (fact) => {
  let some = 0;
  for (const id of ids) {
    const found = await demo.app.monitoring.findFacts(scope, id);
    const sources = (await demo.app.monitoring.traceFact(scope, id, fact))!;
    const sum = sources.reduce((total, source) => total + (source.amountFen ?? 0), 0);
    expect([id, sum]).toEqual([id, Math.round(Number(found!.row[fact]) * 100)]);
    if (sum !== 0) some += 1;
  }
  expect(some).toBeGreaterThan(0);
});

test('reference income: the year’s net income less the settlements, shared by the members', async () => {
  for (const id of ids.slice(0, 60)) {
    const { row } = (await demo.app.monitoring.findFacts(scope, id))!;
    const sources = (await demo.app.monitoring.traceFact(scope, id, 'referenceIncomePerHead'))!;
    const sum = sources.reduce((total, source) => total + (source.amountFen ?? 0), 0);
    expect(Math.abs(sum / Number(row.members) - Number(row.referenceIncomePerHead) * 100)).toBeLessThan(1);
  }
});

test('a visit is the source of what it saw, a course of a training, and the change of wages names both years', async () => {
  const id = ids[0]!;
  const seenOn = isoDate('2026-02-10');
  await demo.app.households.correct(scope, { householdId: id, housing: 'D', seenOn, note: '房梁开裂' });
  const trace = async (fact: FactName) => (await demo.app.monitoring.traceFact(scope, id, fact))!;
  expect(await trace('housingGrade')).toMatchObject([{ source: '入户走访', row: 0 }]);
  expect(await trace('unsafeWater')).toMatchObject([{ source: '花名册.xlsx' }]);
  const { rows } = await demo.db.owner.query<{ id: string }>(
    'select id from households.person where household_id = $1',
    [id],
  );
  const course = {
    householdId: id,
    personId: rows[0]!.id,
    course: '直播带货',
    kind: 'commerce' as const,
    finishedOn: seenOn,
  };
  await demo.app.households.recordCourse(scope, course);
  expect(await trace('courses')).toMatchObject([{ what: '2026-02-10 直播带货', row: 0 }]);
  expect((await trace('wageChange')).map(({ what }) => what)).toEqual(['2025 年工资性收入', '2024 年工资性收入']);
  expect((await trace('incomePerHead')).map(({ what }) => what)).toEqual(['2025 年家庭纯收入']);
});
