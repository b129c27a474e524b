// Checks before a page is fetched: signed in, and of a role that may. The server decides again on every request.
import type { QueryClient } from '@tanstack/react-query';
import { redirect } from 'react-router';
import { type Action, may } from '../../kernel/permissions.ts';
import { meQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';

/** Thrown by a guard; ErrorPage says it in words. */
export class Forbidden extends Error {
  readonly action: Action;
  constructor(action: Action) {
    super(`not allowed: ${action}`);
    this.action = action;
  }
}

/** Sends whoever isn't signed in to the sign-in page, to come back after. */
export function signedIn(queries: QueryClient) {
  return async ({ request }: { request: Request }) => {
    const me = await queries.ensureQueryData(meQuery);
    const { pathname, search } = new URL(request.url);
    if (me === null) throw redirect(paths.signIn(pathname + search));
    return null;
  };
}

/** A page's loader: only roles that may do `action` get past it; then `prefetch` starts the page's questions. */
export function allowed(
  queries: QueryClient,
  action: Action,
  prefetch?: (queries: QueryClient, request: Request) => unknown,
) {
  return async ({ request }: { request: Request }) => {
    const me = await queries.ensureQueryData(meQuery);
    const { pathname, search } = new URL(request.url);
    if (me === null) throw redirect(paths.signIn(pathname + search));
    if (!may(me.role, action)) throw new Forbidden(action);
    // Not awaited: the page draws its skeleton while the answer is on its way.
    prefetch?.(queries, request);
    return null;
  };
}
