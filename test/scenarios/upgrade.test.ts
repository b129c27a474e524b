// Each of the last releases' databases, filled with a county at work, is migrated to today's: nothing is lost on the way,
// and the house works on it. The filling is today's rows in the older tables; a change of what stands in an older column is said here.

import { randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { compose } from '../../server/compose.ts';
import { allTables, sqlNames, tablesOf } from '../../server/platform/backup/tables.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { type Connection, Database, systemScope } from '../../server/platform/database.ts';
import { APP_ROLE, migrate, readMigrations } from '../../server/platform/migrate.ts';
import { SealedFields } from '../../server/platform/sealed.ts';
import { type DemoCounty, demoCounty } from '../demo-county.ts';

const scope = { ...systemScope('350524'), actor: { id: 'u1', name: '许宁', role: 'county_officer' as const } };
const appPassword = 'test-only';
const migrations = await readMigrations();
const STEPS = 10;

let demo: DemoCounty;
let source: pg.Client;

beforeAll(async () => {
  demo = await demoCounty({ clock: fixedClock('2026-03-04T02:00:00Z') });
  await decideAndPlan();
  source = await connected(demo.db.ownerConnection);
});
afterAll(async () => {
  await source?.end();
  await demo?.close();
});

async function connected(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  return client;
}

/** A correction for one household, and an admission with an open plan for another: rows in every context's tables. */
async function decideAndPlan(): Promise<void> {
  const { admission, financing, households, identity, monitoring } = demo.app;
  const decide = async (householdId: string, more: Partial<Parameters<typeof admission.decideAdmission>[1]>) => {
    const decided = await admission.decideAdmission(scope, {
      householdId,
      outcome: 'admitted',
      clause: '',
      reason: '入户核实后决定',
      supersedes: null,
      activity: null,
      produce: [],
      finding: null,
      supervisor: null,
      correctionMonths: null,
      training: null,
      ...more,
    });
    if (!decided.ok) throw new Error(decided.refusal.code);
  };
  // 35052400000003 has a note of gambling.
  const gambler = await households.idOf(scope, '35052400000003');
  if (!gambler.ok) throw new Error(gambler.refusal.code);
  const supervisor = (await identity.listAccounts(scope)).find((one) => one.role === 'county_officer')!;
  await decide(gambler.value.id, {
    outcome: 'correction',
    finding: { kind: '赌博', foundOn: '2026-02-20', evidence: '村委会记录', attestedBy: '村党支部书记' },
    supervisor: { id: supervisor.userId, name: supervisor.name },
    correctionMonths: 12,
  });
  for (const { householdId } of (await monitoring.listClues(scope, { limit: 200, offset: 0 })).clues) {
    const suggested = await admission.suggestAdmission(scope, householdId);
    if (!suggested.ok || suggested.value.outcome !== 'admitted') continue;
    await decide(householdId, { activity: 'rural_logistics' });
    const needs = [
      { purpose: 'packaging', amountYuan: 6000, neededOn: '2026-04-10', monthsOccupied: 6, evidence: '报价单' },
    ];
    const opened = await financing.openPlan(scope, { householdId, needs });
    if (!opened.ok) throw new Error(opened.refusal.code);
    return;
  }
  throw new Error('nobody is suggested to be admitted');
}

interface Older {
  readonly connection: Connection;
  /** What was filled in: a hash of its rows in the columns that both have, by `table (columns)`. */
  readonly filled: ReadonlyMap<string, string>;
  drop(): Promise<void>;
}

/** A database migrated as far as the first `count` migrations, filled from the county in the columns that it has. */
async function olderDatabase(count: number): Promise<Older> {
  const server = inject('postgres');
  const name = `older_${randomBytes(6).toString('hex')}`;
  const admin = await connected(server);
  await admin.query(`create database ${name}`);
  await admin.end();
  const connection = { ...server, database: name };
  await migrate({ owner: connection, appPassword, migrations: migrations.slice(0, count) });
  const target = await connected(connection);
  // What migrations seed is in the county's rows too.
  await target.query(`truncate ${(await allTables(target)).join(', ')}`);
  const today = new Map((await tablesOf(source)).map((one) => [`${one.schema}.${one.table}`, one]));
  const filled: string[] = [];
  for (const then of await tablesOf(target)) {
    const now = today.get(`${then.schema}.${then.table}`);
    // A table or column that is gone since would be upgraded empty: say here where its rows are to be found today.
    if (now === undefined) throw new Error(`${then.schema}.${then.table} is in no table of today`);
    const gone = then.columns.filter((column) => !now.columns.includes(column));
    if (gone.length > 0) throw new Error(`${then.schema}.${then.table} has lost ${gone.join(', ')}`);
    const { table, columns } = sqlNames(target, then);
    const into = target.query(copyFrom(`copy ${table} (${columns}) from stdin`));
    await pipeline(source.query(copyTo(`copy (select ${columns} from ${table}) to stdout`)), into);
    filled.push(`${columns} from ${table}`);
  }
  const before = await hashed(target, filled);
  await target.end();
  return {
    connection,
    filled: before,
    drop: async () => {
      const last = await connected(server);
      await last.query(`drop database ${name} with (force)`);
      await last.end();
    },
  };
}

/** A hash of each selection's rows, in whatever order they lie. */
async function hashed(client: pg.Client, selections: Iterable<string>): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const selection of selections) {
    const { rows } = await client.query<{ hash: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as hash
       from (select ${selection}) as t`,
    );
    hashes.set(selection, rows[0]!.hash);
  }
  return hashes;
}

test('the county has rows in the tables of every context', async () => {
  const { rows } = await source.query<{ empty: string[] }>(`select array(
    select t from unnest(array['households.household', 'monitoring.clue', 'admission.decision', 'admission.correction',
      'financing.plan', 'financing.plan_need', 'models.model', 'rules.table_version', 'platform.audit']) as t
    where (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || t, false, true, '')))[1]::text = '0') as empty`);
  expect(rows[0]!.empty).toEqual([]);
});

test.each(migrations.slice(-STEPS).map(({ name }, index) => [name, migrations.length - STEPS + index] as const))(
  'a county at work is brought through %s and all after it',
  async (_name, count) => {
    const older = await olderDatabase(count);
    expect(await migrate({ owner: older.connection, appPassword })).toHaveLength(migrations.length - count);
    const client = await connected(older.connection);
    expect(await hashed(client, older.filled.keys())).toEqual(older.filled);
    await client.end();
    await older.drop();
  },
);

test("the house works on the oldest of them: it screens as it does on today's", async () => {
  const older = await olderDatabase(migrations.length - STEPS);
  await migrate({ owner: older.connection, appPassword });
  const app = { ...older.connection, user: APP_ROLE, password: appPassword };
  const database = new Database({ connection: app });
  const masterKey = Buffer.alloc(32, 7);
  const house = await compose({
    config: demo.app.config,
    clock: demo.app.clock,
    log: demo.app.log,
    house: {
      database,
      sealed: new SealedFields(masterKey, database),
      masterKey,
      owner: older.connection,
      app,
      how: 'external',
      migrated: [],
      close: () => database.close(),
    },
  });
  const [there, here] = [await house.monitoring.screen(scope), await demo.app.monitoring.screen(scope)];
  if (!there.ok || !here.ok) throw new Error('not screened');
  expect(there.value.flagged).toBe(here.value.flagged);
  expect(there.value.flagged).toBeGreaterThan(0);
  await house.close();
  await older.drop();
});
