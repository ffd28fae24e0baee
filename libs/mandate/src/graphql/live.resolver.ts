import { Args, Field, ID, Int, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { Database } from '@plenary/platform';
import { Allow, type Caller, CurrentCaller, InstantScalar } from '@plenary/platform/graphql';
import { type LiveOfficeEvent, LiveOffices } from '../application/live-offices.js';
import { visibleOffice } from '../application/visible.js';
import { END_WORDS, type TermEnd } from '../domain/term.js';
import { TermEndEnum } from './enums.js';

@ObjectType('SeatUpdate', { description: 'How one seat of an office stands.' })
export class SeatUpdateObject {
  @Field(() => Int, { description: 'Which seat, from 1.' })
  place!: number;

  @Field(() => ID, { nullable: true, description: 'The term that runs; null while the seat is empty.' })
  termId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The membership of the delegate; null while it is empty.' })
  memberId!: string | null;

  @Field(() => Boolean, { description: 'Whether the seat was accepted.' })
  accepted!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Signatures against its delegate, of members that count; null where they are secret.',
  })
  signatures!: number | null;

  @Field(() => Boolean, { description: 'Whether the signatures have opened a recall poll.' })
  pollOpened!: boolean;
}

@ObjectType('TermEndUpdate', { description: 'The last end of a term in an office.' })
export class TermEndUpdateObject {
  @Field(() => ID, { description: 'The term.' })
  termId!: string;

  @Field(() => ID, { description: 'The membership of who held it.' })
  memberId!: string;

  @Field(() => TermEndEnum, { description: 'Why it ended.' })
  how!: TermEnd;

  @Field(() => String, { description: 'The same in words, after the member’s name.' })
  words!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  at!: Date;
}

@ObjectType('OfficeUpdate', {
  description: 'How an office stands. The latest wins: of two the one with the higher version.',
})
export class OfficeUpdateObject {
  @Field(() => ID, { description: 'The office.' })
  officeId!: string;

  @Field(() => Int, { description: 'Never goes back.' })
  version!: number;

  @Field(() => Boolean, {
    description: 'The server is not sure that this is the present state; it says so until it is again.',
  })
  stale!: boolean;

  @Field(() => [SeatUpdateObject], { description: 'Its seats, up to 50.' })
  seats!: readonly SeatUpdateObject[];

  @Field(() => TermEndUpdateObject, {
    nullable: true,
    description: 'Who left a seat last, and why; null while nobody has. A recalled delegate reads it here.',
  })
  lastEnd!: TermEndUpdateObject | null;
}

function presentUpdate({ officeUpdated }: LiveOfficeEvent): OfficeUpdateObject {
  const { lastEnd, ...state } = officeUpdated;
  return {
    ...state,
    lastEnd: lastEnd && { ...lastEnd, words: END_WORDS[lastEnd.how], at: new Date(lastEnd.at) },
  };
}

@Resolver()
export class LiveOfficeResolver {
  constructor(
    private readonly db: Database,
    private readonly offices: LiveOffices,
  ) {}

  @Subscription(() => OfficeUpdateObject, {
    description:
      'How an office stands: the present state first, then the latest. Tells every member, the delegate too, of a recall. Ends with NOT_ALLOWED when the right to see it ends.',
    resolve: (event: LiveOfficeEvent) => presentUpdate(event),
  })
  @Allow('assembly.read')
  async officeUpdated(
    @CurrentCaller() caller: Caller,
    @Args('officeId', { type: () => ID, description: 'The office.' }) officeId: string,
  ): Promise<AsyncIterable<LiveOfficeEvent>> {
    const { assemblyId } = await visibleOffice(this.db, caller.personId, officeId);
    return this.offices.watch(officeId, {
      accessId: caller.accessId,
      personId: caller.personId,
      assemblyId,
    });
  }
}
