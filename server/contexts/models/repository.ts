// The tables of models: outcomes by county, models shared by all.

import { sql } from 'kysely';
import type { Scope, Tx } from '../../platform/database.ts';
import type { ModelCard, OutcomeSource } from './domain/card.ts';
import type { ModelKind, ModelSpec } from './domain/model.ts';
import type { Outcome } from './domain/outcome.ts';

export type ModelStatus = 'draft' | 'published' | 'retired';

export interface ModelHead {
  readonly id: string;
  readonly kind: ModelKind;
  readonly version: number;
  readonly status: ModelStatus;
  /** County whose households it was fitted on. */
  readonly fittedOn: string;
  readonly fittedAt: Date;
  readonly fittedBy: string;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
}

export interface StoredModel extends ModelHead {
  readonly spec: ModelSpec;
  readonly card: ModelCard;
}

/** A transaction, or the pool for reference data. */
export type Reader = Pick<Tx, 'getExecutor'>;

const HEAD =
  sql.raw(`id, kind, version, status, fitted_on as "fittedOn", fitted_at as "fittedAt", fitted_by as "fittedBy",
  published_at as "publishedAt", published_by as "publishedBy"`);

export async function listModels(reader: Reader): Promise<ModelHead[]> {
  return (await sql<ModelHead>`select ${HEAD} from models.model order by kind, version desc`.execute(reader)).rows;
}

export async function findModel(reader: Reader, id: string): Promise<StoredModel | undefined> {
  return (await sql<StoredModel>`select ${HEAD}, spec, card from models.model where id = ${id}`.execute(reader))
    .rows[0];
}

export async function findPublished(reader: Reader, kind: ModelKind): Promise<StoredModel | undefined> {
  const { rows } = await sql<StoredModel>`
    select ${HEAD}, spec, card from models.model where kind = ${kind} and status = 'published'`.execute(reader);
  return rows[0];
}

/** Saves a draft under the next version of its kind. */
export async function insertModel(
  tx: Tx,
  model: { id: string; fittedOn: string; fittedAt: Date; fittedBy: string; spec: ModelSpec; card: ModelCard },
): Promise<StoredModel> {
  const { kind } = model.spec;
  // Two fits that end at once must not take the same version; publishing and fitting are rare.
  await sql`select pg_advisory_xact_lock(hashtextextended('models.model', 0))`.execute(tx);
  const { rows } = await sql<StoredModel>`
    insert into models.model (id, kind, version, status, fitted_on, fitted_at, fitted_by, spec, card)
    values (${model.id}, ${kind}, (select coalesce(max(version), 0) + 1 from models.model where kind = ${kind}), 'draft',
      ${model.fittedOn}, ${model.fittedAt}, ${model.fittedBy}, ${JSON.stringify(model.spec)}::jsonb, ${JSON.stringify(model.card)}::jsonb)
    returning ${HEAD}, spec, card`.execute(tx);
  return rows[0]!;
}

/** Makes `id` the published model of its kind; the one before it is retired. */
export async function publishModel(tx: Tx, model: ModelHead, at: Date, by: string): Promise<void> {
  await sql`update models.model set status = 'retired' where kind = ${model.kind} and status = 'published'`.execute(tx);
  await sql`update models.model set status = 'published', published_at = ${at}, published_by = ${by} where id = ${model.id}`.execute(
    tx,
  );
}

/** Of `nos`, those that the population does not hold. */
export async function unknownHouseholds(
  tx: Tx,
  population: string,
  county: string,
  nos: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ no: string }>`
    select u.no from unnest(${nos}::text[]) as u (no)
    where not exists (select 1 from ${sql.raw(population)} f where f.county = ${county} and f.no = u.no)`.execute(tx);
  return new Set(rows.map((row) => row.no));
}

/** Adds outcomes or puts right what an earlier file said; returns how many rows changed. */
export async function saveOutcomes(
  tx: Tx,
  population: string,
  key: { county: string; year: number; importId: string },
  outcomes: readonly Outcome[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into models.outcome (county, household_id, year, region, relapsed, cause, import_id)
    select f.county, f.household_id, ${key.year}, f.region, u.relapsed, u.cause, ${key.importId}::uuid
    from unnest(${outcomes.map((o) => o.no)}::text[], ${outcomes.map((o) => o.relapsed)}::boolean[],
        ${outcomes.map((o) => o.cause)}::text[]) as u (no, relapsed, cause)
      join ${sql.raw(population)} f on f.county = ${key.county} and f.no = u.no
    on conflict (county, household_id, year) do update
      set relapsed = excluded.relapsed, cause = excluded.cause, import_id = excluded.import_id
      where (outcome.relapsed, outcome.cause) is distinct from (excluded.relapsed, excluded.cause)`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

export interface OutcomeImport extends OutcomeSource {
  readonly id: string;
}

export async function saveImport(tx: Tx, scope: Scope, made: OutcomeImport): Promise<void> {
  await sql`insert into models.outcome_import (county, id, year, at, actor_id, read, accepted, rejected, rejected_by)
    values (${scope.county}, ${made.id}, ${made.year}, ${made.importedAt}, ${scope.actor.id}, ${made.read}, ${made.accepted},
      ${made.rejected}, ${JSON.stringify(made.rejectedBy)}::jsonb)`.execute(tx);
}

/** The latest year with outcomes, or the given one, with its latest file; undefined without any. */
export async function findOutcomes(tx: Tx, county: string, year: number | null): Promise<OutcomeSource | undefined> {
  const { rows } = await sql<{
    year: number;
    at: Date;
    read: number;
    accepted: number;
    rejected: number;
    rejected_by: Record<string, number>;
  }>`
    select year, at, read, accepted, rejected, rejected_by from models.outcome_import
    where county = ${county} and (${year}::int is null or year = ${year}::int)
    order by year desc, at desc, id desc limit 1`.execute(tx);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { at, rejected_by, ...counts } = row;
  return { ...counts, rejectedBy: rejected_by, importedAt: at.toISOString() };
}
