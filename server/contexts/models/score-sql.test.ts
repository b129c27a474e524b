import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactRow } from '../../../kernel/facts.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { INCOME_CHARACTERISTICS } from './domain/characteristics.ts';
import { featureTerm, RELAPSE_FEATURES } from './domain/features.ts';
import { type ModelSpec, score } from './domain/model.ts';
import { anyModel } from './domain/models.fixture.ts';
import { reasons, type StoredReason } from './domain/reasons.ts';
import { anyFacts, createFactsTable, FACTS_VIEW, insertFacts } from './facts.fixture.ts';
import { lnIncomeYuan } from './fit-vep.ts';
import { rankedScoreSql, reasonsSql, scoreSql } from './score-sql.ts';

const ROWS = 600;
const rows: readonly FactRow[] = fc.sample(anyFacts, { numRuns: ROWS, seed: 11 });
const models: readonly ModelSpec[] = fc.sample(anyModel, { numRuns: 12, seed: 12 });
const uuid = (i: number) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`;

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  await createFactsTable(test.owner);
  await insertFacts(
    test.owner,
    rows.map((facts, i) => ({
      county: '350524',
      id: uuid(i),
      no: String(i),
      region: '350524100200',
      category: '',
      facts,
    })),
  );
});
afterAll(async () => await test.close());

const select = async <T>(expressions: string) =>
  (await test.owner.query(`select ${expressions} from ${FACTS_VIEW} f order by f.household_id`)).rows as T[];

const near = (left: number, right: number) => Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(right));

describe('SQL says what TypeScript says, on any row of facts', () => {
  it('of every feature of both models', async () => {
    const features = [...RELAPSE_FEATURES, ...INCOME_CHARACTERISTICS];
    const terms = [
      ...features.map((f) => ({ name: f.name, term: featureTerm(f) })),
      { name: 'lnIncomeYuan', term: lnIncomeYuan },
    ];
    const found = await select<Record<string, number>>(
      terms.map((t) => `${t.term.sql('f')} as "${t.name}"`).join(', '),
    );
    expect(found).toHaveLength(ROWS);
    const wrong = terms.filter(({ name, term }) => !found.every((row, i) => near(row[name]!, term.value(rows[i]!))));
    expect(wrong.map((t) => t.name)).toEqual([]);
  });

  it('of every score', async () => {
    for (const model of models) {
      const found = await select<{ s: number; r: string }>(
        `${scoreSql(model, 'f')} as s, ${rankedScoreSql(model, 'f')} as r`,
      );
      const wrong = found.filter(
        (row, i) => Math.abs(row.s - score(model, rows[i]!)) > 1e-9 || Math.abs(Number(row.r) - row.s) > 1e-9,
      );
      expect(wrong).toEqual([]);
    }
  });

  it('of every reason, in the same order', async () => {
    for (const model of models) {
      const found = await select<{ r: StoredReason[] }>(`${reasonsSql(model, 'f')} as r`);
      const wrong = found.filter(({ r }, i) => {
        const expected = reasons(model, rows[i]!);
        return (
          r.length !== expected.length ||
          r.some((x, k) => x.topic !== expected[k]!.topic || Math.abs(x.points - expected[k]!.points) > 2e-6)
        );
      });
      expect(wrong).toEqual([]);
    }
  });
});
