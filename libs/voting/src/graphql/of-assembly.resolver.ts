import { Inject } from '@nestjs/common';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyObject } from '@plenary/assembly';
import { type AssemblyId, isUuid } from '@plenary/kernel';
import { badInput, Database } from '@plenary/platform';
import { type Caller, CurrentCaller, connectionType, page } from '@plenary/platform/graphql';
import { entriesAfter, entriesBefore, recordSize } from '@plenary/record';
import type { EntrySentences } from '../domain/entry-sentence.js';
import { pollPage, pollsThatNeed } from '../persistence/poll-store.js';
import { EntryConnection, presentEntry } from './entry.object.js';
import { PollsArgs, RecordArgs } from './inputs.js';
import { PollObject } from './poll.object.js';
import { presentPoll } from './present.js';
import { ALL_SENTENCES } from './tokens.js';

export const PollConnection = connectionType(PollObject, 'Poll', 'polls');

/** What an assembly has of polls, and its record. Whoever presented the assembly has judged that the reader is a member. */
@Resolver(() => AssemblyObject)
export class VotingOfAssemblyResolver {
  constructor(
    private readonly db: Database,
    @Inject(ALL_SENTENCES) private readonly sentences: EntrySentences,
  ) {}

  @ResolveField(() => PollConnection, { description: 'Its polls, newest first.' })
  async polls(@Parent() { id }: AssemblyObject, @Args() { first, after, state }: PollsArgs) {
    if (after != null && !isUuid(after)) throw badInput('after', 'Pass the endCursor of the page before.');
    const polls = await pollPage(this.db, id as AssemblyId, {
      state: state ?? null,
      before: after ?? null,
      limit: first + 1,
    });
    return page(polls.map(presentPoll), first, (poll) => poll.id);
  }

  @ResolveField(() => [PollObject], {
    description:
      'Open polls on whose roll the caller is and in which they have not voted; the one that closes first comes first. Up to 100.',
  })
  async needsMyVote(
    @Parent() { id }: AssemblyObject,
    @CurrentCaller() { personId }: Caller,
  ): Promise<PollObject[]> {
    return (await pollsThatNeed(this.db, id as AssemblyId, personId)).map(presentPoll);
  }

  @ResolveField(() => EntryConnection, { description: 'Its record: every fact that its members may know.' })
  async record(@Parent() { id, timeZone }: AssemblyObject, @Args() { first, before, after }: RecordArgs) {
    if (before != null && after != null) throw badInput('after', 'Give `before` or `after`, not both.');
    const entries =
      after == null
        ? await entriesBefore(this.db, id, before ?? null, first + 1)
        : await entriesAfter(this.db, id, after, first + 1);
    return page(
      entries.map((entry) => presentEntry(entry, this.sentences, timeZone)),
      first,
      ({ seq }) => String(seq),
    );
  }

  @ResolveField(() => Int, { description: 'How many entries its record has: the number of the last one.' })
  recordSize(@Parent() { id }: AssemblyObject): Promise<number> {
    return recordSize(this.db, id);
  }
}
