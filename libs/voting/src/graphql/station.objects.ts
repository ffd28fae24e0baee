import { Field, ID, ObjectType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import type { Poll } from '../domain/poll.js';
import type { CheckOff, Station } from '../domain/station.js';
import { PollCandidateObject, PollElectionObject } from './election.objects.js';
import { AnswerEnum, MethodEnum, TierEnum } from './enums.js';
import { CheckOffStateEnum, StationStateEnum } from './station.enums.js';

@ObjectType('Station', {
  description:
    'Where two members, the tellers, check off members without a phone, who vote on a device that lies there. For one poll, and no longer than it.',
})
export class StationObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The poll.' })
  pollId!: string;

  @Field(() => StationStateEnum, { description: 'Whether members can vote at it.' })
  state!: Station['state'];

  @Field(() => InstantScalar, { description: 'When its first teller opened it.' })
  openedAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When its second teller joined; null before.' })
  joinedAt!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When a teller closed it; null while it is open, and where it closed with its poll.',
  })
  closedAt!: Date | null;

  /** What fields are resolved from; not part of the schema. */
  station!: Station;
}

@ObjectType('OpenedStation', { description: 'A station, and what its second teller joins by.' })
export class OpenedStationObject {
  @Field(() => StationObject, { description: 'The station.' })
  station!: StationObject;

  @Field(() => String, {
    nullable: true,
    description:
      'Good once and for 10 minutes, like `7F3K-92QD-X4MT`; the one before is good no more. Null where both tellers are there.',
  })
  joinCode!: string | null;
}

@ObjectType('CheckOff', {
  description: 'One member checked off the roll at a station, as the tellers see it.',
})
export class CheckOffObject {
  @Field(() => ID, { description: 'Its id, random.' })
  id!: string;

  @Field(() => String, { description: 'What the member is called.' })
  displayName!: string;

  @Field(() => CheckOffStateEnum, { description: 'How it stands.' })
  state!: CheckOff['state'];

  @Field(() => ID, { description: 'The membership of the teller who asked; the other one confirms.' })
  askedBy!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it lapses, if nothing is done with it; null once the poll has ended.',
  })
  until!: Date | null;
}

@ObjectType('StationVoter', { description: 'A voter of the roll, as a teller looks for them.' })
export class StationVoterObject {
  @Field(() => ID, { description: 'The membership.' })
  membershipId!: string;

  @Field(() => String, { description: 'What the member is called now.' })
  displayName!: string;
}

@ObjectType('StationDesk', { description: 'A station as its two tellers have it before them.' })
export class StationDeskObject {
  @Field(() => StationObject, { description: 'The station.' })
  station!: StationObject;

  @Field(() => String, { description: 'The poll’s question.' })
  question!: string;

  @Field(() => ID, { description: 'The caller’s own membership.' })
  me!: string;

  @Field(() => CheckOffObject, {
    nullable: true,
    description: 'Who is being checked off, or votes there now; null when nobody is.',
  })
  current!: CheckOffObject | null;
}

@ObjectType('StationPaper', {
  description: 'What the voter at a station reads before voting: the poll, as far as a ballot needs it.',
})
export class StationPaperObject {
  @Field(() => String, { description: 'The question.' })
  question!: string;

  @Field(() => String, { description: 'The full text that is voted on; may be empty.' })
  text!: string;

  @Field(() => TierEnum, { description: 'Who could learn a vote.' })
  tier!: Poll['tier'];

  @Field(() => MethodEnum, { description: 'How it is answered.' })
  method!: Poll['method'];

  @Field(() => InstantScalar, { description: 'A ballot counts before this instant and never after it.' })
  closesAt!: Date;

  @Field(() => String, { description: 'Who could learn the vote; to be read before voting.' })
  tierSentence!: string;

  @Field(() => String, {
    nullable: true,
    description: 'To be read first, on a secret roll below five; null otherwise.',
  })
  smallRollWarning!: string | null;

  @Field(() => String, { description: 'What must be met for it to carry.' })
  rule!: string;

  @Field(() => String, { description: 'What abstaining does under this rule.' })
  abstaining!: string;

  @Field(() => [AnswerEnum], {
    description: 'The answers that a ballot may give, in the order to show them.',
  })
  answers!: readonly string[];

  @Field(() => PollElectionObject, {
    nullable: true,
    description: 'The terms of an election; null for yes/no and consensus.',
  })
  election!: PollElectionObject | null;

  @Field(() => [PollCandidateObject], {
    description:
      'Who or what can be voted for; empty for yes/no and consensus. With an order drawn per voter: in that of the member who is checked off.',
  })
  candidates!: PollCandidateObject[];
}

@ObjectType('StationDevice', {
  description: 'A station as the device that lies there has it: for one voter at a time.',
})
export class StationDeviceObject {
  @Field(() => StationObject, { description: 'The station.' })
  station!: StationObject;

  @Field(() => StationPaperObject, { description: 'What is voted on.' })
  paper!: StationPaperObject;

  @Field(() => CheckOffObject, {
    nullable: true,
    description:
      'The member who votes now, or waits for the other teller; null when the device is to be locked.',
  })
  current!: CheckOffObject | null;

  @Field(() => String, { description: 'The assembly’s time zone, an IANA name.' })
  timeZone!: string;
}

@ObjectType('MyCheckOff', {
  description:
    'That two tellers checked the caller off at a station. Whoever was not there tells the assembly: the result can be contested.',
})
export class MyCheckOffObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The poll.' })
  pollId!: string;

  @Field(() => ID, { description: 'The assembly.' })
  assemblyId!: string;

  @Field(() => String, { description: 'The poll’s question.' })
  question!: string;

  @Field(() => Boolean, { description: 'Whether a ballot was cast by it in the caller’s place.' })
  voted!: boolean;

  stationId!: string;
}
