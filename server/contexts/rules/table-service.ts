// Versions of decision tables: drafts that change, published versions that never do, and using the one in force.

import { parseIsoDate } from '../../../kernel/calendar.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { CaseTrace, TableVersion, TraceValue } from '../../../kernel/trace.ts';
import { append } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { type CellProblem, type CheckedTable, inspectTable } from './domain/checked-table.ts';
import { type CompiledTable, compileTable } from './domain/compile.ts';
import { missingOutput, unmetCells } from './domain/requirements.ts';
import type { ParameterValues, RuleSubject, SubjectRow } from './domain/subject.ts';
import { type DecisionTable, type JdmContent, readTable, type TableRefusal } from './domain/table.ts';
import { type PreparedTable, prepareTable } from './engine.ts';
import {
  deleteDraft,
  findDraft,
  findInForce,
  findVersion,
  hashOf,
  insertVersion,
  lock,
  nextVersion,
  publishDraft,
  type StoredContent,
  type StoredVersion,
  updateDraft,
  versionsSeen,
} from './repository.ts';
import type { ShippedTable } from './shipped.ts';

export interface TableServiceDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly businessDate: (county: string) => Promise<string>;
  readonly ruleParameters: (county: string, on: string) => Promise<ParameterValues>;
  readonly tables: readonly ShippedTable[];
}

export interface TableSummary {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly subject: string;
  readonly inForce: StoredVersion | null;
  readonly draft: StoredVersion | null;
  /** Newest first; shared versions and the county's own. */
  readonly versions: readonly StoredVersion[];
}

export interface TableDetail extends StoredContent {
  readonly subject: RuleSubject;
  /** Values that `parameters.<name>` stands for today. */
  readonly parameters: ParameterValues;
  readonly problems: readonly CellProblem[];
}

export interface SavedDraft {
  readonly draft: StoredVersion;
  /** A draft may be saved with cells that cannot be used yet; it cannot be published with them. */
  readonly problems: readonly CellProblem[];
}

/** In order of precedence, before the refusals of the table's form (`TableRefusal`). */
export type SaveRefusal =
  | 'whole_county_only'
  | 'unknown_table'
  | TableRefusal
  /** Somebody else saved the draft since the caller read it: `detail.by`. */
  | 'draft_changed';
export type PublishRefusal =
  | 'whole_county_only'
  | 'unknown_table'
  | 'no_draft'
  | 'bad_period'
  | 'date_in_past'
  | TableRefusal
  /** A column that the users of the table rely on is missing or of another kind: `detail.output`. */
  | 'missing_output'
  /** `detail` names table, row (from 1), column, text, why, at. */
  | 'uncompilable_cell'
  /** The draft decides exactly as the version in force does. */
  | 'nothing_changed';

export interface CompiledVersion {
  readonly version: TableVersion;
  readonly compiled: CompiledTable;
}

export interface ExplainedCase {
  readonly version: TableVersion;
  /** One set of outputs for each rule that fired. */
  readonly outputs: readonly Readonly<Record<string, TraceValue>>[];
  readonly trace: CaseTrace;
}

/** Prepared engines kept; tables change by the month, so few are ever alive. */
const PREPARED = 24;

function refOf({ name, version, hash, validFrom }: StoredVersion): TableVersion {
  return { table: name, version, hash, validFrom: validFrom ?? '' };
}

function summaryOf({ content: _, ...summary }: StoredContent): StoredVersion {
  return summary;
}

export function createTableService(dependencies: TableServiceDependencies) {
  const { database, clock, businessDate, ruleParameters, tables } = dependencies;
  const known = (name: string) => tables.find((table) => table.name === name);
  const prepared = new Map<string, PreparedTable>();

  function inspect(table: ShippedTable, read: DecisionTable, parameters: ParameterValues) {
    const { checked, problems } = inspectTable(table.name, read, table.subject, parameters);
    return { checked, problems: [...problems, ...unmetCells(checked, table.outputs)] };
  }

  function tableOf(name: string): ShippedTable {
    const table = known(name);
    if (!table) throw new Error(`no rule table ${name}`);
    return table;
  }

  /** A stored version was checked when it was published; failing now is a bug, or a parameter that lost its value. */
  function checkStored(stored: StoredContent, parameters: ParameterValues): CheckedTable {
    const read = readTable(stored.content);
    if (!read.ok) throw new Error(`${stored.name} version ${stored.version}: ${read.refusal.code}`);
    const { checked, problems } = inspect(tableOf(stored.name), read.value, parameters);
    if (problems.length > 0) {
      throw new Error(`${stored.name} version ${stored.version}: ${JSON.stringify(problems[0])}`);
    }
    return checked;
  }

  async function storedInForce(name: string, county: string, on: string): Promise<StoredContent> {
    const stored = await findInForce(database.reference, county, name, on);
    if (!stored) throw new Error(`no version of ${name} in force for ${county} on ${on}`);
    return stored;
  }

  /** Which version decides for a county on a date. */
  async function versionInForce(name: string, county: string, on: string): Promise<TableVersion> {
    return refOf(await storedInForce(name, county, on));
  }

  /** The table in force with the parameters in force then. */
  async function checkedInForce(name: string, county: string, on: string) {
    const [stored, parameters] = await Promise.all([storedInForce(name, county, on), ruleParameters(county, on)]);
    return { version: refOf(stored), checked: checkStored(stored, parameters) };
  }

  /** The table in force, compiled with the parameters in force then. */
  async function compiled(name: string, county: string, on: string): Promise<CompiledVersion> {
    const { version, checked } = await checkedInForce(name, county, on);
    return { version, compiled: compileTable(checked) };
  }

  function prepare(stored: StoredContent, parameters: ParameterValues): PreparedTable {
    const key = `${stored.hash} ${JSON.stringify(parameters)}`;
    const ready = prepared.get(key) ?? prepareTable(checkStored(stored, parameters));
    // Last used last: the first is the one to let go.
    prepared.delete(key);
    prepared.set(key, ready);
    const [oldest] = prepared.keys();
    if (prepared.size > PREPARED && oldest !== undefined) {
      prepared.get(oldest)?.dispose();
      prepared.delete(oldest);
    }
    return ready;
  }

  /** One case by the format's own engine, with the verdict of every cell. Money in `row` is in yuan. */
  async function explain(name: string, county: string, on: string, row: SubjectRow): Promise<ExplainedCase> {
    const [stored, parameters] = await Promise.all([storedInForce(name, county, on), ruleParameters(county, on)]);
    const trace = await prepare(stored, parameters).explain(row);
    return {
      version: refOf(stored),
      outputs: trace.rows.flatMap((one) => (one.fired ? [one.outputs] : [])),
      trace,
    };
  }

  /** Tables with the version in force, the draft, and all versions that concern the county. */
  async function listTables(scope: Scope): Promise<TableSummary[]> {
    const { county } = scope;
    const db = scope.tx ?? database.reference;
    const today = await businessDate(county);
    const versions = await versionsSeen(db, county);
    return await Promise.all(
      tables.map(async ({ name, zh, en, subject }) => {
        const own = versions.filter((version) => version.name === name);
        const current = await findInForce(db, county, name, today);
        return {
          name,
          zh,
          en,
          subject: subject.name,
          inForce: current ? summaryOf(current) : null,
          draft: own.find((version) => version.state === 'draft') ?? null,
          versions: own,
        };
      }),
    );
  }

  /** One version with what its cells may name. Refuses `unknown_table`, `unknown_version`. */
  async function getTable(
    scope: Scope,
    name: string,
    version: number,
  ): Promise<Result<TableDetail, 'unknown_table' | 'unknown_version'>> {
    const table = known(name);
    if (!table) return refuse('unknown_table', { name });
    const { county } = scope;
    const stored = await findVersion(scope.tx ?? database.reference, county, name, version);
    if (!stored) return refuse('unknown_version', { name, version });
    const parameters = await ruleParameters(county, stored.validFrom ?? (await businessDate(county)));
    const read = readTable(stored.content);
    const problems = read.ok ? inspect(table, read.value, parameters).problems : [];
    return ok({ ...stored, subject: table.subject, parameters, problems });
  }

  /** Reads content that is not stored, for the editor's marks. Refuses `unknown_table` and `TableRefusal`. */
  async function checkContent(
    scope: Scope,
    name: string,
    content: JdmContent,
  ): Promise<Result<{ problems: readonly CellProblem[] }, 'unknown_table' | TableRefusal>> {
    const table = known(name);
    if (!table) return refuse('unknown_table', { name });
    const read = readTable(content);
    if (!read.ok) return read;
    const parameters = await ruleParameters(scope.county, await businessDate(scope.county));
    return ok({ problems: inspect(table, read.value, parameters).problems });
  }

  /**
   * Keeps the county's draft of a table, one a table. `basedOn` is the hash of the draft that the caller worked on,
   * null for none; without it the draft is kept whatever was there. Refuses as `SaveRefusal`.
   */
  async function saveDraft(
    scope: Scope,
    command: {
      readonly name: string;
      readonly content: JdmContent;
      readonly note: string;
      readonly basedOn?: string | null | undefined;
    },
  ): Promise<Result<SavedDraft, SaveRefusal>> {
    const { county } = scope;
    const { name, content, note, basedOn } = command;
    if (scope.region !== county) return refuse('whole_county_only');
    const table = known(name);
    if (!table) return refuse('unknown_table', { name });
    const read = readTable(content);
    if (!read.ok) return read;
    const parameters = await ruleParameters(county, await businessDate(county));
    const { problems } = inspect(table, read.value, parameters);
    return await database.transaction(scope, async (tx) => {
      await lock(tx, `table:${county}:${name}`);
      const before = await findDraft(tx, county, name);
      if (basedOn !== undefined && (before?.hash ?? null) !== basedOn) {
        return refuse('draft_changed', { by: before?.savedBy ?? '' });
      }
      const draft: StoredContent = {
        region: county,
        name,
        version: before?.version ?? (await nextVersion(tx, county, name)),
        state: 'draft',
        content,
        hash: hashOf(read.value),
        note,
        savedAt: clock.now().toISOString(),
        savedBy: scope.actor.name,
        validFrom: null,
        publishedAt: null,
        publishedBy: null,
      };
      await (before ? updateDraft(tx, draft) : insertVersion(tx, draft));
      await append(tx, scope, {
        at: clock.now(),
        action: 'saveDraft',
        subject: `table:${name}:${draft.version}`,
        before: before ? { hash: before.hash } : undefined,
        after: { hash: draft.hash },
        note,
      });
      return ok({ draft: summaryOf(draft), problems });
    });
  }

  /** Throws the county's draft away. Refuses `whole_county_only`, `no_draft`. */
  async function discardDraft(
    scope: Scope,
    name: string,
  ): Promise<Result<{ version: number }, 'whole_county_only' | 'no_draft'>> {
    const { county } = scope;
    if (scope.region !== county) return refuse('whole_county_only');
    return await database.transaction(scope, async (tx) => {
      const draft = await findDraft(tx, county, name);
      if (!draft) return refuse('no_draft', { name });
      await deleteDraft(tx, county, name);
      const before = { hash: draft.hash };
      const subject = `table:${name}:${draft.version}`;
      await append(tx, scope, { at: clock.now(), action: 'discardDraft', subject, before });
      return ok({ version: draft.version });
    });
  }

  /** Content that could be published. Refuses what publishing would refuse of form, outputs and cells. */
  async function usableContent(
    table: ShippedTable,
    content: JdmContent,
    county: string,
    on: string,
  ): Promise<Result<CheckedTable, TableRefusal | 'missing_output' | 'uncompilable_cell'>> {
    const read = readTable(content);
    if (!read.ok) return read;
    const { checked, problems } = inspect(table, read.value, await ruleParameters(county, on));
    const output = missingOutput(checked, table.outputs);
    if (output !== undefined) return refuse('missing_output', { output });
    const [first] = problems;
    return first ? refuse('uncompilable_cell', { ...first }) : ok(checked);
  }

  /** Makes the draft a version that never changes, deciding from a date on. Refuses as `PublishRefusal`. */
  async function publish(
    scope: Scope,
    command: { readonly name: string; readonly validFrom: string; readonly note: string },
  ): Promise<Result<StoredVersion, PublishRefusal>> {
    const { county } = scope;
    const { name, validFrom, note } = command;
    if (scope.region !== county) return refuse('whole_county_only');
    const table = known(name);
    if (!table) return refuse('unknown_table', { name });
    const today = await businessDate(county);
    return await database.transaction(scope, async (tx) => {
      await lock(tx, `table:${county}:${name}`);
      const draft = await findDraft(tx, county, name);
      if (!draft) return refuse('no_draft', { name });
      if (!parseIsoDate(validFrom).ok) return refuse('bad_period');
      if (validFrom < today) return refuse('date_in_past', { today });
      const usable = await usableContent(table, draft.content, county, validFrom);
      if (!usable.ok) return usable;
      const before = await findInForce(tx, county, name, validFrom);
      if (before?.hash === draft.hash) return refuse('nothing_changed', { version: before.version });
      const published: StoredVersion = {
        ...summaryOf(draft),
        state: 'published',
        note,
        validFrom,
        publishedAt: clock.now().toISOString(),
        publishedBy: scope.actor.name,
      };
      await publishDraft(tx, published);
      await append(tx, scope, {
        at: clock.now(),
        action: 'publishTable',
        subject: `table:${name}:${published.version}`,
        before: before ? refOf(before) : undefined,
        after: refOf(published),
        note,
      });
      return ok(published);
    });
  }

  return {
    versionInForce,
    compiled,
    explain,
    listTables,
    getTable,
    checkContent,
    saveDraft,
    discardDraft,
    publish,
    usableContent,
    checkedInForce,
  };
}
