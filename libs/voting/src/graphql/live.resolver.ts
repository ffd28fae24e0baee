import { Inject } from '@nestjs/common';
import { Args, ID, Int, Resolver, Subscription } from '@nestjs/graphql';
import { authorise } from '@plenary/assembly';
import { type AssemblyId, isUuid } from '@plenary/kernel';
import { badInput, Database, notAllowed } from '@plenary/platform';
import { Allow, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import type { TailUpdate } from '@plenary/platform/live';
import type { RecordedEntry } from '@plenary/record';
import { type LivePollEvent, LivePolls } from '../application/live-polls.js';
import { LiveRecords } from '../application/live-records.js';
import { visiblePoll } from '../application/visible-poll.js';
import type { EntrySentences } from '../domain/entry-sentence.js';
import { timeZoneOf } from '../persistence/voter-store.js';
import { presentEntry } from './entry.object.js';
import { PollUpdateObject, presentUpdate, RecordUpdateObject } from './live.objects.js';
import { mapped } from './mapped.js';
import { ALL_SENTENCES } from './tokens.js';

@Resolver()
export class LiveResolver {
  constructor(
    private readonly db: Database,
    private readonly polls: LivePolls,
    private readonly records: LiveRecords,
    @Inject(ALL_SENTENCES) private readonly sentences: EntrySentences,
  ) {}

  @Subscription(() => PollUpdateObject, {
    description:
      'How a poll stands: the present state first, then the latest, at most four times a second. Ends with NOT_ALLOWED when the right to see it ends.',
    resolve: (event: LivePollEvent) => presentUpdate(event),
  })
  @Allow('assembly.read')
  async pollUpdated(
    @CurrentCaller() caller: Caller,
    @Args('pollId', { type: () => ID, description: 'The poll.' }) pollId: string,
  ): Promise<AsyncIterable<LivePollEvent>> {
    if (!isUuid(pollId)) throw notAllowed();
    const { assemblyId } = await visiblePoll(this.db, caller.personId, pollId);
    return this.polls.watch(pollId, { accessId: caller.accessId, personId: caller.personId, assemblyId });
  }

  @Subscription(() => RecordUpdateObject, {
    description:
      'Every entry of an assembly’s record after `after`, in order, none twice and none lost, then each new one. Ends with NOT_ALLOWED when the right to read it ends.',
  })
  @Allow('assembly.read')
  async recordAppended(
    @CurrentCaller() caller: Caller,
    @Args('assemblyId', { type: () => ID, description: 'The assembly.' }) assemblyId: string,
    @Args('after', {
      type: () => Int,
      nullable: true,
      description: 'The number of the last entry that the client has, from 0; without it, from now on.',
    })
    after?: number | null,
  ): Promise<AsyncIterable<{ recordAppended: RecordUpdateObject }>> {
    if (!isUuid(assemblyId)) throw notAllowed();
    if (after != null && after < 0) throw badInput('after', 'A number from 0.');
    const granted = await authorise(this.db, caller.personId, assemblyId as AssemblyId, 'assembly.read');
    if (!granted.ok) throw notAllowed();
    const timeZone = await timeZoneOf(this.db, assemblyId);
    const viewer = { accessId: caller.accessId, personId: caller.personId, assemblyId };
    const updates = await this.records.follow(viewer, after ?? null);
    return mapped(updates, (update) => ({ recordAppended: this.#present(update, timeZone) }));
  }

  #present({ stale, item }: TailUpdate<RecordedEntry>, timeZone: string): RecordUpdateObject {
    return { stale, entry: item && presentEntry(item, this.sentences, timeZone) };
  }
}
