import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { pause, Service } from './support/service.js';

const MAIN = fileURLToPath(new URL('../../apps/demo/dist/main.js', import.meta.url));
/** Who has voted, in the demo's first decisions and in its ballot, when everybody has. */
const FOUNDERS = 3;
const VOTERS = 24;

describe('npm run demo', () => {
  it('holds the smallest published ballot from the founding to the same result', async () => {
    const service = await Service.start(1, { PLENARY_SIGN_UPS_PER_HOUR: '1000000' });
    try {
      const running = demo('--ballot', 'island-line-2022', '--json', '--url', service.apis[0]!.address);
      await hurry(service, running);
      const { code, stdout, stderr } = await running;
      expect(stderr).toBe('');
      const last = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
      const { ballotsPerSecond, ...figures } = last;
      expect(figures).toEqual({
        ballot: 'island-line-2022',
        entitled: 33,
        cast: VOTERS,
        yes: 20,
        no: 4,
        spoilt: 0,
        carried: true,
        agreesWithPublished: true,
      });
      expect(ballotsPerSecond).toBeGreaterThan(0);
      expect(code).toBe(0);
    } finally {
      await service.stop();
    }
  });

  it('starts a service of its own, and leaves nothing of it behind when it is interrupted', async () => {
    const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('plenary-demo-'));
    const before = await folders();
    const child = start('--ballot', 'island-line-2022');
    const ended = new Promise((resolve) => child.once('close', resolve));
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('The service: http://')) resolve();
      });
      void ended.then(() => reject(new Error(`it ended with ${said}`)));
    });
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect((await folders()).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('says in one sentence what it does not know', async () => {
    const { code, stderr } = await demo('--ballot', 'nothing');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'There is no ballot "nothing": see --list.\n' });
  });

  it('says in one sentence when no service answers', async () => {
    const { code, stderr } = await demo('--ballot', 'island-line-2022', '--url', 'http://127.0.0.1:9');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The service at http:\/\/127\.0\.0\.1:9 does not answer \(.*\)\.\n$/);
  });
});

/** Lets the time of a vote be over once all who vote in it have: each is open for as long as members need. */
async function hurry(service: Service, running: Promise<unknown>): Promise<void> {
  let over = false;
  void running.finally(() => {
    over = true;
  });
  while (!over) {
    const voted = await service.sql<{ closes: Date }>(
      `SELECT closes_at AS closes FROM poll WHERE state = 'open' AND CASE tier
         WHEN 'secret' THEN (SELECT count(*) FROM participation WHERE poll_id = poll.id) = ${VOTERS}
         ELSE (SELECT count(*) FROM ballot WHERE poll_id = poll.id) = ${FOUNDERS} END`,
    );
    for (const { closes } of voted) await service.passTimeUntil(closes);
    await pause(100);
  }
}

function start(...args: string[]) {
  return spawn(process.execPath, ['--no-warnings', MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function demo(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = start(...args);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
