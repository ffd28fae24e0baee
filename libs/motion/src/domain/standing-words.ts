import { assertNever } from '@plenary/kernel';
import type { Motion } from './motion.js';

export interface StandingFacts {
  readonly seconds: number;
  /** When the vote opens or closes, in words; null where that is not known. */
  readonly opens: string | null;
  readonly closes: string | null;
  /** An election that was lost because nobody stood. */
  readonly nobodyStood: boolean;
}

/** Where a motion stands, and what comes next; one or two sentences. */
export function standingWords(
  motion: Motion,
  { seconds, opens, closes, nobodyStood }: StandingFacts,
): string {
  switch (motion.state) {
    case 'draft':
      return 'A draft that only you see. Move it to put it before the assembly.';
    case 'moved': {
      const missing = Math.max((motion.secondsNeeded ?? 0) - seconds, 0);
      return `It needs ${missing} more ${missing === 1 ? 'member' : 'members'} to second it. Then its vote opens by itself.`;
    }
    case 'seconded':
      return opens === null
        ? 'It has its seconders. Its vote opens by itself.'
        : `It has its seconders. Its vote opens by itself: ${opens}.`;
    case 'voting':
      return closes === null ? 'The vote is open.' : `The vote is open until ${closes}.`;
    case 'carried':
      return `The assembly carried it. ${carried(motion)}`;
    case 'lost':
      if (nobodyStood) return 'It was lost without a vote: when its vote was due, nobody stood for election.';
      return motion.annulledAt === null
        ? 'The assembly did not carry it. Things stay as they are.'
        : 'The assembly did not carry it, and annulled that result later.';
    case 'withdrawn':
      return 'Its mover withdrew it before the vote opened.';
    default:
      return assertNever(motion.state);
  }
}

function carried({ outcome, annulledAt }: Motion): string {
  if (annulledAt !== null) return 'The assembly annulled this result later.';
  if (outcome === null || outcome.done) return 'It has been carried out.';
  return `It could not be carried out, because ${outcome.because.replace(/\.$/, '')}. The result stands.`;
}
