import type { Database } from '@plenary/platform';
import { calendarOf } from '@plenary/rotation';
import type { FastifyReply, FastifyRequest } from 'fastify';

const FILE = /^([A-Za-z0-9_-]{43})\.ics$/;

/**
 * `GET /calendar/<token>.ics`: one member's shifts, for whoever has the link. A link that nobody made and one that was
 * revoked are answered as every address that there is not.
 */
export function calendarRoute(db: Database, address: () => string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const token = FILE.exec((request.params as { file: string }).file)?.[1];
    const calendar = token === undefined ? null : await calendarOf(db, token, address());
    if (calendar === null) {
      reply.callNotFound();
      return reply;
    }
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="shifts.ics"')
      .header('cache-control', 'no-store')
      .send(calendar);
  };
}
