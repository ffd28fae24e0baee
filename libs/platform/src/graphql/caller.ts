import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { PersonId } from '@plenary/kernel';
import { notSignedIn } from '../errors.js';

/** Who asks, as the credential of the request says. Rights in an assembly are judged by each use case. */
export interface Caller {
  readonly personId: PersonId;
  /** The id of the session or personal access token that was used. */
  readonly accessId: string;
  readonly kind: 'session' | 'token';
  /** What a token may do; a session may do everything its person may. */
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
}

/** The secret that came with a request, hashed. Whether it is good is asked of the database. */
export interface Credential {
  readonly tokenHash: Buffer;
  readonly kind: 'session' | 'token';
}

/** What every resolver can reach. Built once per HTTP request, and once per operation on a WebSocket. */
export interface RequestContext {
  readonly credential: Credential | null;
  /** The live session or token behind the credential, or null; asked once per request. */
  caller(): Promise<Caller | null>;
  /** To be called by whoever found the credential good without asking for the caller: it counts by it from then on. */
  credentialHeld?(): void;
  /** The address the request came from, for the limits on attempts. */
  readonly address: string;
  /** The shortened user agent, to name a session to its owner. */
  readonly userAgent: string;
  /** Sets a cookie on the answer (HTTP only). */
  setCookie?(name: string, value: string, maxAgeSeconds: number): void;
  /** Whether whoever asked still waits for the answer (HTTP only). */
  waits?(): boolean;
  /** Whoever signed in by this request goes on in it as themselves: its answer can hold what they may see. */
  adopt?(credential: Credential): void;
}

export const Context = createParamDecorator((_: unknown, host: ExecutionContext): RequestContext => {
  return GqlExecutionContext.create(host).getContext<{ request: RequestContext }>().request;
});

/** Injects the caller; NOT_SIGNED_IN when there is none. */
export const CurrentCaller = createParamDecorator(
  async (_: unknown, host: ExecutionContext): Promise<Caller> => {
    const { request } = GqlExecutionContext.create(host).getContext<{ request: RequestContext }>();
    const caller = await request.caller();
    if (caller === null) throw notSignedIn();
    return caller;
  },
);
