// Shows one sealed field in plain for a stated purpose, and writes down who saw it and why (PIPL art. 28–29).

import { sql } from 'kysely';
import { may } from '../../../../kernel/permissions.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { append } from '../../../platform/audit.ts';
import type { Database, Scope, Tx } from '../../../platform/database.ts';
import type { SealedFields } from '../../../platform/sealed.ts';

export const REVEALED_FIELDS = ['idNumber', 'phone', 'account', 'disability', 'disease'] as const;
export type RevealedField = (typeof REVEALED_FIELDS)[number];

export interface Reveal {
  readonly field: RevealedField;
  /** Person for `idNumber` and `disability`, household for `phone` and `account`, settlement for `disease`. */
  readonly id: string;
  /** Why it is needed, in the actor's words: five characters at least. */
  readonly purpose: string;
}

/** In order of precedence. */
export type RevealRefusal = 'not_allowed' | 'purpose_missing' | 'not_found';

const COLUMN: Readonly<Record<RevealedField, { table: string; column: string; subject: string }>> = {
  idNumber: { table: 'person', column: 'id_sealed', subject: 'person' },
  disability: { table: 'disability', column: 'what_sealed', subject: 'person' },
  phone: { table: 'household', column: 'phone_sealed', subject: 'household' },
  account: { table: 'household', column: 'account_sealed', subject: 'household' },
  disease: { table: 'settlement', column: 'disease_sealed', subject: 'settlement' },
};

/** The plain text. Refuses `not_allowed`, `purpose_missing`, `not_found` (also where nothing is recorded). */
export async function reveal(
  dependencies: { database: Database; sealed: SealedFields; now: Date },
  scope: Scope,
  command: Reveal,
): Promise<Result<{ value: string }, RevealRefusal>> {
  const { database, sealed, now } = dependencies;
  if (scope.actor.role === 'system' || !may(scope.actor.role, 'household.reveal')) return refuse('not_allowed');
  const purpose = command.purpose.trim();
  if (purpose.length < 5) return refuse('purpose_missing');
  return await database.transaction(scope, async (tx) => {
    const text = await sealedText(tx, scope.county, command);
    if (text === null) return refuse('not_found');
    const subject = `${COLUMN[command.field].subject}:${command.id}`;
    await append(tx, scope, {
      at: now,
      action: 'household.reveal',
      subject,
      after: { field: command.field },
      note: purpose,
    });
    return ok({ value: sealed.open(scope.county, text) });
  });
}

async function sealedText(tx: Tx, county: string, { field, id }: Reveal): Promise<string | null> {
  const { table, column } = COLUMN[field];
  const key = field === 'disability' ? 'person_id' : 'id';
  const { rows } = await sql<{
    text: string | null;
  }>`select ${sql.ref(column)} as text from ${sql.table(`households.${table}`)}
    where county = ${county} and ${sql.ref(key)} = ${id} limit 1`.execute(tx);
  return rows[0]?.text ?? null;
}
