import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiProcess, startApiProcess } from '@plenary/testing';
import pg from 'pg';
import { eventually, Service } from './support/service.js';

interface Health {
  readonly status: number;
  readonly body: { readonly status: string; readonly because?: string };
}

async function ask(address: string, what: 'live' | 'ready'): Promise<Health | null> {
  try {
    const response = await fetch(`${address}/health/${what}`);
    return { status: response.status, body: (await response.json()) as Health['body'] };
  } catch {
    return null;
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** The number under which migrations lock the database: libs/platform, migrate. */
const MIGRATION_LOCK = 7_053_001;

describe('/health', () => {
  let service: Service;
  let api: ApiProcess;
  let admin: pg.Client;

  beforeAll(async () => {
    service = await Service.start();
    [api] = service.apis as [ApiProcess];
    // From beside the database, which is closed to everybody below.
    const url = new URL(service.databaseUrl);
    url.pathname = '/postgres';
    admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await service.stop();
  });
  const database = () => new URL(service.databaseUrl).pathname.slice(1);

  it('says live and ready while all is well', async () => {
    expect(await ask(api.address, 'live')).toEqual({ status: 200, body: { status: 'live' } });
    const ready = await eventually(
      () => ask(api.address, 'ready'),
      (health) => health?.status === 200,
    );
    expect(ready!.body).toEqual({ status: 'ready' });
  });

  it('says live and not ready while the database is not reached, and ready when it is back', async () => {
    await admin.query(`ALTER DATABASE "${database()}" ALLOW_CONNECTIONS false`);
    try {
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
        database(),
      ]);
      expect(
        await eventually(
          () => ask(api.address, 'ready'),
          (health) => health?.status === 503,
        ),
      ).toEqual({
        status: 503,
        body: { status: 'not ready', because: 'no database' },
      });
      expect(await ask(api.address, 'live')).toMatchObject({ status: 200 });
    } finally {
      await admin.query(`ALTER DATABASE "${database()}" ALLOW_CONNECTIONS true`);
    }
    await eventually(
      () => ask(api.address, 'ready'),
      (health) => health?.status === 200,
    );
  });

  it('says not ready while it cannot read what was committed, though the database answers', async () => {
    const blocking = new pg.Client({ connectionString: service.databaseUrl });
    await blocking.connect();
    try {
      await blocking.query('BEGIN; LOCK TABLE change IN ACCESS EXCLUSIVE MODE');
      const health = await eventually(
        () => ask(api.address, 'ready'),
        (found) => found?.status === 503,
      );
      expect(health!.body).toEqual({ status: 'not ready', because: 'behind' });
      await blocking.query('ROLLBACK');
      await eventually(
        () => ask(api.address, 'ready'),
        (found) => found?.status === 200,
      );
    } finally {
      await blocking.end();
    }
  });

  it('does not answer while the database is brought up to date: nothing listens yet', async () => {
    const port = await freePort();
    const migrating = new pg.Client({ connectionString: service.databaseUrl });
    await migrating.connect();
    await migrating.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const starting = startApiProcess(service.databaseUrl, { PORT: port });
    try {
      const waits = async () =>
        (
          await admin.query(
            `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock' AND query LIKE '%pg_advisory_lock%'`,
            [database()],
          )
        ).rows[0].n as number;
      await eventually(waits, (n) => n === 1);
      expect(await ask(`http://127.0.0.1:${port}`, 'ready')).toBeNull();
    } finally {
      await migrating.end();
    }
    const second = await starting;
    // Whoever has just started on a busy machine may have to catch up first.
    await eventually(
      () => ask(second.address, 'ready'),
      (found) => found?.status === 200,
    );
    await second.stop();
  });

  it('says not ready first when it was told to stop, while it still serves; a second signal ends it', async () => {
    const leaving = await service.startProcess(undefined, { PLENARY_DRAIN_SECONDS: '300' });
    leaving.child.kill('SIGTERM');
    const health = await eventually(
      () => ask(leaving.address, 'ready'),
      (found) => found?.status === 503,
    );
    expect(health!.body).toEqual({ status: 'not ready', because: 'stopping' });
    expect(await ask(leaving.address, 'live')).toMatchObject({ status: 200 });
    const answer = await fetch(`${leaving.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ server { version } }"}',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('connection')).toBe('close');
    expect(await leaving.stop()).toBe(130);
    expect(leaving.log()).toContain('Stopped at once.');
  });
});
