// `npm start`: prepares the clone and runs the service in the foreground until it is told to stop.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { prepareOrExit, ROOT } from './prepare.mjs';

const node = await prepareOrExit();

const service = spawn(node, [join(ROOT, 'apps/api/dist/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  // A group of its own: Ctrl-C reaches every process of the terminal's group, npm passes it on once more, and we do
  // too. So only we tell the service, once, and it shuts down once.
  detached: process.platform !== 'win32',
});

let told = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (told) return;
    told = true;
    // Windows has no signals: there Ctrl-C has reached the service already.
    if (process.platform !== 'win32') service.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  });
}

service.on('error', (error) => {
  console.error(`Plenary could not be started: ${error.message}.`);
  process.exit(1);
});
service.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
