import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const MAIN = fileURLToPath(new URL('../../apps/demo/dist/main.js', import.meta.url));
/** Three first decisions of 15 seconds and a poll of a minute, and some for a slow machine, in milliseconds. */
const LONGEST = 300_000;

describe('npm run demo', () => {
  it(
    'holds the smallest published ballot from the founding to the same result',
    async () => {
      const { code, stdout, stderr } = await demo('--ballot', 'island-line-2022', '--json');
      expect(stderr).toBe('');
      const last = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
      const { ballotsPerSecond, ...figures } = last;
      expect(figures).toEqual({
        ballot: 'island-line-2022',
        entitled: 33,
        cast: 24,
        yes: 20,
        no: 4,
        spoilt: 0,
        carried: true,
        agreesWithPublished: true,
      });
      expect(ballotsPerSecond).toBeGreaterThan(0);
      expect(code).toBe(0);
    },
    LONGEST,
  );

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

function demo(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', MAIN, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
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
