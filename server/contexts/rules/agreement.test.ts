// The compiled statement and the format's engine agree: on hundreds of thousands of boundary rows for every shipped
// table, and on random tables over the whole subset with absent values in every kind of field.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FactField } from '../../../kernel/facts.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { type CheckedTable, inspectTable } from './domain/checked-table.ts';
import { compileTable, outputColumn } from './domain/compile.ts';
import type { RuleSubject, SubjectRow } from './domain/subject.ts';
import { type DecisionTable, readTable } from './domain/table.ts';
import { prepareTable } from './engine.ts';
import { DEFAULT_PARAMETER_VALUES } from './parameters.ts';
import { SHIPPED_TABLES } from './shipped.ts';
import { decideInLoop } from './testing/loop.ts';
import { evaluateAll, storeRows } from './testing/population.ts';
import { namedFields, numbersOf, random, randomRows } from './testing/rows.ts';
import { randomTable } from './testing/tables.ts';

const ROWS = 200_000;
const IN_FLIGHT = 50;

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await freshDatabase();
});
afterAll(async () => {
  await test_?.close();
});

function shipped(name: string): { table: DecisionTable; subject: RuleSubject } {
  const found = SHIPPED_TABLES.find((one) => one.name === name);
  const read = found && readTable(found.content);
  if (!found || !read?.ok) throw new Error(`${name} cannot be read`);
  return { table: read.value, subject: found.subject };
}

function checked(name: string, table: DecisionTable, subject: RuleSubject): CheckedTable {
  const { checked: result, problems } = inspectTable(name, table, subject, DEFAULT_PARAMETER_VALUES);
  expect(problems).toEqual([]);
  return result;
}

/** The same conditions with the rule's number as the only output: what fires, without the cost of sentences. */
function numbered(table: DecisionTable): DecisionTable {
  return {
    ...table,
    outputs: [{ id: 'n', name: 'n', field: 'n' }],
    rules: table.rules.map((rule, index) => ({ ...rule, cells: { ...rule.cells, n: String(index) } })),
  };
}

async function firedInSql(compiled: ReturnType<typeof compileTable>, population: string, count: number) {
  const sql = compiled.firedSql({ from: `${population} f`, keys: ['id'] });
  const rule =
    compiled.checked.table.hitPolicy === 'collect' ? `array_to_string(rules, ',')` : `coalesce(rule::text, '')`;
  const { rows } = await test_.owner.query<{ id: number; fired: string }>(
    `SELECT id, ${rule} AS fired FROM (${sql}) hits`,
  );
  const fired: string[] = new Array(count).fill('');
  for (const row of rows) fired[row.id] = row.fired;
  return fired;
}

async function hitsInSql(compiled: ReturnType<typeof compileTable>, population: string, count: number) {
  const sql = compiled.hitsSql({ from: `${population} f`, keys: ['id'] });
  const { rows } = await test_.owner.query<Record<string, unknown>>(`SELECT * FROM (${sql}) hits ORDER BY id, rule`);
  const hits: Record<string, unknown>[][] = Array.from({ length: count }, () => []);
  for (const row of rows) {
    const named = compiled.checked.outputs.map((output) => {
      const value = row[outputColumn(output)];
      return [output.field, output.type === 'number' && value !== null ? Number(value) : value] as const;
    });
    hits[Number(row.id)]?.push(Object.fromEntries(named.filter(([, value]) => value !== null)));
  }
  return hits;
}

describe('shipped tables', () => {
  test.each(SHIPPED_TABLES.map(({ name }) => name))('%s: same rules fire', { timeout: 300_000 }, async (name) => {
    const { table, subject } = shipped(name);
    const fields = namedFields(table, subject);
    const rows = randomRows(fields, numbersOf(table, DEFAULT_PARAMETER_VALUES), ROWS, random(7));
    await storeRows(test_.owner, `rows_${name}`, fields, rows);
    const plain = checked(name, numbered(table), subject);
    const decided = (await decideInLoop(plain, rows)).map((hits) => hits.map(({ n }) => n).join());
    const compiled = await firedInSql(compileTable(plain), `rows_${name}`, ROWS);
    const differing = rows.findIndex((_, index) => decided[index] !== compiled[index]);
    expect(
      differing < 0 ? 'none' : { row: rows[differing], engine: decided[differing], sql: compiled[differing] },
    ).toBe('none');
    // The rows are worth asking about: every rule fires for some of them.
    expect(new Set(compiled.flatMap((fired) => fired.split(',')).filter(Boolean)).size).toBe(table.rules.length);
  });

  test.each(SHIPPED_TABLES.map(({ name }) => name))('%s: same outputs, and the explanation agrees', async (name) => {
    const { table, subject } = shipped(name);
    const rows = randomRows(subject.fields, numbersOf(table, DEFAULT_PARAMETER_VALUES), 1000, random(11));
    await storeRows(test_.owner, `outputs_${name}`, subject.fields, rows);
    const full = checked(name, table, subject);
    const engine = prepareTable(full);
    const decided = await evaluateAll(rows, engine.hits, IN_FLIGHT);
    const compiled = await hitsInSql(compileTable(full), `outputs_${name}`, rows.length);
    expect(compiled).toEqual(decided.map(({ outputs }) => outputs));
    const explained = await evaluateAll(rows.slice(0, 300), engine.explain, IN_FLIGHT);
    expect(explained.map(({ fired }) => fired)).toEqual(decided.slice(0, 300).map(({ fired }) => fired));
    engine.dispose();
  });
});

const field = (name: string, column: string, type: FactField['type'], nullable: boolean): FactField => ({
  name,
  column,
  type,
  nullable,
  zh: name,
  en: name,
  ...(type === 'text' ? { values: ['A', 'B', 'C'] } : {}),
});

/** Every kind of field, with and without absence. */
const ANY_SUBJECT: RuleSubject = {
  name: 'any',
  zh: '任意',
  en: 'Any',
  fields: (['money', 'integer', 'decimal', 'text', 'boolean'] as const).flatMap((type) => [
    field(type, `${type}_a`, type, false),
    field(`${type}Maybe`, `${type}_b`, type, true),
    field(`${type}Other`, `${type}_c`, type, true),
  ]),
  parameters: [
    { name: 'few', type: 'number' },
    { name: 'much', type: 'number' },
    { name: 'letter', type: 'text' },
    { name: 'on', type: 'boolean' },
  ],
};
const ANY_PARAMETERS = { few: 2.5, much: 100, letter: 'B', on: true };

describe('random tables', () => {
  let rows: SubjectRow[];
  beforeAll(async () => {
    const numbers = [0, 1, 2, 3, 5, 0.5, 2.5, 10, 100, 12.34];
    rows = randomRows(ANY_SUBJECT.fields, numbers, 400, random(3), 0.25);
    await storeRows(test_.owner, 'any_rows', ANY_SUBJECT.fields, rows);
  });

  test('engine, SQL and explanation agree wherever a table is accepted', async () => {
    let cells = 0;
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(randomTable(ANY_SUBJECT), async (table) => {
        const { checked: accepted, problems } = inspectTable('random', table, ANY_SUBJECT, ANY_PARAMETERS);
        fc.pre(problems.length === 0);
        const engine = prepareTable(accepted);
        try {
          const decided = await decideInLoop(accepted, rows);
          expect(await hitsInSql(compileTable(accepted), 'any_rows', rows.length)).toEqual(decided);
          await evaluateAll(rows.slice(0, 40), engine.explain, IN_FLIGHT);
          hits += decided.flat().length;
          cells += accepted.rules.flatMap((rule) => rule.cells).filter((cell) => cell.test).length;
        } finally {
          engine.dispose();
        }
      }),
      { numRuns: 200, seed: 20260101, maxSkipsPerRun: 20 },
    );
    expect(cells).toBeGreaterThan(500);
    expect(hits).toBeGreaterThan(5000);
  });
});
