import fc from '../../../node_modules/fast-check/lib/fast-check.js';

// Properties run from one seed, so that a change is held against the same cases as the one before it;
// `PLENARY_SEED=random` looks for new ones. Jest puts this file in the place of fast-check (jest.config.mjs).
const { PLENARY_SEED = '20261122' } = process.env;
if (PLENARY_SEED !== 'random') fc.configureGlobal({ seed: Number(PLENARY_SEED) });

export * from '../../../node_modules/fast-check/lib/fast-check.js';
export { fc as default };
