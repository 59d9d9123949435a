import { createContext, type ReactNode, useContext } from 'react';
import type { Me } from './tokens.ts';

const MeContext = createContext<Me | null>(null);

/** Says to everything below who is signed in. */
export function MeProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  return <MeContext.Provider value={me}>{children}</MeContext.Provider>;
}

/** Who is signed in. Only below `MeProvider`. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('nobody is signed in here');
  return me;
}

/** Whether the person may invite people, change roles and set up what reaches outside. */
export function isAdmin({ role }: Me): boolean {
  return role === 'OWNER' || role === 'ADMIN';
}

/** Whether the person works on tickets: viewers only look. */
export function canHandle({ role }: Me): boolean {
  return role !== 'VIEWER';
}
