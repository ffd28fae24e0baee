// `npm run faults`: prepares the clone, kills its processes over and over under load (options: --kills, --seed,
// --voters), and then runs the other faults in their long form.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { npm, prepareOrExit, ROOT } from './prepare.mjs';

const node = await prepareOrExit();
const killed = await new Promise((resolve) => {
  spawn(node, [join(ROOT, 'test/dist/faults/main.js'), ...process.argv.slice(2)], { stdio: 'inherit' }).on(
    'exit',
    (code) => resolve(code ?? 1),
  );
});
if (killed === 2) process.exit(2);

console.log('\nThe network, frozen processes, clocks, and what is sent that should not be:');
process.env.PLENARY_FAULTS = 'long';
const { code } = await npm(
  ['run', '--silent', 'jest', '--', 'test/dist/faults', '--testPathIgnorePatterns', 'kills'],
  { show: true },
);
process.exit(killed || code);
