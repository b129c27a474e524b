// identity: accounts and their scopes. See README.md.

import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { isReadOnly, type Role } from '../../../kernel/permissions.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import { type Auth, MIN_PASSWORD } from '../../platform/auth.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { type Account, type AccountRefusal, checkAccount, type NewAccount, scopeRegion } from './domain.ts';

export type { Account, NewAccount } from './domain.ts';

export interface IdentityDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly auth: Auth;
  /** Whether the household exists within the scope (asked of `households`). */
  readonly householdExists: (scope: Scope, householdId: string) => Promise<boolean>;
}

/** Roles that help their neighbours, in the order in which they are named. */
const HELPERS: readonly Role[] = ['village_officer', 'village_committee', 'station_operator'];

/** A village and the people there who may be asked. */
export interface Helpers {
  readonly place: string | null;
  readonly people: readonly { readonly name: string; readonly role: Role }[];
}

interface StoredAccount {
  user_id: string;
  username: string;
  name: string;
  county: string;
  role: Role;
  region: string;
  household_id: string | null;
  active: boolean;
}

const present = (row: StoredAccount): Account => ({
  userId: row.user_id,
  username: row.username,
  name: row.name,
  county: row.county,
  role: row.role,
  region: row.region,
  householdId: row.household_id,
  active: row.active,
});

export type Identity = ReturnType<typeof createIdentity>;

export function createIdentity({ database, clock, auth, householdExists }: IdentityDependencies) {
  const db = database.reference;

  /** The signed-in request's scope; null when nobody is signed in or the account is switched off. */
  async function authenticate(request: FastifyRequest): Promise<Scope | null> {
    const session = await auth.session(request);
    if (session === null) return null;
    const { rows } = await sql<StoredAccount & { demo: boolean | null }>`
      select a.*, c.demo from identity.account a left join places.pub_county c on c.county = a.county
      where a.user_id = ${session.userId} and a.active`.execute(db);
    const account = rows[0];
    if (account === undefined) return null;
    return {
      county: account.county,
      region: scopeRegion(account.role, account.region),
      household: account.household_id,
      actor: { id: account.user_id, name: account.name, role: account.role },
      mayWrite: !isReadOnly(account.role),
      secondFactor: session.secondFactor || account.demo === true,
    };
  }

  async function listAccounts(scope: Scope): Promise<Account[]> {
    const { rows } =
      await sql<StoredAccount>`select * from identity.account where county = ${scope.county} order by role, username`.execute(
        db,
      );
    return rows.map(present);
  }

  async function findAccount(county: string, username: string): Promise<Account | null> {
    const { rows } =
      await sql<StoredAccount>`select * from identity.account where county = ${county} and username = ${username.toLowerCase()}`.execute(
        db,
      );
    return rows[0] === undefined ? null : present(rows[0]);
  }

  /** Makes an account in the actor's county. */
  async function addAccount(scope: Scope, input: NewAccount): Promise<Result<Account, AccountRefusal>> {
    const checked = checkAccount(input, scope.county, MIN_PASSWORD);
    if (!checked.ok) return checked;
    if (input.householdId !== null && !(await householdExists(scope, input.householdId)))
      return refuse('household_unknown');
    const userId = await auth.create(input);
    if (userId === null) return refuse('username_taken', { username: input.username });
    const account: Account = {
      userId,
      username: input.username.toLowerCase(),
      name: input.name,
      county: scope.county,
      role: checked.value,
      region: input.region,
      householdId: input.householdId,
      active: true,
    };
    await database.transaction(scope, async (tx) => {
      await sql`insert into identity.account (user_id, county, role, region, household_id, name, username, active, created_at, created_by)
        values (${userId}, ${scope.county}, ${account.role}, ${account.region}, ${account.householdId}, ${account.name}, ${account.username},
          true, ${clock.now()}, ${scope.actor.id})`.execute(tx);
      await append(tx, scope, {
        at: clock.now(),
        action: 'addAccount',
        subject: `account:${account.username}`,
        after: account,
      });
    });
    return ok(account);
  }

  /** Switches an account on or off; its sessions end at once. Refuses `account_unknown`, `own_account`. */
  async function setAccountActive(
    scope: Scope,
    username: string,
    active: boolean,
  ): Promise<Result<Account, 'account_unknown' | 'own_account'>> {
    const found = await findAccount(scope.county, username);
    if (found === null) return refuse('account_unknown', { username });
    if (found.userId === scope.actor.id) return refuse('own_account');
    await database.transaction(scope, async (tx) => {
      await sql`update identity.account set active = ${active} where user_id = ${found.userId}`.execute(tx);
      await append(tx, scope, {
        at: clock.now(),
        action: active ? 'activateAccount' : 'deactivateAccount',
        subject: `account:${found.username}`,
        before: { active: found.active },
        after: { active },
      });
    });
    if (!active) await auth.signOutEverywhere(found.userId);
    return ok({ ...found, active });
  }

  /** Sets a new password for somebody who lost his. Refuses `account_unknown`, `password_too_short`. */
  async function resetPassword(
    scope: Scope,
    username: string,
    password: string,
  ): Promise<Result<Account, 'account_unknown' | 'password_too_short'>> {
    const found = await findAccount(scope.county, username);
    if (found === null) return refuse('account_unknown', { username });
    if (password.length < MIN_PASSWORD) return refuse('password_too_short', { least: MIN_PASSWORD });
    await auth.setPassword(found.userId, password);
    await auth.signOutEverywhere(found.userId);
    await database.transaction(scope, (tx) =>
      append(tx, scope, { at: clock.now(), action: 'resetPassword', subject: `account:${found.username}` }),
    );
    return ok(found);
  }

  /** Who in the actor's own village may be asked for help, those who visit first; nobody where the account has no village. */
  async function findHelpers(scope: Scope): Promise<Helpers> {
    const { rows } = await sql<{ place: string | null; name: string | null; role: Role | null }>`
      select d.name as place, h.name, h.role from identity.account me
      left join places.pub_division d on d.code = me.region
      left join identity.account h on h.county = me.county and h.region = me.region and h.active
        and h.role = any(${HELPERS}::text[]) and h.user_id <> me.user_id
      where me.user_id = ${scope.actor.id} and length(me.region) = 12
      order by array_position(${HELPERS}::text[], h.role), h.name`.execute(db);
    return {
      place: rows[0]?.place ?? null,
      people: rows.flatMap(({ name, role }) => (name === null || role === null ? [] : [{ name, role }])),
    };
  }

  return { authenticate, findHelpers, listAccounts, findAccount, addAccount, setAccountActive, resetPassword };
}
