export { appendRecordAndFeed } from './append.js';
export { canonicalJson } from './canonical.js';
export { commitment, newSalt, SALT_BYTES } from './commitment.js';
export { leafHash, type SealedEntry, sealEntry } from './entry.js';
export { entriesAfter, entriesBefore, type RecordedEntry, recordSize } from './read.js';
export { openStream } from './stream.js';
