import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Patience } from './patience.js';

const MAIN = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url));
/** For a start that never comes: on a quiet machine it takes two seconds. */
const START_MS = 120_000;

// Whatever ends the tests, no process of theirs is left behind, but where they are killed outright.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** One api process as an operator would run it, on a database that exists. */
export interface ApiProcess {
  readonly address: string;
  readonly child: ChildProcess;
  /** What it logged so far. */
  log(): string;
  /** Asks it to stop and waits; gives the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a service process and waits until it says where it listens. @throws with its output when it ends before. */
export async function startApiProcess(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<ApiProcess> {
  // With the flags of `npm start`, and not as a test, which jest's NODE_ENV would make of it.
  const { NODE_ENV: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--max-semi-space-size=32', MAIN], {
    env: {
      ...inherited,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      PLENARY_LOG_LEVEL: 'warn',
      // A test is a whole hall at one address, and its few people are quick.
      PLENARY_REQUESTS_PER_MINUTE: '10000000',
      PLENARY_REQUESTS_PER_MINUTE_STRANGERS: '10000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  const gone = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  const address = await new Promise<string>((resolve, reject) => {
    const patience = new Patience(START_MS);
    const timer = setInterval(() => {
      if (patience.left > 0) return;
      clearInterval(timer);
      child.kill('SIGKILL');
      reject(new Error(`the service does not start:\n${output}`));
    }, 1_000);
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Open (http\S+)/.exec(output);
      if (found) {
        clearInterval(timer);
        resolve(found[1]!);
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void gone.then((code) => {
      clearInterval(timer);
      reject(new Error(`the service ended with ${code} before it listened:\n${output}`));
    });
  });
  return {
    address,
    child,
    log: () => output,
    async stop() {
      child.kill('SIGTERM');
      return gone;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
