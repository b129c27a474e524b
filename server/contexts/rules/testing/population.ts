// Rows of a subject as a table in PostgreSQL, and the engine over many rows, for the agreement tests and the benchmark.

import type pg from 'pg';
import { identifier, type RuleField, type SubjectRow } from '../domain/subject.ts';

const SQL_TYPE = { money: 'bigint', integer: 'integer', decimal: 'numeric', boolean: 'boolean', text: 'text' } as const;
const BATCH = 20_000;

function stored(field: RuleField, value: SubjectRow[string] | undefined): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  // Cents to whole fen: the product of a two-digit decimal and 100 is at most one rounding away from the integer.
  return field.type === 'money' ? Math.round(Number(value) * 100) : value;
}

/** Creates `name (id integer, …)` and fills it; ids are the rows' positions. */
export async function storeRows(
  client: pg.Pool | pg.PoolClient,
  name: string,
  fields: readonly RuleField[],
  rows: readonly SubjectRow[],
): Promise<void> {
  const columns = fields.map((field) => `${identifier(field.column)} ${SQL_TYPE[field.type]}`);
  await client.query(`CREATE TABLE ${identifier(name)} (id integer PRIMARY KEY, ${columns.join(', ')})`);
  const arrays = fields.map((field, index) => `$${index + 2}::${SQL_TYPE[field.type]}[]`);
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    await client.query(`INSERT INTO ${identifier(name)} SELECT * FROM unnest($1::integer[], ${arrays.join(', ')})`, [
      batch.map((_, index) => at + index),
      ...fields.map((field) => batch.map((row) => stored(field, row[field.name]))),
    ]);
  }
}

/** Results in the rows' order, with at most `inFlight` evaluations begun and not ended. */
export async function evaluateAll<T>(
  rows: readonly SubjectRow[],
  evaluate: (row: SubjectRow) => Promise<T>,
  inFlight: number,
): Promise<T[]> {
  const results: T[] = new Array(rows.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < rows.length; at = next++) {
      const row = rows[at];
      if (row) results[at] = await evaluate(row);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return results;
}
