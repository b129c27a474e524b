// Problems of a batch: written as rows are checked, read back in the file's order, put into words when shown.

import { sql } from 'kysely';
import type { Tx } from '../../../platform/database.ts';
import { columnOf } from '../domain/cells.ts';
import type { TableKind } from '../domain/columns.ts';
import {
  type Detail,
  isProblemCode,
  type Language,
  type Problem,
  problemMessage,
  type Severity,
} from '../domain/problem.ts';
import { importRefusalMessage } from '../refusals.ts';
import { RowBuffer } from './bulk.ts';
import { IMPORT_PROBLEM } from './tables.ts';

/** A problem as people and scripts read it (issue 2, "Command line"). */
export interface ShownProblem {
  readonly sheet: string;
  /** As the spreadsheet numbers it; 0 concerns the whole file. */
  readonly row: number;
  /** 户编号 */
  readonly household: string;
  /** Name and masked ID number. */
  readonly person: string;
  /** Header as shown in the official form. */
  readonly column: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

export class ProblemWriter {
  readonly #buffer: RowBuffer<typeof IMPORT_PROBLEM>;
  readonly #county: string;
  readonly #batchId: string;
  #seq: number;

  constructor(tx: Tx, county: string, batchId: string, firstSeq = 0) {
    this.#buffer = new RowBuffer(tx, 'households.import_problem', IMPORT_PROBLEM);
    this.#county = county;
    this.#batchId = batchId;
    this.#seq = firstSeq;
  }

  /** `region` is the household's village where it is known, so that its officers may see the row. */
  async add(problem: Problem, sheet: string, region: string | null): Promise<void> {
    this.#seq += 1;
    await this.#buffer.add({
      county: this.#county,
      batch_id: this.#batchId,
      seq: this.#seq,
      region: region ?? this.#county,
      table_kind: problem.table,
      sheet,
      row: problem.row,
      household_no: problem.household,
      person: problem.person,
      column_name: problem.column,
      code: problem.code,
      severity: problem.severity,
      detail: JSON.stringify(problem.detail),
    });
  }

  async flush(): Promise<void> {
    await this.#buffer.flush();
  }
}

export async function lastSeq(tx: Tx, county: string, batchId: string): Promise<number> {
  const { rows } = await sql<{ seq: bigint | null }>`
    select max(seq) as seq from households.import_problem where county = ${county} and batch_id = ${batchId}`.execute(
    tx,
  );
  return Number(rows[0]?.seq ?? 0n);
}

interface StoredProblem {
  seq: bigint;
  table_kind: TableKind;
  sheet: string;
  row: number;
  household_no: string;
  person: string;
  column_name: string;
  code: string;
  severity: Severity;
  detail: Detail;
}

export interface ProblemQuery {
  readonly severity?: Severity;
  readonly code?: string;
  /** Part of a 户编号 or of a person's name. */
  readonly q?: string;
  readonly limit?: number;
  readonly offset?: number;
  readonly language?: Language;
}

function matching(county: string, batchId: string, { severity, code, q }: ProblemQuery) {
  const part = q === undefined || q.trim() === '' ? null : `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`county = ${county} and batch_id = ${batchId}
      and (${severity ?? null}::text is null or severity = ${severity ?? null})
      and (${code ?? null}::text is null or code = ${code ?? null})
      and (${part}::text is null or household_no ilike ${part} or person ilike ${part})`;
}

/** How many problems of the batch the filters leave. */
export async function countMatching(tx: Tx, county: string, batchId: string, query: ProblemQuery): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`
    select count(*) as n from households.import_problem where ${matching(county, batchId, query)}`.execute(tx);
  return Number(rows[0]?.n ?? 0n);
}

/** In the order of the roster's sheets, then the extracts, by row. */
export async function readProblems(
  tx: Tx,
  county: string,
  batchId: string,
  query: ProblemQuery = {},
): Promise<ShownProblem[]> {
  const { rows } = await sql<StoredProblem>`
    select seq, table_kind, sheet, row, household_no, person, column_name, code, severity, detail from households.import_problem
    where ${matching(county, batchId, query)}
    order by case table_kind when 'household' then 0 when 'person' then 1 else 2 end, sheet collate "C", row, seq
    limit ${query.limit ?? null}::bigint offset ${query.offset ?? 0}`.execute(tx);
  return rows.map((row) => shown(row, query.language ?? 'zh'));
}

function shown(row: StoredProblem, language: Language): ShownProblem {
  const column = columnOf(row.table_kind, row.column_name);
  const header = column === undefined ? '' : language === 'zh' ? column.zh : column.en;
  const message = isProblemCode(row.code)
    ? problemMessage(row.code, inWords(row, language), header, language)
    : row.code;
  return {
    sheet: row.sheet,
    row: row.row,
    household: row.household_no,
    person: row.person,
    column: column?.zh ?? '',
    code: row.code,
    severity: row.severity,
    message,
  };
}

/** Why a file cannot be read is kept as a code; people read the sentence. */
function inWords({ code, detail }: StoredProblem, language: Language): Detail {
  if (code !== 'unreadable_file') return detail;
  return { ...detail, value: importRefusalMessage({ code: String(detail.value), detail }, language) };
}

export interface ProblemGroup {
  readonly code: string;
  readonly severity: Severity;
  readonly count: number;
}

export async function countProblems(tx: Tx, county: string, batchId: string): Promise<ProblemGroup[]> {
  const { rows } = await sql<{ code: string; severity: Severity; n: bigint }>`
    select code, severity, count(*) as n from households.import_problem where county = ${county} and batch_id = ${batchId}
    group by code, severity order by severity, n desc, code`.execute(tx);
  return rows.map((row) => ({ code: row.code, severity: row.severity, count: Number(row.n) }));
}
