import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyObject, activeMembership } from '@plenary/assembly';
import { type AssemblyId, isUuid, type PollId } from '@plenary/kernel';
import { badInput, Database, notAllowed, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller, PageArgs, page } from '@plenary/platform/graphql';
import { BallotBox, PollObject, pollsOf, resultOf, SEATS_ROLL } from '@plenary/voting';
import { voteForSeat } from '../application/vote-for-seat.js';
import { LAST_WORD } from '../domain/rejections.js';
import { instructedOn } from '../domain/seat-vote.js';
import { nameAbove } from '../persistence/news-store.js';
import { askedPage, seatsOfPoll } from '../persistence/seat-poll-store.js';
import { MandateLoaders } from './loaders.js';
import {
  DelegatesPollConnection,
  DelegatesPollObject,
  InstructedAnswerObject,
  presentDelegatesPoll,
  presentSeat,
  SpeakingSeatObject,
  VoteForSeatInput,
  VoteForSeatResult,
} from './seat-poll.objects.js';
import { presentTerm, TermObject } from './term.objects.js';

const SEATS_MAX = 1_000;

/** What an assembly's delegates are asked above it. */
@Resolver(() => AssemblyObject)
export class DelegatesAskedResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => DelegatesPollConnection, {
    description: 'What the assembly above asks the delegates of this one, newest first.',
  })
  async delegatesAsked(
    @Parent() { id }: AssemblyObject,
    @Args() { first, after }: PageArgs,
    @CurrentCaller() caller: Caller,
  ) {
    if (after != null && !isUuid(after)) throw badInput('after', 'Pass the endCursor of the page before.');
    if ((await activeMembership(this.db, caller.personId, id as AssemblyId)) === null) throw notAllowed();
    const ids = await askedPage(this.db, id as AssemblyId, after ?? null, first + 1);
    const polls = new Map((await pollsOf(this.db, ids)).map((poll) => [poll.id, poll]));
    const listed = ids.map((poll) => presentDelegatesPoll(polls.get(poll)!, id));
    return page(listed, first, (poll) => poll.id);
  }
}

@Resolver(() => DelegatesPollObject)
export class DelegatesPollResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'The name of the assembly above; null where it is quiet.',
  })
  above(@Parent() { poll }: DelegatesPollObject): Promise<string | null> {
    return nameAbove(this.db, poll.assemblyId);
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Whether it was carried; null until it closed.',
  })
  async carried(@Parent() { poll }: DelegatesPollObject): Promise<boolean | null> {
    return (await resultOf(this.db, poll))?.outcome.carried ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why it was carried or lost, or ended without a result, in one sentence; null until then.',
  })
  async sentence(@Parent() { poll }: DelegatesPollObject): Promise<string | null> {
    return (await resultOf(this.db, poll))?.sentence ?? poll.voidReason;
  }

  @ResolveField(() => [SpeakingSeatObject], {
    description: 'The seats of the sending assembly in it. Up to 50.',
  })
  async seats(@Parent() { poll, sentBy }: DelegatesPollObject): Promise<SpeakingSeatObject[]> {
    const seats = await seatsOfPoll(this.db, poll, sentBy as AssemblyId, SEATS_MAX);
    return seats.map((seat) => presentSeat(seat, poll, true));
  }
}

/** A delegates' poll as members of the assembly that asks read it. */
@Resolver(() => PollObject)
export class SeatsOfPollResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => [SpeakingSeatObject], {
    description:
      'Of a delegates’ poll, the seats on its roll, or that would be on it now: up to 1,000 by name. Empty for every other poll.',
  })
  async seats(@Parent() { poll }: PollObject): Promise<SpeakingSeatObject[]> {
    if (poll.rollPolicy !== SEATS_ROLL) return [];
    return (await seatsOfPoll(this.db, poll, null, SEATS_MAX)).map((seat) => presentSeat(seat, poll, false));
  }
}

@Resolver(() => SpeakingSeatObject)
export class SpeakingSeatResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: MandateLoaders,
  ) {}

  @ResolveField(() => TermObject, {
    nullable: true,
    description:
      'The delegate’s page; null while the seat is empty, and but for members of the sending assembly.',
  })
  async term(
    @Parent() { seat }: SpeakingSeatObject,
    @CurrentCaller() caller: Caller,
  ): Promise<TermObject | null> {
    if (seat.termId === null || !(await this.#isMember(seat.assemblyId, caller))) return null;
    return presentTerm(await this.loaders.term.load(seat.termId));
  }

  @ResolveField(() => Boolean, { description: 'Whether the caller speaks for it now.' })
  async mine(@Parent() { seat }: SpeakingSeatObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    const member = await activeMembership(this.db, caller.personId, seat.assemblyId);
    return member !== null && member.id === seat.membershipId;
  }

  @ResolveField(() => InstructedAnswerObject, {
    nullable: true,
    description:
      'What the mandate in force says of the motion: its answer is to be filled in. Null where it says nothing, where no mandate is in force, and but for members of the sending assembly.',
  })
  async instructed(
    @Parent() { seat, motionId }: SpeakingSeatObject,
    @CurrentCaller() caller: Caller,
  ): Promise<InstructedAnswerObject | null> {
    if (motionId === null || !(await this.#isMember(seat.assemblyId, caller))) return null;
    const mandate = await this.loaders.mandateInForce.load(seat.officeId);
    const said = mandate && instructedOn(mandate.instructions, motionId);
    return said && { ...said, mandateVersion: mandate.version };
  }

  async #isMember(assemblyId: AssemblyId, caller: Caller): Promise<boolean> {
    return (await activeMembership(this.db, caller.personId, assemblyId)) !== null;
  }
}

@Resolver()
export class VoteForSeatResolver {
  constructor(
    private readonly work: UnitOfWork,
    private readonly box: BallotBox,
  ) {}

  @Allow('seat.vote')
  @Mutation(() => VoteForSeatResult, {
    description:
      'Votes for the caller’s seat in a poll of the assembly above, by roll call. Another answer than the mandate’s instruction on that motion is refused; what the mandate does not say is marked. A ballot cast before for the seat, by whomever, is replaced until the close. Repeatable with its key.',
  })
  async voteForSeat(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The ballot.' }) input: VoteForSeatInput,
  ) {
    const ballot = { ...input, pollId: input.pollId as PollId };
    const cast = await this.work.run((tx) => voteForSeat(tx, caller.personId, ballot), {
      constraints: LAST_WORD,
    });
    if (cast.ok) this.box.onCast(ballot.pollId, 1);
    return answer(cast, (receipt) => receipt);
  }
}
