import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FactRow } from '../../../kernel/facts.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { verify } from '../../platform/audit.ts';
import { fixedClock } from '../../platform/clock.ts';
import { type Scope, systemScope } from '../../platform/database.ts';
import type { LogisticCard, VepCard } from './domain/card.ts';
import { score } from './domain/model.ts';
import { modelOf } from './domain/models.fixture.ts';
import type { RawOutcome } from './domain/outcome.ts';
import { normals, seeded } from './domain/simulate.fixture.ts';
import { BLANK_FACTS, createFactsTable, FACTS_VIEW, insertFacts } from './facts.fixture.ts';
import { createPopulation, FOLDS } from './population.ts';
import { createModels, type Models } from './service.ts';

const COUNTY = '350524';
const OTHER = '350525';
const HOUSEHOLDS = 4000;
const uuid = (i: number) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`;
const no = (i: number) => `${COUNTY}${String(i).padStart(8, '0')}`;

/** The world that the fit has to find out about. */
const TRUTH = modelOf('logistic', { lnIncome: -2.5, serious: 2, oncePoor: 0.8 });

const random = seeded(99);
const normal = normals(random);
const facts: readonly FactRow[] = Array.from({ length: HOUSEHOLDS }, () => {
  const labour = Math.floor(random() * 4);
  const incomePerHead = Math.round(100 * Math.exp(9.3 + 0.15 * labour + (0.3 + 0.1 * labour) * normal())) / 100;
  const serious = random() < 0.05 ? 1 : 0;
  const members = labour + 1 + Math.floor(random() * 3);
  return {
    ...BLANK_FACTS,
    incomePerHead,
    serious,
    members,
    fullLabour: labour,
    oncePoor: random() < 0.1,
    headAge: 20 + Math.floor(random() * 60),
  };
});
const outcomes: readonly RawOutcome[] = facts.map((row, i) => {
  const relapsed = random() < score(TRUTH, row);
  return { row: i + 2, no: no(i), relapsed: relapsed ? '1' : '0', cause: relapsed ? '其他' : '' };
});

let test: TestDatabase;
let models: Models;
const clock = fixedClock('2026-07-01T00:00:00Z');
const county = systemScope(COUNTY);
const as = (role: Scope['actor']['role'], scope: Partial<Scope> = {}): Scope => ({
  ...county,
  actor: { id: role, name: role, role },
  ...scope,
});

beforeAll(async () => {
  test = await freshDatabase();
  await createFactsTable(test.owner);
  await insertFacts(
    test.owner,
    facts.map((row, i) => ({
      county: COUNTY,
      id: uuid(i),
      no: no(i),
      region: `${COUNTY}10${i % 3}20${i % 2}`,
      category: row.oncePoor ? '脱贫户' : '一般农户',
      facts: row,
    })),
  );
  models = createModels({ database: test.database, clock, population: FACTS_VIEW });
});
beforeEach(async () => {
  await test.owner.query('truncate models.outcome, models.outcome_import, models.model');
});
afterAll(async () => await test.close());

const importAll = () => models.importOutcomes(county, { year: 2026, rows: outcomes });

describe('outcomes', () => {
  it('every row is accepted or comes back; the same file again changes nothing', async () => {
    const faulty = [
      { row: 9001, no: '35052499999999', relapsed: '1', cause: '' },
      { row: 9002, no: no(0), relapsed: '0', cause: '' },
      { row: 9003, no: no(1), relapsed: '?', cause: '' },
    ];
    const first = await models.importOutcomes(county, { year: 2026, rows: [...outcomes, ...faulty] });
    expect(first).toMatchObject({
      ok: true,
      value: { read: HOUSEHOLDS + 3, accepted: HOUSEHOLDS, rejected: 3, changed: HOUSEHOLDS },
    });
    if (!first.ok) throw new Error();
    expect(first.value.problems.map((p) => `${p.row} ${p.code}`)).toEqual([
      '9001 unknown_household',
      '9002 duplicate_household',
      '9003 unknown_code',
    ]);
    expect(await importAll()).toMatchObject({ ok: true, value: { accepted: HOUSEHOLDS, rejected: 0, changed: 0 } });
  });

  it('a later file puts a household right', async () => {
    await importAll();
    const flipped = { ...outcomes[5]!, relapsed: outcomes[5]!.relapsed === '1' ? '0' : '1', cause: '' };
    const again = await models.importOutcomes(county, { year: 2026, rows: [flipped] });
    expect(again).toMatchObject({ ok: true, value: { accepted: 1, changed: 1 } });
  });

  it('another county and another village see none of them, even without the service', async () => {
    await importAll();
    const count = (scope: Scope) =>
      test.database.transaction(scope, async (tx) => {
        const { rows } = await sql<{ n: bigint }>`select count(*) as n from models.outcome`.execute(tx);
        return Number(rows[0]!.n);
      });
    expect(await count(county)).toBe(HOUSEHOLDS);
    expect(await count(systemScope(OTHER))).toBe(0);
    expect(await count({ ...county, region: `${COUNTY}100200` })).toBe(facts.filter((_, i) => i % 6 === 0).length);
    expect(await count({ ...county, region: '' })).toBe(0);
  });
});

describe('the logistic model', () => {
  it('finds the world that made the data, with a card measured on households it never saw', async () => {
    await importAll();
    const steps: string[] = [];
    const fitted = await models.fitLogistic(county, {}, (p) => steps.push(`${p.done}/${p.total}`));
    if (!fitted.ok) throw new Error(fitted.refusal.code);
    const card = fitted.value.card as LogisticCard;
    const line = (name: string) => card.coefficients.find((c) => c.feature === name)!;
    for (const [name, truth] of [
      ['lnIncome', -2.5],
      ['serious', 2],
      ['oncePoor', 0.8],
    ] as const) {
      expect(Math.abs(line(name).weight - truth)).toBeLessThan(3.5 * line(name).standardError);
      expect(line(name).foldWeights).toHaveLength(5);
    }
    expect(line('lnIncome').step.ratio).toBeCloseTo(Math.exp(line('lnIncome').weight * -Math.LN2), 9);
    expect(line('teaLand')).toMatchObject({ varies: false, weight: 0 });
    expect(card).toMatchObject({
      county: COUNTY,
      households: HOUSEHOLDS,
      outcomes: { year: 2026, read: HOUSEHOLDS, rejected: 0 },
    });
    const { measures, baselines } = card.heldOut;
    expect(measures.n).toBe(HOUSEHOLDS);
    expect(measures.auc!).toBeGreaterThan(baselines.incomeAloneAuc!);
    expect(measures.auc!).toBeLessThan(card.inSample.auc!);
    expect(measures.calibrationError).toBeLessThan(0.05);
    expect(measures.byTownship.map((t) => t.key)).toEqual(['350524100', '350524101', '350524102']);
    expect(measures.byCategory.map((t) => t.key).sort()).toEqual(['一般农户', '脱贫户'].sort());
    expect(steps.at(-1)).toBe('8/8');
  });

  it.each([
    ['no_outcomes', []],
    [
      'too_few_positives',
      outcomes.filter((o) => o.relapsed === '0').concat(outcomes.filter((o) => o.relapsed === '1').slice(0, 29)),
    ],
  ])('refuses %s', async (code, rows) => {
    if (rows.length > 0) await models.importOutcomes(county, { year: 2026, rows });
    const fitted = await models.fitLogistic(county);
    expect(fitted.ok ? 'fitted' : fitted.refusal.code).toBe(code);
    if (!fitted.ok && code === 'too_few_positives') expect(fitted.refusal.detail).toEqual({ positives: 29, least: 30 });
    expect(await models.list()).toEqual([]);
  });

  it('knows one year from another', async () => {
    await importAll();
    expect(await models.fitLogistic(county, { year: 2025 })).toMatchObject({
      ok: false,
      refusal: { code: 'no_outcomes' },
    });
  });
});

describe('folds', () => {
  it('leave every household out of exactly one fit, about a fifth at a time, the same each time', async () => {
    await importAll();
    const population = createPopulation(FACTS_VIEW);
    const seen = (fold: number) =>
      test.database.transaction(county, async (tx) => {
        const { rows } = await sql<{ no: string }>`select f.no ${population.labelled(COUNTY, 2026, fold)}`.execute(tx);
        return rows.map((row) => row.no);
      });
    const times = new Map<string, number>();
    for (let fold = 0; fold < FOLDS; fold++) {
      const nos = await seen(fold);
      expect(Math.abs(nos.length / HOUSEHOLDS - 0.8)).toBeLessThan(0.03);
      expect((await seen(fold)).sort()).toEqual(nos.sort());
      for (const n of nos) times.set(n, (times.get(n) ?? 0) + 1);
    }
    expect(times.size).toBe(HOUSEHOLDS);
    expect(new Set(times.values())).toEqual(new Set([FOLDS - 1]));
  });

  it('read from a view only', () => {
    expect(() => createPopulation('scratch.pub_facts; drop table x')).toThrow('not the name of a view');
  });
});

describe('VEP', () => {
  it('needs no outcomes; more labour means more income, and spreads it', async () => {
    const fitted = await models.fitVep(county);
    if (!fitted.ok) throw new Error(fitted.refusal.code);
    const card = fitted.value.card as VepCard;
    const labour = card.coefficients.find((c) => c.feature === 'fullLabourPerHead')!;
    expect(labour.weight).toBeGreaterThan(4 * labour.standardError);
    expect(labour.varianceWeight).toBeGreaterThan(2 * labour.varianceError);
    expect(card.againstOutcomes).toBeNull();
    const gaps = facts.map((f) => Math.max(0, 1 - Number(f.incomePerHead) / 8800));
    const mean = (power: number) => gaps.reduce((sum, g) => sum + (g > 0 ? g ** power : 0), 0) / HOUSEHOLDS;
    for (const power of [0, 1, 2] as const) expect(card.fgt[power]).toBeCloseTo(mean(power), 9);
    // Expected poverty, averaged, is about the poverty there is.
    expect(Math.abs(card.meanVulnerability - card.fgt[0])).toBeLessThan(0.03);
  });

  it('is set beside the outcomes where there are some', async () => {
    await importAll();
    const fitted = await models.fitVep(county);
    if (!fitted.ok) throw new Error(fitted.refusal.code);
    expect((fitted.value.card as VepCard).againstOutcomes).toMatchObject({
      outcomes: { year: 2026 },
      measures: { n: HOUSEHOLDS },
    });
  });

  it('refuses a county without households', async () => {
    expect(await models.fitVep(systemScope(OTHER))).toMatchObject({
      ok: false,
      refusal: { code: 'too_few_households', detail: { households: 0 } },
    });
  });
});

describe('publishing', () => {
  it('one of a kind is in force; the one before retires and can come back; all of it is in the trail', async () => {
    const first = await models.fitVep(county);
    const second = await models.fitVep(county);
    if (!first.ok || !second.ok) throw new Error();
    expect([first.value.version, second.value.version, await models.current('vep')]).toEqual([1, 2, null]);
    await models.publish(county, first.value.id);
    await models.publish(county, second.value.id);
    expect((await models.list()).map((m) => `${m.version} ${m.status}`)).toEqual(['2 published', '1 retired']);
    expect(await models.publish(county, second.value.id)).toMatchObject({
      ok: false,
      refusal: { code: 'already_published' },
    });
    expect(await models.publish(county, uuid(1))).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    await models.publish(county, first.value.id);
    expect((await models.current('vep'))!.id).toBe(first.value.id);
    expect(await models.card(first.value.id)).toMatchObject({
      ok: true,
      value: { status: 'published', publishedBy: 'system' },
    });
    expect(await models.card(uuid(1))).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await verify(test.database, county)).toMatchObject({ ok: true });
  });

  it.each([
    ['an auditor', as('auditor', { mayWrite: false })],
    ['a village officer', as('village_officer', { region: `${COUNTY}100200` })],
    ['a county officer confined to a township', as('county_officer', { region: `${COUNTY}100` })],
  ])('%s may not', async (_, scope) => {
    const refused = { ok: false, refusal: { code: 'not_allowed' } };
    expect(await models.importOutcomes(scope, { year: 2026, rows: outcomes })).toEqual(refused);
    expect(await models.fitLogistic(scope)).toEqual(refused);
    expect(await models.fitVep(scope)).toEqual(refused);
    expect(await models.publish(scope, uuid(1))).toEqual(refused);
  });

  it('the database says so too', async () => {
    const fitted = await models.fitVep(county);
    if (!fitted.ok) throw new Error();
    const update = (scope: Scope) =>
      test.database.transaction(scope, async (tx) => {
        const { numAffectedRows } =
          await sql`update models.model set status = 'published', published_at = fitted_at, published_by = 'x'`.execute(
            tx,
          );
        return numAffectedRows;
      });
    expect(await update(as('auditor', { mayWrite: false }))).toBe(0n);
    expect(await update(as('village_officer', { region: `${COUNTY}100200` }))).toBe(0n);
    expect(await update(as('county_officer'))).toBe(1n);
  });

  it.each([
    ['year_out_of_range', { year: 1999, rows: outcomes }],
    ['no_rows', { year: 2026, rows: [] }],
  ])('an import is refused: %s', async (code, command) => {
    const refused = await models.importOutcomes(county, command);
    expect(refused.ok ? 'imported' : refused.refusal.code).toBe(code);
  });
});
