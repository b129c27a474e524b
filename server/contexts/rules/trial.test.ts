// A trial on the demonstration county against the format's own engine, household by household.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoCounty, demoCounty } from '../../../test/demo-county.ts';
import { type Scope, systemScope } from '../../platform/database.ts';
import { inspectTable } from './domain/checked-table.ts';
import type { RuleField } from './domain/subject.ts';
import { type DecisionTable, readTable, writeTable } from './domain/table.ts';
import { SHIPPED_TABLES } from './shipped.ts';
import { decideInLoop } from './testing/loop.ts';

const COUNTY = '350524';
const officer: Scope = {
  ...systemScope(COUNTY),
  actor: { id: 'u1', name: '林县长', role: 'county_officer' },
};

let demo: DemoCounty;
beforeAll(async () => {
  demo = await demoCounty();
});
afterAll(async () => {
  await demo?.close();
});

function shipped(name: string) {
  const found = SHIPPED_TABLES.find((one) => one.name === name)!;
  const read = readTable(found.content);
  if (!read.ok) throw new Error(read.refusal.code);
  return { ...found, table: read.value };
}

function edited(table: DecisionTable, ruleId: string, column: string, text: string): DecisionTable {
  const rules = table.rules.map((rule) =>
    rule.id === ruleId ? { ...rule, cells: { ...rule.cells, [column]: text } } : rule,
  );
  expect(rules).not.toEqual(table.rules);
  return { ...table, rules };
}

const value = (field: RuleField, stored: unknown) => {
  if (stored === null || stored === undefined) return null;
  if (field.type === 'money') return Number(stored) / 100;
  return field.type === 'integer' || field.type === 'decimal' ? Number(stored) : (stored as string | boolean);
};

/** The decisions of every household by the engine: sorted, joined, by household id. */
async function byEngine(name: string, table: DecisionTable): Promise<Map<string, { region: string; decided: string }>> {
  const { subject, verdict } = shipped(name);
  const parameters = await demo.app.rules.ruleParameters(COUNTY, await demo.app.places.businessDate(COUNTY));
  const { checked, problems } = inspectTable(name, table, subject, parameters);
  expect(problems).toEqual([]);
  const from = name === 'risk' ? 'monitoring.assessment' : 'monitoring.facts';
  const stored = await demo.db.owner.query<Record<string, unknown>>(
    `select f.*${name === 'risk' ? ', worst as worst_severity' : ''} from ${from} f order by household_id`,
  );
  const rows = stored.rows.map((row) =>
    Object.fromEntries(subject.fields.map((field) => [field.name, value(field, row[field.column])])),
  );
  const hits = await decideInLoop(checked, rows);
  return new Map(
    stored.rows.map((row, index) => [
      String(row.household_id),
      {
        region: String(row.region),
        decided: [...new Set(hits[index]!.map((hit) => JSON.stringify(verdict.decides.map((one) => hit[one]))))]
          .toSorted()
          .join(),
      },
    ]),
  );
}

/** What each change of a table is, and rules that it must move somebody in or out of. */
const CHANGES: readonly (readonly [string, string, (table: DecisionTable) => DecisionTable])[] = [
  ['signals', 'a lower threshold', (table) => edited(table, 'inpatient_other', 'inpatientSelfPay', '>= 1500')],
  ['signals', 'a graver mark', (table) => edited(table, 'near_line', 'severity', '3')],
  ['signals', 'rules gone and in another order', (table) => ({ ...table, rules: table.rules.slice(4).toReversed() })],
  ['category', 'a smaller shock', (table) => edited(table, 'large_shock', 'condition', 'selfPay + disasterLoss > 500')],
  ['risk', 'a wider middle', (table) => edited(table, 'medium_score', 'scoreQuantile', '>= 0.5')],
  ['admission', 'no course asked for', (table) => edited(table, 'trained', 'courses', '')],
];

describe('on the demonstration county', () => {
  test.each(SHIPPED_TABLES.map(({ name }) => name))('%s as it is changes nothing', async (name) => {
    const result = await demo.app.rules.tryTable(officer, { name, content: shipped(name).content });
    expect(result).toMatchObject({ ok: true, value: { joined: 0, left: 0, changed: 0, samples: [] } });
    if (!result.ok) return;
    const { total, before, after, unit } = result.value;
    expect(before).toBe(after);
    expect([unit, total]).toEqual(name === 'path' ? ['need', 0] : ['household', 2000]);
  });

  test.each(CHANGES)('%s, %s: as the engine has it, household by household', async (name, _, change) => {
    const { table } = shipped(name);
    const changed = change(table);
    const was = await byEngine(name, table);
    const is = await byEngine(name, changed);
    const result = await demo.app.rules.tryTable(officer, { name, content: writeTable(changed, name) });
    if (!result.ok) throw new Error(result.refusal.code);
    const { total, joined, left, changed: otherwise, byTownship, samples } = result.value;
    const kind = (id: string) => {
      const [before, after] = [was.get(id)!.decided, is.get(id)!.decided];
      if (before === after) return 'same';
      return before === '' ? 'joined' : after === '' ? 'left' : 'changed';
    };
    const counted = { same: 0, joined: 0, left: 0, changed: 0 };
    const joinedByTownship: Record<string, number> = {};
    for (const [id, { region }] of was) {
      counted[kind(id)] += 1;
      const township = region.slice(0, 9);
      joinedByTownship[township] = (joinedByTownship[township] ?? 0) + (kind(id) === 'joined' ? 1 : 0);
    }
    expect({ same: total - joined - left - otherwise, joined, left, changed: otherwise }).toEqual(counted);
    expect(joined + left + otherwise).toBeGreaterThan(0);
    expect(Object.fromEntries(byTownship.map((one) => [one.region, one.joined]))).toEqual(
      Object.fromEntries(
        Object.entries(joinedByTownship).filter(([region]) => byTownship.some((one) => one.region === region)),
      ),
    );
    expect(samples.length).toBeGreaterThan(0);
    for (const sample of samples) expect([sample.no, sample.change]).toEqual([sample.no, kind(sample.householdId)]);
  });

  test('nothing is kept, and a trial may be repeated', async () => {
    const { table } = shipped('signals');
    const content = writeTable(edited(table, 'inpatient_other', 'inpatientSelfPay', '>= 1500'), 'signals');
    const kept = async () => (await demo.db.owner.query('select count(*) from rules.table_version')).rows[0];
    const before = await kept();
    const first = await demo.app.rules.tryTable(officer, { name: 'signals', content });
    expect(await demo.app.rules.tryTable(officer, { name: 'signals', content })).toEqual(first);
    expect(await kept()).toEqual(before);
  });

  test.each([
    ['a township', { ...officer, region: '350524101' }, 'signals', undefined, 'whole_county_only'],
    ['an unknown table', officer, 'nonsense', undefined, 'unknown_table'],
    ['a day gone by', officer, 'signals', '2020-01-01', 'date_in_past'],
    ['no day', officer, 'signals', '2026-02-30', 'bad_period'],
  ])('refuses %s', async (_, scope, name, on, code) => {
    const content = shipped('signals').content;
    expect(await demo.app.rules.tryTable(scope, { name, content, on })).toMatchObject({ refusal: { code } });
  });

  test('refuses a cell that cannot be used, by name', async () => {
    const table = edited(shipped('signals').table, 'disaster', 'disasterLoss', '> nowhere');
    const content = writeTable(table, 'signals');
    expect(await demo.app.rules.tryTable(officer, { name: 'signals', content })).toMatchObject({
      refusal: { code: 'uncompilable_cell', detail: { row: 12, at: 'nowhere' } },
    });
  });

  test('what it foretold comes true: published today, tonight’s screening finds just those households', async () => {
    const { rules, monitoring, places } = demo.app;
    const content = writeTable(
      edited(shipped('signals').table, 'inpatient_other', 'inpatientSelfPay', '>= 1500'),
      'signals',
    );
    const tried = await rules.tryTable(officer, { name: 'signals', content });
    if (!tried.ok) throw new Error(tried.refusal.code);
    const validFrom = await places.businessDate(COUNTY);
    await rules.saveDraft(officer, { name: 'signals', content, note: '' });
    expect(await rules.publish(officer, { name: 'signals', validFrom, note: '降低住院自付线' })).toMatchObject({
      ok: true,
    });
    const screened = await monitoring.screen(officer);
    if (!screened.ok) throw new Error(screened.refusal.code);
    const { versions, funnel, byRule } = screened.value;
    expect(versions.signals.version).toBe(2);
    expect(funnel.find(({ step }) => step === 'signals')?.households).toBe(tried.value.after);
    const foretold = Object.fromEntries(
      tried.value.byRule.flatMap(({ key, after }) => (after > 0 ? [[key, after]] : [])),
    );
    expect(Object.fromEntries(byRule.map(({ key, households }) => [key, households]))).toEqual(foretold);
    const joined = tried.value.samples.find(({ change }) => change === 'joined')!;
    const { total } = await monitoring.listClues(officer, { householdId: joined.householdId, limit: 10, offset: 0 });
    expect(total).toBeGreaterThan(0);
    // Why: by the version that found them, whatever is in force when somebody asks.
    expect(await monitoring.traceTable(officer, joined.householdId, 'signals')).toMatchObject({
      version: { version: 2 },
    });
  });

  test('with the rule as it was, what it had added is closed again: list, counts, funnel and levels agree', async () => {
    const { rules, monitoring, places, households } = demo.app;
    const validFrom = await places.businessDate(COUNTY);
    const before = await monitoring.listClues(officer, { limit: 1, offset: 0 });
    await rules.saveDraft(officer, { name: 'signals', content: shipped('signals').content, note: '' });
    expect(await rules.publish(officer, { name: 'signals', validFrom, note: '改回原来的线' })).toMatchObject({
      ok: true,
    });
    const screened = await monitoring.screen(officer);
    if (!screened.ok) throw new Error(screened.refusal.code);
    const { cluesNew, cluesKept, cluesClosed, flagged } = screened.value;
    expect(cluesClosed).toBeGreaterThan(0);
    const open = await monitoring.listClues(officer, { limit: 1, offset: 0 });
    expect(open.total).toBe(before.total + cluesNew - cluesClosed);
    expect(open.total).toBe(cluesNew + cluesKept);
    const counts = await monitoring.countClues(officer, COUNTY);
    expect([counts.clues, counts.households]).toEqual([open.total, flagged]);
    const all = await monitoring.listClues(officer, { state: 'any', limit: 1, offset: 0 });
    expect(all.total).toBeGreaterThan(open.total);
    // Every household has a level, and the registry's list finds it by that.
    const { rows } = await demo.db.owner.query<{ risk_level: '高' | '中' | '低'; n: string }>(
      'select risk_level, count(*) as n from monitoring.assessment group by risk_level',
    );
    expect(rows.reduce((sum, { n }) => sum + Number(n), 0)).toBe(2000);
    for (const { risk_level: risk, n } of rows)
      expect([risk, (await households.list(officer, { risk, limit: 1 })).total]).toEqual([risk, Number(n)]);
  });
});
