// Sealed fields under the county's newest data key: after a rotation, the old key then opens history only.

import { sql } from 'kysely';
import { append } from '../../../platform/audit.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Scope, Tx } from '../../../platform/database.ts';
import type { Progress } from '../../../platform/jobs.ts';
import type { SealedFields } from '../../../platform/sealed.ts';

export interface ResealDependencies {
  readonly database: Database;
  readonly sealed: SealedFields;
  readonly clock: Clock;
}

/** What stands sealed in the registry now; past versions and returned rows of imports keep the key that they had. */
const SEALED = [
  ['household', 'phone_sealed'],
  ['household', 'account_sealed'],
  ['person', 'id_sealed'],
  ['settlement', 'disease_sealed'],
  ['disability', 'what_sealed'],
  ['extract_unmatched', 'cells_sealed'],
] as const;

/** Small enough to commit in a second: killed between two of them, the next run goes on where this one ended. */
const BATCH = 5000;

/** Seals every field again that an older data key sealed; returns how many. Safe to repeat. */
export async function reseal(
  { database, sealed, clock }: ResealDependencies,
  scope: Scope,
  report: Progress,
): Promise<number> {
  await sealed.load(scope.county, clock.now());
  let fields = 0;
  for (const [table, column] of SEALED) {
    for (;;) {
      const done = await database.transaction(scope, (tx) => resealSome(tx, sealed, scope.county, table, column));
      fields += done;
      report({ step: 'reseal', done: fields, total: fields });
      if (done < BATCH) break;
    }
  }
  await database.transaction(scope, (tx) =>
    append(tx, scope, {
      at: clock.now(),
      action: 'household.reseal',
      subject: `county:${scope.county}`,
      after: { fields, key: sealed.newest(scope.county) },
    }),
  );
  return fields;
}

async function resealSome(
  tx: Tx,
  sealed: SealedFields,
  county: string,
  table: string,
  column: string,
): Promise<number> {
  const [from, field] = [sql.table(`households.${table}`), sql.ref(column)];
  const { rows } = await sql<{ id: string; text: string }>`select id, ${field} as text from ${from}
    where county = ${county} and ${field} is not null and not starts_with(${field}, ${sealed.newest(county)})
    order by id limit ${BATCH} for update`.execute(tx);
  if (rows.length === 0) return 0;
  await sql`update ${from} t set ${field} = n.text
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ text }) => sealed.reseal(county, text) ?? text)}::text[]) as n (id, text)
    where t.county = ${county} and t.id = n.id`.execute(tx);
  return rows.length;
}
