// `npm run bench`: prepares the clone and measures the promises in figures (test/bench).
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { prepareOrExit, ROOT } from './prepare.mjs';

const node = await prepareOrExit();
const bench = spawn(node, [join(ROOT, 'test/bench/dist/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});

// Ctrl-C reaches the measurement from the terminal by itself: it stops what it started and then ends, and we with it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => bench.kill('SIGTERM'));

bench.on('error', (error) => {
  console.error(`The measurement could not be started: ${error.message}.`);
  process.exit(1);
});
bench.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
