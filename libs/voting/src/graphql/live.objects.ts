import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import type { LivePollEvent } from '../application/live-polls.js';
import { EntryObject } from './entry.object.js';
import { PollStateEnum } from './enums.js';
import { PollResultObject, presentResult, presentTally, TallyObject } from './tally.objects.js';

@ObjectType('PollUpdate', {
  description: 'How a poll stands. The latest wins: of two the one with the higher version.',
})
export class PollUpdateObject {
  @Field(() => ID, { description: 'The poll.' })
  pollId!: string;

  @Field(() => Int, { description: 'Never goes back.' })
  version!: number;

  @Field(() => PollStateEnum, { description: 'Where it is in its life.' })
  state!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'Its closing time; a close by hand brings it forward.',
  })
  closesAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many have voted; null where it may not be told (a secret poll tells it from five up).',
  })
  voted!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many are on the roll; null before the opening.' })
  entitled!: number | null;

  @Field(() => TallyObject, {
    nullable: true,
    description: 'The count so far, where it is shown live; null otherwise.',
  })
  liveTally!: TallyObject | null;

  @Field(() => PollResultObject, { nullable: true, description: 'The result; null before the close.' })
  result!: PollResultObject | null;

  @Field(() => Boolean, {
    description:
      'True when the server is not sure that this is how it stands: nothing follows until it is sure again.',
  })
  stale!: boolean;
}

@ObjectType('RecordUpdate', {
  description:
    'The next entry of a record; or that the server is not sure whether there is one, or is sure again that there is none.',
})
export class RecordUpdateObject {
  @Field(() => Boolean, {
    description:
      'True when the server is not sure that it has caught up: no entry follows until it is sure again.',
  })
  stale!: boolean;

  @Field(() => EntryObject, {
    nullable: true,
    description: 'The entry; null when stale, and when the server is sure again and there is nothing new.',
  })
  entry!: EntryObject | null;
}

const presented = new WeakMap<object, PollUpdateObject>();

/** Made once for each event: every subscriber gets the same object. */
export function presentUpdate({ pollUpdated: live }: LivePollEvent): PollUpdateObject {
  const known = presented.get(live);
  if (known) return known;
  const update: PollUpdateObject = {
    pollId: live.poll.id,
    version: live.version,
    state: live.poll.state,
    closesAt: live.poll.closesAt,
    voted: live.voted,
    entitled: live.poll.entitled?.heads ?? null,
    liveTally: live.liveTally && presentTally(live.liveTally),
    result: live.result && presentResult(live.result),
    stale: live.stale,
  };
  presented.set(live, update);
  return update;
}
