// One import from its files to its end: what was read, how its columns are mapped, what became of it.

import { sql } from 'kysely';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import type { Scope, Tx } from '../../../platform/database.ts';
import type { ExtractKind, Mapping } from '../domain/columns.ts';
import { STAGING } from './tables.ts';

export interface RosterTable {
  readonly sheet: string;
  readonly file: string;
  readonly headers: readonly string[];
  readonly headerRow: number;
  readonly mapping: Mapping;
  readonly rows: number;
}

export interface ExtractTable {
  readonly file: string;
  readonly kind: ExtractKind;
  readonly sourceId: string;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  readonly rows: number;
}

/** The files of a batch as read. `roster` is null for a batch of extracts only. */
export interface BatchTables {
  readonly roster: { readonly household: RosterTable; readonly person: RosterTable; readonly sourceId: string } | null;
  readonly extracts: readonly ExtractTable[];
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** Rows read, let in and kept out; read = accepted + rejected. */
export interface Tally {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
}

export interface ExtractTally {
  readonly read: number;
  readonly matched: number;
  readonly unmatched: number;
}

/** What accepted rows do to the registry. */
export interface Effect {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Persons that were in an accepted household and are in none now. */
  readonly left: number;
  /** Rows whose household stands by a later roster: only the income of their year is taken. */
  readonly older?: number;
}

export interface BatchCounts {
  readonly households: Tally;
  readonly persons: Tally;
  readonly householdEffect: Effect;
  readonly personEffect: Effect;
  readonly extracts: Readonly<Record<string, ExtractTally>>;
  readonly problems: { readonly errors: number; readonly warnings: number };
  /** Rows of earlier extracts that found their person through this batch. */
  readonly lateMatches: number;
}

export type BatchState = 'reading' | 'staged' | 'committed' | 'discarded' | 'refused';

export interface Batch {
  readonly id: string;
  readonly state: BatchState;
  readonly asOf: IsoDate;
  readonly tables: BatchTables;
  readonly counts: BatchCounts | null;
  readonly refusal: { readonly code: string; readonly detail?: Readonly<Record<string, string | number>> } | null;
  readonly jobId: string | null;
  readonly createdAt: Date;
  readonly createdByName: string;
  readonly endedAt: Date | null;
}

interface StoredBatch {
  id: string;
  state: BatchState;
  as_of: IsoDate;
  tables: BatchTables;
  counts: BatchCounts | null;
  refusal: Batch['refusal'];
  job_id: string | null;
  created_at: Date;
  created_by_name: string;
  ended_at: Date | null;
}

const present = (row: StoredBatch): Batch => ({
  id: row.id,
  state: row.state,
  asOf: row.as_of,
  tables: row.tables,
  counts: row.counts,
  refusal: row.refusal,
  jobId: row.job_id,
  createdAt: row.created_at,
  createdByName: row.created_by_name,
  endedAt: row.ended_at,
});

const NO_TABLES: BatchTables = { roster: null, extracts: [], files: [] };

export async function createBatch(tx: Tx, scope: Scope, id: string, asOf: IsoDate, at: Date): Promise<void> {
  await sql`insert into households.import_batch (county, id, region, state, as_of, tables, created_at, created_by, created_by_name)
    values (${scope.county}, ${id}, ${scope.county}, 'reading', ${asOf}, ${JSON.stringify(NO_TABLES)}::jsonb, ${at}, ${scope.actor.id},
      ${scope.actor.name})`.execute(tx);
}

export async function findBatch(tx: Tx, county: string, id: string): Promise<Batch | null> {
  const { rows } =
    await sql<StoredBatch>`select * from households.import_batch where county = ${county} and id = ${id}`.execute(tx);
  return rows[0] === undefined ? null : present(rows[0]);
}

/** The newest first. */
export async function recentBatches(tx: Tx, county: string, limit: number): Promise<Batch[]> {
  const { rows } = await sql<StoredBatch>`select * from households.import_batch where county = ${county}
    order by created_at desc limit ${limit}`.execute(tx);
  return rows.map(present);
}

export interface BatchChange {
  readonly state?: BatchState;
  readonly asOf?: IsoDate;
  readonly tables?: BatchTables;
  readonly counts?: BatchCounts;
  readonly refusal?: Batch['refusal'];
  readonly jobId?: string;
  readonly endedAt?: Date;
}

export async function changeBatch(tx: Tx, county: string, id: string, change: BatchChange): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await sql`update households.import_batch set
      state = coalesce(${change.state ?? null}, state), as_of = coalesce(${change.asOf ?? null}::date, as_of),
      tables = coalesce(${json(change.tables)}::jsonb, tables), counts = coalesce(${json(change.counts)}::jsonb, counts),
      refusal = coalesce(${json(change.refusal)}::jsonb, refusal), job_id = coalesce(${change.jobId ?? null}::uuid, job_id),
      ended_at = coalesce(${change.endedAt ?? null}::timestamptz, ended_at)
    where county = ${county} and id = ${id}`.execute(tx);
}

/** One import of a county at a time settles and commits: two would both see the registry as it was before either. */
export async function lockCounty(tx: Tx, county: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('households.import ' || ${county}, 0))`.execute(tx);
}

export async function clearStaging(tx: Tx, county: string, batchId: string): Promise<void> {
  for (const table of STAGING) {
    await sql`delete from ${sql.table(`households.${table}`)} where county = ${county} and batch_id = ${batchId}`.execute(
      tx,
    );
  }
}

/**
 * Whether the rows that were read still stand in staging. They are gone when the database crashed since (its unlogged
 * tables are emptied then) and in a database restored from a backup.
 */
export async function rowsStand(tx: Tx, county: string, id: string, tables: BatchTables): Promise<boolean> {
  const { roster, extracts } = tables;
  const read = {
    roster: roster === null ? 0 : roster.household.rows + roster.person.rows,
    extracts: extracts.reduce((sum, one) => sum + one.rows, 0),
  };
  const { rows } = await sql<{ roster: bigint; extracts: bigint }>`select
      (select count(*) from households.staged_row where county = ${county} and batch_id = ${id}) as roster,
      (select count(*) from households.staged_extract where county = ${county} and batch_id = ${id}) as extracts`.execute(
    tx,
  );
  return Number(rows[0]!.roster) === read.roster && Number(rows[0]!.extracts) === read.extracts;
}

/**
 * Discards batches that were begun before `before` and never ended, with their rows: a kill between reading and commit
 * leaves them, and nobody will come back for them.
 */
export async function discardStale(tx: Tx, county: string, before: Date, at: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`update households.import_batch set state = 'discarded', ended_at = ${at}
    where county = ${county} and state in ('reading', 'staged') and created_at < ${before} returning id`.execute(tx);
  for (const { id } of rows) {
    await clearStaging(tx, county, id);
    await sql`delete from households.import_problem where county = ${county} and batch_id = ${id}`.execute(tx);
  }
}
