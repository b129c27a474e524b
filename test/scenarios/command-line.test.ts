// The command line as scripts use it: a fresh DATA_DIR is initialised by the first command; each answer is one JSON object.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const demo = path.join(root, 'demo');
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'xingnong-cli-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Settings beside DATA_DIR; the last test moves the house to another master key. */
let settings: Record<string, string> = {};

function cli(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: path.join(dir, 'data'), LOG_LEVEL: 'silent', ...settings };
    execFile(
      process.execPath,
      [path.join(root, 'server/main.ts'), 'cli', ...args],
      { env, maxBuffer: 64e6 },
      (error, out, err) => resolve({ status: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

async function json<T>(...args: string[]): Promise<T> {
  const { status, out, err } = await cli(...args, '--json');
  expect(status, err).toBe(0);
  return JSON.parse(out) as T;
}

interface Imported {
  households: { read: number; accepted: number; rejected: number };
  persons: { read: number; accepted: number; rejected: number };
  extracts: Record<string, { read: number; matched: number; unmatched: number }>;
  problems: { code: string }[];
}

test('import, fit, screen and decide', async () => {
  const roster = ['--county', '350524', '--roster', path.join(demo, '花名册.xlsx'), '--extracts', demo];
  const preview = await json<Imported>('import', ...roster, '--dry-run');
  const imported = await json<Imported>('import', ...roster);
  expect(imported.households).toEqual(preview.households);
  for (const { read, accepted, rejected } of [imported.households, imported.persons])
    expect(accepted + rejected).toBe(read);
  expect(imported.households).toMatchObject({ read: 2000, accepted: 2000 });
  expect(Object.keys(imported.extracts)).toHaveLength(6);

  const model = await json<{ kind: string; card: { heldOut: { measures: { auc: number } } } }>(
    'model',
    'fit',
    '--county',
    '350524',
    '--outcomes',
    path.join(demo, 'outcomes-2026.csv'),
  );
  expect(model.kind).toBe('logistic');
  expect(model.card.heldOut.measures.auc).toBeGreaterThan(0.8);

  const out = path.join(dir, 'screened.csv');
  const screened = await json<{
    households: number;
    clues: number;
    byCause: Record<string, number>;
    model: { kind: string };
  }>('screen', '--county', '350524', '--out', out);
  expect(screened.households).toBe(2000);
  expect(Object.values(screened.byCause).reduce((sum, n) => sum + n, 0)).toBe(screened.clues);
  expect(screened.model.kind).toBe('logistic');
  const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
  expect(lines[0]).toBe('户编号,score,clue,causes,rules,category,income_per_head');
  expect(lines).toHaveLength(2001);

  const needs = path.join(dir, 'needs.json');
  await writeFile(
    needs,
    JSON.stringify([
      { purpose: 'packaging', amountYuan: 5000, neededOn: '2030-01-10', monthsOccupied: 6, evidence: '报价单' },
    ]),
  );
  const decided = await json<{
    admission: { outcome: string; reasons: object[]; ruleVersion: object; trace: object };
    plan: object;
  }>('decide', '--county', '350524', '--household', '35052400000003', '--needs', needs);
  // 35052400000003 has a note of gambling: it must be verified first, and no plan is drawn.
  expect(decided.admission).toMatchObject({ outcome: 'correction', ruleVersion: { table: 'admission' } });
  expect(decided.plan).toMatchObject({ refused: { code: 'conduct_unverified' } });
  const plain = await json<{ plan: { calendar?: object; affordable?: object } }>(
    'decide',
    '--county',
    '350524',
    '--household',
    '35052400000001',
  );
  expect(plain.plan).toHaveProperty('affordable');

  expect(await json<object>('verify')).toMatchObject({ ok: true });
});

test.each([
  [['decide', '--county', '350524', '--household', 'nobody', '--json'], 1, 'household_unknown'],
  [['import', '--county', '999999', '--roster', path.join(demo, '花名册.xlsx'), '--json'], 1, 'unknown_county'],
  [['import', '--county', '350524', '--roster', path.join(root, 'package.json'), '--json'], 1, 'refused'],
  [['import', '--county', '350524', '--roster', path.join(root, 'nothing.xlsx'), '--json'], 1, 'file_not_found'],
  [['import', '--county', '350524', '--extracts', path.join(root, 'package.json'), '--json'], 1, 'not_a_folder'],
  [['model', 'fit', '--county', '350524', '--outcomes', demo, '--json'], 1, 'not_a_file'],
  [['screen', '--county', '350524', '--out', path.join(root, 'nowhere', 'out.csv'), '--json'], 1, 'folder_not_found'],
])('a refusal is named and exits with 1: %s', async (args, status, code) => {
  const answer = await cli(...args);
  expect(answer.status, answer.err).toBe(status);
  expect(answer.out).toContain(code);
});

test.each([
  [['no-such-command'], 'no command'],
  [['screen'], '--county is missing'],
  [['screen', '--county', 'Anxi'], 'six-digit'],
  [['model', 'fit', '--county', '350524', '--outcomes', path.join(demo, 'outcomes-2026.csv'), '--year', 'x'], '--year'],
  [['import', '--county', '350524', '--colour', 'red'], 'colour'],
])('misuse exits with 2 and says why: %j', async (args, why) => {
  const answer = await cli(...args);
  expect([answer.status, answer.err.includes(why)], answer.err).toEqual([2, true]);
});

test('backup and restore: the house stands again elsewhere, under the same master key only', async () => {
  const decide = ['decide', '--county', '350524', '--household', '35052400000001'];
  const before = await json<object>(...decide);
  const file = path.join(dir, 'backup.zip');
  const taken = await json<{ counties: number; rows: number }>('backup', '--to', file);
  expect(taken).toMatchObject({ counties: 1, file });
  const named = async (...args: string[]) => {
    const { status, out } = await cli(...args, '--json');
    return [status, (JSON.parse(out) as { refused?: { code: string } }).refused?.code ?? 'done'];
  };
  expect(await named('backup', '--to', file)).toEqual([1, 'file_exists']);
  expect(await named('restore', '--from', file)).toEqual([1, 'database_not_empty']);
  expect(await named('restore', '--from', file, '--dry-run')).toEqual([0, 'done']);
  try {
    const elsewhere = path.join(dir, 'elsewhere');
    settings = { DATA_DIR: elsewhere };
    expect(await named('restore', '--from', file)).toEqual([1, 'master_key_missing']);
    await expect(readFile(path.join(elsewhere, 'secrets', 'master.key'))).rejects.toThrow(/ENOENT/);
    settings = { DATA_DIR: elsewhere, MASTER_KEY_FILE: path.join(dir, 'other.key') };
    await writeFile(settings.MASTER_KEY_FILE!, `${Buffer.alloc(32, 1).toString('base64url')}\n`);
    expect(await named('restore', '--from', file)).toEqual([1, 'master_key_differs']);
    settings = { DATA_DIR: elsewhere, MASTER_KEY_FILE: path.join(dir, 'data', 'secrets', 'master.key') };
    expect(await json<object>('restore', '--from', file)).toMatchObject({ rows: taken.rows });
    expect(await json<object>(...decide)).toEqual(before);
    expect(await json<object>('verify')).toMatchObject({ ok: true });
  } finally {
    settings = {};
  }
});

test('keys: a new data key for the county, another master key for the house, and one from a program', async () => {
  const decide = ['decide', '--county', '350524', '--household', '35052400000001'];
  const before = await json<object>(...decide);
  const rotated = await json<{ version: number; resealed: number }>(
    'keys',
    'rotate',
    '--county',
    '350524',
    '--settle',
    '0',
  );
  expect(rotated.version).toBe(2);
  // An ID number each of 2,000 households' members, a phone and an account each.
  expect(rotated.resealed).toBeGreaterThan(8000);
  expect(await json<object>(...decide)).toEqual(before);
  // The same roster again still finds everybody by ID number and changes nothing.
  const roster = ['--county', '350524', '--roster', path.join(demo, '花名册.xlsx')];
  const again = await json<Imported>('import', ...roster, '--dry-run');
  expect(again.households).toMatchObject({ read: 2000, accepted: 2000 });

  const next = path.join(dir, 'next.key');
  expect(await json<{ dataKeys: number }>('keys', 'rewrap', '--to', next)).toEqual({ dataKeys: 2 });
  const withOldKey = await cli('keys', 'rotate', '--county', '350524', '--settle', '0', '--json');
  expect(withOldKey.status).not.toBe(0);
  expect(withOldKey.err).toContain('this master key does not open the data keys of 350524');
  settings = { MASTER_KEY_FILE: next };
  expect(await json<object>(...decide)).toEqual(before);
  const refused = await cli('keys', 'rewrap', '--to', next, '--json');
  expect([refused.status, JSON.parse(refused.out)]).toMatchObject([1, { refused: { code: 'same_key' } }]);

  // A program in the file's place, as a key-management service's own command line would be.
  const program = path.join(dir, 'give-key.mjs');
  await writeFile(
    program,
    `import { readFileSync } from 'node:fs'; process.stdout.write(readFileSync(process.argv[2]));`,
  );
  settings = { MASTER_KEY_COMMAND: `${process.execPath} ${program} ${next}` };
  expect(await json<object>(...decide)).toEqual(before);
  settings = { MASTER_KEY_COMMAND: `${process.execPath} ${path.join(dir, 'nothing-here.mjs')}` };
  const silent = await cli(...decide);
  expect(silent.status).not.toBe(0);
  expect(silent.err).toContain('MASTER_KEY_COMMAND gave no key');
});
