import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isUuid, type PollId } from '@plenary/kernel';
import { Database, RequestError, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { closePollByHand } from '../application/close-poll-by-hand.js';
import type { VotingPorts } from '../application/ports.js';
import { sayIAmMissing } from '../application/say-i-am-missing.js';
import { visiblePoll } from '../application/visible-poll.js';
import { voidPollByHand } from '../application/void-poll.js';
import { ClosePollInput, SayIAmMissingInput, VoidPollInput } from './inputs.js';
import { PollObject } from './poll.object.js';
import { presentPoll } from './present.js';
import { ClosePollResult, SayIAmMissingResult, VoidPollResult } from './results.js';
import { VOTING_PORTS } from './tokens.js';

@Resolver()
export class PollResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    @Inject(VOTING_PORTS) private readonly ports: VotingPorts,
  ) {}

  @Query(() => PollObject, {
    nullable: true,
    description:
      'A poll of an assembly that the caller is a member of; null for any other, whether or not it exists.',
  })
  @Allow('person')
  async poll(
    @CurrentCaller() caller: Caller,
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
  ): Promise<PollObject | null> {
    if (!isUuid(id)) return null;
    try {
      return presentPoll(await visiblePoll(this.db, caller.personId, id));
    } catch (error) {
      if (error instanceof RequestError && error.code === 'NOT_ALLOWED') return null;
      throw error;
    }
  }

  @Mutation(() => SayIAmMissingResult, {
    description:
      'Says, before the opening, that the caller is missing from the roll. Changes no roll; repeatable.',
  })
  @Allow('poll.seeRoll')
  async sayIAmMissing(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which poll.' }) { pollId }: SayIAmMissingInput,
  ) {
    const result = await this.work.run((tx) =>
      sayIAmMissing(this.ports, tx, caller.personId, pollId as PollId),
    );
    return answer(result, presentPoll);
  }

  @Mutation(() => ClosePollResult, {
    description:
      'Starts the countdown to the close of a poll: in a meeting, while nobody can see a partial result.',
  })
  @Allow('poll.closeByHand')
  async closePoll(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which poll, and in how long.' }) input: ClosePollInput,
  ) {
    const byHand = { ...input, pollId: input.pollId as PollId };
    const result = await this.work.run((tx) => closePollByHand(this.ports, tx, caller.personId, byHand));
    return answer(result, presentPoll);
  }

  @Mutation(() => VoidPollResult, {
    description: 'Ends an open poll, of which nobody has seen a choice, without a result. It is put again.',
  })
  @Allow('poll.void')
  async voidPoll(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which poll, and why.' }) input: VoidPollInput,
  ) {
    const voiding = { ...input, pollId: input.pollId as PollId };
    const result = await this.work.run((tx) => voidPollByHand(this.ports, tx, caller.personId, voiding));
    return answer(result, presentPoll);
  }
}
