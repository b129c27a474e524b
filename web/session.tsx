// The signed-in person, for every page below the guard.
import { createContext, type ReactNode, useContext } from 'react';
import { type Action, may } from '../kernel/permissions.ts';
import type { Me } from './api/queries.ts';

const Context = createContext<Me | null>(null);

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Context.Provider value={me}>{children}</Context.Provider>;
}

/** The person signed in. Pages below the guard always have one. */
export function useSession(): Me {
  const me = useContext(Context);
  if (me === null) throw new Error('no SessionProvider above this page');
  return me;
}

/** Whether this person may do `action` somewhere in their region; the server decides again on the row. */
export function useMay(action: Action): boolean {
  return may(useSession().role, action);
}
