// `npm start`: prepares the clone and runs the service in the foreground until it is told to stop.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { prepareOrExit, ROOT } from './prepare.mjs';

const parent = process.ppid;
const node = await prepareOrExit();

// Requests leave much that is garbage at once: with more room for the young, a ballot took the service 5 to 8 % less time.
const main = ['--max-semi-space-size=32', join(ROOT, 'apps/api/dist/main.js')];
const service = spawn(node, [...main, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // A group of its own: Ctrl-C reaches every process of the terminal's group, npm passes it on once more, and we do
  // too. So only we tell the service, once, and it shuts down once.
  detached: process.platform !== 'win32',
});

let told = false;
function tell(signal) {
  if (told) return;
  told = true;
  // Windows has no signals: there Ctrl-C has reached the service already.
  if (process.platform !== 'win32') service.kill(signal);
}
process.on('SIGINT', () => tell('SIGINT'));
process.on('SIGTERM', () => tell('SIGTERM'));
// The terminal was closed. Without one we may run under nohup, which this would undo.
if (process.stdout.isTTY) process.on('SIGHUP', () => tell('SIGTERM'));

// npm passes a SIGTERM to the shell between us alone, which ends without a word: then our parent is another one.
if (process.env.npm_lifecycle_event !== undefined) {
  setInterval(() => process.ppid !== parent && tell('SIGTERM'), 250).unref();
}

service.on('error', (error) => {
  console.error(`Plenary could not be started: ${error.message}.`);
  process.exit(1);
});
service.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
