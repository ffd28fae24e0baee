import { spawn } from 'node:child_process';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  crowding,
  startApiProcess,
  TestClient,
  type TestDatabase,
} from '@plenary/testing';
import pg from 'pg';
import { startOnOwnDatabase } from './own-server.js';
import { Person } from './support/people.js';
import { Service } from './support/service.js';

const MAIN = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));

/** Starts the service as an operator does, and gives what it said when it had ended by itself. */
function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', PLENARY_LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000 * crowding());
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, said });
    });
  });
}

/** One sentence, on one line: what is wrong and, after a colon, what to do. */
const ONE_SENTENCE = /^[^\n]+: [^\n]+\.\n$/;

async function expectRefused(env: Record<string, string>, says: string | RegExp): Promise<void> {
  const { code, said } = await start(env);
  expect(said).toMatch(says);
  expect(said).toMatch(ONE_SENTENCE);
  expect(code).toBe(1);
}

describe('a start that cannot be', () => {
  let database: TestDatabase;
  let taken: Server;
  let takenPort: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    takenPort = String((taken.address() as { port: number }).port);
  });
  afterAll(async () => {
    await new Promise((resolve) => taken.close(resolve));
    await database.drop();
  });

  it.each([
    ['PORT', 'http'],
    ['HOST', '192.0.2.1'],
  ])('with %s set to "%s" ends with that sentence alone', async (name, value) => {
    await expectRefused({ DATABASE_URL: database.url, [name]: value }, name);
  });

  it('on a database that cannot hold every letter says how to make one that can', async () => {
    const name = `${new URL(database.url).pathname.slice(1)}_latin`;
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query(
        `CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`,
      );
      const url = Object.assign(new URL(database.url), { pathname: name }).href;
      await expectRefused({ DATABASE_URL: url }, 'encoding SQL_ASCII');
    } finally {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.end();
    }
  });

  it('on a port that another program has names the port', async () => {
    await expectRefused({ DATABASE_URL: database.url, PORT: takenPort }, `Port ${takenPort} is taken`);
  });

  it.each([
    ['nobody answers', (url: URL) => Object.assign(url, { port: '9' }), 'does not answer'],
    ['the host is unknown', (url: URL) => Object.assign(url, { hostname: 'db.invalid' }), 'does not answer'],
    [
      'there is no such database',
      (url: URL) => Object.assign(url, { pathname: '/nothing' }),
      'does not exist',
    ],
    [
      'there is no such user',
      (url: URL) => Object.assign(url, { username: 'nobody', password: 'x' }),
      'refused',
    ],
  ])('where %s at DATABASE_URL says so', async (_, change, says) => {
    await expectRefused({ DATABASE_URL: change(new URL(database.url)).href }, says);
  });

  describe('on a database that takes the connection and says nothing', () => {
    const sockets = new Set<Socket>();
    let silent: Server;
    let url: string;
    beforeAll(async () => {
      silent = createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined);
      });
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      url = `postgres://u:p@127.0.0.1:${(silent.address() as { port: number }).port}/x`;
    });
    afterAll(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    });

    it('says that it does not answer', async () => {
      await expectRefused({ DATABASE_URL: url }, 'does not answer');
    });

    it('says so, too, where it fell silent after it was brought up to date', async () => {
      const { hostname, port } = new URL(database.url);
      let isUpToDate = false;
      const relay = createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined);
        if (isUpToDate) return;
        const onward = connect(Number(port), hostname);
        onward.on('error', () => undefined);
        socket.pipe(onward).pipe(socket);
        socket.once('close', () => {
          isUpToDate = true;
          onward.destroy();
        });
      });
      await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
      const through = new URL(database.url);
      through.host = `127.0.0.1:${(relay.address() as { port: number }).port}`;
      try {
        await expectRefused({ DATABASE_URL: through.href }, 'does not answer');
        expect(isUpToDate).toBe(true);
      } finally {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => relay.close(resolve));
      }
    });

    it('ends at once when it is told to stop', async () => {
      const child = spawn(process.execPath, [MAIN], {
        env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: url },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let said = '';
      const asked = new Promise<void>((resolve) => {
        const before = sockets.size;
        silent.on('connection', () => sockets.size > before && resolve());
      });
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      await asked;
      child.kill('SIGTERM');
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect([code, said]).toEqual([0, expect.stringMatching(/\nStopped before it had started\.\n$/)]);
    });
  });

  it('on a database that a newer version has used leaves it alone', async () => {
    const service = await Service.start(0);
    try {
      await service.sql(
        `INSERT INTO migration (timestamp, name) SELECT max(timestamp) + 1, 'to_come' FROM migration`,
      );
      await expectRefused({ DATABASE_URL: service.databaseUrl }, 'newer version');
    } finally {
      await service.stop();
    }
  });
});

describe('a service with a database of its own', () => {
  it('refuses a second start on its folder, stops cleanly, and starts again with what it had', async () => {
    const own = await startOnOwnDatabase();
    try {
      await expectRefused({ DATABASE_URL: '', PLENARY_DATA_DIR: own.folder }, 'already running');
      const client = new TestClient(own.api.address);
      const { server } = await client.ask<{ server: { empty: boolean } }>('{ server { empty } }');
      expect(server.empty).toBe(true);
      await client.ask('mutation { openSample { __typename } }');
      expect(await own.api.stop()).toBe(0);
      await expect(client.ask('{ server { empty } }')).rejects.toThrow();

      const again = await startApiProcess('', { PLENARY_DATA_DIR: own.folder });
      const back = new TestClient(again.address);
      expect(await back.ask('{ server { empty } }')).toEqual({ server: { empty: false } });
      expect(await again.stop()).toBe(0);
    } finally {
      await own.stop();
    }
  });

  it('says in one sentence when its folder is a file', async () => {
    const file = fileURLToPath(import.meta.url);
    await expectRefused({ DATABASE_URL: '', PLENARY_DATA_DIR: file }, file);
  });
});

describe('SIGTERM', () => {
  it('ends a service with open connections and subscriptions at once, with code 0', async () => {
    const service = await Service.start();
    try {
      const [api] = service.apis;
      const { client } = await Person.signUp(api!);
      const watching = client.subscribe('subscription { myAccessChanged { kind } }');
      await watching.until(() => true);
      const began = performance.now();
      expect(await api!.stop()).toBe(0);
      expect(performance.now() - began).toBeLessThan(20_000 * crowding());
      expect(api!.log()).toMatch(/Stopped\.\n$/);
      await watching.untilEnded();
    } finally {
      await service.stop();
    }
  });
});
