import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Runs the boundary check over a small tree of these files; gives the names of the broken rules. */
async function broken(folder: string, files: Record<string, string>): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const bin = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const { stdout } = await run(
    process.execPath,
    [
      bin,
      '--config',
      config,
      '--ts-config',
      join(ROOT, 'tsconfig.base.json'),
      '--output-type',
      'json',
      'libs',
    ],
    {
      cwd: folder,
      maxBuffer: 1 << 26,
    },
  );
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map((v) => v.rule.name))].sort();
}

describe('the boundary check', () => {
  let folder: string | undefined;
  afterEach(async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('catches an import up the contexts, a domain with a framework, an impure kernel and a circle', async () => {
    folder = await mkdtemp(join(tmpdir(), 'plenary-boundaries-'));
    const names = await broken(folder, {
      'libs/kernel/src/index.ts': "import { x } from '../../platform/src/index.js';\nexport const k = x;\n",
      'libs/platform/src/index.ts': 'export const x = 1;\n',
      'libs/identity/src/domain/person.ts':
        "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
      'libs/identity/src/index.ts': "import { m } from '../../motion/src/index.js';\nexport const i = m;\n",
      'libs/motion/src/index.ts': "import { n } from './n.js';\nexport const m = n;\n",
      'libs/motion/src/n.ts': "import { m } from './index.js';\nexport const n = () => m;\n",
    });
    expect(names).toEqual([
      'domain-is-pure',
      'identity-imports-no-higher-context',
      'no-circular',
      'pure-libs-import-kernel-alone',
    ]);
  });

  it('finds nothing in a tree that keeps the arrows', async () => {
    folder = await mkdtemp(join(tmpdir(), 'plenary-boundaries-'));
    const names = await broken(folder, {
      'libs/kernel/src/index.ts': 'export const k = 1;\n',
      'libs/motion/src/domain/motion.ts':
        "import { k } from '../../../kernel/src/index.js';\nexport const m = k;\n",
    });
    expect(names).toEqual([]);
  });
});
