import type { Answer } from '@plenary/tally';
import { type ActPosition, judgeAct, type Verdict } from './act.js';
import { type Instruction, type InstructionPosition, matterKey } from './mandate.js';

/** What an answer on a ballot is, as a delegate's act about the motion that is voted on. */
const TAKES: Readonly<Record<Answer, ActPosition>> = {
  yes: 'supported',
  no: 'opposed',
  block: 'opposed',
  abstain: 'abstained',
  stand_aside: 'abstained',
  blank: 'abstained',
  spoilt: 'abstained',
};

/** The answer that an instruction fills in; null where the delegate decides, or brings the question back. */
const FILLS_IN: Readonly<Record<InstructionPosition, Answer | null>> = {
  must_support: 'yes',
  must_oppose: 'no',
  must_abstain: 'abstain',
  may_decide_within: null,
  must_refer_back: null,
};

export interface Instructed {
  readonly position: InstructionPosition;
  readonly answer: Answer | null;
}

/** What the mandate says of a motion that delegates are asked about; null where it says nothing. */
export function instructedOn(instructions: readonly Instruction[], motionId: string): Instructed | null {
  const asked = matterKey({ kind: 'motion', id: motionId });
  const found = instructions.find(({ matter }) => matterKey(matter) === asked);
  return found === undefined ? null : { position: found.position, answer: FILLS_IN[found.position] };
}

/** A vote held against the mandate, as every act of a delegate is. */
export function judgeVote(instructions: readonly Instruction[], motionId: string, answer: Answer): Verdict {
  return judgeAct(instructions, {
    matter: { kind: 'motion', id: motionId },
    position: TAKES[answer],
    figures: [],
  });
}
