import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Gives the service worker the list of the shell's files: whatever the member's page can load, lazily loaded
 * screens included, and nothing of the explorer. Its name in the cache changes when a file does.
 */
function shellList(): Plugin {
  return {
    name: 'plenary-shell-list',
    generateBundle(_, bundle) {
      const files = new Set<string>();
      const visit = (name: string) => {
        if (files.has(name)) return;
        const chunk = bundle[name];
        if (chunk === undefined) return;
        files.add(name);
        if (chunk.type !== 'chunk') return;
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next);
        const { importedCss, importedAssets } = chunk.viteMetadata ?? {};
        for (const next of [...(importedCss ?? []), ...(importedAssets ?? [])]) visit(next);
      };
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const main = chunks.find((chunk) => chunk.isEntry && chunk.name === 'index');
      const worker = chunks.find((chunk) => chunk.fileName === 'sw.js');
      if (!main || !worker) throw new Error('the shell has no entry or no service worker');
      visit(main.fileName);
      // The Latin faces alone: others are kept by the browser when a page first needs them.
      for (const name of Object.keys(bundle)) {
        if (/(archivo|source-sans-3)-latin-wght-normal.*\.woff2$/.test(name)) files.add(name);
      }
      const paths = [...files].sort().map((name) => `/${name}`);
      paths.push('/icon.svg', '/plenary.webmanifest');
      const version = createHash('sha256').update(paths.join('\n')).digest('hex').slice(0, 12);
      worker.code = `const SHELL_VERSION=${JSON.stringify(version)};const SHELL_FILES=${JSON.stringify(paths)};\n${worker.code}`;
    },
  };
}

/** Puts the list of the client's documents beside what was built, for the server that serves it. */
function trustedDocuments(): Plugin {
  return {
    name: 'plenary-trusted-documents',
    generateBundle() {
      const source = readFileSync(at('./src/graphql/generated/trusted-documents.json'), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'trusted-documents.json', source });
    },
  };
}

export default defineConfig({
  root: at('.'),
  plugins: [react(), shellList(), trustedDocuments()],
  build: {
    outDir: at('./dist'),
    emptyOutDir: true,
    target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
    // A strict content policy refuses data: URLs, so nothing is inlined.
    assetsInlineLimit: 0,
    // The explorer's editor is large, is loaded by developers alone, and is not part of the member's budget.
    chunkSizeWarningLimit: 6_000,
    rolldownOptions: {
      // The explorer's packages carry a directive for a compiler that is not used here.
      onLog: (level, log, handle) => log.code === 'MODULE_LEVEL_DIRECTIVE' || handle(level, log),
      input: {
        index: at('./index.html'),
        explorer: at('./explorer/index.html'),
        sw: at('./src/offline/service-worker.ts'),
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/graphql': { target: 'http://localhost:3000', ws: true } } },
});
