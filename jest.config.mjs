import { existsSync } from 'node:fs';

// The compiled tests run, as native ESM with no transform: they test what ships.
const folders = ['apps/*', 'libs/*', 'test', 'test/bench'];

export default {
  // A folder that does not exist yet is an error to jest.
  roots: ['apps', 'libs', 'test']
    .filter((folder) => existsSync(new URL(folder, import.meta.url)))
    .map((folder) => `<rootDir>/${folder}`),
  testMatch: [
    ...folders.map((folder) => `<rootDir>/${folder}/dist/**/*.spec.js`),
    '<rootDir>/apps/web/build-logic/**/*.spec.js',
  ],
  transform: {},
  testEnvironment: 'node',
  globalSetup: './libs/testing/dist/jest-global-setup.js',
  globalTeardown: './libs/testing/dist/jest-global-teardown.js',
  testSequencer: './tools/longest-first.mjs',
  moduleNameMapper: { '^fast-check$': '<rootDir>/libs/testing/dist/seeded-fast-check.js' },
  // For what hangs; a crowded machine takes long.
  testTimeout: 600_000,
  // One more than two processors: a third of the tests' time is waited, for the disk or for what takes its time.
  maxWorkers: 3,
  reporters: ['default', './tools/time-limit.mjs'],
};
