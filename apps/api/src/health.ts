import type { Database, Feed } from '@plenary/platform';
import type { FastifyInstance } from 'fastify';
import type { Traffic } from './traffic.js';

export interface Health {
  readonly db: Database;
  readonly feed: Feed;
  readonly traffic: Traffic;
}

/** A database that takes longer than this to answer the shortest question does not count as reached, in milliseconds. */
const ANSWER_MS = 2_000;

type Why = 'stopping' | 'behind' | 'no database';

/**
 * `/health/live`: the process runs; restart it when this does not answer. `/health/ready`: send members here; why not,
 * in one word, otherwise. While the database is brought up to date neither answers, since nothing listens yet.
 */
export function healthRoutes(fastify: FastifyInstance, health: Health): void {
  fastify.get('/health/live', async () => ({ status: 'live' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const because = await whyNotReady(health);
    reply.header('cache-control', 'no-store');
    return because === null ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', because });
  });
}

async function whyNotReady({ db, feed, traffic }: Health): Promise<Why | null> {
  if (!traffic.open) return 'stopping';
  if (!(await answers(db))) return 'no database';
  return feed.fresh ? null : 'behind';
}

async function answers(db: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_MS);
  });
  const answered = db.query('SELECT 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}
