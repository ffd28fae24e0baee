export { canonicalJson, commitment, SALT_BYTES } from '@plenary/log';
export { appendRecordAndFeed } from './append.js';
export { checkpointTask, oldestUncovered } from './checkpoint-task.js';
export {
  checkpointAt,
  checkpointsBetween,
  lastCheckpoint,
  makeCheckpoint,
  type RecordCheckpoint,
  rotateRecordKey,
} from './checkpoints.js';
export { leafHash, type SealedEntry, sealEntry } from './entry.js';
export { consistencyProof, coveredSize, inclusionProof } from './proofs.js';
export { entriesAfter, entriesBefore, type RecordedEntry, recordSize } from './read.js';
export { type RecordKey, recordKeys } from './record-keys.js';
export { newSalt } from './salt.js';
export { openStream } from './stream.js';
