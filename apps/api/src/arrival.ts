import type { IncomingMessage } from 'node:http';
import type { Credential } from '@plenary/platform/graphql';
import type { Ticket } from './limits/rates.js';

/** The route of the API, as its address is written. */
export const GRAPHQL_ROUTE = '/graphql';

/** One request, as far as it has come: what the short way has done about it the framework does not do again. */
export interface Arrival {
  readonly id: string;
  /** The name of the operation that a GraphQL request asks for, to count it by. */
  name: string;
  /** What the guard learned of it, once it was let in. */
  learned: Learned | null;
  /** Why it was not, or what went wrong. */
  refusal: unknown;
  /** What it is answered, where that is long enough to be packed, which is the framework's. */
  answer: { readonly type: string; readonly payload: string } | null;
}

export interface Learned {
  readonly credential: Credential | null;
  readonly ticket: Ticket;
}

/** The requests that the framework handles. */
export type Arrivals = WeakMap<IncomingMessage, Arrival>;
