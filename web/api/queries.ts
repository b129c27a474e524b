// The query client of both bundles, and the questions that the frame itself asks.
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { ROLES, type Role } from '../../kernel/permissions.ts';
import { answer, api } from './client.ts';
import { ProblemError } from './problem.ts';

/** The signed-in person. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly county: string;
  /** Division code that bounds what this person sees: 6, 9 or 12 digits. */
  readonly region: string;
  /** A farmer's own household. */
  readonly householdId: string | null;
  readonly mayWrite: boolean;
  /** Whether this session passed a second factor; accounts that decide need one. */
  readonly secondFactor: boolean;
  readonly demo: boolean;
  /** The county's business date, `2026-03-04`. */
  readonly businessDate: string;
}

export interface DemoSignIn {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  readonly name: string;
  readonly place?: string;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: false,
        // A refusal stays a refusal; only what never arrived or broke on the way is asked again, twice.
        retry: (failures, error) =>
          failures < 2 && error instanceof ProblemError && (error.status === 0 || error.status >= 502),
      },
      mutations: { retry: false },
    },
  });
}

function roleOf(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (role === undefined) throw new Error(`the server named a role that this page does not know: ${text}`);
  return role;
}

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  queryFn: async (): Promise<Me | null> => {
    try {
      const me = await answer(api.GET('/api/v1/me'));
      return { ...me, role: roleOf(me.role) };
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
});

export interface Place {
  readonly code: string;
  readonly parent: string | null;
  readonly name: string;
}

/** The divisions of the county within the person's region, parents before children. */
export const placesQuery = queryOptions({
  queryKey: ['places'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<readonly Place[]> => (await answer(api.GET('/api/v1/places'))).divisions,
});

/** Whether this is a demonstration, with which accounts it can be looked at, and what the county's own directory is called. */
export const metaQuery = queryOptions({
  queryKey: ['meta'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<{ demo: boolean; signIns: DemoSignIn[]; singleSignOn: string | null }> => {
    const meta = await answer(api.GET('/api/v1/meta'));
    const signIns = (meta.demoSignIns ?? []).map((entry) => ({ ...entry, role: roleOf(entry.role) }));
    return { demo: meta.demo, signIns, singleSignOn: meta.singleSignOn };
  },
});
