// The files for a distributed database, against stand-ins for the cluster's functions that hold its rules: keys and
// foreign keys as a distributed table may have them, each table placed once. The same schema must come out as without.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Migration, migrate, readMigrations } from './migrate.ts';

const appPassword = 'test-only';
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')`;

/** As a cluster answers (14.0): what it would refuse raises; what it takes is written down. */
const STAND_INS = `
  create table public.placed (name text primary key, kind text not null, colocated text);
  create function public.create_distributed_table(target regclass, by text, colocate_with text) returns void
    language plpgsql as $$
  begin
    if not exists (select from pg_attribute where attrelid = target and attname = by and format_type(atttypid, atttypmod) = 'character(6)') then
      raise '% has no % of six characters', target, by;
    end if;
    if exists (select from pg_index i where i.indrelid = target and i.indisunique and not exists (
        select from pg_attribute a where a.attrelid = target and a.attname = by and a.attnum = any(i.indkey::int2[]))) then
      raise '% has a unique index without %', target, by;
    end if;
    if exists (select from pg_constraint k where k.contype = 'f' and (k.conrelid = target or k.confrelid = target)
        and not exists (select from public.placed p where p.name in (k.conrelid::regclass::text, k.confrelid::regclass::text) and p.kind <> 'local')) then
      raise '% has a foreign key with a table that is not distributed', target;
    end if;
    if colocate_with <> 'none' and not exists (select from public.placed where name = colocate_with and kind = 'distributed') then
      raise '% is to lie with %, which is not distributed', target, colocate_with;
    end if;
    insert into public.placed values (target::text, 'distributed', colocate_with);
  end $$;
  create function public.create_reference_table(target regclass) returns void language plpgsql as $$
  begin
    if exists (select from pg_constraint where contype = 'f' and conrelid = target) then
      raise '% has a foreign key', target;
    end if;
    insert into public.placed values (target::text, 'reference', null);
  end $$;
  create function public.citus_add_local_table_to_metadata(target regclass) returns void language plpgsql as $$
  begin
    if exists (select from pg_attribute where attrelid = target and attidentity <> '') then
      raise '% has an identity column, which is reset', target;
    end if;
    insert into public.placed values (target::text, 'local', null);
  end $$`;

let cluster: pg.Client;
let plain: pg.Client;
const made: string[] = [];

async function fresh(prepare: string): Promise<pg.Client> {
  const server = inject('postgres');
  const name = `spread_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name}`);
  made.push(name);
  const client = new pg.Client({ ...server, database: name });
  await client.connect();
  await client.query(prepare);
  return client;
}

async function asAdmin(text: string): Promise<void> {
  const admin = new pg.Client(inject('postgres'));
  await admin.connect();
  await admin.query(text);
  await admin.end();
}

const migrated = (client: pg.Client, distributed: boolean, migrations?: readonly Migration[]) =>
  migrate({
    owner: { ...inject('postgres'), database: client.database! },
    appPassword,
    distributed,
    ...(migrations === undefined ? {} : { migrations }),
  });

beforeAll(async () => {
  cluster = await fresh(STAND_INS);
  plain = await fresh('');
  await migrated(cluster, true);
  await migrated(plain, false);
});
afterAll(async () => {
  await cluster?.end();
  await plain?.end();
  for (const name of made) await asAdmin(`drop database if exists ${name} with (force)`);
});

const texts = async (client: pg.Client, query: string) =>
  (await client.query<{ text: string }>(query)).rows.map((row) => row.text);

describe('a distributed database', () => {
  test('places every table that bears a county of its own, together; what is every county’s is on every node', async () => {
    const bearing = await texts(
      cluster,
      `select c.oid::regclass::text as text from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and ${OURS} and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'county')
         and c.oid::regclass::text not in ('platform.job_run', 'platform.data_key', 'identity.account', 'places.division', 'places.county_state')
       order by 1`,
    );
    expect(await texts(cluster, `select name as text from placed where kind = 'distributed' order by 1`)).toEqual(
      bearing,
    );
    expect(
      await texts(cluster, `select distinct colocated as text from placed where kind = 'distributed' order by 1`),
    ).toEqual(['none', 'platform.audit_head']);
    expect(await texts(cluster, `select name as text from placed where kind = 'reference' order by 1`)).toEqual([
      'financing.product',
      'models.model',
      'places.county_state',
      'places.division',
      'rules.parameter',
      'rules.table_version',
    ]);
  });

  test('has no foreign key from a table on the coordinator alone to one that is spread', async () => {
    expect(
      await texts(
        cluster,
        `select k.conrelid::regclass || ' → ' || k.confrelid::regclass as text from pg_constraint k
         where k.contype = 'f' and exists (select from placed p where p.name = k.confrelid::regclass::text and p.kind = 'distributed')
           and not exists (select from placed p where p.name = k.conrelid::regclass::text and p.kind = 'distributed')`,
      ),
    ).toEqual([]);
  });

  test.each([
    [
      'constraints',
      `select k.conrelid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as text
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace where ${OURS} order by 1`,
    ],
    [
      'indexes',
      `select indexdef as text from pg_indexes where schemaname !~ '^pg_' and schemaname <> 'public' order by 1`,
    ],
    [
      'policies',
      `select format('%s.%s %s %s %s', schemaname, tablename, policyname, qual, with_check) as text from pg_policies order by 1`,
    ],
  ])('has the same %s as a plain one', async (_what, query) => {
    const expected = await texts(plain, query);
    expect(expected.length).toBeGreaterThan(50);
    expect(await texts(cluster, query)).toEqual(expected);
  });

  test('takes the files it lacks when it becomes distributed later, once', async () => {
    const later = await fresh(STAND_INS);
    const migrations = await readMigrations();
    expect(await migrated(later, false)).toEqual(migrations.map((one) => one.name));
    expect(await texts(later, 'select name as text from placed')).toEqual([]);
    const files = migrations.flatMap((one) => (one.distribution === undefined ? [] : [one.distribution.name]));
    expect(files).toContain('0003_households_registry.citus.sql');
    expect(await migrated(later, true)).toEqual(files);
    expect(await migrated(later, true)).toEqual([]);
    await later.end();
  });

  test('refuses a file that was edited after it had been applied', async () => {
    const migrations = (await readMigrations()).map((one) =>
      one.distribution === undefined ? one : { ...one, distribution: { ...one.distribution, hash: 'another' } },
    );
    await expect(migrated(cluster, true, migrations)).rejects.toThrow(/0001_platform_base\.citus\.sql was changed/);
  });
});
