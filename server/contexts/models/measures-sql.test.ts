import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { systemScope } from '../../platform/database.ts';
import { seeded } from './domain/simulate.fixture.ts';
import { BLANK_FACTS, createFactsTable, FACTS_VIEW, insertFacts } from './facts.fixture.ts';
import { measure } from './measures-sql.ts';
import { createPopulation } from './population.ts';

const COUNTY = '350524';
const uuid = (i: number) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`;

interface Case {
  /** Income per head in fen stands for the score, in hundredths. */
  readonly score: number;
  readonly relapsed: boolean;
  readonly cause?: string;
  readonly township?: string;
}

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  await createFactsTable(test.owner);
});
beforeEach(async () => {
  await test.owner.query(`truncate ${FACTS_VIEW}, models.outcome`);
});
afterAll(async () => await test.close());

/** Household ids follow the order of the cases; rows lie in the table the other way round. */
async function measured(cases: readonly Case[]) {
  await insertFacts(
    test.owner,
    cases
      .map((c, i) => ({
        county: COUNTY,
        id: uuid(i),
        no: String(i),
        region: `${c.township ?? '350524100'}200`,
        category: '一般农户',
        facts: { ...BLANK_FACTS, incomePerHead: c.score },
      }))
      .reverse(),
  );
  await test.owner.query(
    `insert into models.outcome select $1, u.id, 2026, u.region, u.relapsed, u.cause, '${uuid(0)}'
     from unnest($2::uuid[], $3::text[], $4::boolean[], $5::text[]) as u (id, region, relapsed, cause)`,
    [
      COUNTY,
      cases.map((_, i) => uuid(i)),
      cases.map((c) => `${c.township ?? '350524100'}200`),
      cases.map((c) => c.relapsed),
      cases.map((c) => c.cause ?? null),
    ],
  );
  const source = createPopulation(FACTS_VIEW).labelled(COUNTY, 2026);
  return await test.database.transaction(systemScope(COUNTY), async (tx) => {
    // Read as the rows lie: an index would bring them in the order that ties must be broken by anyway.
    for (const way of ['indexscan', 'bitmapscan', 'nestloop', 'mergejoin']) {
      await sql.raw(`set local enable_${way} = off`).execute(tx);
    }
    return await measure(tx, source, 'f.income_per_head_fen::float8 / 100');
  });
}

/** The chance that a relapse stands above a household without one, ties counted half: every pair, one by one. */
function aucByPairs(cases: readonly Case[]): number {
  const bad = cases.filter((c) => c.relapsed);
  const good = cases.filter((c) => !c.relapsed);
  let above = 0;
  for (const b of bad) for (const g of good) above += b.score > g.score ? 1 : b.score === g.score ? 0.5 : 0;
  return above / (bad.length * good.length);
}

describe('measures', () => {
  it('AUC is that of all pairs, with many ties', async () => {
    for (const seed of [1, 2, 3]) {
      await test.owner.query(`truncate ${FACTS_VIEW}, models.outcome`);
      const random = seeded(seed);
      const cases = Array.from({ length: 150 }, () => {
        const score = Math.floor(random() * 12) / 12;
        return { score: Math.round(score * 100) / 100, relapsed: random() < score };
      });
      expect((await measured(cases)).auc).toBeCloseTo(aucByPairs(cases), 12);
    }
  });

  it('recall counts from the top, equal scores by household id', async () => {
    // 100 households of the same score; those who relapsed are numbers 0, 4 and 50: places 1, 5 and 51.
    const found = await measured(
      Array.from({ length: 100 }, (_, i) => ({ score: 0.5, relapsed: [0, 4, 50].includes(i) })),
    );
    expect(found.auc).toBe(0.5);
    expect(found.top.map((t) => [t.share, t.households, t.found])).toEqual([
      [0.01, 1, 1],
      [0.02, 2, 1],
      [0.05, 5, 2],
      [0.1, 10, 2],
    ]);
    expect(found.top[2]!.recall).toBeCloseTo(2 / 3, 12);
    expect(found.top[2]!.precision).toBeCloseTo(2 / 5, 12);
  });

  it('calibration compares chance and share in each tenth, from the lowest', async () => {
    // Scores 0.05, 0.15, … 0.95 in tenths of ten; as many relapse as the score says, but for the last tenth: none.
    const cases = Array.from({ length: 100 }, (_, i) => {
      const tenth = Math.floor(i / 10);
      return { score: (tenth * 10 + 5) / 100, relapsed: tenth < 9 && i % 10 < tenth };
    });
    const found = await measured(cases);
    expect(found.tenths.map((t) => [t.n, t.positives])).toEqual(
      Array.from({ length: 10 }, (_, t) => [10, t < 9 ? t : 0]),
    );
    expect(found.tenths[3]!.predicted).toBeCloseTo(0.35, 12);
    expect(found.calibrationError).toBeCloseTo(0.95, 12);
  });

  it('says who is missed, by township and by cause', async () => {
    const cases = Array.from({ length: 100 }, (_, i) => ({
      score: i / 100,
      relapsed: i >= 95 || i < 3,
      cause: i >= 95 ? '因病' : i < 3 ? '因学' : undefined,
      township: i < 50 ? '350524101' : '350524102',
    }));
    const found = await measured(cases);
    expect(found.byCause.map((c) => [c.key, c.n, c.found])).toEqual([
      ['因学', 3, [0, 0, 0, 0]],
      ['因病', 5, [1, 2, 5, 5]],
    ]);
    expect(found.byTownship.map((t) => [t.key, t.n, t.positives, t.found[2]])).toEqual([
      ['350524101', 50, 3, 0],
      ['350524102', 50, 5, 5],
    ]);
    expect(found.byCategory.map((c) => [c.key, c.n])).toEqual([['一般农户', 100]]);
  });

  it('has no AUC and no recall where nobody relapsed, and nothing where nobody is', async () => {
    const none = await measured([{ score: 0.1, relapsed: false }]);
    expect([none.n, none.auc, none.top[0]!.recall, none.top[0]!.households]).toEqual([1, null, null, 1]);
    await test.owner.query(`truncate ${FACTS_VIEW}, models.outcome`);
    const nobody = await measured([]);
    expect([nobody.n, nobody.auc, nobody.calibrationError, nobody.tenths]).toEqual([0, null, 0, []]);
  });
});
