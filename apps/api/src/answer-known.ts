import type {
  IncomingMessage,
  OutgoingHttpHeaders,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import type { FastifyInstance } from 'fastify';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import { type Arrival, type Arrivals, GRAPHQL_ROUTE, type Learned } from './arrival.js';
import type { Execute } from './cast-straight.js';
import { COMPRESSED_FROM } from './compression.js';
import { jsonReader } from './json-body.js';
import { withRequestId } from './logger.js';

export interface Answering {
  readonly arrivals: Arrivals;
  /** A request has come; see `watch`. */
  arrive(raw: IncomingMessage, response: ServerResponse): Arrival;
  /** Lets a request in. @throws RequestError, at once or by the promise. */
  admit(raw: IncomingMessage): Learned | Promise<Learned>;
  schema(): GraphQLSchema;
  readonly execute: Execute;
  /** The document that a request with this body asks for; null where it is not known to be valid. */
  documentOf(raw: IncomingMessage, arrival: Arrival, body: unknown): DocumentNode | null;
  contextOf(raw: IncomingMessage, response: ServerResponse, learned: Learned): object;
  formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError;
  /** The headers of every answer to this request. */
  headersOf(raw: IncomingMessage, route: string): Record<string, string>;
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** What is answered to those who accept what clients send; whoever accepts something else is the GraphQL server's. */
const TYPES = new Map([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
]);

interface Body {
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

const isRecord = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRecordIfAny = (value: unknown) => value === undefined || value === null || isRecord(value);

/**
 * Executes a document that was read and found valid before, in the place of the framework and the GraphQL server, and
 * writes a short answer as it is. For a ballot the GraphQL server's pipeline took 0.11 ms of a processor, and the
 * framework's routing, hooks and promises a seventh of what was left. Whatever is not quite as usual goes on to the
 * framework with all that was done about it, its body put back: who is refused, who asks otherwise than by POST and
 * JSON, every request of which nothing could be executed, since its words are the server's, and an answer that is to be
 * packed.
 */
export function answerKnown(server: Server, fastify: FastifyInstance, answering: Answering): void {
  const { arrivals } = answering;
  const read = jsonReader(fastify);
  const [framework] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (raw, response) => {
    const type = TYPES.get(raw.headers.accept);
    if (type === undefined || !isPlain(raw)) return framework!(raw, response);
    const arrival = answering.arrive(raw, response);
    const goOn = () => {
      arrivals.set(raw, arrival);
      framework!(raw, response);
    };
    const refuse = (error: unknown) => {
      arrival.refusal = error;
      goOn();
    };
    const end = (result: ExecutionResult) => {
      const payload = payloadOf(result, answering.formatError);
      const length = Buffer.byteLength(payload);
      if (length >= COMPRESSED_FROM) {
        arrival.answer = { type, payload };
        return goOn();
      }
      const headers: OutgoingHttpHeaders = answering.headersOf(raw, GRAPHQL_ROUTE);
      headers['x-request-id'] = arrival.id;
      headers['content-type'] = type;
      headers['content-length'] = length;
      response.writeHead(200, headers);
      response.end(payload);
    };
    const letIn = (learned: Learned) => {
      arrival.learned = learned;
      readBody(raw, (bytes) => {
        // What is logged from here on is this request's.
        withRequestId(arrival.id, () =>
          read(bytes, (unreadable, body) => {
            const result =
              unreadable === null ? begin(answering, raw, response, arrival, body as Body) : null;
            if (result instanceof Promise) result.then(end).catch(refuse);
            else if (result !== null) end(result);
            else {
              raw.pause();
              raw.unshift(bytes);
              goOn();
            }
          }),
        );
      });
    };
    try {
      const learned = answering.admit(raw);
      if (learned instanceof Promise) learned.then(letIn, refuse);
      else letIn(learned);
    } catch (error) {
      refuse(error);
    }
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const { answer } = arrivals.get(request.raw)!;
    if (answer === null) return done();
    void reply.type(answer.type).send(answer.payload);
  });
}

/** One request by POST, in JSON, as long as it says: another site's form can't send that. */
function isPlain({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === GRAPHQL_ROUTE &&
    /^application\/json *(;|$)/.test(headers['content-type'] ?? '') &&
    Number(headers['content-length']) > 0
  );
}

/** All of the body, told before the stream says that it ends: until then it takes back what it gave. */
function readBody(raw: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let left = Number(raw.headers['content-length']);
  raw.on('data', function more(chunk: Buffer) {
    chunks.push(chunk);
    left -= chunk.length;
    if (left > 0) return;
    raw.off('data', more);
    done(chunks.length === 1 ? chunk : Buffer.concat(chunks));
  });
}

/** Begins to execute what a body asks for. Null where nothing ran: something in it is not as it is usual. */
function begin(
  answering: Answering,
  raw: IncomingMessage,
  response: ServerResponse,
  arrival: Arrival,
  body: Body,
): ExecutionResult | Promise<ExecutionResult> | null {
  if (!isRecord(body)) return null;
  const document = answering.documentOf(raw, arrival, body);
  if (document === null || !isUsual(body, document)) return null;
  const { variables, operationName } = body;
  return answering.execute({
    schema: answering.schema(),
    document,
    contextValue: answering.contextOf(raw, response, arrival.learned!),
    variableValues: variables as Record<string, unknown> | undefined,
    operationName: operationName as string | undefined,
  });
}

/** One query or mutation, and nothing beside it is of the wrong kind. */
function isUsual({ operationName, variables, extensions }: Body, document: DocumentNode): boolean {
  const named = operationName === undefined || operationName === null || typeof operationName === 'string';
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return (
    named &&
    isRecordIfAny(variables) &&
    isRecordIfAny(extensions) &&
    operations.every((each) => 'operation' in each && each.operation !== 'subscription')
  );
}

function payloadOf({ data, errors }: ExecutionResult, formatError: Answering['formatError']): string {
  const told = errors?.map((error) => formatError(asTheServerHasIt(error), error));
  return `${JSON.stringify({ errors: told, data })}\n`;
}

/** An error as Apollo hands it to formatError. */
function asTheServerHasIt(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions } };
}
