import type { IncomingMessage } from 'node:http';
import { credentialFrom } from '@plenary/identity';
import type { PersonId } from '@plenary/kernel';
import { RequestError, type RequestErrorCode } from '@plenary/platform';
import type { Credential } from '@plenary/platform/graphql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, getOperationAST } from 'graphql';
import { type Arrival, type Arrivals, GRAPHQL_ROUTE, type Learned } from '../arrival.js';
import { clientAddress } from '../client-address.js';
import type { Admitted, Asked, Documents } from './documents.js';
import type { Limits } from './limits.js';
import type { Rates, Ticket } from './rates.js';

export interface HttpGuard {
  readonly limits: Limits;
  readonly rates: Rates;
  readonly documents: Documents;
  /** Proxies of ours in front; see clientAddress. */
  readonly proxies: number;
  allowsOrigin(origin: string | undefined, request: IncomingMessage): boolean;
  personOf(tokenHash: Buffer): Promise<PersonId | null>;
  /** True while the service stops: who asks now is told to come back, to this server or another. */
  stopping(): boolean;
  /** Told of each request that was refused here. */
  onRefused(code: string): void;
}

const STATUS: Readonly<Partial<Record<RequestErrorCode, number>>> = {
  NOT_ALLOWED: 403,
  BODY_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  TRY_AGAIN: 503,
  BATCHING_REFUSED: 400,
};

export interface GuardedHttp {
  /** Lets a request in. @throws RequestError, at once or by the promise. */
  admit(raw: IncomingMessage): Learned | Promise<Learned>;
  /** The document that a body asks for; null where it is refused, which is said by whoever reads the body later. */
  documentOf(raw: IncomingMessage, arrival: Arrival, body: unknown): DocumentNode | null;
}

const GUARDED = [GRAPHQL_ROUTE, '/export/', '/calendar/'];

/**
 * What whoever asks may not have without limit: all but pages and health. Told by the route that the router found, since
 * an address has many spellings (`/%67raphql`, `http://host/graphql`); and by the method, since a body is read by every
 * other than these two, wherever it is sent.
 */
function isGuarded({ method, routeOptions: { url = '' } }: FastifyRequest): boolean {
  return (method !== 'GET' && method !== 'HEAD') || GUARDED.some((route) => url.startsWith(route));
}

const isGraphql = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === GRAPHQL_ROUTE;

/**
 * Stands before the API, exports and calendars: origin, rate and size before a byte of the body is read, then the
 * document.
 */
export function guardHttp(fastify: FastifyInstance, arrivals: Arrivals, guard: HttpGuard): GuardedHttp {
  const { limits, rates, documents } = guard;
  const refuse = (request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply => {
    if (!(error instanceof RequestError)) throw error;
    guard.onRefused(error.code);
    return answerRefused(request, reply, error);
  };
  const admit = (raw: IncomingMessage): Learned | Promise<Learned> => {
    if (guard.stopping())
      throw new RequestError('TRY_AGAIN', 'The service is being restarted. Try again in a moment.');
    if (!guard.allowsOrigin(raw.headers.origin, raw))
      throw new RequestError(
        'NOT_ALLOWED',
        'This page is from another address: it may not use the member’s sign-in here.',
      );
    const credential = credentialFrom(raw.headers);
    const ticket = rates.admit(credential, clientAddress(raw, guard.proxies));
    const bytes = bodyLength(raw);
    if (ticket instanceof Promise || bytes > limits.bodyOfStranger)
      return admitSlowly(credential, ticket, bytes);
    return { credential, ticket };
  };
  const admitSlowly = async (
    credential: Credential | null,
    ticket: Ticket | Promise<Ticket>,
    bytes: number,
  ): Promise<Learned> => {
    const learned = { credential, ticket: await ticket };
    if (bytes <= limits.bodyOfStranger) return learned;
    if (bytes > limits.bodyOfMember && bytes !== Number.POSITIVE_INFINITY)
      throw tooLarge(limits.bodyOfMember, 'Send it in parts.');
    // Few requests are as large as this: whether the credential is good is worth a statement.
    if (credential === null || (await guard.personOf(credential.tokenHash)) === null)
      throw tooLarge(limits.bodyOfStranger, 'Sign in to send more, and say its length.');
    return learned;
  };

  fastify.addHook('onRequest', async (request, reply) => {
    if (!isGuarded(request)) return;
    allowGetOfNobody(request);
    const arrival = arrivals.get(request.raw)!;
    try {
      if (arrival.refusal !== null) throw arrival.refusal;
      arrival.learned ??= await admit(request.raw);
    } catch (error) {
      discardBody(request);
      return refuse(request, reply, error);
    }
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    correctStatus(request, reply, payload);
    done(null, payload);
  });
  fastify.addHook('preHandler', async (request, reply) => {
    if (!isGraphql(request)) return;
    try {
      const admitted = admitDocument(request, request.body, documents);
      arrivals.get(request.raw)!.name = admitted?.name ?? 'other';
    } catch (error) {
      return refuse(request, reply, error);
    }
  });
  return {
    admit,
    documentOf: ({ method, url }, arrival, body) => {
      const admitted = admittedIn({ method: method!, url: url! }, body, documents);
      arrival.name = admitted?.name ?? 'other';
      return admitted?.document ?? null;
    },
  };
}

type Addressed = Pick<FastifyRequest, 'method' | 'url'>;

/** Null where it is refused. */
function admittedIn(request: Addressed, body: unknown, documents: Documents): Admitted | null {
  try {
    return admitDocument(request, body, documents);
  } catch (error) {
    if (error instanceof RequestError) return null;
    throw error;
  }
}

/** Bytes that somebody who was refused may go on sending. */
const DISCARDED = 64 * 1024 * 1024;

/**
 * Many a client reads its answer only when it has sent everything, and one that is cut off before learns nothing: what
 * still comes is taken, and kept nowhere.
 */
function discardBody({ raw }: FastifyRequest): void {
  let bytes = 0;
  raw.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > DISCARDED) raw.destroy();
  });
}

/** Bytes that will come; Infinity where that is not said. */
function bodyLength({ headers }: IncomingMessage): number {
  if (headers['content-length'] !== undefined) return Number(headers['content-length']);
  return headers['transfer-encoding'] === undefined ? 0 : Number.POSITIVE_INFINITY;
}

function tooLarge(limit: number, whatToDo: string): RequestError {
  return new RequestError(
    'BODY_TOO_LARGE',
    `The request is larger than the ${limit} bytes that it may have. ${whatToDo}`,
    { limit },
  );
}

/** Looks at what is asked, and puts the document in the place of its hash. */
function admitDocument(request: Addressed, body: unknown, documents: Documents): Admitted | null {
  if (request.method === 'GET') {
    // Read as the GraphQL server reads it, so that both see the same document.
    const search = new URLSearchParams(request.url.split('?').slice(1).join('?'));
    return documents.admit({ query: search.get('query'), variables: jsonIn(search.get('variables')) });
  }
  if (Array.isArray(body))
    throw new RequestError('BATCHING_REFUSED', 'One operation a request: send each of these by itself.');
  if (typeof body !== 'object' || body === null) return null;
  const admitted = documents.admit(body as Asked);
  const { extensions, operationName } = body as { extensions?: unknown; operationName?: unknown };
  if (admitted.document !== null && isSubscription(admitted.document, operationName))
    throw new RequestError('BAD_REQUEST', 'Subscriptions run over a WebSocket here (graphql-transport-ws).');
  if (
    admitted.text !== null &&
    typeof extensions === 'object' &&
    extensions !== null &&
    'persistedQuery' in extensions
  ) {
    const { persistedQuery: _, ...rest } = extensions;
    Object.assign(body, { query: admitted.text, extensions: rest });
  }
  return admitted;
}

function isSubscription(document: DocumentNode, name: unknown): boolean {
  return getOperationAST(document, typeof name === 'string' ? name : null)?.operation === 'subscription';
}

function jsonIn(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerRefused(request: FastifyRequest, reply: FastifyReply, error: RequestError): FastifyReply {
  const { retryAfterSeconds } = error.details;
  if (error.code === 'TRY_AGAIN') reply.header('retry-after', '1');
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', String(retryAfterSeconds));
  return reply
    .code(STATUS[error.code] ?? statusOfRefusedDocument(request))
    .type(`${isModern(request) ? MODERN : 'application/json'}; charset=utf-8`)
    .send(
      JSON.stringify({
        errors: [{ message: error.message, extensions: { code: error.code, ...error.details } }],
      }),
    );
}

const MODERN = 'application/graphql-response+json';

const isModern = ({ headers }: FastifyRequest): boolean => headers.accept?.includes(MODERN) ?? false;

/**
 * GraphQL over HTTP, 6.4: whoever takes application/json is told 200 for every request that was well formed, whatever
 * is wrong with its document, since a 400 may as well come from something in between.
 */
const statusOfRefusedDocument = (request: FastifyRequest): number => (isModern(request) ? 400 : 200);

/** What the GraphQL server says of a document or its variables, as `formatError` passes it on. */
const OF_THE_DOCUMENT = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_INPUT']);

/** The same for what the GraphQL server itself refused, which says 400 to everybody. */
function correctStatus(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  if (reply.statusCode !== 400 || typeof payload !== 'string' || !isGraphql(request)) return;
  const { errors } = (payload.startsWith('{"errors"') ? JSON.parse(payload) : {}) as {
    errors?: { extensions?: { code?: string } }[];
  };
  if (errors?.every((error) => OF_THE_DOCUMENT.has(error.extensions?.code ?? '')))
    reply.code(statusOfRefusedDocument(request));
}

/**
 * The GraphQL server wants a header on each GET that no foreign page can set, for the sake of the member's cookie. One
 * that carries no cookie acts for nobody.
 */
function allowGetOfNobody({ method, raw: { headers } }: FastifyRequest): void {
  if (method === 'GET' && headers.cookie === undefined) headers['apollo-require-preflight'] ??= '1';
}
