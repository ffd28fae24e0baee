import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { activeMembership } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller, InstantScalar } from '@plenary/platform/graphql';
import { checkIn, checkOut, endMeeting } from '../application/attend-meeting.js';
import { CONVENE_CONSTRAINTS, conveneMeeting } from '../application/convene-meeting.js';
import { type Phase, phaseAt } from '../domain/meeting.js';
import { attendanceOf, isPresent } from '../persistence/attendance-store.js';
import { ConveneMeetingInput, MeetingInput } from './inputs.js';
import { MeetingObject, MeetingPhaseEnum, presentMeeting } from './meeting.object.js';
import { CheckInResult, CheckOutResult, ConveneMeetingResult, EndMeetingResult } from './results.js';

@Resolver(() => MeetingObject)
export class MeetingResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Allow('meeting.convene')
  @Mutation(() => ConveneMeetingResult, {
    description:
      'Calls a meeting: the interim convener until bylaws are adopted, then the facilitator. Members together use `askTogether`.',
  })
  async conveneMeeting(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'When and where.' }) input: ConveneMeetingInput,
  ) {
    const { startsAt, place } = input;
    const assemblyId = input.assemblyId as AssemblyId;
    const work = this.work.run(
      (tx) => conveneMeeting(tx, caller.personId, assemblyId, { startsAt, place: place ?? null }),
      { constraints: CONVENE_CONSTRAINTS },
    );
    return answer(await work, presentMeeting);
  }

  @Allow('meeting.checkIn')
  @Mutation(() => CheckInResult, { description: 'Says ‘I am here’ in a meeting that is on. Repeatable.' })
  async checkIn(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The meeting.' }) input: MeetingInput,
  ) {
    return answer(await this.work.run((tx) => checkIn(tx, caller.personId, input.meetingId)), presentMeeting);
  }

  @Allow('meeting.checkIn')
  @Mutation(() => CheckOutResult, { description: 'Says ‘I am leaving’.' })
  async checkOut(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The meeting.' }) input: MeetingInput,
  ) {
    return answer(
      await this.work.run((tx) => checkOut(tx, caller.personId, input.meetingId)),
      presentMeeting,
    );
  }

  @Allow('meeting.end')
  @Mutation(() => EndMeetingResult, {
    description:
      'Ends a meeting that is on: the facilitator. A meeting that nobody ends is over after 24 hours.',
  })
  async endMeeting(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The meeting.' }) input: MeetingInput,
  ) {
    return answer(
      await this.work.run((tx) => endMeeting(tx, caller.personId, input.meetingId)),
      presentMeeting,
    );
  }

  @ResolveField(() => MeetingPhaseEnum, { description: 'Where it is now, on the database’s clock.' })
  async phase(@Parent() { meeting }: MeetingObject): Promise<Phase> {
    return phaseAt(meeting, await this.db.now());
  }

  @ResolveField(() => InstantScalar, { nullable: true, description: 'When it began; null until then.' })
  async startedAt(@Parent() { meeting }: MeetingObject): Promise<Date | null> {
    return (await this.phase({ meeting } as MeetingObject)) === 'planned' ? null : meeting.startsAt;
  }

  @ResolveField(() => Int, { description: 'How many members are checked in now.' })
  async present(@Parent() { meeting }: MeetingObject): Promise<number> {
    return (await attendanceOf(this.db, meeting.id)).present;
  }

  @ResolveField(() => Boolean, { description: 'Whether the caller is checked in now.' })
  async presentByMe(@Parent() { meeting }: MeetingObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    const member = await activeMembership(this.db, caller.personId, meeting.assemblyId);
    return member !== null && isPresent(this.db, meeting.id, member.id);
  }
}
