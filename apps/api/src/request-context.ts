import type { IncomingMessage } from 'node:http';
import { callerOf, credentialFrom } from '@plenary/identity';
import type { PersonId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import type { Caller, Credential, RequestContext } from '@plenary/platform/graphql';

interface Connection {
  readonly headers: IncomingMessage['headers'];
  readonly address: string;
  readonly setCookie?: RequestContext['setCookie'];
  readonly waits?: RequestContext['waits'];
  /** Told when the credential turned out to be good; see `Ticket`. */
  readonly proven?: (personId?: PersonId) => void;
}

/** Told of each credential that was used, so that its session slides on; see identity's useNoter. */
export type NoteUse = NonNullable<Parameters<typeof callerOf>[2]>;

/** What resolvers know of a request. The credential is looked up when somebody first asks, and once. */
export function requestContext(sql: Sql, noteUse: NoteUse, connection: Connection): RequestContext {
  let credential = credentialFrom(connection.headers);
  let { proven } = connection;
  let caller: Promise<Caller | null> | null = null;
  const look = async ({ tokenHash }: Credential): Promise<Caller | null> => {
    const found = await callerOf(sql, tokenHash, noteUse);
    if (found !== null) proven?.(found.personId);
    return found;
  };
  return {
    get credential() {
      return credential;
    },
    address: connection.address,
    userAgent: (connection.headers['user-agent'] ?? '').slice(0, 300),
    setCookie: connection.setCookie,
    waits: connection.waits,
    caller() {
      caller ??= credential ? look(credential) : Promise.resolve(null);
      return caller;
    },
    credentialHeld: () => proven?.(),
    adopt(opened) {
      credential = opened;
      // It is not the one that the request came with.
      proven = undefined;
      caller = null;
    },
  };
}
