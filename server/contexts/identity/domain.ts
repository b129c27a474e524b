// Accounts: which combinations of role, region and household make sense. Pure.

import { ROLE_SCOPE_DIGITS, ROLES, type Role, seesByRegion } from '../../../kernel/permissions.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';

export interface Account {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly county: string;
  readonly role: Role;
  readonly region: string;
  readonly householdId: string | null;
  readonly active: boolean;
}

export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly role: string;
  readonly region: string;
  readonly householdId: string | null;
}

export type AccountRefusal =
  | 'unknown_role'
  | 'region_mismatch'
  | 'household_missing'
  | 'household_unknown'
  | 'password_too_short'
  | 'username_taken';

/** Whether role, region and household fit together within the county. Refusals in the order of the type. */
export function checkAccount(
  account: Pick<NewAccount, 'role' | 'region' | 'householdId' | 'password'>,
  county: string,
  minPassword: number,
): Result<Role, 'unknown_role' | 'region_mismatch' | 'household_missing' | 'password_too_short'> {
  const role = ROLES.find((r) => r === account.role);
  if (role === undefined) return refuse('unknown_role', { role: account.role });
  if (
    !account.region.startsWith(county) ||
    !/^\d+$/.test(account.region) ||
    account.region.length !== ROLE_SCOPE_DIGITS[role]
  ) {
    return refuse('region_mismatch', { digits: ROLE_SCOPE_DIGITS[role] });
  }
  if ((role === 'farmer') !== (account.householdId !== null)) return refuse('household_missing');
  if (account.password.length < minPassword) return refuse('password_too_short', { least: minPassword });
  return ok(role);
}

/** The region that the account's transactions carry: '' for roles that see rows by ownership. */
export function scopeRegion(role: Role, region: string): string {
  return seesByRegion(role) ? region : '';
}
