export { canonicalJson, commitment, SALT_BYTES } from '@plenary/log';
export { appendRecordAndFeed } from './append.js';
export { leafHash, type SealedEntry, sealEntry } from './entry.js';
export { entriesAfter, entriesBefore, type RecordedEntry, recordSize } from './read.js';
export { newSalt } from './salt.js';
export { openStream } from './stream.js';
