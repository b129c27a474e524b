// What people record about a household besides imports: consents and their withdrawal, courses, the declaration that it
// will not or cannot work online, corrections found on a visit, tasks done. Each names its source and is audited.

import { type RawBuilder, sql } from 'kysely';
import { parseBankCard } from '../../../../kernel/bank-card.ts';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import { newId } from '../../../../kernel/ids.ts';
import { parsePhone } from '../../../../kernel/phone.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { append } from '../../../platform/audit.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Scope, Tx } from '../../../platform/database.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import { CONDUCTS, type Conduct, HOUSING_GRADES, type HousingGrade } from '../domain/codes.ts';

export const CONSENT_SUBJECTS = ['identity', 'income', 'health', 'account', 'credit', 'contact'] as const;
export const COURSE_KINDS = ['digital', 'commerce', 'production'] as const;

export interface GiveConsent {
  readonly householdId: string;
  readonly personId: string | null;
  readonly what: (typeof CONSENT_SUBJECTS)[number];
  /** For whom: a named lender, insurer, department. */
  readonly recipient: string;
  readonly purpose: string;
  readonly givenOn: IsoDate;
  readonly until: IsoDate;
}

export interface RecordCourse {
  readonly householdId: string;
  readonly personId: string;
  readonly course: string;
  readonly kind: (typeof COURSE_KINDS)[number];
  readonly finishedOn: IsoDate;
}

/** Fields that a visit may correct; those that identify or decide income come by import. */
export interface Correction {
  readonly householdId: string;
  /** What the visit saw, in words. */
  readonly note: string;
  readonly seenOn: IsoDate;
  /** The version that the writer looked at; absent where he could not know it (a visit written down off-line). */
  readonly version?: number | undefined;
  readonly phone?: string;
  readonly account?: string;
  readonly bank?: string;
  readonly address?: string;
  readonly housing?: HousingGrade;
  readonly safeWater?: boolean;
  readonly shop?: boolean;
  readonly conduct?: Conduct;
}

/** In order of precedence. */
export type ChangeRefusal = 'not_found' | 'changed_meanwhile';

export type Records = ReturnType<typeof createRecords>;

export interface RecordsDependencies {
  readonly database: Database;
  readonly sealed: SealedFields;
  readonly clock: Clock;
  /** Told within the transaction when a household's record has changed. */
  readonly changed: (scope: Scope, householdId: string) => Promise<void>;
}

export function createRecords({ database, sealed, clock, changed }: RecordsDependencies) {
  /** Refuses `not_found`, `dates_reversed`. */
  async function giveConsent(
    scope: Scope,
    command: GiveConsent,
  ): Promise<Result<{ id: string }, 'not_found' | 'dates_reversed'>> {
    if (command.until < command.givenOn) return refuse('dates_reversed');
    return await database.transaction(scope, async (tx) => {
      const region = await regionOf(tx, scope, command.householdId, command.personId);
      if (region === null) return refuse('not_found');
      const [id, at] = [newId(clock.now().getTime()), clock.now()];
      const source = await newSource(tx, scope, 'declaration', '授权', command.givenOn, at);
      await sql`insert into households.consent (county, id, region, household_id, person_id, what, recipient, purpose, given_on, until, source_id, recorded_at,
          recorded_by, recorded_by_name)
        values (${scope.county}, ${id}, ${region}, ${command.householdId}, ${command.personId}, ${command.what}, ${command.recipient}, ${command.purpose},
          ${command.givenOn}, ${command.until}, ${source}, ${at}, ${scope.actor.id}, ${scope.actor.name})`.execute(tx);
      await append(tx, scope, {
        at,
        action: 'household.consent',
        subject: `household:${command.householdId}`,
        after: { id, ...command },
      });
      return ok({ id });
    });
  }

  /** From now on the consent no longer holds; what was done under it stays. Refuses `not_found`, `already_withdrawn`. */
  async function withdrawConsent(
    scope: Scope,
    id: string,
  ): Promise<Result<{ id: string }, 'not_found' | 'already_withdrawn'>> {
    return await database.transaction(scope, async (tx) => {
      const { rows } = await sql<{
        household_id: string;
        withdrawn_at: Date | null;
      }>`select household_id, withdrawn_at from households.consent
        where county = ${scope.county} and id = ${id} for update`.execute(tx);
      if (rows[0] === undefined) return refuse('not_found');
      if (rows[0].withdrawn_at !== null) return refuse('already_withdrawn');
      const at = clock.now();
      await sql`update households.consent set withdrawn_at = ${at}, withdrawn_by = ${scope.actor.name} where county = ${scope.county} and id = ${id}`.execute(
        tx,
      );
      await append(tx, scope, {
        at,
        action: 'household.consent',
        subject: `household:${rows[0].household_id}`,
        after: { id, withdrawn: true },
      });
      return ok({ id });
    });
  }

  /** A course that a member has finished; the same course again renews its date. Refuses `not_found`. */
  async function recordCourse(scope: Scope, command: RecordCourse): Promise<Result<{ id: string }, 'not_found'>> {
    return await database.transaction(scope, async (tx) => {
      const region = await regionOf(tx, scope, command.householdId, command.personId);
      if (region === null) return refuse('not_found');
      const [id, at] = [newId(clock.now().getTime()), clock.now()];
      const source = await newSource(tx, scope, 'declaration', `培训：${command.course}`, command.finishedOn, at);
      const { rows } = await sql<{
        id: string;
      }>`insert into households.course_record (county, id, region, household_id, person_id, course, kind, finished_on,
          source_id, recorded_at)
        values (${scope.county}, ${id}, ${region}, ${command.householdId}, ${command.personId}, ${command.course}, ${command.kind}, ${command.finishedOn},
          ${source}, ${at})
        on conflict (county, person_id, course) do update set kind = excluded.kind, finished_on = excluded.finished_on, source_id = excluded.source_id,
          recorded_at = excluded.recorded_at returning id`.execute(tx);
      await append(tx, scope, {
        at,
        action: 'household.declare',
        subject: `household:${command.householdId}`,
        after: { course: command },
      });
      await changed({ ...scope, tx }, command.householdId);
      return ok({ id: rows[0]!.id });
    });
  }

  /** Whether the household is unwilling or unable to work online (paper §3.3.2). Refuses `not_found`, `changed_meanwhile`. */
  async function declareOnline(
    scope: Scope,
    command: {
      readonly householdId: string;
      readonly unwilling: boolean;
      readonly declaredOn: IsoDate;
      readonly note: string;
      readonly version?: number | undefined;
    },
  ): Promise<Result<{ version: number }, ChangeRefusal>> {
    const values = {
      online_unwilling: sql`${command.unwilling}::boolean`,
      online_unwilling_on: sql`${command.declaredOn}::date`,
    };
    return await change(
      scope,
      command.householdId,
      { kind: 'declaration', name: '线上经营意愿', on: command.declaredOn, note: command.note, seen: command.version },
      values,
    );
  }

  /** Refuses `bad_phone`, `bad_bank_account`, `nothing_given`, `not_found`, `changed_meanwhile`. */
  async function correct(
    scope: Scope,
    command: Correction,
  ): Promise<Result<{ version: number }, ChangeRefusal | 'nothing_given' | 'bad_phone' | 'bad_bank_account'>> {
    await sealed.load(scope.county, clock.now());
    const values: Record<string, RawBuilder<unknown>> = {};
    const phone = command.phone === undefined ? null : parsePhone(command.phone);
    if (phone?.ok === false) return refuse('bad_phone');
    const account = command.account === undefined ? null : parseBankCard(command.account);
    if (account?.ok === false) return refuse('bad_bank_account');
    if (phone !== null) values.phone_sealed = sql`${sealed.seal(scope.county, phone.value)}`;
    if (account !== null) values.account_sealed = sql`${sealed.seal(scope.county, account.value)}`;
    if (command.bank !== undefined) values.bank = sql`${command.bank.trim() || null}`;
    if (command.address !== undefined) values.address = sql`${command.address.trim() || null}`;
    if (command.housing !== undefined && HOUSING_GRADES.includes(command.housing))
      values.housing_grade = sql`${command.housing}`;
    if (command.safeWater !== undefined) values.safe_water = sql`${command.safeWater}::boolean`;
    if (command.shop !== undefined) values.shop = sql`${command.shop}::boolean`;
    if (command.conduct !== undefined && CONDUCTS.includes(command.conduct)) values.conduct = sql`${command.conduct}`;
    if (Object.keys(values).length === 0) return refuse('nothing_given');
    return await change(
      scope,
      command.householdId,
      { kind: 'visit', name: '入户走访', on: command.seenOn, note: command.note, seen: command.version },
      values,
    );
  }

  /** Writes columns of a household as a new version, each with its own source, and closes the tasks that they answer. */
  async function change(
    scope: Scope,
    householdId: string,
    from: { kind: 'visit' | 'declaration'; name: string; on: IsoDate; note: string; seen: number | undefined },
    values: Readonly<Record<string, RawBuilder<unknown>>>,
  ): Promise<Result<{ version: number }, ChangeRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const { county } = scope;
      const found = await sql<{
        valid_from: string;
        version: number;
      }>`select valid_from, version from households.household where county = ${county} and id = ${householdId} for update`.execute(
        tx,
      );
      if (found.rows[0] === undefined) return refuse('not_found');
      if (from.seen !== undefined && from.seen !== found.rows[0].version) return refuse('changed_meanwhile');
      const at = clock.now();
      const source = await newSource(tx, scope, from.kind, from.name, from.on, at);
      // What was seen before the row's own day still speaks of that day at the earliest: versions only go forward.
      const day = [from.on, found.rows[0].valid_from].toSorted().at(-1)!;
      await sql`insert into households.past (county, kind, subject_id, part, version, region, household_id, valid_from, valid_to, replaced_at, row)
        select county, 'household', id, 0, version, region, id, valid_from, ${day}::date, ${at}, to_jsonb(h) from households.household h
        where county = ${county} and id = ${householdId}`.execute(tx);
      const fields = JSON.stringify(Object.fromEntries(Object.keys(values).map((name) => [name, { source, row: 0 }])));
      const { rows } = await sql<{ version: number }>`update households.household set
          ${sql.join(Object.entries(values).map(([name, value]) => sql`${sql.ref(name)} = ${value}`))},
          field_source = field_source || ${fields}::jsonb, version = version + 1, valid_from = ${day}::date, recorded_at = ${at}
        where county = ${county} and id = ${householdId} returning version`.execute(tx);
      await closeAnswered(tx, scope, householdId, Object.keys(values), at);
      const action = from.kind === 'visit' ? 'household.correct' : 'household.declare';
      await append(tx, scope, {
        at,
        action,
        subject: `household:${householdId}`,
        after: { fields: Object.keys(values) },
        note: from.note,
      });
      await changed({ ...scope, tx }, householdId);
      return ok({ version: rows[0]!.version });
    });
  }

  /** Refuses `not_found` (also when it is closed already). */
  async function closeTask(scope: Scope, id: string, note: string): Promise<Result<{ id: string }, 'not_found'>> {
    return await database.transaction(scope, async (tx) => {
      const at = clock.now();
      const { rows } = await sql<{
        household_id: string;
        code: string;
      }>`update households.quality_task set closed_at = ${at}, closed_by = ${scope.actor.name}, note = ${note}
        where county = ${scope.county} and id = ${id} and closed_at is null returning household_id, code`.execute(tx);
      if (rows[0] === undefined) return refuse('not_found');
      await append(tx, scope, {
        at,
        action: 'household.quality',
        subject: `household:${rows[0].household_id}`,
        after: { task: id, code: rows[0].code },
        note,
      });
      return ok({ id });
    });
  }

  return { giveConsent, withdrawConsent, recordCourse, declareOnline, correct, closeTask };
}

/** The household's village, or null when it (or its member) is not there for the actor. */
async function regionOf(tx: Tx, scope: Scope, householdId: string, personId: string | null): Promise<string | null> {
  const { rows } = await sql<{
    region: string;
  }>`select h.region from households.household h where h.county = ${scope.county} and h.id = ${householdId}
    and (${personId}::uuid is null or exists (select 1 from households.person p
      where p.county = h.county and p.household_id = h.id and p.id = ${personId}::uuid and p.left_on is null))`.execute(
    tx,
  );
  return rows[0]?.region ?? null;
}

async function newSource(
  tx: Tx,
  scope: Scope,
  kind: 'visit' | 'declaration',
  name: string,
  on: IsoDate,
  at: Date,
): Promise<string> {
  const id = newId(at.getTime());
  await sql`insert into households.source (county, id, kind, name, as_of, recorded_at, recorded_by, recorded_by_name)
    values (${scope.county}, ${id}, ${kind}, ${name}, ${on}, ${at}, ${scope.actor.id}, ${scope.actor.name})`.execute(
    tx,
  );
  return id;
}

/** Import columns that a corrected column answers. */
const ANSWERS: Readonly<Record<string, string>> = {
  phone_sealed: 'phone',
  account_sealed: 'account',
  housing_grade: 'housing',
  safe_water: 'water',
  conduct: 'conduct',
  shop: 'shop',
};

async function closeAnswered(
  tx: Tx,
  scope: Scope,
  householdId: string,
  columns: readonly string[],
  at: Date,
): Promise<void> {
  const names = columns.flatMap((column) => ANSWERS[column] ?? []);
  await sql`update households.quality_task set closed_at = ${at}, closed_by = ${scope.actor.name}, note = '走访已更正'
    where county = ${scope.county} and household_id = ${householdId} and closed_at is null and column_name = any(${names}::text[])`.execute(
    tx,
  );
}
