import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput, Database } from '@plenary/platform';
import { type Caller, CurrentCaller, PageArgs, page } from '@plenary/platform/graphql';
import { ownOrder } from '../application/draws.js';
import { PAPER_FORM } from '../domain/paper.js';
import { papersMayBeSeen } from '../domain/rules.js';
import { orderFor } from '../persistence/candidate-store.js';
import { paperPage } from '../persistence/paper-store.js';
import {
  PaperGroupConnection,
  PollCandidateObject,
  PollElectionObject,
  presentCandidate,
} from './election.objects.js';
import { VotingLoaders } from './loaders.js';
import { PollObject } from './poll.object.js';
import { presentElection, presentPaperGroup } from './present-election.js';

/** What a poll has of an election. */
@Resolver(() => PollObject)
export class ElectionOfPollResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: VotingLoaders,
  ) {}

  @ResolveField(() => PollElectionObject, {
    nullable: true,
    description: 'Its terms, where it chooses among candidates or options; null for yes/no and consensus.',
  })
  async election(@Parent() { poll }: PollObject): Promise<PollElectionObject | null> {
    return presentElection(poll, (await this.loaders.candidates.load(poll.id)).length);
  }

  @ResolveField(() => [PollCandidateObject], {
    description:
      'Who or what can be voted for; empty for yes/no and consensus, and before the opening (see the motion’s nominations). While the vote is open with an order drawn per voter: in the caller’s own order, the same at every look; otherwise in order of the places.',
  })
  async candidates(
    @Parent() { poll }: PollObject,
    @CurrentCaller() { personId }: Caller,
  ): Promise<PollCandidateObject[]> {
    const candidates = await this.loaders.candidates.load(poll.id);
    const drawn = poll.state === 'open' && poll.election?.order === 'drawn';
    const own = drawn ? await orderFor(this.db, poll, personId) : null;
    return (own === null ? candidates : ownOrder(own.seed, own.membershipId, candidates)).map(
      presentCandidate,
    );
  }

  @ResolveField(() => PaperGroupConnection, {
    description:
      'The papers of an election after its close, equal ones together, in bytewise order of their canonical text: of a roll call, and of a secret vote whose papers are published; otherwise empty. Error `BAD_INPUT`: not a cursor.',
  })
  async papers(@Parent() { poll }: PollObject, @Args() { first, after }: PageArgs) {
    if (after != null && !PAPER_FORM.test(after))
      throw badInput('after', 'Pass the endCursor of the page before.');
    const lines = papersMayBeSeen(poll) ? await paperPage(this.db, poll, after ?? null, first + 1) : [];
    return page(
      lines.map((line) => presentPaperGroup(line, poll)),
      first,
      ({ answer }) => answer,
    );
  }
}
