import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionType } from '@plenary/platform/graphql';
import type { BallotOrder, Candidate, PaperKind } from '../domain/election.js';
import { BallotOrderEnum, PaperKindEnum } from './enums.js';

@ObjectType('PollCandidate', { description: 'Who or what can be voted for, frozen when the vote opened.' })
export class PollCandidateObject {
  @Field(() => ID, { description: 'Its id: what a ballot names it by.' })
  id!: string;

  @Field(() => Int, {
    description: 'Its place, from 0: what transcripts name it by. The fixed order of the ballot paper.',
  })
  place!: number;

  @Field(() => String, {
    description: 'Its name at the opening; no two of a poll are the same. 1 to 220 characters.',
  })
  name!: string;

  @Field(() => String, {
    description: 'What the candidate says, or what the option is: up to 2,000 characters.',
  })
  statement!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The membership of the member who stands; null for an option.',
  })
  memberId!: string | null;
}

@ObjectType('PollElection', {
  description: 'A poll that chooses among candidates or options: its terms, frozen at the opening.',
})
export class PollElectionObject {
  @Field(() => Int, { description: 'How many are elected: 1 to 100.' })
  seats!: number;

  @Field(() => PaperKindEnum, {
    description: 'What a paper says, and so which field of `BallotChoiceInput` it takes.',
  })
  paper!: PaperKind;

  @Field(() => Boolean, { description: 'Whether several candidates may share a rank.' })
  equalRanks!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How many marks a paper may have; null where it has no marks, and before the opening.',
  })
  mostMarks!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Scores go from 0 to this: 1 to 100; null where there are no scores.',
  })
  maxScore!: number | null;

  @Field(() => BallotOrderEnum, { description: 'In which order voters find the candidates.' })
  order!: BallotOrder;

  @Field(() => Boolean, {
    description:
      'Whether the papers of a secret vote are published after the close, without names: a bylaw. A roll call always shows who voted how.',
  })
  publishesBallots!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'To be read before voting, where secret papers are published; null otherwise.',
  })
  publishWarning!: string | null;

  @Field(() => String, {
    description: 'How many are elected and how it is counted; to be read before voting.',
  })
  sentence!: string;

  @Field(() => String, { description: 'What settles a tie that the method leaves.' })
  tieSentence!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256, in hexadecimal, of what the tie order is drawn from: told and recorded at the opening, the seed with the result. Null before the opening.',
  })
  tieSeedHash!: string | null;

  /** What fields are resolved from; not part of the schema. */
  pollId!: string;
}

@ObjectType('ScoreGiven', { description: 'A score on a paper.' })
export class ScoreGivenObject {
  @Field(() => Int, { description: 'The place of the candidate.' })
  place!: number;

  @Field(() => Int, { description: 'A whole number from 0.' })
  score!: number;
}

@ObjectType('Paper', {
  description: 'What a paper of an election says, candidates by their places. One of the four.',
})
export class PaperObject {
  @Field(() => [[Int]], {
    nullable: true,
    description:
      'From the first preference down, equal ones together; empty on a blank paper; null where it is none.',
  })
  ranking!: readonly (readonly number[])[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'The candidates marked; empty on a blank paper; null where it has no marks.',
  })
  marks!: readonly number[] | null;

  @Field(() => [ScoreGivenObject], {
    nullable: true,
    description: 'The scores given; empty on a blank paper; null where it has none.',
  })
  scores!: ScoreGivenObject[] | null;

  @Field(() => Boolean, { description: 'Whether it was spoilt: cast, and for nobody.' })
  spoilt!: boolean;
}

@ObjectType('PaperGroup', { description: 'Papers of an election that say the same.' })
export class PaperGroupObject {
  @Field(() => PaperObject, { description: 'What they say.' })
  paper!: PaperObject;

  @Field(() => Int, { description: 'How many they are.' })
  heads!: number;

  @Field(() => Int, { description: 'The sum of their weights.' })
  weight!: number;

  /** The canonical text: the cursor. Not part of the schema. */
  answer!: string;
}
export const PaperGroupConnection = connectionType(
  PaperGroupObject,
  'PaperGroup',
  'papers that say the same',
);

export function presentCandidate({
  id,
  place,
  name,
  statement,
  membershipId,
}: Candidate): PollCandidateObject {
  return { id, place, name, statement, memberId: membershipId };
}
