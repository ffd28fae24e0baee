// `npm run demo`: prepares the clone and replays a published ballot (apps/demo).
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { prepareOrExit, ROOT } from './prepare.mjs';

const node = await prepareOrExit();
const demo = spawn(node, [join(ROOT, 'apps/demo/dist/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});

// Ctrl-C reaches the demo from the terminal by itself: it stops its service and then ends, and we with it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => demo.kill('SIGTERM'));

demo.on('error', (error) => {
  console.error(`The demo could not be started: ${error.message}.`);
  process.exit(1);
});
demo.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
