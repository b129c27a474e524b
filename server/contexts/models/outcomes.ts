// Importing outcomes: checked, matched to the population, saved in one transaction; what is rejected comes back.

import { newId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Scope, Tx } from '../../platform/database.ts';
import { checkOutcomes, type Outcome, type OutcomeProblem, type RawOutcome } from './domain/outcome.ts';
import { saveImport, saveOutcomes, unknownHouseholds } from './repository.ts';

export interface ImportedOutcomes {
  readonly year: number;
  /** read = accepted + rejected. */
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Of the accepted, those that were new or said something else before. */
  readonly changed: number;
  readonly problems: readonly OutcomeProblem[];
}

export type ImportOutcomesRefusal = 'not_allowed' | 'year_out_of_range' | 'no_rows';

/** Rows sent to PostgreSQL at a time. */
const BATCH = 20_000;

/** Refuses `year_out_of_range` (detail `year`) and `no_rows`, in this order. */
export async function importRows(
  tx: Tx,
  scope: Scope,
  view: string,
  at: Date,
  year: number,
  rows: readonly RawOutcome[],
): Promise<Result<ImportedOutcomes, ImportOutcomesRefusal>> {
  if (!Number.isInteger(year) || year < 2014 || year > at.getUTCFullYear() + 1)
    return refuse('year_out_of_range', { year });
  if (rows.length === 0) return refuse('no_rows');
  const importId = newId(at.getTime());
  const checked = checkOutcomes(rows);
  const problems = [...checked.problems];
  let changed = 0;
  let accepted = 0;
  for (let from = 0; from < checked.accepted.length; from += BATCH) {
    const batch = checked.accepted.slice(from, from + BATCH);
    const unknown = await unknownHouseholds(
      tx,
      view,
      scope.county,
      batch.map((o) => o.no),
    );
    const known = batch.filter((o) => !unknown.has(o.no));
    problems.push(...batch.filter((o) => unknown.has(o.no)).map(notThere));
    changed += await saveOutcomes(tx, view, { county: scope.county, year, importId }, known);
    accepted += known.length;
  }
  problems.sort((a, b) => a.row - b.row);
  const counts = { read: rows.length, accepted, rejected: problems.length };
  const rejectedBy: Record<string, number> = {};
  for (const { code } of problems) rejectedBy[code] = (rejectedBy[code] ?? 0) + 1;
  await saveImport(tx, scope, { id: importId, year, importedAt: at.toISOString(), ...counts, rejectedBy });
  await append(tx, scope, {
    at,
    action: 'models.importOutcomes',
    subject: `outcomes:${year}`,
    after: { ...counts, rejectedBy, changed },
  });
  return ok({ year, ...counts, changed, problems });
}

const notThere = ({ row, no }: Outcome): OutcomeProblem => ({ row, no, code: 'unknown_household' });
