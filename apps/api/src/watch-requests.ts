import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { isGraphql } from './limits/http-guard.js';
import { withRequestId } from './logger.js';
import type { Metrics } from './metrics.js';
import type { Traffic } from './traffic.js';

export interface Watching {
  readonly traffic: Traffic;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** The name of the operation that a GraphQL request asked for, to count it by. */
  nameOf(request: IncomingMessage): string;
}

/** A request's id: the proxy's own where there is a proxy of ours, else a new one that tells nothing. */
export function requestId(request: IncomingMessage, proxies: number): string {
  const given = request.headers['x-request-id'];
  return proxies > 0 && typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Counts and times each request, and gives its id to the answer and to every line that is logged for it. */
export function watchRequests(
  fastify: FastifyInstance,
  { traffic, metrics, logger, nameOf }: Watching,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    traffic.begin(reply.raw);
    const began = performance.now();
    const counted = isGraphql(request);
    reply.header('x-request-id', request.id);
    reply.raw.once('close', () => {
      const milliseconds = performance.now() - began;
      if (counted) metrics.request(nameOf(request.raw), milliseconds / 1_000);
      if (!logger.isLevelEnabled('debug')) return;
      // The route and not the address: invitations and ids stand in that.
      const { method, id, routeOptions } = request;
      const status = reply.raw.statusCode;
      logger.debug(
        { requestId: id, method, route: routeOptions.url, status, milliseconds: Math.round(milliseconds) },
        'answered',
      );
    });
    withRequestId(request.id, done);
  });
  fastify.addHook('onError', async (_request, _reply, error) => {
    if ((error.statusCode ?? 500) >= 500) logger.error({ err: error }, 'a request outside GraphQL failed');
  });
}
