// The outcomes file of a county: CSV in UTF-8 or GBK with the columns 户编号, 是否返贫, 主要原因.

import { parse } from 'csv-parse/sync';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { normaliseCell } from '../../../kernel/text.ts';
import type { RawOutcome } from './domain/outcome.ts';

export type OutcomeFileRefusal = 'not_csv' | 'missing_column';

const COLUMNS = ['户编号', '是否返贫', '主要原因'] as const;

/** Refuses `not_csv` and `missing_column` (detail `column`), in this order. Empty lines are no rows. */
export function readOutcomeFile(bytes: Uint8Array): Result<RawOutcome[], OutcomeFileRefusal> {
  const table = cells(bytes);
  if (table === null) return refuse('not_csv');
  const header = (table[0] ?? []).map(normaliseCell);
  const missing = COLUMNS.find((column) => !header.includes(column));
  if (missing !== undefined) return refuse('missing_column', { column: missing });
  const [no, relapsed, cause] = COLUMNS.map((column) => header.indexOf(column)) as [number, number, number];
  return ok(
    table
      .slice(1)
      .map((row, i) => ({ row: i + 2, no: row[no] ?? '', relapsed: row[relapsed] ?? '', cause: row[cause] ?? '' })),
  );
}

function cells(bytes: Uint8Array): string[][] | null {
  try {
    return parse(decode(bytes), { relax_column_count: true, skip_empty_lines: true, bom: true });
  } catch {
    // The parser's own message names an offset, which helps nobody who holds a workbook.
    return null;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
