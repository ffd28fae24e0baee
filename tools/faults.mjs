// `npm run faults`: prepares the clone, kills its processes over and over under load (options: --kills, --seed,
// --voters, --plant), and then runs the other faults in their long form.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { npm, prepareOrExit, ROOT } from './prepare.mjs';

const node = await prepareOrExit();
const campaign = spawn(node, [join(ROOT, 'test/dist/faults/main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Stopped, it puts its own things away first; from a terminal it hears of it as we do, and twice does no harm.
const stop = (signal) => campaign.kill(signal);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
const killed = await new Promise((resolve) => campaign.on('exit', (code) => resolve(code ?? 1)));
// Told to stop, or asked for something that there is not: that is all.
if (killed === 130 || killed === 2) process.exit(killed);
for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);

console.log('\nThe network, frozen processes, clocks, and what is sent that should not be:');
process.env.PLENARY_FAULTS = 'long';
const { code } = await npm(
  ['run', '--silent', 'jest', '--', 'test/dist/faults', '--testPathIgnorePatterns', 'kills'],
  { show: true },
);
process.exit(killed || code);
