export { canonicalKey, type Draw, draw, MAX_POOL, readSeed, type SeedRejection } from './rfc3797.js';
