/// <reference types="@fastify/static" />
import 'reflect-metadata';
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { callerOf, credentialFrom, useNoter } from '@plenary/identity';
import { Database, Feed, StartupError, UNFINISHED_RESTORE, UnitOfWork } from '@plenary/platform';
import type { RequestContext } from '@plenary/platform/graphql';
import { appendRecordAndFeed } from '@plenary/record';
import { BallotResolver } from '@plenary/voting';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { answerKnown } from './answer-known.js';
import { AppModule } from './app.module.js';
import { type Arrivals, GRAPHQL_ROUTE, type Learned } from './arrival.js';
import { calendarRoute } from './calendar.js';
import { castStraight, type Execute, executeAny } from './cast-straight.js';
import { clientAddress, clientProtocol } from './client-address.js';
import { compose } from './composition.js';
import { COMPRESSED_FROM } from './compression.js';
import type { Config } from './config.js';
import { exportRoute } from './export.js';
import { exportPapersRoute } from './export-papers.js';
import { formatError } from './format-error.js';
import { healthRoutes } from './health.js';
import { readJsonBodies } from './json-body.js';
import { Documents } from './limits/documents.js';
import { guardHttp } from './limits/http-guard.js';
import { Rates } from './limits/rates.js';
import { TrustedDocuments } from './limits/trusted.js';
import { listenError } from './listen-error.js';
import { Metrics, serveMetrics } from './metrics.js';
import { nestLogger } from './nest-logger.js';
import { requestContext } from './request-context.js';
import { securityHeaders } from './security-headers.js';
import { seldom } from './seldom.js';
import { Traffic } from './traffic.js';
import { requestId, watch, watchRequests } from './watch-requests.js';
import { serveSubscriptions } from './websocket.js';

const WEB = dirname(fileURLToPath(new URL('../../web/dist/index.html', import.meta.url)));

/** What is under way when the service stops is given so long to finish, in milliseconds. */
const FINISH_MS = 20_000;

export interface Server {
  /** Where members open it. */
  readonly address: string;
  readonly schema: GraphQLSchema;
  /** Where metrics are served; null where they are not. */
  readonly metricsAddress: string | null;
  /** Turns new requests away, finishes what was begun, tells the followers to go elsewhere, then ends. */
  close(): Promise<void>;
}

/** Starts one api process on a migrated database. */
export async function startServer(config: Config, databaseUrl: string, logger: Logger): Promise<Server> {
  const trusted = TrustedDocuments.read(join(WEB, 'trusted-documents.json'), config.trustedDocumentsOnly);
  const db = await Database.connect({ url: databaseUrl, applicationName: 'plenary api' });
  await refuseUnfinishedRestore(db);
  const feed = new Feed(db);
  await feed.start();
  const work = new UnitOfWork(db, appendRecordAndFeed, feed);
  const noteUse = useNoter(work);
  const metrics = new Metrics();
  const traffic = new Traffic();
  const { limits, proxies } = config;
  const arrivals: Arrivals = new WeakMap();

  const adapter = new FastifyAdapter({
    bodyLimit: limits.bodyOfMember,
    trustProxy: (_address: string, hop: number) => hop < proxies,
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    // An offer of another protocol (curl and Java's client offer HTTP/2 so) may be left alone, and its request answered.
    http: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' },
    genReqId: (request: IncomingMessage) => arrivals.get(request)?.id ?? requestId(request, proxies),
  });
  let address = config.origin ?? `http://localhost:${config.port}`;
  // A client that is no browser sends no Origin; a page that this server sent has its host, by whatever name it was reached.
  const allowsOrigin = (origin: string | undefined, request: IncomingMessage): boolean =>
    origin === undefined ||
    origin === address ||
    (URL.canParse(origin) && new URL(origin).host === request.headers.host);
  const personOf = async (tokenHash: Buffer) => (await callerOf(db, tokenHash))?.personId ?? null;
  const rates = new Rates(limits, personOf);
  let built: GraphQLSchema | null = null;
  const schema = () => (built ??= app.get(GraphQLSchemaHost).schema);
  const documents = new Documents(schema, limits, trusted, config.trustedDocumentsOnly);
  const onError = (code: unknown) => metrics.error(code);

  const composition = compose({ db, feed, work, logger, config, metrics, address: () => address });
  const contextOf = (
    raw: IncomingMessage,
    { credential, ticket }: Learned,
    { setCookie, waits }: Pick<RequestContext, 'setCookie' | 'waits'> = {},
  ) => {
    const { headers } = raw;
    const address = clientAddress(raw, proxies);
    return requestContext(db, noteUse, {
      headers,
      credential,
      address,
      proven: ticket.proven,
      setCookie,
      waits,
    });
  };
  const graphql = {
    contextOf: (raw: IncomingMessage, response: ServerResponse, learned: Learned) => ({
      request: contextOf(raw, learned, {
        waits: () => !response.destroyed,
        setCookie: (name, value, maxAge) => {
          const secure = clientProtocol(raw, proxies) === 'https';
          const options = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge } as const;
          response.appendHeader('set-cookie', fastify.serializeCookie(name, value, options));
        },
      }),
    }),
    formatError: (formatted: GraphQLFormattedError, thrown: unknown) => {
      const told = formatError(logger, formatted, thrown);
      onError(told.extensions?.code);
      return told;
    },
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(
      {
        db,
        feed,
        work,
        formatError: graphql.formatError,
        contextOf: ({ raw }, reply) => graphql.contextOf(raw, reply.raw, arrivals.get(raw)!.learned!),
      },
      composition.provided,
      composition.modules,
    ),
    adapter,
    { logger: nestLogger(logger), abortOnError: false },
  );
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  readJsonBodies(app, fastify, limits.bodyOfMember);
  const begin = watch({ traffic, metrics, logger });
  watchRequests(fastify, arrivals, begin, logger);
  const stopping = () => traffic.closed;
  const guard = { limits, rates, documents, proxies, allowsOrigin, personOf, stopping, onRefused: onError };
  const { admit, documentOf } = guardHttp(fastify, arrivals, guard);
  const headersOf = (raw: IncomingMessage, route: string | undefined) => {
    const headers = securityHeaders(route, clientProtocol(raw, proxies));
    // While the service stops, a connection that stays open would only be cut later.
    if (!traffic.open) headers.connection = 'close';
    return headers;
  };
  const arrive = (raw: IncomingMessage, response: ServerResponse) =>
    begin(raw, response, requestId(raw, proxies), GRAPHQL_ROUTE);
  let straight = executeAny;
  const execute: Execute = (args) => straight(args);
  const answering = { arrivals, arrive, admit, schema, execute, documentOf, headersOf, ...graphql };
  answerKnown(app.getHttpServer() as HttpServer, fastify, answering);
  await app.register(cookie as never, { hook: false } as never);
  // Answers alone: no client of ours sends a compressed body, and a small one can be made to unpack to a giant.
  await app.register(compress as never, {
    global: true,
    threshold: COMPRESSED_FROM,
    globalDecompression: false,
  });
  await app.register(fastifyStatic as never, {
    root: WEB,
    index: ['index.html'],
    wildcard: false,
    cacheControl: false,
    setHeaders: cacheHeaders,
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    reply.headers(headersOf(request.raw, request.routeOptions.url));
    done(null, payload);
  });
  const contextOfReader = ({ raw }: FastifyRequest) => contextOf(raw, arrivals.get(raw)!.learned!);
  healthRoutes(fastify, { db, feed, traffic });
  fastify.get('/export/:assemblyId', exportRoute({ db, work, contextOf: contextOfReader }));
  fastify.get('/export/polls/:file', exportPapersRoute({ db, contextOf: contextOfReader }));
  fastify.get(
    '/calendar/:file',
    calendarRoute(db, () => address),
  );
  fastify.get('/explorer', (_request, reply) => reply.sendFile('explorer/index.html'));
  // Every other address is the client's, which is one page and reads the address itself; a missing file is missing.
  fastify.get('/*', (request, reply) =>
    /\.\w+$/.test(request.url.split('?')[0]!) ? reply.callNotFound() : reply.sendFile('index.html'),
  );

  let figures: Awaited<ReturnType<typeof serveMetrics>> | null = null;
  try {
    await app.listen(config.port, config.host);
    if (config.metrics) figures = await serveMetrics(metrics, config.metrics);
  } catch (error) {
    await app.close().catch(() => undefined);
    await feed.stop();
    await db.close();
    throw listenError(error, config);
  }
  const server = app.getHttpServer() as HttpServer;
  if (config.origin === null) address = `http://localhost:${(server.address() as AddressInfo).port}`;

  const sockets = serveSubscriptions({
    server,
    schema: schema(),
    path: GRAPHQL_ROUTE,
    documents,
    rates,
    addressOf: (request) => clientAddress(request, proxies),
    allowsOrigin,
    stopping: () => !traffic.open,
    onFault: seldom((err, times) =>
      logger.warn(
        { err, times },
        'a WebSocket was closed: what came over it, or what was to go, was not in order',
      ),
    ),
    contextOf: (request, authorization) => {
      const { headers } = request;
      const credential = credentialFrom(
        authorization === undefined ? headers : { ...headers, authorization },
      );
      return requestContext(db, noteUse, { headers, credential, address: clientAddress(request, proxies) });
    },
    present: (error) => {
      const told = graphql.formatError(error.toJSON(), error);
      return new GraphQLError(told.message, { path: told.path, extensions: told.extensions });
    },
  });
  straight = castStraight(schema(), app.get(BallotResolver, { strict: false }));
  metrics.watch({ db, feed, sockets: sockets.count });
  composition.clockwork.start();

  return {
    address,
    schema: schema(),
    metricsAddress: figures?.address ?? null,
    async close() {
      traffic.leave();
      await sleep(config.drainSeconds * 1_000);
      traffic.close();
      server.close();
      // Before anything that a request needs is taken away, the requests that were taken must be answered.
      const finished = Promise.all([sockets.close(), composition.clockwork.stop(), traffic.idle()]);
      const late = sleep(FINISH_MS, 'late', { ref: false });
      if ((await Promise.race([finished, late])) === 'late') {
        logger.warn(
          'something that was under way did not finish in time; whoever waits for it was not answered',
        );
      }
      server.closeAllConnections();
      figures?.server.close();
      figures?.server.closeAllConnections();
      await app.close();
      await feed.stop();
      await db.close();
    },
  };
}

/** Members are to read in their record that it was restored before anything follows in it. @throws StartupError. */
async function refuseUnfinishedRestore(db: Database): Promise<void> {
  const { unfinished } = await db.one<{ unfinished: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS unfinished',
    [`public.${UNFINISHED_RESTORE}`],
  );
  if (!unfinished) return;
  await db.close();
  throw new StartupError(
    'A backup was loaded into this database and its restoring was cut off: run "plenary restore" with the same file again, which finishes it.',
  );
}

function cacheHeaders(reply: { header(name: string, value: string): unknown }, path: string): void {
  // Built files carry a hash in their names; the page itself and the service worker must always be asked for.
  reply.header(
    'cache-control',
    path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
}
