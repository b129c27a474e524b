// Clues of the demonstration county: counted by place, and found by name, rule and day opened.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoCounty, demoCounty } from '../../../test/demo-county.ts';
import type { Scope } from '../../platform/database.ts';

const COUNTY = '350524';
let demo: DemoCounty;
beforeAll(async () => {
  demo = await demoCounty();
});
afterAll(() => demo.close());

const scopeOf = (region: string): Scope => ({
  county: COUNTY,
  region,
  household: null,
  actor: {
    id: 'tester',
    name: '测试',
    role: ({ 6: 'county_officer', 9: 'township_officer' } as const)[region.length as 6 | 9] ?? 'village_officer',
  },
  mayWrite: false,
});
const all = (extra: object = {}) => ({ limit: 200, offset: 0, ...extra });
const sum = (tallies: readonly { clues: number }[]) => tallies.reduce((total, one) => total + one.clues, 0);

describe('counts of open clues', () => {
  test('agree with the list, key by key', async () => {
    const { monitoring } = demo.app;
    const scope = scopeOf(COUNTY);
    const counts = await monitoring.countClues(scope, COUNTY);
    expect(counts.clues).toBeGreaterThan(0);
    expect(counts.clues).toBe((await monitoring.listClues(scope, all())).total);
    expect([sum(counts.byLevel), sum(counts.byCause), sum(counts.byPlace)]).toEqual(Array(3).fill(counts.clues));
    for (const { key, clues, households } of counts.byLevel) {
      expect((await monitoring.listClues(scope, all({ riskLevel: key }))).total).toBe(clues);
      expect(households).toBeLessThanOrEqual(clues);
    }
    for (const { key, clues } of counts.byCategory)
      expect((await monitoring.listClues(scope, all({ category: key }))).total).toBe(clues);
  });

  test('of a township are by its villages, and those beyond the scope are not counted', async () => {
    const { monitoring } = demo.app;
    const { byPlace } = await monitoring.countClues(scopeOf(COUNTY), COUNTY);
    const [first, second] = byPlace;
    const own = await monitoring.countClues(scopeOf(first!.key), first!.key);
    expect(own.clues).toBe(first!.clues);
    expect(own.byPlace.every(({ key }) => key.length === 12 && key.startsWith(first!.key))).toBe(true);
    const beyond = await monitoring.countClues(scopeOf(first!.key), second!.key);
    expect(beyond).toMatchObject({ clues: 0, households: 0, byLevel: [], byCause: [] });
  });
});

describe('the list of clues', () => {
  test('is narrowed to a rule, and to what the newest screening opened', async () => {
    const { monitoring } = demo.app;
    const scope = scopeOf(COUNTY);
    const [latest] = await monitoring.listScreenings(scope, 1);
    const { key, households } = latest!.byRule[0]!;
    const byRule = await monitoring.listClues(scope, all({ rule: key }));
    expect(byRule.total).toBe(households);
    expect(byRule.clues.every((clue) => clue.reasons.some((reason) => reason.code === key))).toBe(true);
    expect((await monitoring.listClues(scope, all({ openedSince: latest!.startedAt }))).total).toBe(latest!.cluesNew);
    const later = new Date(Date.parse(latest!.startedAt) + 1).toISOString();
    expect((await monitoring.listClues(scope, all({ openedSince: later }))).total).toBe(0);
  });

  test("is searched by the head's name and the beginning of 户编号; signs of LIKE mean themselves", async () => {
    const { monitoring } = demo.app;
    const scope = scopeOf(COUNTY);
    const [some] = (await monitoring.listClues(scope, all({ limit: 1 }))).clues;
    const byName = await monitoring.listClues(scope, all({ q: some!.headName }));
    expect(byName.total).toBeGreaterThan(0);
    expect(byName.clues.every((clue) => clue.headName.includes(some!.headName))).toBe(true);
    const byNo = await monitoring.listClues(scope, all({ q: some!.no }));
    expect(new Set(byNo.clues.map((clue) => clue.householdId))).toEqual(new Set([some!.householdId]));
    for (const q of ['%', '_', '\\']) expect((await monitoring.listClues(scope, all({ q }))).total).toBe(0);
  });

  test('tells the line that the income was held against', async () => {
    const { clues } = await demo.app.monitoring.listClues(scopeOf(COUNTY), all({ rule: 'income_below_line' }));
    expect(clues.length).toBeGreaterThan(0);
    expect(clues.every((clue) => clue.lineFen === 880_000 && clue.incomePerHeadFen < clue.lineFen)).toBe(true);
  });
});
