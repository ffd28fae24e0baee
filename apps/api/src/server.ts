/// <reference types="@fastify/static" />
import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { useNoter } from '@plenary/identity';
import { Database, Feed, StartupError, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import type { FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { compose } from './composition.js';
import type { Config } from './config.js';
import { exportRoute } from './export.js';
import { exportPapersRoute } from './export-papers.js';
import { formatError } from './format-error.js';
import { nestLogger } from './nest-logger.js';
import { requestContext } from './request-context.js';
import { securityHeaders } from './security-headers.js';
import { serveSubscriptions } from './websocket.js';

const WEB = dirname(fileURLToPath(new URL('../../web/dist/index.html', import.meta.url)));

/** Request bodies in bytes: a roll of 200,000 lines as CSV inside JSON is the largest thing that is ever sent. */
const MAX_BODY = 20 * 1024 * 1024;

export interface Server {
  /** Where members open it. */
  readonly address: string;
  readonly schema: GraphQLSchema;
  /** Finishes what was begun and acknowledged, then ends. */
  close(): Promise<void>;
}

/** Starts one api process on a migrated database. */
export async function startServer(config: Config, databaseUrl: string, logger: Logger): Promise<Server> {
  const db = await Database.connect({ url: databaseUrl, applicationName: 'plenary api' });
  const feed = new Feed(db);
  await feed.start();
  const work = new UnitOfWork(db, appendRecordAndFeed, feed);
  const noteUse = useNoter(work);

  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY,
    trustProxy: config.trustProxy,
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
  });
  let address = config.origin ?? `http://localhost:${config.port}`;
  // A client that is no browser sends no Origin; a page that this server sent has its host, by whatever name it was reached.
  const ownOrigin = (origin: string | undefined, request: IncomingMessage): boolean =>
    origin === undefined ||
    origin === address ||
    (URL.canParse(origin) && new URL(origin).host === request.headers.host);
  const composition = compose({ db, feed, work, logger, noteUse, config, address: () => address });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ db, feed, work, logger, noteUse }, composition.provided, composition.modules),
    adapter,
    { logger: nestLogger(logger), abortOnError: false },
  );
  const fastify = adapter.getInstance();
  await app.register(cookie as never);
  await app.register(compress as never, { global: true, threshold: 1_024 });
  await app.register(fastifyStatic as never, {
    root: WEB,
    index: ['index.html'],
    wildcard: false,
    cacheControl: false,
    setHeaders: cacheHeaders,
  });
  fastify.addHook('onSend', securityHeaders);
  fastify.addHook('onError', async (_request, _reply, error) => {
    if ((error.statusCode ?? 500) >= 500) logger.error({ err: error }, 'a request outside GraphQL failed');
  });
  fastify.get('/health/live', async () => ({ status: 'live' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const ready =
      feed.fresh &&
      (await db.query('SELECT 1').then(
        () => true,
        () => false,
      ));
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  const contextOf = (request: FastifyRequest) =>
    requestContext(db, noteUse, { headers: request.raw.headers, address: request.ip });
  fastify.get('/export/:assemblyId', exportRoute({ db, work, contextOf }));
  fastify.get('/export/polls/:file', exportPapersRoute({ db, contextOf }));
  fastify.get('/explorer', (_request, reply) => reply.sendFile('explorer/index.html'));
  // Every other address is the client's, which is one page and reads the address itself; a missing file is missing.
  fastify.get('/*', (request, reply) =>
    /\.\w+$/.test(request.url.split('?')[0]!) ? reply.callNotFound() : reply.sendFile('index.html'),
  );

  // A page from elsewhere gets no answer, whatever cookie its request carries.
  fastify.addHook('onRequest', async (request, reply) => {
    if (/^\/(graphql|export)/.test(request.url) && !ownOrigin(request.headers.origin, request.raw)) {
      const message = 'This page is from another address: it may not use the member’s sign-in here.';
      return reply.code(403).send({ errors: [{ message, extensions: { code: 'NOT_ALLOWED' } }] });
    }
  });

  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close().catch(() => undefined);
    await feed.stop();
    await db.close();
    throw listenError(error, config);
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  if (config.origin === null) address = `http://localhost:${port}`;

  const { schema } = app.get(GraphQLSchemaHost);
  const sockets = serveSubscriptions({
    server: app.getHttpServer(),
    schema,
    path: '/graphql',
    allowsOrigin: ownOrigin,
    contextOf: (request, authorization) =>
      requestContext(db, noteUse, {
        headers: authorization === undefined ? request.headers : { ...request.headers, authorization },
        address: request.socket.remoteAddress ?? '',
      }),
    present: (error) => {
      const told = formatError(logger, error.toJSON(), error);
      return new GraphQLError(told.message, { path: told.path, extensions: told.extensions });
    },
  });
  composition.clockwork.start();

  return {
    address,
    schema,
    async close() {
      await sockets.close();
      await composition.clockwork.stop();
      await app.close();
      await feed.stop();
      await db.close();
    },
  };
}

function listenError(error: unknown, config: Config): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE')
    return new StartupError(
      `Port ${config.port} is taken by another program: stop it, or choose another port, like PORT=${config.port + 1} npm start.`,
    );
  if (code === 'EACCES')
    return new StartupError(
      `Port ${config.port} may not be opened by this user: choose one above 1023, like PORT=4000 npm start.`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartupError(
      `HOST is "${config.host}", which is no address of this machine: correct it, or unset it to listen on all.`,
    );
  return error;
}

function cacheHeaders(reply: { header(name: string, value: string): unknown }, path: string): void {
  // Built files carry a hash in their names; the page itself and the service worker must always be asked for.
  reply.header(
    'cache-control',
    path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
}
