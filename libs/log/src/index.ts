export { fromBase64, toBase64 } from './bytes.js';
export {
  type Checkpoint,
  type CheckpointRejection,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  parseSize,
  type SignedCheckpoint,
  signCheckpoint,
} from './checkpoint.js';
export { canonicalJson } from './entry/canonical.js';
export { commitment, isCommitment, opensCommitment, SALT_BYTES } from './entry/commitment.js';
export {
  ENTRY_VERSION,
  type EntryBody,
  type EntryRejection,
  encodeEntry,
  readEntry,
} from './entry/entry-body.js';
export {
  BALLOTS_IN_LINE,
  type ExportedBallots,
  type ExportedEntry,
  type ExportedReceipts,
  type ExportedTranscript,
  type ExportedVoters,
  type ExportHead,
  type ExportLine,
  type ExportMalformed,
  exportLine,
  lineSum,
  MAX_EXPORT_LINE,
  readExportLine,
  TRANSCRIPT_IN_LINE,
} from './export/format.js';
export { ExportVerifier, type ExportWrong, type NamedBallot, type VerifiedExport } from './export/verify.js';
export { CompactTree, type CompletedNode } from './merkle/compact-tree.js';
export { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash, sha256Hex } from './merkle/hash.js';
export { MerkleTree } from './merkle/merkle-tree.js';
export type { TreeNode } from './merkle/node.js';
export {
  type HashOf,
  type ProofPlan,
  planConsistency,
  planInclusion,
  planRoot,
  proofOf,
} from './merkle/plan.js';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  type ProofRejection,
  verifyConsistency,
  verifyInclusion,
} from './merkle/verify.js';
export {
  ed25519Signer,
  ed25519Verifier,
  type KeyRejection,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
  type VerifierKey,
} from './note/ed25519.js';
export { isKeyName, type NoteSigner, type NoteVerifier, noteKeyId } from './note/key.js';
export {
  MAX_NOTE_BYTES,
  MAX_SIGNATURES,
  type NoteRejection,
  type NoteSignature,
  type OpenedNote,
  openNote,
  signNote,
  splitNote,
} from './note/note.js';
export { assemblyOfOrigin, DEFAULT_NAMESPACE, recordOrigin } from './origin.js';
export { drawTieOrder } from './tie-order.js';
