// `npm test`: everything a change must pass, with a summary at the end. With arguments (`npm test -- libs/tally`)
// the build and the tests they name.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npm, PrepareError, prepare, prepareOrExit, ROOT } from './prepare.mjs';

const RESULTS = '.cache/jest.json';
const args = process.argv.slice(2);

await prepareOrExit({ build: false });

const steps = [['Type check and build', build]];
if (args.length === 0) {
  steps.push(['Lint', () => script('check:lint')], ['Boundaries', () => script('check:boundaries')]);
}
steps.push(['Tests', tests]);

const results = [];
for (const [name, step] of steps) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const code = await step();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  results.push({ name, code, seconds });
  console.log(`== ${name}: ${verdict(code)} in ${seconds} s`);
}

console.log('\n== Summary');
for (const { name, code, seconds } of results)
  console.log(`${verdict(code).padEnd(8)} ${name} (${seconds} s)`);
console.log(counts());
process.exitCode = results.find(({ code }) => code !== 0)?.code ?? 0;

function verdict(code) {
  return code === 0 ? 'passed' : 'FAILED';
}

async function build() {
  try {
    await prepare({ onProgress: (line) => console.log(line) });
    return 0;
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    console.error(error.output);
    return 1;
  }
}

async function script(name) {
  return (await npm(['run', '--silent', name], { show: true })).code;
}

async function tests() {
  // An older result must not pass for this one's.
  rmSync(join(ROOT, RESULTS), { force: true });
  if (results.some(({ name, code }) => name === 'Type check and build' && code !== 0)) {
    console.log('Not run: the build failed, and what is compiled is not what is written.');
    return 1;
  }
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const output = ['--json', `--outputFile=${RESULTS}`];
  const { code } = await npm(['run', '--silent', 'jest', '--', ...output, ...args.map(compiled)], {
    show: true,
  });
  return code;
}

/** Jest runs what was compiled: a source's path is turned into its output's. */
function compiled(argument) {
  return argument.startsWith('-')
    ? argument
    : argument.replace(/(^|\/)src\//, '$1dist/').replace(/\.ts$/, '.js');
}

function counts() {
  const path = join(ROOT, RESULTS);
  if (!existsSync(path)) return '0 passed, 1 failed';
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  // A file that could not even be loaded holds no test that failed, and is a failure all the same.
  return `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;
}
