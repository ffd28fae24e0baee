import type { IncomingMessage } from 'node:http';
import { callerOf, credentialFrom } from '@plenary/identity';
import type { Sql } from '@plenary/platform';
import type { Caller, RequestContext } from '@plenary/platform/graphql';

interface Connection {
  readonly headers: IncomingMessage['headers'];
  readonly address: string;
  readonly setCookie?: RequestContext['setCookie'];
}

/** Told of each credential that was used, so that its session slides on; see identity's useNoter. */
export type NoteUse = NonNullable<Parameters<typeof callerOf>[2]>;

/** What resolvers know of a request. The credential is looked up when somebody first asks, and once. */
export function requestContext(sql: Sql, noteUse: NoteUse, connection: Connection): RequestContext {
  let credential = credentialFrom(connection.headers);
  let caller: Promise<Caller | null> | null = null;
  return {
    get credential() {
      return credential;
    },
    address: connection.address,
    userAgent: (connection.headers['user-agent'] ?? '').slice(0, 300),
    setCookie: connection.setCookie,
    caller() {
      caller ??= credential ? callerOf(sql, credential.tokenHash, noteUse) : Promise.resolve(null);
      return caller;
    },
    adopt(opened) {
      credential = opened;
      caller = null;
    },
  };
}
