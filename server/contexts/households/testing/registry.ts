// A registry on a database of its own, for tests: imports made from invented rosters, and looks at what they left.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { isoDate } from '../../../../kernel/calendar.ts';
import { freshDatabase, type TestDatabase } from '../../../../test/database.ts';
import { type Clock, fixedClock } from '../../../platform/clock.ts';
import { type Scope, systemScope } from '../../../platform/database.ts';
import { createHouseholds, type Households, type ImportFiles, type ImportResult, type InputFile } from '../index.ts';
import { type Cells, type InventedHousehold, inventHousehold, VILLAGES, writeWorkbook } from './roster.ts';

export const COUNTY = '350524';
export const county: Scope = systemScope(COUNTY);

const TABLES = [
  'settlement',
  'tuition',
  'unemployment',
  'disability',
  'disaster',
  'relief',
  'course_record',
  'consent',
  'quality_task',
  'extract_unmatched',
  'past',
  'income',
  'person',
  'household',
  'village_tally',
  'import_problem',
  'import_rejected',
  'import_batch',
  'source',
  'staged_row',
  'staged_household',
  'staged_person',
  'staged_identity',
  'staged_extract',
  'standing',
] as const;

/** What an import of the same files must leave as it is. */
const KEPT = [
  'household',
  'person',
  'income',
  'settlement',
  'relief',
  'disability',
  'past',
  'extract_unmatched',
  'quality_task',
] as const;

export interface TestRegistry {
  readonly db: TestDatabase;
  readonly households: Households;
  readonly clock: Clock & { set(iso: string): void };
  readonly tables: readonly string[];
  /** A file name of its own in a folder that goes with the registry. */
  file(ending: string): string;
  workbook(roster: Iterable<InventedHousehold>): Promise<InputFile>;
  csv(name: string, text: string, encoding?: string): Promise<InputFile>;
  /** Imports what must not be refused. */
  imported(
    roster: readonly InputFile[],
    extracts?: readonly InputFile[],
    more?: Partial<ImportFiles> & { dryRun?: boolean; rejectedTo?: string },
  ): Promise<ImportResult>;
  count(table: string, where?: string): Promise<number>;
  /** Households, persons, income, facts, history and tasks as text, all but when they were read. */
  everything(): Promise<string>;
  idOf(no: string): Promise<string>;
  /** Empties every table. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openRegistry(): Promise<TestRegistry> {
  const db = await freshDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'xingnong-registry-'));
  const clock = fixedClock('2026-03-02T02:00:00Z');
  const households = createHouseholds({
    database: db.database,
    sealed: db.sealed,
    clock,
    knownVillages: async (code) => (code === COUNTY ? VILLAGES : new Map()),
    businessDate: async () => isoDate('2026-03-02'),
  });
  let files = 0;
  const file = (ending: string) => path.join(folder, `${++files}.${ending}`);
  return {
    db,
    households,
    clock,
    tables: TABLES,
    file,
    workbook: async (roster) => {
      const to = file('xlsx');
      await writeWorkbook(to, roster);
      return { name: '花名册.xlsx', path: to };
    },
    csv: async (name, text, encoding = 'utf8') => {
      const to = file('csv');
      await writeFile(to, iconv.encode(text, encoding));
      return { name, path: to };
    },
    imported: async (roster, extracts = [], more = {}) => {
      const result = await households.importFiles(county, { roster, extracts, ...more });
      if (!result.ok) throw new Error(JSON.stringify(result.refusal));
      return result.value;
    },
    count: async (table, where = 'true') =>
      Number((await db.owner.query(`select count(*) as n from households.${table} where ${where}`)).rows[0].n),
    everything: async () => {
      const parts = [];
      for (const table of KEPT) {
        const { rows } = await db.owner.query(`select * from households.${table} order by 1, 2, 3, 4, 5`);
        parts.push(rows);
      }
      return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    },
    idOf: async (no) => {
      const found = await households.idOf(county, no);
      if (!found.ok) throw new Error(`no household ${no}`);
      return found.value.id;
    },
    clear: async () => {
      await db.owner.query(`truncate ${TABLES.map((table) => `households.${table}`).join(', ')}`);
    },
    close: async () => {
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An invented household with other cells, and its members with theirs. */
export function changed(index: number, household: Cells, who: readonly Cells[] = []): InventedHousehold {
  const one = inventHousehold(index);
  return {
    household: { ...one.household, ...household },
    members: one.members.map((member, at) => ({ ...member, ...who[at] })),
  };
}
