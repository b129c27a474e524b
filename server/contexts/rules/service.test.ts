// Versions and dated parameters against PostgreSQL: what is in force where and when, and what is refused.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACT_FIELDS } from '../../../kernel/facts.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Scope } from '../../platform/database.ts';
import { type DecisionTable, type JdmContent, readTable, writeTable } from './domain/table.ts';
import { createRules, type Rules } from './index.ts';
import { PARAMETERS } from './parameters.ts';
import { SHIPPED_TABLES } from './shipped.ts';

const TODAY = '2026-06-01';
const ANXI = '350524';
const officer: Scope = {
  county: ANXI,
  region: ANXI,
  household: null,
  actor: { id: 'u1', name: '林县长', role: 'county_officer' },
  mayWrite: true,
};
const dehua: Scope = { ...officer, county: '350526', region: '350526' };

let test_: TestDatabase;
let rules: Rules;
beforeAll(async () => {
  test_ = await freshDatabase();
  rules = createRules({
    database: test_.database,
    clock: fixedClock('2026-06-01T02:00:00Z'),
    businessDate: async () => TODAY,
  });
  await rules.installShipped();
});
afterAll(async () => {
  await test_?.close();
});

function shippedTable(name: string): DecisionTable {
  const found = SHIPPED_TABLES.find((one) => one.name === name);
  const read = found && readTable(found.content);
  if (!read?.ok) throw new Error(name);
  return read.value;
}

/** The shipped table with one cell written anew. */
function edited(name: string, row: number, column: string, text: string): JdmContent {
  const table = shippedTable(name);
  const rulesOf = table.rules.map((rule, index) =>
    index === row ? { ...rule, cells: { ...rule.cells, [column]: text } } : rule,
  );
  return writeTable({ ...table, rules: rulesOf }, name);
}

const facts = (over: Record<string, number | string | boolean | null>) => ({
  ...Object.fromEntries(
    FACT_FIELDS.map((field) => {
      const values: readonly string[] | undefined = 'values' in field ? field.values : undefined;
      return [
        field.name,
        field.nullable ? null : field.type === 'boolean' ? false : field.type === 'text' ? (values?.[0] ?? '') : 0,
      ];
    }),
  ),
  ...over,
});

describe('what ships', () => {
  test('every table is in force as version 1, every parameter has a value, and installing again adds nothing', async () => {
    await rules.installShipped();
    const tables = await rules.listTables(officer);
    expect(tables.map(({ name, inForce, versions }) => [name, inForce?.version, versions.length])).toEqual(
      SHIPPED_TABLES.map(({ name }) => [name, 1, 1]),
    );
    const listed = await rules.listParameters(officer);
    expect(listed.filter(({ current }) => current === null)).toEqual([]);
    expect(listed).toHaveLength(PARAMETERS.length);
  });

  test.each([
    ['monitoringLine', ANXI, '2026-01-01', { kind: 'fixed', yuan: 8800 }],
    ['monitoringLine', '350526', '2026-01-01', { kind: 'dibaoMultiple', k: 2, monthlyDibaoYuan: 815 }],
    ['monitoringLine', '350526', '2023-12-31', { kind: 'fixed', yuan: 8800 }],
    ['monitoringLine', '530102', '2025-01-01', { kind: 'fixed', yuan: 8700 }],
    ['lpr1yBp', ANXI, '2025-05-19', 310],
    ['lpr1yBp', ANXI, '2025-05-20', 300],
    ['lpr5yBp', ANXI, '2026-01-01', 350],
  ])('%s of %s on %s', async (name, county, on, value) => {
    expect(await rules.parameter(name, county, on)).toEqual(value);
  });

  test('a parameter before its first day is a bug, not a guess', async () => {
    await expect(rules.parameter('lpr1yBp', ANXI, '2024-10-20')).rejects.toThrow('lpr1yBp');
  });
});

describe('parameters', () => {
  const set = (over: Partial<Parameters<Rules['setParameter']>[1]>) => ({
    name: 'outpatientMonth',
    value: 600,
    validFrom: '2026-07-01',
    source: '县文件',
    confidence: 'G' as const,
    note: '',
    ...over,
  });

  test("a county's value holds from its day, for that county only, and decides what its tables say", async () => {
    expect((await rules.setParameter(officer, set({}))).ok).toBe(true);
    expect(await rules.parameter('outpatientMonth', ANXI, '2026-06-30')).toBe(500);
    expect(await rules.parameter('outpatientMonth', ANXI, '2026-07-01')).toBe(600);
    expect(await rules.parameter('outpatientMonth', '350526', '2026-07-01')).toBe(500);
    const row = facts({
      line: 8800,
      incomeMargin: 100,
      referenceMargin: 5000,
      referenceIncomePerHead: 9000,
      labourUnits: 1,
      outpatientMaxMonth: 599.99,
    });
    const codes = async (on: string) => (await rules.explain('signals', ANXI, on, row)).outputs.map(({ code }) => code);
    expect(await codes('2026-06-30')).toEqual(['outpatient_month']);
    expect(await codes('2026-07-01')).toEqual([]);
  });

  test('a later value ends the one before it; both remain in the history', async () => {
    await rules.setParameter(officer, set({ name: 'joblessMonths', value: 4, validFrom: '2026-07-01' }));
    await rules.setParameter(officer, set({ name: 'joblessMonths', value: 5, validFrom: '2026-09-01' }));
    const listed = (await rules.listParameters(officer)).find(({ definition }) => definition.name === 'joblessMonths');
    expect(listed?.history.map(({ region, value, validFrom, validTo }) => [region, value, validFrom, validTo])).toEqual(
      [
        ['', 3, '2021-01-01', null],
        [ANXI, 4, '2026-07-01', '2026-09-01'],
        [ANXI, 5, '2026-09-01', null],
      ],
    );
    expect(listed?.current?.value).toBe(3);
  });

  test.each([
    ['township', { ...officer, region: '350524101' }, set({}), 'whole_county_only'],
    ['unknown name', officer, set({ name: 'nonsense' }), 'unknown_parameter'],
    ['text for a number', officer, set({ value: '600' }), 'wrong_parameter_type'],
    ['not finite', officer, set({ value: Number.NaN }), 'wrong_parameter_type'],
    [
      'object of another shape',
      officer,
      set({ name: 'monitoringLine', value: { kind: 'fixed' } }),
      'wrong_parameter_type',
    ],
    [
      'words for the amount of an object',
      officer,
      set({ name: 'monitoringLine', value: { kind: 'fixed', yuan: '8800' } }),
      'wrong_parameter_type',
    ],
    [
      'a kind with the parts of another',
      officer,
      set({ name: 'monitoringLine', value: { kind: 'dibaoMultiple', yuan: 8800 } }),
      'wrong_parameter_type',
    ],
    ['no date', officer, set({ validFrom: '2026-02-30' }), 'bad_period'],
    ['ends before it begins', officer, set({ validTo: '2026-07-01' }), 'bad_period'],
    ['yesterday', officer, set({ validFrom: '2026-05-31' }), 'date_in_past'],
    ['same day as another', officer, set({ name: 'joblessMonths', validFrom: '2026-07-01' }), 'overlapping_period'],
    ['inside a closed period', officer, set({ name: 'joblessMonths', validFrom: '2026-08-01' }), 'overlapping_period'],
    [
      'open end over a later value',
      officer,
      set({ name: 'joblessMonths', validFrom: '2026-06-15' }),
      'overlapping_period',
    ],
  ] as const)('refuses: %s', async (_, scope, command, code) => {
    expect(await rules.setParameter(scope, command)).toMatchObject({ ok: false, refusal: { code } });
  });

  test("what other places publish is shown to take over; a county's own is not among it", async () => {
    const line = async (scope: Scope) =>
      (await rules.listParameters(scope)).find(({ definition }) => definition.name === 'monitoringLine')?.elsewhere;
    expect((await line(officer))?.map(({ region }) => region)).toEqual(['350526', '360703', '53']);
    expect((await line(dehua))?.map(({ region }) => region)).toEqual(['360703', '53']);
  });

  test('a value that ends before the next begins is accepted', async () => {
    const result = await rules.setParameter(
      officer,
      set({ name: 'joblessMonths', value: 2, validFrom: '2026-06-10', validTo: '2026-07-01' }),
    );
    expect(result.ok).toBe(true);
  });

  test("the database itself keeps a county out of another's and out of everybody's values", async () => {
    const insert = (region: string) =>
      test_.database.transaction(officer, async (tx) => {
        const { insertParameters } = await import('./repository.ts');
        await insertParameters(tx, [
          {
            region,
            name: 'noticeDays',
            validFrom: '2026-07-01',
            validTo: null,
            value: 1,
            unit: '',
            source: '',
            confidence: 'U',
            note: '',
            recordedAt: '1970-01-01T00:00:00Z',
            recordedBy: '',
          },
        ]);
      });
    await expect(insert('')).rejects.toThrow(/row-level security/);
    await expect(insert('350526')).rejects.toThrow(/row-level security/);
    await expect(insert(ANXI)).resolves.toBeUndefined();
  });
});

describe('table versions', () => {
  const stricter = () => edited('admission', 6, 'courses', '>= 2');

  test('a draft is published, decides from its day for its county, and the version before still decides before it', async () => {
    const saved = await rules.saveDraft(officer, { name: 'admission', content: stricter(), note: '两门课' });
    expect(saved).toMatchObject({ ok: true, value: { draft: { version: 2, state: 'draft' }, problems: [] } });
    const published = await rules.publish(officer, { name: 'admission', validFrom: '2026-07-01', note: '两门课' });
    expect(published).toMatchObject({ ok: true, value: { version: 2, state: 'published', validFrom: '2026-07-01' } });
    const versions = async (county: string, on: string) =>
      (await rules.versionInForce('admission', county, on)).version;
    expect(await versions(ANXI, '2026-06-30')).toBe(1);
    expect(await versions(ANXI, '2026-07-01')).toBe(2);
    expect(await versions('350526', '2026-07-01')).toBe(1);
    const row = facts({ ableAdults: 2, labourUnits: 2, courses: 1, members: 3 });
    const outcome = async (on: string) => (await rules.explain('admission', ANXI, on, row)).outputs[0]?.outcome;
    expect(await outcome('2026-06-30')).toBe('admitted');
    expect(await outcome('2026-07-01')).toBe('train_first');
  });

  test("a published version cannot be changed, even by SQL in the county's own scope", async () => {
    const { sql } = await import('kysely');
    const changed = await test_.database.transaction(officer, async (tx) => {
      const result =
        await sql`update rules.table_version set hash = 'x' where name = 'admission' and version = 2`.execute(tx);
      return result.numAffectedRows;
    });
    expect(changed).toBe(0n);
  });

  test('a draft of one county does not exist for another', async () => {
    await rules.saveDraft(officer, { name: 'risk', content: edited('risk', 3, 'hits', '>= 4'), note: '' });
    const [mine, theirs] = await Promise.all([rules.listTables(officer), rules.listTables(dehua)]);
    expect(mine.find(({ name }) => name === 'risk')?.draft?.version).toBe(2);
    expect(theirs.find(({ name }) => name === 'risk')?.draft).toBeNull();
    expect(await rules.publish(dehua, { name: 'risk', validFrom: TODAY, note: '' })).toMatchObject({
      refusal: { code: 'no_draft' },
    });
    expect(await rules.discardDraft(officer, 'risk')).toMatchObject({ ok: true, value: { version: 2 } });
  });

  test.each([
    [
      'no such field',
      edited('signals', 11, 'disasterLoss', '> losses'),
      {
        code: 'uncompilable_cell',
        detail: { table: 'signals', row: 12, column: '受灾损失', text: '> losses', why: 'unknown_name', at: 'losses' },
      },
    ],
    [
      'a word for a number',
      edited('signals', 11, 'disasterLoss', '> "多"'),
      { code: 'uncompilable_cell', detail: { row: 12, why: 'type_mismatch' } },
    ],
    [
      'no sentence',
      edited('signals', 11, 'disasterLoss', '>'),
      { code: 'uncompilable_cell', detail: { row: 12, why: 'syntax' } },
    ],
    [
      'a function',
      edited('signals', 11, 'disasterLoss', '> round(line)'),
      { code: 'uncompilable_cell', detail: { row: 12, why: 'type_mismatch', at: 'round()' } },
    ],
    [
      'a grade that does not exist',
      edited('signals', 16, 'housingGrade', '"E"'),
      { code: 'uncompilable_cell', detail: { row: 17, why: 'unknown_value' } },
    ],
    [
      'a cause that nobody knows',
      edited('signals', 11, 'cause', '"天灾"'),
      { code: 'uncompilable_cell', detail: { row: 12, column: '风险类型', why: 'unknown_value' } },
    ],
    [
      'a required output left empty',
      edited('signals', 11, 'code', ''),
      { code: 'uncompilable_cell', detail: { row: 12, column: '信号', why: 'unknown_value' } },
    ],
    [
      'an output of another kind',
      edited('signals', 11, 'severity', '"重"'),
      { code: 'uncompilable_cell', detail: { row: 12, why: 'type_mismatch' } },
    ],
    [
      'nothing changed',
      edited('signals', 11, 'disasterLoss', '> 0'),
      { code: 'nothing_changed', detail: { version: 1 } },
    ],
  ])('a draft may be kept but is not published: %s', async (_, content, refusal) => {
    expect((await rules.saveDraft(officer, { name: 'signals', content, note: '' })).ok).toBe(true);
    const result = await rules.publish(officer, { name: 'signals', validFrom: TODAY, note: '' });
    expect(result).toMatchObject({ ok: false, refusal });
    await rules.discardDraft(officer, 'signals');
  });

  test('a column that screening relies on cannot go', async () => {
    const table = shippedTable('signals');
    const content = writeTable(
      { ...table, outputs: table.outputs.filter(({ field }) => field !== 'severity') },
      'signals',
    );
    await rules.saveDraft(officer, { name: 'signals', content, note: '' });
    expect(await rules.publish(officer, { name: 'signals', validFrom: TODAY, note: '' })).toMatchObject({
      refusal: { code: 'missing_output', detail: { output: 'severity' } },
    });
    await rules.discardDraft(officer, 'signals');
  });

  test.each([
    ['township', { ...officer, region: '350524101' }, 'admission', TODAY, 'whole_county_only'],
    ['unknown table', officer, 'nonsense', TODAY, 'unknown_table'],
    ['no draft', officer, 'path', TODAY, 'no_draft'],
  ])('publishing refuses: %s', async (_, scope, name, validFrom, code) => {
    expect(await rules.publish(scope, { name, validFrom, note: '' })).toMatchObject({ ok: false, refusal: { code } });
  });

  test('publishing refuses days gone by', async () => {
    await rules.saveDraft(officer, { name: 'path', content: edited('path', 3, 'monthsOccupied', '<= 6'), note: '' });
    expect(await rules.publish(officer, { name: 'path', validFrom: '2026-05-31', note: '' })).toMatchObject({
      refusal: { code: 'date_in_past', detail: { today: TODAY } },
    });
  });

  test('the statement in force runs where the rows are', async () => {
    const { compiled, version } = await rules.compiled('risk', ANXI, TODAY);
    expect(version).toMatchObject({ table: 'risk', version: 1, validFrom: '2021-01-01' });
    const from = `(values (1, 0, 0, null::numeric), (2, 3, 1, null), (3, 0, 0, 0.97), (4, 0, 0, 0.98)) f (id, hits, worst_severity, score_quantile)`;
    const { rows } = await test_.owner.query(`${compiled.hitsSql({ from, keys: ['id'] })} ORDER BY id`);
    expect(rows.map(({ id, level }) => [id, level])).toEqual([
      [1, '低'],
      [2, '高'],
      [3, '中'],
      [4, '高'],
    ]);
  });

  test('what was published stands in the audit trail', async () => {
    const { rows } = await test_.owner.query(
      `select action, subject from platform.audit where county = '${ANXI}' and action in ('publishTable', 'setParameter') order by seq`,
    );
    expect(rows).toContainEqual({ action: 'publishTable', subject: 'table:admission:2' });
    expect(rows).toContainEqual({ action: 'setParameter', subject: 'parameter:outpatientMonth' });
  });
});
