// Signing in and out (better-auth's own routes). Passwords pass through here and are kept nowhere.
import { settingsNow } from '../settings.ts';
import { readProblem, unreachable } from './problem.ts';

export type SignInOutcome = 'signed_in' | 'code_needed' | 'wrong' | 'too_many';
export type CodeOutcome = 'signed_in' | 'code_wrong' | 'too_many';

async function post(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`/api/auth/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        'Accept-Language': settingsNow().language === 'zh' ? 'zh-CN' : 'en',
      },
      body: JSON.stringify(body),
    });
  } catch (error) {
    throw unreachable(error);
  }
}

async function failed(response: Response): Promise<never> {
  const body: unknown = await response.json().catch(() => null);
  throw readProblem(response.status, response.headers.get('X-Request-Id'), body);
}

/** User name and password. Wrong ones are an outcome; a broken server throws ProblemError. */
export async function signIn(username: string, password: string): Promise<SignInOutcome> {
  const response = await post('sign-in/username', { username, password });
  if (response.ok) {
    const body: unknown = await response.json();
    const redirect = typeof body === 'object' && body !== null && 'twoFactorRedirect' in body && body.twoFactorRedirect;
    return redirect ? 'code_needed' : 'signed_in';
  }
  if (response.status === 429) return 'too_many';
  if ([400, 401, 403, 422].includes(response.status)) return 'wrong';
  return failed(response);
}

/**
 * Begins signing in by the county's directory; gives the address there, which sends back to `returnTo`, or to
 * `onRefusal`. Null while the directory cannot be reached.
 */
export async function beginSingleSignOn(returnTo: string, onRefusal: string): Promise<string | null> {
  const response = await post('sign-in/social', {
    provider: 'county',
    callbackURL: returnTo,
    errorCallbackURL: onRefusal,
  });
  if (response.status === 404) return null;
  if (!response.ok) return failed(response);
  return String(((await response.json()) as { url?: unknown }).url);
}

/** Six digits are the authenticator's; anything else is a recovery code. */
export const isDigits = (code: string) => /^\d{6}$/.test(code);

/** The six digits of the second step, or a recovery code, which is then used up. */
export async function verifyCode(code: string): Promise<CodeOutcome> {
  const path = isDigits(code) ? 'two-factor/verify-totp' : 'two-factor/verify-backup-code';
  const response = await post(path, { code });
  if (response.ok) return 'signed_in';
  if (response.status === 429) return 'too_many';
  if (response.status < 500) return 'code_wrong';
  return failed(response);
}

export async function signOut(): Promise<void> {
  const response = await post('sign-out', {});
  // A session that has already ended is as good as signed out.
  if (!response.ok && response.status !== 401) await failed(response);
}

export interface SecondStep {
  /** `otpauth://…`, for the authenticator's camera. */
  readonly uri: string;
  /** The same key, to be typed. */
  readonly key: string;
  readonly recoveryCodes: readonly string[];
}

/** Begins the second step: gives the key. It counts only after `verifyCode` has seen a code. Null: wrong password. */
export async function beginSecondStep(password: string): Promise<SecondStep | null> {
  const response = await post('two-factor/enable', { password });
  if (response.status === 400 || response.status === 401) return null;
  if (!response.ok) return failed(response);
  const { totpURI, backupCodes } = (await response.json()) as { totpURI: string; backupCodes: string[] };
  return { uri: totpURI, key: new URL(totpURI).searchParams.get('secret') ?? '', recoveryCodes: backupCodes };
}

/** As the server asks of every password. */
export const MIN_PASSWORD = 10;

export type PasswordOutcome = 'changed' | 'wrong' | 'too_short' | 'too_many';

/** Sets a new password and ends the sessions on other devices. A wrong current password is an outcome. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<PasswordOutcome> {
  const response = await post('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
  if (response.ok) return 'changed';
  if (response.status === 429) return 'too_many';
  if (response.status !== 400) return failed(response);
  const body: unknown = await response.json();
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
  return code === 'PASSWORD_TOO_SHORT' ? 'too_short' : 'wrong';
}

/** A device that is signed in. */
export interface OpenSession {
  readonly token: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly ipAddress: string;
  readonly userAgent: string;
  /** The one that asks. */
  readonly present: boolean;
}

async function get(path: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${path}`, { credentials: 'same-origin' });
  } catch (error) {
    throw unreachable(error);
  }
  return response.ok ? response.json() : failed(response);
}

function sessionsIn(list: unknown): Omit<OpenSession, 'present'>[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry: Record<string, unknown>) => ({
    token: String(entry.token ?? ''),
    createdAt: String(entry.createdAt ?? ''),
    expiresAt: String(entry.expiresAt ?? ''),
    ipAddress: String(entry.ipAddress ?? ''),
    userAgent: String(entry.userAgent ?? ''),
  }));
}

/** Every device of this person that is signed in, the newest first. */
export async function openSessions(): Promise<readonly OpenSession[]> {
  const [list, here] = await Promise.all([get('list-sessions'), get('get-session')]);
  const session = typeof here === 'object' && here !== null && 'session' in here ? here.session : null;
  const present = sessionsIn([session ?? {}])[0]?.token;
  return sessionsIn(list)
    .map((one) => ({ ...one, present: one.token === present }))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Whether this person's account asks for a second step at sign-in. A demonstration county is excepted from needing one. */
export async function secondStepIsOn(): Promise<boolean> {
  const here = await get('get-session');
  const user = typeof here === 'object' && here !== null && 'user' in here ? here.user : null;
  return typeof user === 'object' && user !== null && 'twoFactorEnabled' in user && user.twoFactorEnabled === true;
}

/** Ends the second step; false for a wrong password. */
export async function endSecondStep(password: string): Promise<boolean> {
  const response = await post('two-factor/disable', { password });
  if (response.ok) return true;
  return response.status === 400 || response.status === 401 ? false : failed(response);
}

/** Signs one device out. */
export async function endSession(token: string): Promise<void> {
  const response = await post('revoke-session', { token });
  if (!response.ok) await failed(response);
}
