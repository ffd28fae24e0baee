import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Arrival, type Arrivals, GRAPHQL_ROUTE } from './arrival.js';
import { withRequestId } from './logger.js';
import type { Metrics } from './metrics.js';
import type { Traffic } from './traffic.js';

export interface Watching {
  readonly traffic: Traffic;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** A request's id: the proxy's own where there is a proxy of ours, else a new one that tells nothing. */
export function requestId(request: IncomingMessage, proxies: number): string {
  const given = request.headers['x-request-id'];
  return proxies > 0 && typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Counts and times a request, from here on until its answer is out. */
export type Watch = (
  raw: IncomingMessage,
  response: ServerResponse,
  id: string,
  /** The route and not the address: invitations and ids stand in that. */
  route: string | undefined,
) => Arrival;

export function watch({ traffic, metrics, logger }: Watching): Watch {
  return (raw, response, id, route) => {
    const arrival: Arrival = { id, name: 'other', learned: null, refusal: null, answer: null };
    const began = performance.now();
    traffic.begin();
    response.on('close', () => {
      traffic.end();
      const milliseconds = performance.now() - began;
      if (route === GRAPHQL_ROUTE) metrics.request(arrival.name, milliseconds / 1_000);
      if (!logger.isLevelEnabled('debug')) return;
      logger.debug(
        {
          requestId: id,
          method: raw.method,
          route,
          status: response.statusCode,
          milliseconds: Math.round(milliseconds),
        },
        'answered',
      );
    });
    return arrival;
  };
}

/** Watches each request that comes to the framework unwatched, and gives its id to the answer and to every line that is logged for it. */
export function watchRequests(
  fastify: FastifyInstance,
  arrivals: Arrivals,
  begin: Watch,
  logger: Logger,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { raw, id, routeOptions } = request;
    if (!arrivals.has(raw)) arrivals.set(raw, begin(raw, reply.raw, id, routeOptions.url));
    reply.header('x-request-id', id);
    withRequestId(id, done);
  });
  fastify.addHook('onError', async (_request, _reply, error) => {
    if ((error.statusCode ?? 500) >= 500) logger.error({ err: error }, 'a request outside GraphQL failed');
  });
}
