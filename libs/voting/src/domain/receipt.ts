import type { AssemblyId, PollId } from '@plenary/kernel';

/** What the voter keeps. Roll call: finds the ballot in the published list. Secret: shows that they voted, never how. */
export interface Receipt {
  readonly pollId: PollId;
  readonly assemblyId: AssemblyId;
  readonly code: string;
  /** Another ballot of the voter's took its place since (roll call). */
  readonly replaced: boolean;
  /** Roll call only. */
  readonly castAt: Date | null;
}

/** Crockford's base 32: no I, L, O or U, so a code survives being read aloud and typed from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Characters of a receipt's code. Eight (40 bits) would repeat somewhere in one of two polls of a million, and one
 * guess in ten million would hit some ballot of a large poll; twelve (60 bits) do neither, and still go on a slip of
 * paper as three groups of four.
 */
export const CODE_LENGTH = 12;

/** A code out of as many random bytes as it has characters, like `7F3K-92QD-X4MT`. */
export function receiptCode(random: Uint8Array): string {
  let code = '';
  for (let i = 0; i < CODE_LENGTH; i++) {
    if (i > 0 && i % 4 === 0) code += '-';
    code += ALPHABET[random[i]! & 31];
  }
  return code;
}

/**
 * The text that the assembly's key signs for a receipt, in UTF-8: four lines that each end in a line feed. It says
 * that this code was given out in this poll, and nothing about a choice, a voter or a time.
 */
export function receiptText(assemblyId: string, pollId: PollId, code: string): string {
  return `plenary/receipt/v1\n${assemblyId}\n${pollId}\n${code}\n`;
}
