// The context's own tables: versions of decision tables and dated parameters.

import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database.ts';
import type { DecisionTable, JdmContent } from './domain/table.ts';
import type { Confidence, ParameterJson } from './parameters.ts';

/** A transaction, or the reference connection outside any scope. */
export type Connection = Kysely<DB>;

export interface StoredVersion {
  readonly region: string;
  readonly name: string;
  readonly version: number;
  readonly state: 'draft' | 'published';
  readonly hash: string;
  readonly note: string;
  /** ISO instant. */
  readonly savedAt: string;
  readonly savedBy: string;
  /** ISO; null for a draft. */
  readonly validFrom: string | null;
  /** ISO instant; null for a draft. */
  readonly publishedAt: string | null;
  readonly publishedBy: string | null;
}

export interface StoredContent extends StoredVersion {
  readonly content: JdmContent;
}

export interface StoredParameter {
  readonly region: string;
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly value: ParameterJson;
  readonly unit: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly note: string;
  /** ISO instant. */
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** Of what decides: hit policy, columns and cells in order; not of names of nodes or their place on a canvas. */
export function hashOf({ hitPolicy, inputs, outputs, rules }: DecisionTable): string {
  const cells = rules.map((rule) => [
    rule.id,
    rule.description,
    ...[...inputs, ...outputs].map(({ id }) => rule.cells[id] ?? ''),
  ]);
  const columns = [inputs.map(({ name, field }) => [name, field]), outputs.map(({ name, field }) => [name, field])];
  return createHash('sha256')
    .update(JSON.stringify([hitPolicy, columns, cells]))
    .digest('hex');
}

/** A row as the driver gives it: instants as Date. */
type Read<T> = Omit<T, 'savedAt' | 'publishedAt'> & { readonly savedAt: Date; readonly publishedAt: Date | null };

function stored<T extends StoredVersion>(row: Read<T>): T {
  return { ...row, savedAt: row.savedAt.toISOString(), publishedAt: row.publishedAt?.toISOString() ?? null } as T;
}

const SUMMARY = sql`region, name, version, state, hash, note, saved_at as "savedAt", saved_by as "savedBy",
  valid_from as "validFrom", published_at as "publishedAt", published_by as "publishedBy"`;

/** Versions that a county sees: everybody's, its province's and city's, its own; newest first. */
export async function versionsSeen(db: Connection, county: string): Promise<StoredVersion[]> {
  const { rows } = await sql<Read<StoredVersion>>`select ${SUMMARY} from rules.table_version
    where ${county} like region || '%' order by name, version desc, region desc`.execute(db);
  return rows.map((row) => stored<StoredVersion>(row));
}

export async function findVersion(
  db: Connection,
  county: string,
  name: string,
  version: number,
): Promise<StoredContent | undefined> {
  const { rows } = await sql<Read<StoredContent>>`select ${SUMMARY}, content from rules.table_version
    where ${county} like region || '%' and name = ${name} and version = ${version} order by length(region) desc`.execute(
    db,
  );
  return rows[0] && stored<StoredContent>(rows[0]);
}

export async function findDraft(db: Connection, region: string, name: string): Promise<StoredContent | undefined> {
  const { rows } = await sql<Read<StoredContent>>`select ${SUMMARY}, content from rules.table_version
    where region = ${region} and name = ${name} and state = 'draft'`.execute(db);
  return rows[0] && stored<StoredContent>(rows[0]);
}

/** The nearest region's latest published version that has begun; on the same day, the later version. */
export async function findInForce(
  db: Connection,
  county: string,
  name: string,
  date: string,
): Promise<StoredContent | undefined> {
  const { rows } = await sql<Read<StoredContent>>`select ${SUMMARY}, content from rules.table_version
    where ${county} like region || '%' and name = ${name} and state = 'published' and valid_from <= ${date}::date
    order by length(region) desc, valid_from desc, version desc limit 1`.execute(db);
  return rows[0] && stored<StoredContent>(rows[0]);
}

/** The last version of one region, draft or published. */
export async function findLatest(db: Connection, region: string, name: string): Promise<StoredVersion | undefined> {
  const { rows } = await sql<Read<StoredVersion>>`select ${SUMMARY} from rules.table_version
    where region = ${region} and name = ${name} order by version desc limit 1`.execute(db);
  return rows[0] && stored<StoredVersion>(rows[0]);
}

/** The next number for a county: one more than any version that it sees, so that "version 4" means one thing there. */
export async function nextVersion(db: Connection, county: string, name: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`select coalesce(max(version), 0) + 1 as next from rules.table_version
    where ${county} like region || '%' and name = ${name}`.execute(db);
  return rows[0]?.next ?? 1;
}

export async function insertVersion(db: Connection, row: StoredContent): Promise<void> {
  await sql`insert into rules.table_version
      (region, name, version, state, content, hash, note, saved_at, saved_by, valid_from, published_at, published_by)
    values (${row.region}, ${row.name}, ${row.version}, ${row.state}, ${JSON.stringify(row.content)}::jsonb, ${row.hash},
      ${row.note}, ${row.savedAt}, ${row.savedBy}, ${row.validFrom}::date, ${row.publishedAt}, ${row.publishedBy})
    on conflict do nothing`.execute(db);
}

export async function updateDraft(db: Connection, row: StoredContent): Promise<void> {
  await sql`update rules.table_version set content = ${JSON.stringify(row.content)}::jsonb, hash = ${row.hash},
      note = ${row.note}, saved_at = ${row.savedAt}, saved_by = ${row.savedBy}
    where region = ${row.region} and name = ${row.name} and version = ${row.version} and state = 'draft'`.execute(db);
}

export async function publishDraft(db: Connection, row: StoredVersion): Promise<void> {
  await sql`update rules.table_version set state = 'published', valid_from = ${row.validFrom}::date, note = ${row.note},
      published_at = ${row.publishedAt}, published_by = ${row.publishedBy}
    where region = ${row.region} and name = ${row.name} and version = ${row.version} and state = 'draft'`.execute(db);
}

export async function deleteDraft(db: Connection, region: string, name: string): Promise<void> {
  await sql`delete from rules.table_version where region = ${region} and name = ${name} and state = 'draft'`.execute(
    db,
  );
}

/** Values of all parameters, or one, that concern a county, in the order of their dates. */
export async function parametersSeen(db: Connection, county: string, name?: string): Promise<StoredParameter[]> {
  const { rows } = await sql<
    Omit<StoredParameter, 'recordedAt'> & { recordedAt: Date }
  >`select region, name, valid_from as "validFrom", valid_to as "validTo", value, unit,
      source, confidence, note, recorded_at as "recordedAt", recorded_by as "recordedBy" from rules.parameter
    where ${county} like region || '%' and (${name ?? null}::text is null or name = ${name ?? null})
    order by name, region, valid_from`.execute(db);
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
}

export async function insertParameters(db: Connection, rows: readonly StoredParameter[]): Promise<void> {
  await sql`insert into rules.parameter
      (region, name, valid_from, valid_to, value, unit, source, confidence, note, recorded_at, recorded_by)
    select * from unnest(${rows.map((r) => r.region)}::text[], ${rows.map((r) => r.name)}::text[],
      ${rows.map((r) => r.validFrom)}::date[], ${rows.map((r) => r.validTo)}::date[],
      ${rows.map((r) => JSON.stringify(r.value))}::jsonb[], ${rows.map((r) => r.unit)}::text[],
      ${rows.map((r) => r.source)}::text[], ${rows.map((r) => r.confidence)}::text[], ${rows.map((r) => r.note)}::text[],
      ${rows.map((r) => r.recordedAt)}::timestamptz[], ${rows.map((r) => r.recordedBy)}::text[])
    on conflict do nothing`.execute(db);
}

export async function closeParameter(db: Connection, row: StoredParameter, validTo: string): Promise<void> {
  await sql`update rules.parameter set valid_to = ${validTo}::date
    where region = ${row.region} and name = ${row.name} and valid_from = ${row.validFrom}::date`.execute(db);
}

/** Writers of one table or parameter take turns, so that two of them cannot both find the same place free. */
export async function lock(db: Connection, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rules:${subject}`}, 0))`.execute(db);
}
