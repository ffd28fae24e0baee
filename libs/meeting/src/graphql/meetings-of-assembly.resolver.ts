import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyObject } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import { badInput, Database } from '@plenary/platform';
import { PageArgs, page } from '@plenary/platform/graphql';
import { currentMeeting, meetingPage, nextMeeting } from '../persistence/meeting-store.js';
import { MeetingConnection, MeetingObject, presentMeeting } from './meeting.object.js';

/** What an assembly has of meetings. */
@Resolver(() => AssemblyObject)
export class MeetingsOfAssemblyResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => MeetingConnection, {
    description: 'Its meetings, latest first, those to come included.',
  })
  async meetings(@Parent() assembly: AssemblyObject, @Args() { first, after }: PageArgs) {
    const before = after == null ? null : new Date(after);
    if (before !== null && Number.isNaN(before.getTime()))
      throw badInput('after', 'Pass the endCursor of the page before.');
    const found = await meetingPage(this.db, assembly.id as AssemblyId, before, first + 1);
    return page(found.map(presentMeeting), first, ({ startsAt }) => startsAt.toISOString());
  }

  @ResolveField(() => MeetingObject, {
    nullable: true,
    description: 'The meeting that is on now; null when none is.',
  })
  async currentMeeting(@Parent() assembly: AssemblyObject): Promise<MeetingObject | null> {
    const meeting = await currentMeeting(this.db, assembly.id as AssemblyId);
    return meeting && presentMeeting(meeting);
  }

  @ResolveField(() => MeetingObject, {
    nullable: true,
    description: 'The next meeting that has not begun; null when none is called.',
  })
  async nextMeeting(@Parent() assembly: AssemblyObject): Promise<MeetingObject | null> {
    const meeting = await nextMeeting(this.db, assembly.id as AssemblyId);
    return meeting && presentMeeting(meeting);
  }
}
