import {
  Args,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { RightNotHeldObject } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import { Database, notAllowed, UnitOfWork } from '@plenary/platform';
import {
  Allow,
  answer,
  type Caller,
  CurrentCaller,
  InstantScalar,
  rejectionType,
  resultUnion,
} from '@plenary/platform/graphql';
import { IsString, IsUUID, Length, Matches } from 'class-validator';
import { makeCalendarFeed, revokeCalendarFeed } from '../application/calendar-feed.js';
import { type FeedRow, feedsOf } from '../persistence/feed-rows.js';
import { RotaInput } from './inputs.js';
import { RotaObject } from './objects.js';

@ObjectType('CalendarFeed', {
  description: 'A private link under which a calendar reads the caller’s shifts in one assembly.',
})
export class CalendarFeedObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What its owner calls it; 1 to 60 characters.' })
  label!: string;

  @Field(() => InstantScalar, { description: 'When it was made.' })
  madeAt!: Date;
}

@ObjectType('NewCalendarFeed', { description: 'A link that was just made.' })
export class NewCalendarFeedObject {
  @Field(() => CalendarFeedObject, { description: 'The link, as it is listed from now on.' })
  feed!: CalendarFeedObject;

  @Field(() => String, {
    description:
      'Its address on this server, from the `/` on: in this answer and nowhere else. Whoever has it reads the shifts.',
  })
  path!: string;
}

@InputType({ description: 'A new link for a calendar.' })
export class MakeCalendarFeedInput extends RotaInput {
  @Field(() => String, { description: 'What to call it, such as the device; 1 to 60 characters.' })
  @IsString()
  @Length(1, 60)
  @Matches(/\S/)
  label!: string;
}

@InputType({ description: 'A link of the caller’s own.' })
export class RevokeCalendarFeedInput {
  @Field(() => ID, { description: 'Which.' })
  @IsUUID()
  feedId!: string;
}

const TooManyFeeds = rejectionType('TOO_MANY_FEEDS', 'One member has 10 links at most.');
const MakeCalendarFeedResult = resultUnion(
  'MakeCalendarFeedResult',
  NewCalendarFeedObject,
  [RightNotHeldObject, TooManyFeeds],
  'The link with its address, or why not',
);
const RevokeCalendarFeedResult = resultUnion(
  'RevokeCalendarFeedResult',
  CalendarFeedObject,
  [RightNotHeldObject],
  'The link that was revoked, or why not',
);

const presentFeed = ({ id, label, madeAt }: FeedRow): CalendarFeedObject => ({ id, label, madeAt });

/** The caller's shifts for their own calendar. */
@Resolver(() => RotaObject)
export class FeedResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  @ResolveField(() => [CalendarFeedObject], {
    description: 'The caller’s own links for calendars, the oldest first; up to 10.',
  })
  async calendarFeeds(@Parent() { membershipId }: RotaObject): Promise<CalendarFeedObject[]> {
    return (await feedsOf(this.db, membershipId)).map(presentFeed);
  }

  @Allow('rota.followOwn')
  @Mutation(() => MakeCalendarFeedResult, {
    description:
      'Makes a private link to the caller’s own shifts, for a calendar (RFC 5545). Only from a session: an access token would live on in it.',
  })
  async makeCalendarFeed(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Of which assembly.' }) { assemblyId, label }: MakeCalendarFeedInput,
  ) {
    if (caller.kind !== 'session') throw notAllowed();
    const id = assemblyId as AssemblyId;
    const made = await this.work.run((tx) => makeCalendarFeed(tx, caller.personId, id, label));
    return answer(made, ({ feed, token }) => ({ feed: presentFeed(feed), path: `/calendar/${token}.ics` }));
  }

  @Allow('rota.followOwn')
  @Mutation(() => RevokeCalendarFeedResult, {
    description: 'Revokes a link of the caller’s own: from then on it leads nowhere.',
  })
  async revokeCalendarFeed(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which.' }) { feedId }: RevokeCalendarFeedInput,
  ) {
    return answer(await this.work.run((tx) => revokeCalendarFeed(tx, caller.personId, feedId)), presentFeed);
  }
}
