import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { ElectionResult } from '../domain/poll.js';
import { TieAboutEnum, TieByEnum } from './enums.js';

@ObjectType('PaperSum', { description: 'Papers of one sort.' })
class PaperSumObject {
  @Field(() => Int, { description: 'How many.' })
  heads!: number;

  @Field(() => String, { description: 'The sum of their weights, an exact whole number as text.' })
  weight!: string;
}

@ObjectType('PaperSums', { description: 'What was cast in an election.' })
class PaperSumsObject {
  @Field(() => PaperSumObject, { description: 'All papers: the sum of the three others.' })
  cast!: PaperSumObject;

  @Field(() => PaperSumObject, { description: 'Those that name somebody who stands.' })
  valid!: PaperSumObject;

  @Field(() => PaperSumObject, { description: 'Those that name nobody who stands.' })
  blank!: PaperSumObject;

  @Field(() => PaperSumObject, { description: 'Spoilt on purpose.' })
  spoilt!: PaperSumObject;
}

@ObjectType('VoteTransfer', { description: 'Votes that a round moved.' })
class VoteTransferObject {
  @Field(() => Int, {
    nullable: true,
    description: 'Place of the candidate they left; null in a first count.',
  })
  from!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Place of the candidate they went to; null: to nobody any more.',
  })
  to!: number | null;

  @Field(() => String, { description: 'How many: an exact decimal or fraction as text.' })
  votes!: string;
}

@ObjectType('CountRound', { description: 'One round of a count. Candidates are named by their places.' })
class CountRoundObject {
  @Field(() => Int, { description: 'From 1.' })
  round!: number;

  @Field(() => String, { description: 'What was done, in one word of the method: `transfer-surplus`.' })
  action!: string;

  @Field(() => [Int], { description: 'With whom it was done, where it is somebody.' })
  candidates!: readonly number[];

  @Field(() => [String], {
    description:
      'The votes of every candidate after it, in order of the places: exact decimals or fractions as text.',
  })
  tally!: readonly string[];

  @Field(() => String, { description: 'Votes that no candidate holds any more, with what rounding lost.' })
  exhausted!: string;

  @Field(() => String, { description: 'What rounding alone has lost so far: a part of `exhausted`.' })
  lostToRounding!: string;

  @Field(() => String, { nullable: true, description: 'The quota after it; null where the method has none.' })
  quota!: string | null;

  @Field(() => [Int], { description: 'Who was elected in it.' })
  elected!: readonly number[];

  @Field(() => [Int], { description: 'Who was excluded in it.' })
  excluded!: readonly number[];

  @Field(() => [VoteTransferObject], { description: 'The votes that it moved.' })
  transfers!: readonly VoteTransferObject[];

  @Field(() => String, { description: 'What happened and why, in a sentence.' })
  because!: string;
}

@ObjectType('CountTie', { description: 'A tie that the count met, and how it was settled.' })
class CountTieObject {
  @Field(() => Int, { description: 'In which round.' })
  round!: number;

  @Field(() => [Int], { description: 'Places of those who were tied.' })
  between!: readonly number[];

  @Field(() => TieAboutEnum, { description: 'What hung on it.' })
  about!: string;

  @Field(() => Int, { description: 'The place of whom it fell on.' })
  chosen!: number;

  @Field(() => TieByEnum, { description: 'What settled it.' })
  by!: string;
}

@ObjectType('PairwiseMajority', { description: 'A majority of one candidate over another (ranked pairs).' })
class PairwiseMajorityObject {
  @Field(() => Int, { description: 'The place of the one who is ahead.' })
  winner!: number;

  @Field(() => Int, { description: 'The place of the one who is behind.' })
  loser!: number;

  @Field(() => Boolean, { description: 'Whether it was locked in; otherwise it would have closed a circle.' })
  locked!: boolean;
}

@ObjectType('PairwiseTable', {
  description: 'Everybody against everybody (Schulze, ranked pairs), in order of the places.',
})
class PairwiseTableObject {
  @Field(() => [[String]], {
    description: 'Row a, column b: the weight of the papers that rank a above b, a whole number as text.',
  })
  preferred!: readonly (readonly string[])[];

  @Field(() => [[String]], {
    nullable: true,
    description: 'Schulze: the strength of the strongest path from a to b. Null otherwise.',
  })
  strongestPaths!: readonly (readonly string[])[] | null;

  @Field(() => [PairwiseMajorityObject], {
    nullable: true,
    description: 'Ranked pairs: the majorities in the order in which they were considered. Null otherwise.',
  })
  majorities!: readonly PairwiseMajorityObject[] | null;

  @Field(() => [[Int]], {
    description: 'Everybody from first to last; those of one inner list only the drawn order told apart.',
  })
  ranking!: readonly (readonly number[])[];
}

@ObjectType('ElectionResult', {
  description: 'What came of a choice among candidates. Candidates are named by their places.',
})
export class ElectionResultObject {
  @Field(() => [Int], {
    description:
      'Places of those elected, in the order of their election. Empty where the quorum was missed or no paper named anybody.',
  })
  elected!: readonly number[];

  @Field(() => [String], { description: 'The candidates’ names in order of the places.' })
  candidates!: readonly string[];

  @Field(() => Int, { description: 'How many were to be elected.' })
  seats!: number;

  @Field(() => [Int], {
    description:
      'Places of candidates who had left the assembly before the close: preferences for them are passed over.',
  })
  withdrawn!: readonly number[];

  @Field(() => PaperSumsObject, { description: 'What was cast.' })
  papers!: PaperSumsObject;

  @Field(() => String, {
    nullable: true,
    description: 'The quota at the end; null where the method has none.',
  })
  quota!: string | null;

  @Field(() => [CountRoundObject], { description: 'The count, round by round.' })
  rounds!: readonly CountRoundObject[];

  @Field(() => [CountTieObject], { description: 'Ties, and how each was settled.' })
  ties!: readonly CountTieObject[];

  @Field(() => PairwiseTableObject, {
    nullable: true,
    description: 'Everybody against everybody; null but for Schulze and ranked pairs.',
  })
  pairwise!: PairwiseTableObject | null;

  @Field(() => [Int], {
    description: 'All places in the drawn order: in a tie whoever comes first is favoured.',
  })
  tieOrder!: readonly number[];

  @Field(() => String, {
    description:
      'What the tie order was drawn from, in hexadecimal; its SHA-256 is the `tieSeedHash` of the opening. The order is that of SHA-256 over `plenary/tie-order/v1`, this seed and the candidate’s id, each ended by a line feed.',
  })
  tieSeed!: string;
}

export function presentElectionResult({
  transcript,
  elected,
  tieSeed,
}: ElectionResult): ElectionResultObject {
  const { candidates, seats, withdrawn, papers, quota, rounds, ties, tieOrder, pairwise } = transcript;
  return {
    elected,
    candidates,
    seats,
    withdrawn,
    papers,
    quota,
    rounds,
    ties,
    tieOrder,
    tieSeed: tieSeed.toString('hex'),
    pairwise: pairwise
      ? {
          preferred: pairwise.preferred,
          strongestPaths: pairwise.strongestPaths ?? null,
          majorities:
            pairwise.majorities?.map(({ over: [winner, loser], locked }) => ({ winner, loser, locked })) ??
            null,
          ranking: pairwise.ranking,
        }
      : null,
  };
}
