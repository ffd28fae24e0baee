import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { RecentlyRecoveredObject, RightNotHeldObject } from '@plenary/assembly';
import { connectionType, InstantScalar, resultUnion } from '@plenary/platform/graphql';
import type { Answer } from '@plenary/tally';
import {
  AnswerEnum,
  BallotInvalid,
  BallotReceiptObject,
  NotOnRoll,
  type Poll,
  PollNotOpenObject,
  type PollState,
  PollStateEnum,
  TooManyChanges,
} from '@plenary/voting';
import { IsBoolean, IsEnum, IsInt, IsString, IsUUID, Matches, Max, Min } from 'class-validator';
import type { InstructionPosition } from '../domain/mandate.js';
import type { SpeakingSeat } from '../persistence/seat-poll-store.js';
import { InstructionPositionEnum, VerdictEnum } from './enums.js';
import { ActContradictsMandateObject, NoMandate, NotAccepted, SeatNotHeld } from './results.js';

@ObjectType('InstructedAnswer', {
  description: 'What the mandate in force says of a motion that delegates are asked about.',
})
export class InstructedAnswerObject {
  @Field(() => InstructionPositionEnum, { description: 'What delegates are told to do.' })
  position!: InstructionPosition;

  @Field(() => AnswerEnum, {
    nullable: true,
    description: 'The answer to fill in; null where the delegate decides, or brings the question back.',
  })
  answer!: Answer | null;

  @Field(() => Int, { description: 'The version of the mandate.' })
  mandateVersion!: number;
}

@ObjectType('SeatVote', { description: 'The ballot that counts for a seat. By roll call: members see it.' })
export class SeatVoteObject {
  @Field(() => AnswerEnum, { description: 'What it says.' })
  answer!: Answer;

  @Field(() => InstantScalar, { description: 'When it was cast.' })
  castAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Who cast it; null for members of the assembly above where the one below is quiet.',
  })
  speaker!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether who cast it lost the seat before the close, or has lost it by now: marked, it stands until whoever speaks for the seat now replaces it.',
  })
  former!: boolean;

  @Field(() => VerdictEnum, {
    nullable: true,
    description: 'How it stands to the mandate; null but for members of the sending assembly.',
  })
  verdict!: 'within' | 'outside' | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in one sentence; null but for members of the sending assembly.',
  })
  because!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The version of the mandate it was held against; null but for members of the sending assembly.',
  })
  mandateVersion!: number | null;
}

@ObjectType('SpeakingSeat', {
  description:
    'A seat on the roll of a delegates’ poll, or that would be on it now. Who speaks for it is asked at every cast.',
})
export class SpeakingSeatObject {
  /** The seat itself, for the fields that are resolved from it. */
  seat!: SpeakingSeat;

  motionId!: string | null;

  @Field(() => ID, { description: 'The seat.' })
  id!: string;

  @Field(() => String, { description: 'The sending assembly, the office and the seat, in words.' })
  name!: string;

  @Field(() => Int, { description: 'What its vote weighs: a whole number from 1.' })
  weight!: number;

  @Field(() => String, { description: 'Why it is on the roll with that weight.' })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Who speaks for it now; null while it is empty or not accepted, and for members of the assembly above where the one below is quiet.',
  })
  speaker!: string | null;

  @Field(() => SeatVoteObject, {
    nullable: true,
    description:
      'The ballot that counts for it: for the sending assembly at once, for the assembly above after the close. Null while there is none to see.',
  })
  vote!: SeatVoteObject | null;
}

/** `own`: for a member of the sending assembly. */
export function presentSeat(seat: SpeakingSeat, poll: Poll, own: boolean): SpeakingSeatObject {
  const { seatId: id, name, weight, reason, vote } = seat;
  const named = own || !seat.quiet;
  const seen = vote !== null && (own || poll.state === 'closed') ? vote : null;
  return {
    seat,
    motionId: poll.motionId,
    id,
    name,
    weight,
    reason,
    speaker: named ? seat.speaker : null,
    vote: seen && {
      answer: seen.answer,
      castAt: new Date(seen.castAt),
      speaker: named ? seen.speaker : null,
      former: seen.former,
      verdict: own ? seen.verdict : null,
      because: own ? seen.because : null,
      mandateVersion: own ? seen.mandateVersion : null,
    },
  };
}

@ObjectType('DelegatesPoll', {
  description:
    'A question that the assembly above asks its delegates, as members of a sending assembly read it.',
})
export class DelegatesPollObject {
  poll!: Poll;
  /** The sending assembly whose member reads it. */
  sentBy!: string;

  @Field(() => ID, { description: 'The poll.' })
  id!: string;

  @Field(() => ID, { description: 'The motion above: an instruction about it names it.' })
  motionId!: string;

  @Field(() => String, { description: 'The question.' })
  question!: string;

  @Field(() => String, { description: 'The text that would be adopted.' })
  text!: string;

  @Field(() => PollStateEnum, { description: 'Where it is in its life.' })
  state!: PollState;

  @Field(() => InstantScalar, { description: 'When it opens by itself, or opened.' })
  opensAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'Until when ballots count; null for a draft whose length is given instead.',
  })
  closesAt!: Date | null;
}

export function presentDelegatesPoll(poll: Poll, sentBy: string): DelegatesPollObject {
  const { id, question, text, state, closesAt } = poll;
  const opensAt = poll.openedAt ?? poll.opensAt;
  return { poll, sentBy, id, motionId: poll.motionId!, question, text, state, opensAt, closesAt };
}

export const DelegatesPollConnection = connectionType(
  DelegatesPollObject,
  'DelegatesPoll',
  'questions that delegates are asked above, newest first',
);

@ObjectType('TermVote', { description: 'A ballot that a delegate cast in the assembly above.' })
export class TermVoteObject {
  @Field(() => ID, { description: 'The poll.' })
  pollId!: string;

  @Field(() => ID, { description: 'The motion above.' })
  motionId!: string;

  @Field(() => String, { description: 'The question.' })
  question!: string;

  @Field(() => AnswerEnum, { description: 'What it says.' })
  answer!: Answer;

  @Field(() => InstantScalar, { description: 'When it was cast.' })
  castAt!: Date;

  @Field(() => VerdictEnum, { description: 'How it stands to the mandate.' })
  verdict!: 'within' | 'outside';

  @Field(() => String, { description: 'Why, in one sentence.' })
  because!: string;

  @Field(() => Int, { description: 'The version of the mandate it was held against.' })
  mandateVersion!: number;

  @Field(() => Boolean, { description: 'Whether another ballot took its place.' })
  replaced!: boolean;
}

@InputType({ description: 'A ballot for a seat, in a poll of the assembly above.' })
export class VoteForSeatInput {
  @Field(() => ID, { description: 'The caller’s own term: whose seat they speak for.' })
  @IsUUID()
  termId!: string;

  @Field(() => ID, { description: 'The poll.' })
  @IsUUID()
  pollId!: string;

  @Field(() => AnswerEnum, { description: 'One of the answers to a question for and against.' })
  @IsEnum(AnswerEnum)
  answer!: Answer;

  @Field(() => String, {
    description: 'Made by the client, 8 to 64 characters: the same ballot sent again gets the same receipt.',
  })
  @IsString()
  @Matches(/^[\x21-\x7e]{8,64}$/, { message: 'write 8 to 64 letters, digits or signs, without spaces' })
  clientKey!: string;
}

export const VoteForSeatResult = resultUnion(
  'VoteForSeatResult',
  BallotReceiptObject,
  [
    RightNotHeldObject,
    SeatNotHeld,
    NotAccepted,
    NoMandate,
    ActContradictsMandateObject,
    PollNotOpenObject,
    NotOnRoll,
    BallotInvalid,
    RecentlyRecoveredObject,
    TooManyChanges,
  ],
  'A receipt, or why the ballot was not taken',
);

@ArgsType()
export class VotesArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many at most: 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(100)
  first!: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Only those outside the mandate.' })
  @IsBoolean()
  deviations!: boolean;
}
