// households: the registry of a county's rural households. See README.md.

import { sql } from 'kysely';
import type { IsoDate } from '../../../kernel/calendar.ts';
import { may } from '../../../kernel/permissions.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Scope } from '../../platform/database.ts';
import type { Progress } from '../../platform/jobs.ts';
import type { Language } from './domain/problem.ts';
import { createImports, type ImportDependencies } from './importing/service.ts';
import { listUnmatched, type UnmatchedRow } from './importing/unmatched.ts';
import {
  findHousehold,
  type HouseholdDetail,
  type QualityTask,
  readTasks,
  type Source,
  type TaskQuery,
} from './registry/detail.ts';
import { writeExport } from './registry/export.ts';
import { changesWithoutHealth, seesHealth, thenWithoutHealth, withoutHealth } from './registry/health.ts';
import { type Change, type HouseholdThen, householdHistory, householdOn } from './registry/history.ts';
import { type HouseholdFilter, type HouseholdList, type HouseholdPage, listHouseholds } from './registry/list.ts';
import { createRecords } from './registry/records.ts';
import { reseal } from './registry/reseal.ts';
import { type Reveal, type RevealRefusal, reveal } from './registry/reveal.ts';
import { recordRisk } from './registry/standing.ts';

export type { Mapping, TableKind } from './domain/columns.ts';
export type { Batch, BatchCounts, BatchTables, Effect, ExtractTally, Tally } from './importing/batch.ts';
export type { RosterMapping } from './importing/mapping.ts';
export type { ShownProblem } from './importing/problems.ts';
export type {
  CommitRefusal,
  ImportFiles,
  ImportResult,
  PreviewRefusal,
  ReadRefusal,
} from './importing/service.ts';
export type { InputFile } from './reading/tables.ts';
export { importRefusalMessage } from './refusals.ts';
export type { Risk } from './registry/list.ts';
export type { HouseholdDetail, HouseholdFilter, HouseholdList, HouseholdPage };

export interface HouseholdsDependencies extends ImportDependencies {
  /**
   * Told when the registry has changed, so that what is derived of it stays current: of one household within the
   * transaction of the change (`scope.tx`), of all (null) after an import.
   */
  readonly changed?: (scope: Scope, householdId: string | null) => Promise<void>;
}
export type Households = ReturnType<typeof createHouseholds>;

export function createHouseholds(dependencies: HouseholdsDependencies) {
  const { database, sealed, clock, changed = async () => undefined } = dependencies;
  const imports = createImports(dependencies);
  const records = createRecords({ database, sealed, clock, changed });
  const ready = async (scope: Scope) => await sealed.load(scope.county, clock.now());

  /** A page of the list. */
  async function list(scope: Scope, page: HouseholdPage): Promise<HouseholdList> {
    await ready(scope);
    return await database.transaction(scope, (tx) => listHouseholds(tx, scope, sealed, page));
  }

  /** Everything about one household, sensitive fields masked; health too, but for who may reveal and the household itself. Refuses `not_found`. */
  async function find(
    scope: Scope,
    id: string,
    language: Language = 'zh',
  ): Promise<Result<HouseholdDetail, 'not_found'>> {
    await ready(scope);
    const found = await database.transaction(scope, (tx) => findHousehold(tx, sealed, scope.county, id, language));
    if (found === null) return refuse('not_found');
    return ok(seesHealth(scope) ? found : withoutHealth(found));
  }

  /** Whether the household is there for the actor. */
  async function exists(scope: Scope, id: string): Promise<boolean> {
    return await database.transaction(scope, async (tx) => {
      const { rows } =
        await sql`select 1 from households.household where county = ${scope.county} and id = ${id}`.execute(tx);
      return rows.length > 0;
    });
  }

  /** The household's village code; null when it is not there for the actor. */
  async function regionOf(scope: Scope, id: string): Promise<string | null> {
    return await database.transaction(scope, async (tx) => {
      const { rows } = await sql<{
        region: string;
      }>`select region from households.household where county = ${scope.county} and id = ${id}`.execute(tx);
      return rows[0]?.region ?? null;
    });
  }

  /** The id of a 户编号. Refuses `not_found`. */
  async function idOf(scope: Scope, no: string): Promise<Result<{ id: string }, 'not_found'>> {
    return await database.transaction(scope, async (tx) => {
      const { rows } = await sql<{
        id: string;
      }>`select id from households.household where county = ${scope.county} and no = ${no}`.execute(tx);
      return rows[0] === undefined ? refuse('not_found') : ok(rows[0]);
    });
  }

  /** What changed, when, by which source; the newest first. Refuses `not_found`. */
  async function history(
    scope: Scope,
    id: string,
  ): Promise<Result<{ changes: Change[]; sources: Source[] }, 'not_found'>> {
    await ready(scope);
    if (!(await exists(scope, id))) return refuse('not_found');
    const told = await database.transaction(scope, (tx) => householdHistory(tx, sealed, scope.county, id));
    return ok(seesHealth(scope) ? told : { ...told, changes: changesWithoutHealth(told.changes) });
  }

  /** The household as it was on a day. Refuses `not_found` (also when it was not registered by then). */
  async function onDay(scope: Scope, id: string, day: IsoDate): Promise<Result<HouseholdThen, 'not_found'>> {
    await ready(scope);
    const then = await database.transaction(scope, (tx) => householdOn(tx, sealed, scope.county, id, day));
    if (then === null) return refuse('not_found');
    return ok(seesHealth(scope) ? then : thenWithoutHealth(then));
  }

  /** One sealed field in plain, for a purpose; logged. Refuses `not_allowed`, `purpose_missing`, `not_found`. */
  async function revealField(scope: Scope, command: Reveal): Promise<Result<{ value: string }, RevealRefusal>> {
    await ready(scope);
    return await reveal({ database, sealed, now: clock.now() }, scope, command);
  }

  /** Data-quality tasks within the actor's region. */
  async function tasks(scope: Scope, query: TaskQuery): Promise<QualityTask[]> {
    return await database.transaction(scope, (tx) => readTasks(tx, scope.county, query));
  }

  /** Extract rows that still match nobody; only county scopes see them. */
  async function unmatched(
    scope: Scope,
    page: { limit: number; offset: number },
  ): Promise<{ rows: UnmatchedRow[]; total: number }> {
    await ready(scope);
    return await database.transaction(scope, (tx) => listUnmatched(tx, sealed, scope.county, page));
  }

  /**
   * Writes the registry, filtered as the list is, as a workbook to `path`. `plain` shows sensitive fields whole, to who may
   * reveal and says why. Exports are logged. Refuses `not_allowed`, `purpose_missing`.
   */
  async function exportRoster(
    scope: Scope,
    command: {
      readonly filter: HouseholdFilter;
      readonly plain: boolean;
      readonly purpose: string;
      readonly path: string;
    },
    report: Progress = () => undefined,
  ): Promise<Result<{ households: number; persons: number }, 'not_allowed' | 'purpose_missing'>> {
    const { filter, plain, purpose, path } = command;
    if (plain && (scope.actor.role === 'system' || !may(scope.actor.role, 'household.reveal')))
      return refuse('not_allowed');
    if (plain && purpose.trim().length < 5) return refuse('purpose_missing');
    await ready(scope);
    return await database.transaction(scope, async (tx) => {
      const written = await writeExport({ tx, scope, sealed, filter, plain, report }, path);
      const { q: _q, ...logged } = filter;
      const after = { filter: logged, searched: (filter.q ?? '') !== '', plain, ...written };
      await append(tx, scope, {
        at: clock.now(),
        action: 'household.export',
        subject: `county:${scope.county}`,
        after,
        note: purpose,
      });
      return ok(written);
    });
  }

  return {
    imports,
    importFiles: imports.importFiles,
    list,
    find,
    exists,
    regionOf,
    idOf,
    history,
    onDay,
    revealField,
    tasks,
    unmatched,
    exportRoster,
    recordRisk,
    /** After a new data key: seals the registry's fields with it. Safe to repeat. */
    reseal: (scope: Scope, report: Progress = () => undefined) => reseal({ database, sealed, clock }, scope, report),
    /** After an import: what is derived of the registry is brought up to date. Safe to repeat. */
    registryChanged: (scope: Scope) => changed(scope, null),
    ...records,
  };
}
