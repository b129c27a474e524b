// The import: read → map → preview → commit, each step one transaction (spec 3, "Import").

import { sql } from 'kysely';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import { newId } from '../../../../kernel/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../../../kernel/result.ts';
import { append } from '../../../platform/audit.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Scope, Tx } from '../../../platform/database.ts';
import type { Progress } from '../../../platform/jobs.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import type { Detail, Language } from '../domain/problem.ts';
import { DEFAULT_LIMITS, type FileRefusal, type ReadingLimits, UnreadableFile } from '../reading/limits.ts';
import { type FoundTable, type InputFile, openExtract, openRoster } from '../reading/tables.ts';
import {
  type Batch,
  type BatchCounts,
  type BatchTables,
  changeBatch,
  clearStaging,
  createBatch,
  discardStale,
  type ExtractTable,
  type ExtractTally,
  findBatch,
  lockCounty,
  recentBatches,
  rowsStand,
  type Tally,
} from './batch.ts';
import { checkRoster } from './check.ts';
import { applyExtracts } from './extracts.ts';
import { clearChecked, type RosterMapping, remap, unmapped, wholeOtherCounty } from './mapping.ts';
import { mergeRoster } from './merge.ts';
import {
  countMatching,
  countProblems,
  lastSeq,
  type ProblemGroup,
  type ProblemQuery,
  ProblemWriter,
  readProblems,
  type ShownProblem,
} from './problems.ts';
import { openTasks } from './quality.ts';
import { keepRejected, writeRejected } from './rejected.ts';
import { rosterEffects, type Settling, settleRoster, tallyExtracts, tallyRoster } from './settle.ts';
import { recordSources, tallyVillages } from './sources.ts';
import { hashFile, rosterDay, type Staging, stageExtract, stageRoster } from './stage.ts';
import { noteExtracts, stageLateMatches } from './unmatched.ts';

export interface ImportDependencies {
  readonly database: Database;
  readonly sealed: SealedFields;
  readonly clock: Clock;
  /** Village code → name, of a county. */
  readonly knownVillages: (county: string) => Promise<ReadonlyMap<string, string>>;
  readonly businessDate: (county: string) => Promise<IsoDate>;
  readonly limits?: ReadingLimits;
}

export interface ImportFiles {
  /** One workbook, or a household and a member text file; none for extracts alone. */
  readonly roster: readonly InputFile[];
  readonly extracts: readonly InputFile[];
  /** The day that the files speak of; by default the end of the roster's income year. */
  readonly asOf?: IsoDate;
}

export type ReadRefusal = FileRefusal | 'whole_county_only' | 'unknown_county';
export type PreviewRefusal = 'not_found' | 'not_open' | 'rows_lost' | 'mapping_incomplete' | 'no_rows' | 'wrong_county';
export type CommitRefusal = 'not_found' | 'not_staged' | 'rows_lost';

/** What scripts get (issue 2, "Command line"). */
export interface ImportResult {
  readonly households: Tally;
  readonly persons: Tally;
  readonly extracts: Readonly<Record<string, ExtractTally>>;
  readonly problems: readonly ShownProblem[];
  readonly seconds: number;
}

const quiet: Progress = () => undefined;
const STALE_MS = 24 * 3_600_000;

export type Imports = ReturnType<typeof createImports>;

export function createImports(dependencies: ImportDependencies) {
  const { database, sealed, clock, knownVillages, businessDate } = dependencies;
  const limits = dependencies.limits ?? DEFAULT_LIMITS;

  /** Begins a batch, before its files are read. Refuses `whole_county_only`: an import touches every village. */
  async function begin(scope: Scope): Promise<Result<{ id: string }, 'whole_county_only'>> {
    if (scope.region !== scope.county) return refuse('whole_county_only');
    const at = clock.now();
    await sealed.load(scope.county, at);
    const id = newId(at.getTime());
    const today = await businessDate(scope.county);
    await database.transaction(scope, async (tx) => {
      await discardStale(tx, scope.county, new Date(at.getTime() - STALE_MS), at);
      await createBatch(tx, scope, id, today, at);
    });
    return ok({ id });
  }

  /**
   * Reads the files into staging and suggests how their columns are mapped. Extract files of no known kind are noted
   * and skipped. Refuses what a file refuses (`FileRefusal`), and `unknown_county` where no village is known.
   */
  async function read(
    scope: Scope,
    id: string,
    files: ImportFiles,
    report: Progress = quiet,
  ): Promise<Result<Batch, ReadRefusal>> {
    const { county } = scope;
    const villages = await knownVillages(county);
    if (villages.size === 0) return await refused(scope, id, { code: 'unknown_county', detail: { county } }, files);
    await sealed.load(county, clock.now());
    try {
      const roster = files.roster.length === 0 ? null : await openRoster(files.roster, limits);
      const today = await businessDate(county);
      return await database.transaction(scope, async (tx) => {
        const staging: Staging = { tx, county, batchId: id, sealed, at: clock.now(), report };
        await clearStaging(tx, county, id);
        await sql`delete from households.import_problem where county = ${county} and batch_id = ${id}`.execute(tx);
        const problems = new ProblemWriter(tx, county, id);
        const staged = roster === null ? null : await stageTables(staging, roster);
        const asOf = files.asOf ?? (staged === null ? today : rosterDay(staged.years, today));
        const extracts = await stageExtracts(staging, files, asOf, problems);
        await problems.flush();
        const tables: BatchTables = {
          roster: staged?.roster ?? null,
          extracts,
          files: await hashes([...files.roster, ...files.extracts]),
        };
        await changeBatch(tx, county, id, { asOf, tables });
        return ok((await findBatch(tx, county, id))!);
      });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return await refused(scope, id, { code: error.code, detail: error.detail }, files);
    }
  }

  /** Ends a batch whose files cannot be read; which files they were stays on record. */
  async function refused<Code extends string>(scope: Scope, id: string, refusal: Refusal<Code>, files: ImportFiles) {
    const tables = { roster: null, extracts: [], files: await hashes([...files.roster, ...files.extracts]) };
    await database.transaction(scope, async (tx) => {
      await clearStaging(tx, scope.county, id);
      await changeBatch(tx, scope.county, id, { state: 'refused', tables, refusal, endedAt: clock.now() });
    });
    return { ok: false as const, refusal };
  }

  async function stageTables(staging: Staging, found: { household: FoundTable; person: FoundTable }) {
    const household = await stageRoster(staging, found.household, 'read households');
    const person = await stageRoster(staging, found.person, 'read persons');
    const sourceId = newId(staging.at.getTime());
    return { roster: { household: household.table, person: person.table, sourceId }, years: household.years };
  }

  async function stageExtracts(
    staging: Staging,
    files: ImportFiles,
    asOf: IsoDate,
    problems: ProblemWriter,
  ): Promise<ExtractTable[]> {
    const staged: ExtractTable[] = [];
    for (const file of files.extracts) {
      const table = await extractIn(file, problems);
      if (table === null) continue;
      staged.push(await stageExtract(staging, table, newId(staging.at.getTime()), asOf, problems));
    }
    return staged;
  }

  /** One unreadable extract among several is noted and left out: the others are no worse for it. */
  async function extractIn(file: InputFile, problems: ProblemWriter): Promise<FoundTable | null> {
    const note = (code: 'unknown_file' | 'unreadable_file', detail: Detail) =>
      problems.add(
        {
          table: 'settlement',
          row: 0,
          household: '',
          person: '',
          column: '',
          code,
          severity: 'warning',
          detail,
        },
        file.name,
        null,
      );
    try {
      const table = await openExtract(file, limits);
      if (table === null) await note('unknown_file', {});
      return table;
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      await note('unreadable_file', { ...error.detail, value: error.code });
      return null;
    }
  }

  /**
   * Checks every row by the mapping (the suggested one, or the user's) and says what a commit would do. Refuses
   * `not_found`, `not_open` (committed or discarded), `rows_lost`, `mapping_incomplete`, `no_rows`, `wrong_county`.
   */
  async function preview(
    scope: Scope,
    id: string,
    mapping: RosterMapping | null,
    report: Progress = quiet,
  ): Promise<Result<Batch, PreviewRefusal>> {
    const { county } = scope;
    const villages = await knownVillages(county);
    await sealed.load(county, clock.now());
    return await database.transaction(scope, async (tx) => {
      const found = await findBatch(tx, county, id);
      if (found === null) return refuse('not_found');
      if (found.state !== 'reading' && found.state !== 'staged') return refuse('not_open');
      if (!(await rowsStand(tx, county, id, found.tables))) return await rowsLost(tx, county, id);
      const staging: Staging = { tx, county, batchId: id, sealed, at: clock.now(), report };
      const tables = await remap(staging, found.tables, mapping);
      const missing = unmapped(tables);
      if (missing !== '') return refuse('mapping_incomplete', { columns: missing });
      if (tables.roster !== null && tables.roster.household.rows === 0)
        return refuse('no_rows', { sheet: tables.roster.household.sheet });
      await clearChecked(tx, county, id);
      const problems = new ProblemWriter(tx, county, id, await lastSeq(tx, county, id));
      if (tables.roster !== null) {
        const { household, person } = tables.roster;
        const context = {
          county,
          villages,
          householdMapping: household.mapping,
          personMapping: person.mapping,
          asOf: found.asOf,
        };
        const sheets = { household: household.sheet, person: person.sheet };
        await checkRoster(staging, { context, sheets, total: household.rows }, problems);
        await problems.flush();
        const elsewhere = await wholeOtherCounty(tx, county, id, household.rows);
        if (elsewhere !== null) {
          // What an earlier mapping had staged is gone: there is nothing to commit.
          await changeBatch(tx, county, id, { state: 'reading' });
          return refuse('wrong_county', { county, found: elsewhere });
        }
      }
      await sql`select households.analyze_staging()`.execute(tx);
      const counts = await settle(
        { tx, county, batchId: id, personSheet: tables.roster?.person.sheet ?? '', asOf: found.asOf },
        tables,
        problems,
        report,
      );
      await changeBatch(tx, county, id, { state: 'staged', tables, counts });
      return ok((await findBatch(tx, county, id))!);
    });
  }

  /** Ends a batch whose rows have gone from staging: committed, it would write nothing and say that it was done. */
  async function rowsLost(tx: Tx, county: string, id: string) {
    const lost = refuse('rows_lost');
    await clearStaging(tx, county, id);
    await changeBatch(tx, county, id, { state: 'refused', refusal: lost.refusal, endedAt: clock.now() });
    return lost;
  }

  async function settle(
    settling: Settling,
    tables: BatchTables,
    problems: ProblemWriter,
    report: Progress,
  ): Promise<BatchCounts> {
    const { tx, county, batchId } = settling;
    report({ step: 'compare', done: 0, total: 1 });
    if (tables.roster !== null) await settleRoster(settling, problems);
    await noteExtracts(settling, problems);
    await problems.flush();
    if (tables.roster !== null) await keepRejected(settling);
    const tallies = await tallyRoster(settling, tables);
    const effects = await rosterEffects(settling);
    const groups = await countProblems(tx, county, batchId);
    const total = (severity: string) =>
      groups.filter((one) => one.severity === severity).reduce((sum, one) => sum + one.count, 0);
    report({ step: 'compare', done: 1, total: 1 });
    return {
      ...tallies,
      householdEffect: effects.households,
      personEffect: effects.persons,
      extracts: await tallyExtracts(settling, tables),
      problems: { errors: total('error'), warnings: total('warning') },
      lateMatches: 0,
    };
  }

  /**
   * Puts the accepted rows into the registry, in one transaction. What the registry became since the preview is looked
   * at again. Refuses `not_found`, `not_staged`, `rows_lost`.
   */
  async function commit(scope: Scope, id: string, report: Progress = quiet): Promise<Result<Batch, CommitRefusal>> {
    const { county } = scope;
    await sealed.load(county, clock.now());
    return await database.transaction(scope, async (tx) => {
      await lockCounty(tx, county);
      const found = await findBatch(tx, county, id);
      if (found === null) return refuse('not_found');
      if (found.state !== 'staged') return refuse('not_staged', { state: found.state });
      if (!(await rowsStand(tx, county, id, found.tables))) return await rowsLost(tx, county, id);
      const at = clock.now();
      const { tables, asOf } = found;
      const staging: Staging = { tx, county, batchId: id, sealed, at, report };
      const problems = new ProblemWriter(tx, county, id, await lastSeq(tx, county, id));
      const settling = { tx, county, batchId: id, personSheet: tables.roster?.person.sheet ?? '', asOf };
      const counts = await settle(settling, tables, problems, report);
      await recordSources(tx, scope, id, found, at);
      report({ step: 'write', done: 0, total: 3 });
      if (tables.roster !== null) {
        const merging = { tx, county, batchId: id, sourceId: tables.roster.sourceId, asOf, at };
        await mergeRoster(merging);
        report({ step: 'write', done: 1, total: 3 });
        await openTasks(merging);
      }
      report({ step: 'write', done: 2, total: 3 });
      const lateMatches = await stageLateMatches(staging);
      const reliefList = tables.extracts.find((one) => one.kind === 'relief')?.sourceId ?? null;
      await applyExtracts({ tx, county, batchId: id, asOf, at }, reliefList);
      await tallyVillages(tx, county);
      await clearStaging(tx, county, id);
      await changeBatch(tx, county, id, { state: 'committed', counts: { ...counts, lateMatches }, endedAt: at });
      const after = { households: counts.households, persons: counts.persons, extracts: counts.extracts, lateMatches };
      await append(tx, scope, {
        at,
        action: 'household.import',
        subject: `import:${id}`,
        after: { files: tables.files, asOf, ...after },
      });
      report({ step: 'write', done: 3, total: 3 });
      return ok((await findBatch(tx, county, id))!);
    });
  }

  /** Forgets a batch that was not committed. Refuses `not_found`, `not_open`. */
  async function discard(scope: Scope, id: string): Promise<Result<{ id: string }, 'not_found' | 'not_open'>> {
    return await database.transaction(scope, async (tx) => {
      const found = await findBatch(tx, scope.county, id);
      if (found === null) return refuse('not_found');
      if (found.state === 'committed' || found.state === 'discarded') return refuse('not_open');
      await clearStaging(tx, scope.county, id);
      await changeBatch(tx, scope.county, id, { state: 'discarded', endedAt: clock.now() });
      return ok({ id });
    });
  }

  /**
   * The whole import in one call, for scripts and the demonstration county. With `dryRun` nothing is committed.
   * `rejectedTo` is where the rejected rows' workbook is written.
   */
  async function importFiles(
    scope: Scope,
    files: ImportFiles & { readonly dryRun?: boolean; readonly rejectedTo?: string },
    report: Progress = quiet,
  ): Promise<Result<ImportResult, ReadRefusal | PreviewRefusal | CommitRefusal>> {
    const began = performance.now();
    const begun = await begin(scope);
    if (!begun.ok) return begun;
    const { id } = begun.value;
    const staged = await read(scope, id, files, report);
    if (!staged.ok) return staged;
    const previewed = await preview(scope, id, null, report);
    if (!previewed.ok) {
      await discard(scope, id);
      return previewed;
    }
    const done = files.dryRun === true ? previewed : await commit(scope, id, report);
    if (!done.ok) return done;
    if (files.rejectedTo !== undefined) await rejectedWorkbook(scope, id, files.rejectedTo);
    const problems = await database.transaction(scope, (tx) => readProblems(tx, scope.county, id));
    if (files.dryRun === true) await discard(scope, id);
    const { households, persons, extracts } = done.value.counts!;
    return ok({ households, persons, extracts, problems, seconds: Math.round(performance.now() - began) / 1000 });
  }

  async function find(scope: Scope, id: string): Promise<Result<Batch & { groups: ProblemGroup[] }, 'not_found'>> {
    return await database.transaction(scope, async (tx) => {
      const batch = await findBatch(tx, scope.county, id);
      return batch === null ? refuse('not_found') : ok({ ...batch, groups: await countProblems(tx, scope.county, id) });
    });
  }

  async function list(scope: Scope, limit = 50): Promise<Batch[]> {
    return await database.transaction(scope, (tx) => recentBatches(tx, scope.county, limit));
  }

  /** A page of problems, and how many there are by the same filters. */
  async function problems(
    scope: Scope,
    id: string,
    query: ProblemQuery,
  ): Promise<{ problems: ShownProblem[]; total: number }> {
    return await database.transaction(scope, async (tx) => ({
      problems: await readProblems(tx, scope.county, id, query),
      total: await countMatching(tx, scope.county, id, query),
    }));
  }

  /** Writes the workbook of rejected rows to `path`. Refuses `not_found`, `no_rejected`. */
  async function rejectedWorkbook(
    scope: Scope,
    id: string,
    path: string,
    language: Language = 'zh',
  ): Promise<Result<{ path: string }, 'not_found' | 'no_rejected'>> {
    await sealed.load(scope.county, clock.now());
    return await database.transaction(scope, async (tx) => {
      const batch = await findBatch(tx, scope.county, id);
      if (batch === null) return refuse('not_found');
      if (batch.tables.roster === null || batch.counts === null) return refuse('no_rejected');
      if (batch.counts.households.rejected + batch.counts.persons.rejected === 0) return refuse('no_rejected');
      await writeRejected({ tx, sealed, county: scope.county, batchId: id, tables: batch.tables, language }, path);
      return ok({ path });
    });
  }

  /** Remembers the job that works on a batch, so that a page finds it again. */
  async function attachJob(scope: Scope, id: string, jobId: string): Promise<void> {
    await database.transaction(scope, (tx) => changeBatch(tx, scope.county, id, { jobId }));
  }

  return { begin, read, preview, commit, discard, importFiles, find, list, problems, rejectedWorkbook, attachJob };
}

async function hashes(files: readonly InputFile[]) {
  return await Promise.all(files.map(async (file) => ({ name: file.name, sha256: await hashFile(file) })));
}
