import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FractionObject } from '@plenary/platform/graphql';
import type { Tally } from '@plenary/tally';
import { type ConditionLine, conditionLines } from '../domain/condition-words.js';
import type { PollResult } from '../domain/poll.js';
import { ElectionResultObject, presentElectionResult } from './count.objects.js';
import { BaseEnum, ComparisonEnum } from './enums.js';

@ObjectType('Tally', {
  description: 'What was cast, answer by answer, in votes: by weight, where votes have weights.',
})
export class TallyObject {
  @Field(() => Int, {
    description: 'For; under consensus: agreeing; in an election: papers that name somebody who stands.',
  })
  yes!: number;

  @Field(() => Int, { description: 'Against; 0 under consensus and in an election.' })
  no!: number;

  @Field(() => Int, { description: 'Abstaining.' })
  abstain!: number;

  @Field(() => Int, { description: 'Standing aside; 0 but under consensus.' })
  standAside!: number;

  @Field(() => Int, { description: 'Blocking; 0 but under consensus.' })
  block!: number;

  @Field(() => Int, { description: 'Blank papers.' })
  blank!: number;

  @Field(() => Int, { description: 'Spoilt papers.' })
  spoilt!: number;

  @Field(() => Int, { description: 'The sum of all of these.' })
  cast!: number;

  @Field(() => Int, { description: 'How many people cast them: the same as `cast` without weights.' })
  voters!: number;
}

@ObjectType('ConditionResult', { description: 'One thing that had to be met, held against the count.' })
export class ConditionResultObject {
  @Field(() => String, { description: 'What it is, in words.' })
  label!: string;

  @Field(() => Int, { description: 'The smallest number that meets it; of blocks, the most that are borne.' })
  needed!: number;

  @Field(() => Int, { description: 'What there was.' })
  got!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'What the share was taken of; null where a plain number is asked.',
  })
  base!: number | null;

  @Field(() => Boolean, { description: 'Whether it was met.' })
  met!: boolean;
}

@ObjectType('PollResult', { description: 'The count of a closed poll held against its rule.' })
export class PollResultObject {
  @Field(() => ID, { description: 'The poll.' })
  pollId!: string;

  @Field(() => Boolean, { description: 'Whether it carried; in an election: whether anybody is elected.' })
  carried!: boolean;

  @Field(() => TallyObject, { description: 'What was cast.' })
  tally!: TallyObject;

  @Field(() => Int, { description: 'How many people voted.' })
  turnout!: number;

  @Field(() => Int, { description: 'How many people were on the roll.' })
  entitled!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of them were present at the opening; null where presence was not taken.',
  })
  present!: number | null;

  @Field(() => String, {
    description:
      'Carried or lost, and why, with the base named; in an election who is elected, in which order, and why.',
  })
  sentence!: string;

  @Field(() => [ConditionResultObject], { description: 'Everything that had to be met, the quorum last.' })
  conditions!: ConditionResultObject[];

  @Field(() => ConditionResultObject, {
    nullable: true,
    description: 'The quorum; null where the rule has none.',
  })
  quorum!: ConditionResultObject | null;

  @Field(() => String, {
    description: 'The count step by step, as canonical JSON that a second program can repeat.',
  })
  transcript!: string;

  @Field(() => String, {
    description:
      'SHA-256 of the list of ballots, in hexadecimal: of the lines `plenary/ballots/v1`, the poll’s id, `roll_call` or `secret`, then each ballot sorted bytewise (`<receipt> <answer> <weight>`, in a secret poll `<answer> <weight>`), each ended by a line feed. Of a secret election whose papers are kept back a salt that is kept back too stands before them.',
  })
  ballotsHash!: string;

  @Field(() => ElectionResultObject, {
    nullable: true,
    description: 'Who was elected, and the count round by round; null for yes/no and consensus.',
  })
  election!: ElectionResultObject | null;
}

@ObjectType('RuleCondition', { description: 'A share of a base that the votes for must reach.' })
export class RuleConditionObject {
  @Field(() => FractionObject, { description: 'The share.' })
  share!: FractionObject;

  @Field(() => ComparisonEnum, { description: 'Whether exactly the share is enough.' })
  comparison!: string;

  @Field(() => BaseEnum, { description: 'What it is a share of.' })
  base!: string;
}

@ObjectType('PollRule', {
  description:
    'What must be met for it to carry, frozen at the opening; in words, for the voter to read before voting.',
})
export class PollRuleObject {
  @Field(() => String, { description: 'All that must be met, the quorum included.' })
  sentence!: string;

  @Field(() => String, { nullable: true, description: 'The quorum alone; null where there is none.' })
  quorum!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What a tie leads to; null where the rule does not turn on it.',
  })
  tie!: string | null;

  @Field(() => String, { description: 'What abstaining does.' })
  abstaining!: string;

  @Field(() => String, { description: 'What not voting does.' })
  notVoting!: string;

  @Field(() => String, { nullable: true, description: 'What standing aside does; null but under consensus.' })
  standingAside!: string | null;

  @Field(() => String, { nullable: true, description: 'What a block does; null but under consensus.' })
  blocking!: string | null;

  @Field(() => [RuleConditionObject], {
    description: 'The shares that the votes for must reach, all of them; empty under consensus.',
  })
  conditions!: RuleConditionObject[];

  @Field(() => Int, {
    nullable: true,
    description: 'Votes for that are needed besides, in plain number; null for none.',
  })
  minimumYes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many blocks the assembly bears; null but under consensus.',
  })
  bearableBlocks!: number | null;
}

export function presentTally(tally: Tally): TallyObject {
  const { yes, no, abstain, standAside, block, blank, spoilt, cast } = tally;
  return {
    yes: yes.weight,
    no: no.weight,
    abstain: abstain.weight,
    standAside: standAside.weight,
    block: block.weight,
    blank: blank.weight,
    spoilt: spoilt.weight,
    cast: cast.weight,
    voters: cast.heads,
  };
}

export function presentResult({
  pollId,
  outcome,
  sentence,
  transcript,
  ballotsHash,
  election,
}: PollResult): PollResultObject {
  const conditions = conditionLines(outcome, election !== null).map((line: ConditionLine) => ({ ...line }));
  return {
    pollId,
    carried: outcome.carried,
    tally: presentTally(outcome.tally),
    turnout: outcome.tally.cast.heads,
    entitled: outcome.figures.entitled.heads,
    present: outcome.figures.present?.heads ?? null,
    sentence,
    conditions,
    quorum: outcome.quorum === null ? null : (conditions.at(-1) ?? null),
    transcript,
    ballotsHash: ballotsHash.toString('hex'),
    election: election && presentElectionResult(election),
  };
}
