import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A browser without a window: the one that an npm package carries, or the one that PLENARY_TEST_BROWSER names
 * where that package has none for the platform.
 */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.PLENARY_TEST_BROWSER || unpacked();
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Unpacked once per version. The package unpacks into the temporary folder in place: two at once would meet. */
function unpacked(): string {
  const manifest = join(ROOT, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(tmpdir(), `plenary-test-chromium-${version}-${process.getuid?.() ?? 'user'}`);
  if (!existsSync(folder)) {
    const own = mkdtempSync(`${folder}-`);
    const script = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`;
    execFileSync(process.execPath, ['-e', script], { cwd: ROOT, env: { ...process.env, TMPDIR: own } });
    try {
      renameSync(own, folder);
    } catch (error) {
      rmSync(own, { recursive: true, force: true });
      // Another worker was first.
      if (!existsSync(folder)) throw error;
    }
  }
  return join(folder, 'chromium');
}
