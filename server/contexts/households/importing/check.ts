// Walks a batch's staged rows household by household, in chunks, through the pure check, and writes what may go in,
// what is wrong, and every ID number seen. Never holds more than a chunk.

import { sql } from 'kysely';
import { newId } from '../../../../kernel/ids.ts';
import type { TableKind } from '../domain/columns.ts';
import { type CheckContext, type CheckedHousehold, checkHousehold } from '../domain/household.ts';
import type { Problem } from '../domain/problem.ts';
import type { HouseholdRecord, PersonRecord, RawRow } from '../domain/record.ts';
import { RowBuffer } from './bulk.ts';
import type { ProblemWriter } from './problems.ts';
import type { Staging } from './stage.ts';
import { STAGED_HOUSEHOLD, STAGED_IDENTITY, STAGED_PERSON } from './tables.ts';

const HOUSEHOLDS_A_CHUNK = 1000;

interface StagedRow {
  readonly key: string;
  readonly raw: RawRow;
}

export interface CheckInput {
  readonly context: CheckContext;
  readonly sheets: { readonly household: string; readonly person: string };
  /** Household rows staged, for progress. */
  readonly total: number;
}

/** What a chunk's rows are written through. */
interface Writers {
  readonly households: RowBuffer<typeof STAGED_HOUSEHOLD>;
  readonly persons: RowBuffer<typeof STAGED_PERSON>;
  readonly identities: RowBuffer<typeof STAGED_IDENTITY>;
  readonly problems: ProblemWriter;
}

export async function checkRoster(staging: Staging, input: CheckInput, problems: ProblemWriter): Promise<void> {
  const { tx, report } = staging;
  const writers: Writers = {
    households: new RowBuffer(tx, 'households.staged_household', STAGED_HOUSEHOLD),
    persons: new RowBuffer(tx, 'households.staged_person', STAGED_PERSON),
    identities: new RowBuffer(tx, 'households.staged_identity', STAGED_IDENTITY),
    problems,
  };
  // Rows without a number belong to nobody: each stands for itself.
  await checkKeyless(staging, input, writers);
  let done = 0;
  let reading = ahead(readChunk(staging, ''));
  for (;;) {
    const chunk = await reading();
    // The next chunk is read while this one is checked.
    if (chunk.upTo !== null) reading = ahead(readChunk(staging, chunk.upTo));
    const households = chunk.households.map((row) => opened(staging, row));
    const members = chunk.members.map((row) => opened(staging, row));
    done += households.length;
    await checkChunk(staging, input, writers, households, members);
    report({ step: 'check', done, total: input.total });
    if (chunk.upTo === null) break;
  }
  await writers.households.flush();
  await writers.persons.flush();
  await writers.identities.flush();
}

interface SealedRow {
  readonly key: string;
  readonly row: number;
  readonly cells_sealed: string;
}

interface Chunk {
  readonly households: readonly SealedRow[];
  readonly members: readonly SealedRow[];
  /** The last household key in it; null when nothing follows. */
  readonly upTo: string | null;
}

/** Work under way whose failure waits until its result is asked for. */
function ahead<T>(work: Promise<T>): () => Promise<T> {
  work.catch(() => undefined);
  return () => work;
}

async function readChunk(staging: Staging, after: string): Promise<Chunk> {
  const upTo = await chunkEnd(staging, after);
  const households = await stagedRows(staging, 'household', after, upTo);
  const members = await stagedRows(staging, 'person', after, upTo);
  return { households, members, upTo };
}

/** The household key that ends the next chunk, or null when the rest fits. */
async function chunkEnd({ tx, county, batchId }: Staging, after: string): Promise<string | null> {
  const { rows } = await sql<{ key: string }>`select key from households.staged_row
    where county = ${county} and batch_id = ${batchId} and table_kind = 'household' and key > ${after}
    order by key offset ${HOUSEHOLDS_A_CHUNK - 1} limit 1`.execute(tx);
  return rows[0]?.key ?? null;
}

async function stagedRows(
  { tx, county, batchId }: Staging,
  kind: TableKind,
  after: string,
  upTo: string | null,
): Promise<SealedRow[]> {
  const until = upTo === null ? sql`` : sql`and key <= ${upTo}`;
  const { rows } = await sql<SealedRow>`select key, row, cells_sealed from households.staged_row
    where county = ${county} and batch_id = ${batchId} and table_kind = ${kind} and key > ${after} ${until}
    order by key, row`.execute(tx);
  return rows;
}

function opened({ county, sealed }: Staging, row: SealedRow): StagedRow {
  return {
    key: row.key,
    raw: { number: row.row, cells: JSON.parse(sealed.open(county, row.cells_sealed)) as string[] },
  };
}

async function checkKeyless(staging: Staging, input: CheckInput, writers: Writers): Promise<void> {
  const { tx, county, batchId } = staging;
  const { rows } = await sql<{ key: string; row: number; cells_sealed: string; table_kind: 'household' | 'person' }>`
    select key, row, cells_sealed, table_kind from households.staged_row
    where county = ${county} and batch_id = ${batchId} and key = '' order by table_kind, row`.execute(tx);
  for (const row of rows) {
    await writers.problems.add(
      rowProblem(row.table_kind, row.row, 'missing_value', 'no', ''),
      input.sheets[row.table_kind],
      null,
    );
  }
}

function rowProblem(
  table: 'household' | 'person',
  row: number,
  code: 'missing_value' | 'orphan_member' | 'duplicate_household',
  column: string,
  no: string,
): Problem {
  return { table, row, household: no, person: '', column, code, severity: 'error', detail: { value: no } };
}

function grouped(rows: readonly StagedRow[]): Map<string, RawRow[]> {
  const groups = new Map<string, RawRow[]>();
  for (const { key, raw } of rows) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [raw]);
    else group.push(raw);
  }
  return groups;
}

async function checkChunk(
  staging: Staging,
  input: CheckInput,
  writers: Writers,
  households: readonly StagedRow[],
  members: readonly StagedRow[],
): Promise<void> {
  const membersOf = grouped(members);
  const rowsOf = grouped(households);
  const registered = await registeredIds(staging, [...rowsOf.keys()]);
  for (const [no, rows] of rowsOf) {
    const checked = checkHousehold(rows[0]!, membersOf.get(no) ?? [], input.context);
    const id = registered.get(no) ?? newId(staging.at.getTime());
    await writeHousehold(staging, input, writers, checked, rows.length === 1 ? id : null);
    if (rows.length === 1) continue;
    for (const row of rows) {
      await writers.problems.add(
        rowProblem('household', row.number, 'duplicate_household', 'no', no),
        input.sheets.household,
        null,
      );
    }
  }
  for (const [no, rows] of membersOf) {
    if (rowsOf.has(no)) continue;
    for (const row of rows)
      await writers.problems.add(
        rowProblem('person', row.number, 'orphan_member', 'no', no),
        input.sheets.person,
        null,
      );
  }
}

async function registeredIds({ tx, county }: Staging, numbers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ no: string; id: string }>`select no, id from households.household
    where county = ${county} and no = any(${numbers}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.no, row.id]));
}

/** `id` is null for a household that cannot go in, whatever its rows are like. */
async function writeHousehold(
  staging: Staging,
  input: CheckInput,
  writers: Writers,
  checked: CheckedHousehold,
  id: string | null,
): Promise<void> {
  const { county, batchId, sealed, at } = staging;
  const region = checked.record?.villageCode ?? county;
  for (const problem of checked.problems) {
    await writers.problems.add(
      problem,
      problem.table === 'household' ? input.sheets.household : input.sheets.person,
      region,
    );
  }
  const index = (idNumber: string) => sealed.blindIndex(county, 'id', idNumber);
  const indexed = checked.persons.map((person) => ({
    ...person,
    index: person.idNumber === '' ? null : index(person.idNumber),
  }));
  if (!checked.accepted || id === null || checked.record === null) {
    for (const { index: id_index, row, label } of indexed) {
      if (id_index === null) continue;
      await writers.identities.add({ county, batch_id: batchId, region, no: checked.no, row, label, id_index });
    }
    return;
  }
  await writers.households.add(householdRow(staging, id, checked, checked.record));
  for (const person of indexed) {
    const row = personRow(staging, person.record!, {
      no: checked.no,
      row: person.row,
      label: person.label,
      region,
      index: person.index!,
    });
    await writers.persons.add({ ...row, new_id: newId(at.getTime()), household_id: id, accepted: true });
  }
}

const withoutBigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

function householdRow(
  { county, batchId, sealed }: Staging,
  id: string,
  checked: CheckedHousehold,
  record: HouseholdRecord,
) {
  const { income } = record;
  return {
    county,
    batch_id: batchId,
    no: checked.no,
    row: checked.row,
    household_id: id,
    accepted: true,
    region: record.villageCode,
    address: record.address,
    head_name: record.headName,
    members: checked.persons.length,
    category: record.category,
    relief: record.relief,
    phone_sealed: record.phone === null ? null : sealed.seal(county, record.phone),
    bank: record.bank,
    account_sealed: record.account === null ? null : sealed.seal(county, record.account),
    housing_grade: record.housing,
    safe_water: record.water,
    tea_mu: record.tea,
    farm_mu: record.farm,
    forest_mu: record.forest,
    shop: record.shop,
    conduct: record.conduct,
    year: income.year,
    wage_fen: income.wage,
    business_fen: income.business,
    property_fen: income.property,
    transfer_fen: income.transfer,
    expense_fen: income.expense,
    items: JSON.stringify(income.items, withoutBigints),
    content_hash: sealed.blindIndex(
      county,
      'household',
      JSON.stringify({ ...record, members: checked.persons.length }, withoutBigints),
    ),
  };
}

function personRow(
  { county, batchId, sealed }: Staging,
  record: PersonRecord,
  at: { no: string; row: number; label: string; region: string; index: Buffer },
) {
  return {
    county,
    batch_id: batchId,
    no: at.no,
    row: at.row,
    region: at.region,
    label: at.label,
    name: record.name,
    id_sealed: sealed.seal(county, record.idNumber),
    id_index: at.index,
    sex: record.sex,
    birth: record.birth,
    relation: record.relation,
    education: record.education,
    student: record.student,
    chronic: record.health.includes('长期慢性病'),
    serious: record.health.includes('患有大病'),
    disabled: record.health.includes('残疾') || record.disability !== null,
    disability_grade: record.disability,
    labour: record.labour,
    work_region: record.workRegion,
    work_months: record.workMonths,
    insured: record.insured,
    content_hash: sealed.blindIndex(county, 'person', JSON.stringify(record)),
  };
}
