import { createContext, useContext } from 'react';
import type { SessionAnswer } from '../graphql/generated/session.ts';

type Signed = NonNullable<SessionAnswer['me']>;
type Mine = Signed['memberships'][number];

/** Who is signed in, with the memberships that last: an ended one has no assembly any more. */
export type Me = Omit<Signed, 'memberships'> & {
  readonly memberships: readonly (Mine & { readonly assembly: NonNullable<Mine['assembly']> })[];
};

export function meOf(signed: Signed | null): Me | null {
  if (signed === null) return null;
  const memberships = signed.memberships.flatMap((each) =>
    each.assembly ? [{ ...each, assembly: each.assembly }] : [],
  );
  return { ...signed, memberships };
}

export interface SessionState {
  readonly server: SessionAnswer['server'] | null;
  /** Null when signed out, and before it is known: see `known`. */
  readonly me: Me | null;
  readonly known: boolean;
  /** Asks again who is signed in: after signing in, joining, founding. */
  readonly refresh: () => Promise<void>;
  /** Signs this phone out and takes everything of the person from it. */
  readonly leave: () => Promise<void>;
}

export const SessionContext = createContext<SessionState | null>(null);

export function useSession(): SessionState {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('outside of the session');
  return session;
}
