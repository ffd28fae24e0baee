import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { credentialFrom } from '@plenary/identity';
import { RequestError } from '@plenary/platform';
import type { RequestContext } from '@plenary/platform/graphql';
import { type Results, subscribeShared } from '@plenary/platform/live';

import { GraphQLError, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { sendFrames } from './frames.js';
import { speakGraphQL } from './graphql-socket.js';

import type { Documents } from './limits/documents.js';
import type { Rates } from './limits/rates.js';

export interface WebSocketOptions {
  readonly server: Server;
  readonly schema: GraphQLSchema;
  readonly path: string;
  readonly documents: Documents;
  readonly rates: Rates;
  addressOf(request: IncomingMessage): string;
  /** Whether a page from this Origin may open a socket; a client that is no browser sends none. */
  allowsOrigin(origin: string | undefined, request: IncomingMessage): boolean;
  /** True from the moment on at which the service was told to stop. */
  stopping(): boolean;
  contextOf(request: IncomingMessage, authorization: string | undefined): RequestContext;
  present(error: GraphQLError): GraphQLError;
  /** Told of what a client sent against the protocol, and of what went wrong while it was answered. */
  onFault(error: unknown): void;
}

/** The largest message a client may send, in bytes: a subscription's document and variables. */
const MAX_MESSAGE = 64 * 1024;
/** How many subscriptions one socket may hold. */
const MAX_SUBSCRIPTIONS = 50;
/** A client that does not open the protocol in this time is cut off, in milliseconds. */
const INIT_TIMEOUT = 10_000;
/** A socket that does not answer a ping before the next is due is dead, in milliseconds. */
const KEEP_ALIVE = 12_000;
/** A client that does not close its side when the service stops is cut off, in milliseconds. */
const CLOSE_TIMEOUT = 2_000;

/** Kept with the socket: who asked when it was opened. */
interface Held extends Record<PropertyKey, unknown> {
  asked?: RequestContext;
}

/**
 * Subscriptions over graphql-ws. Apollo's plugins, limits and CSRF guard do not reach this socket, so it has its
 * own: the Origin is checked at the handshake, messages are small, only subscriptions run, errors are presented
 * by the same rules.
 */
export function serveSubscriptions(options: WebSocketOptions): {
  close(): Promise<void>;
  count(): { sockets: number; subscriptions: number };
} {
  let subscriptions = 0;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE,
    // What sends frames of its own between those of the package relies on it.
    perMessageDeflate: false,
    clientTracking: true,
    // Answered by whoever speaks the protocol, who minds how much a client leaves unread.
    autoPong: false,
    handleProtocols,
  });
  const onUpgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Not `new URL`, which throws at what is no address: nobody would catch it here, and it would end the process.
    if (request.url?.split('?')[0] !== options.path) return refuse(socket, '404 Not Found');
    if (!options.allowsOrigin(request.headers.origin, request)) return refuse(socket, '403 Forbidden');
    if (options.stopping()) return refuse(socket, '503 Service Unavailable');
    // A peer that is gone while the database is asked is no error of ours.
    const gone = () => socket.destroy();
    socket.on('error', gone);
    try {
      await options.rates.admit(credentialFrom(request.headers), options.addressOf(request));
    } catch (error) {
      return refuse(
        socket,
        error instanceof RequestError ? '429 Too Many Requests' : '503 Service Unavailable',
      );
    } finally {
      socket.off('error', gone);
    }
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
  };
  options.server.on('upgrade', onUpgrade);

  const admit = async ({ asked, request }: Extra & Held): Promise<void> => {
    const ticket = await options.rates.admit(asked?.credential ?? null, options.addressOf(request));
    const caller = await asked?.caller();
    if (caller) ticket.proven(caller.personId);
  };
  speakGraphQL<Held>(sockets, {
    keepAlive: KEEP_ALIVE,
    onFault: options.onFault,
    schema: options.schema,
    // What does not depend on who watches is worked out once for all of them.
    subscribe: subscribeShared,
    connectionInitWaitTimeout: INIT_TIMEOUT,
    onConnect(ctx) {
      const authorization = ctx.connectionParams?.authorization;
      ctx.extra.asked = options.contextOf(
        ctx.extra.request,
        typeof authorization === 'string' ? authorization : undefined,
      );
      return true;
    },
    async onSubscribe(ctx, _id, payload) {
      let document: ReturnType<typeof parse>;
      try {
        if (Object.keys(ctx.subscriptions).length > MAX_SUBSCRIPTIONS)
          throw new RequestError('TOO_MUCH', `One socket holds at most ${MAX_SUBSCRIPTIONS} subscriptions.`);
        await admit(ctx.extra);
        document = parse(options.documents.admit(payload).text ?? payload.query);
      } catch (error) {
        return [refusal(error)];
      }
      const operation = getOperationAST(document, payload.operationName);
      if (operation?.operation !== 'subscription') {
        return [
          refusal(
            new RequestError(
              'BAD_REQUEST',
              'Only subscriptions run over this socket; send queries and mutations over HTTP.',
            ),
          ),
        ];
      }
      const errors = validate(options.schema, document);
      if (errors.length > 0) return errors;
      return {
        schema: options.schema,
        document,
        operationName: payload.operationName,
        variableValues: payload.variables,
      };
    },
    onOperation: (ctx, id, _payload, _args, result) => {
      subscriptions++;
      return Symbol.asyncIterator in result
        ? sendFrames(
            { socket: ctx.extra.socket, stream: ctx.extra.request.socket },
            id,
            result as Results,
            options.present,
          )
        : undefined;
    },
    onComplete: () => {
      subscriptions--;
    },
    context: (ctx) => ({ request: ctx.extra.asked }),
    onError: (_ctx, _id, _payload, errors) => errors.map((error) => options.present(error as GraphQLError)),
    // What ends before it begins comes through here, as one result.
    onNext: (_ctx, _id, _payload, _args, result) =>
      result.errors
        ? { ...result, errors: result.errors.map((error) => options.present(error as GraphQLError)) }
        : undefined,
  });

  return {
    async close() {
      options.server.off('upgrade', onUpgrade);
      for (const socket of sockets.clients) socket.close(1001, 'going away');
      const timer = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, CLOSE_TIMEOUT);
      await new Promise((resolve) => sockets.close(resolve));
      clearTimeout(timer);
    },
    count: () => ({ sockets: sockets.clients.size, subscriptions }),
  };
}

/** As GraphQL words its own errors, or ours with their code. */
function refusal(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError((error as Error).message, { originalError: error as Error });
}

function refuse(socket: Duplex, status: string): void {
  // Nobody else listens on a socket that asked for an upgrade, and one that its client has reset would end the process.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
