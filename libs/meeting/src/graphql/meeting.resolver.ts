import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, activeMembership, MemberObject, NEXT_AFTER_MINUTES } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller, InstantScalar } from '@plenary/platform/graphql';
import { shareNeeded } from '@plenary/voting';
import { checkIn, checkOut, endForWantOfQuorum, endMeeting } from '../application/attend-meeting.js';
import { checkInAnother } from '../application/check-in-another.js';
import { CONVENE_CONSTRAINTS, conveneAgain, conveneMeeting } from '../application/convene-meeting.js';
import { attendanceNow, quorumIn } from '../application/quorum-now.js';
import { type Phase, phaseAt } from '../domain/meeting.js';
import { decideAgain } from '../domain/quorum.js';
import {
  attendanceOf,
  isPresent,
  presentMembers,
  somebodyFacilitates,
} from '../persistence/attendance-store.js';
import { againFor } from '../persistence/meeting-store.js';
import { CheckInMemberInput, ConveneAgainInput, ConveneMeetingInput, MeetingInput } from './inputs.js';
import { MeetingObject, MeetingPhaseEnum, MeetingQuorumObject, presentMeeting } from './meeting.object.js';
import {
  CheckInMemberResult,
  CheckInResult,
  CheckOutResult,
  ConveneAgainResult,
  ConveneMeetingResult,
  EndMeetingForWantOfQuorumResult,
  EndMeetingResult,
} from './results.js';

const MOST_SHOWN = 200;

@Resolver(() => MeetingObject)
export class MeetingResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    private readonly loaders: AssemblyLoaders,
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

  @Allow('meeting.checkInMember')
  @Mutation(() => CheckInMemberResult, {
    description:
      'Checks another member in to a meeting that is on: whoever has a shift of checking in, or facilitates. The record says so. Repeatable; who is there by mistake checks themselves out.',
  })
  async checkInMember(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Whom, and where.' }) input: CheckInMemberInput,
  ) {
    return answer(
      await this.work.run((tx) => checkInAnother(tx, caller.personId, input.meetingId, input.memberId)),
      presentMeeting,
    );
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

  @Allow('meeting.convene')
  @Mutation(() => ConveneAgainResult, {
    description:
      'Calls a meeting that failed its quorum again, once, with full notice: its votes are put there, at half the quorum. Members together use `askTogether` with CALL_MEETING and the meeting as its subject.',
  })
  async conveneAgain(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which, when and where.' }) input: ConveneAgainInput,
  ) {
    const { meetingId, startsAt, place } = input;
    const work = this.work.run(
      (tx) => conveneAgain(tx, caller.personId, meetingId, { startsAt, place: place ?? null }),
      { constraints: CONVENE_CONSTRAINTS },
    );
    return answer(await work, presentMeeting);
  }

  @Allow('meeting.end')
  @Mutation(() => EndMeetingForWantOfQuorumResult, {
    description:
      'Ends a meeting that has waited 30 minutes and never had its quorum: the facilitator. The record says so.',
  })
  async endMeetingForWantOfQuorum(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The meeting.' }) input: MeetingInput,
  ) {
    const work = this.work.run((tx) => endForWantOfQuorum(tx, caller.personId, input.meetingId));
    return answer(await work, presentMeeting);
  }

  @ResolveField(() => MeetingQuorumObject, {
    nullable: true,
    description:
      'What it needs for a vote to open in it, and what it has; null when it is over, and where the bylaws ask for nothing.',
  })
  async quorum(@Parent() { meeting }: MeetingObject): Promise<MeetingQuorumObject | null> {
    const quorum = await quorumIn(this.db, meeting);
    const held = await attendanceNow(this.db, meeting);
    if (quorum === null || held === null || phaseAt(meeting, await this.db.now()) === 'ended') return null;
    const { needed, present } = held;
    return { needed, present, met: present >= needed, share: shareNeeded(quorum), halved: quorum.halved };
  }

  @ResolveField(() => Boolean, {
    description:
      'Whether it is on and nobody facilitates in it: who has the shift is not there, or has been missing for 10 minutes. Then those present may choose a member on the spot.',
  })
  async needsFacilitator(@Parent() { meeting }: MeetingObject): Promise<boolean> {
    if (meeting.first || phaseAt(meeting, await this.db.now()) !== 'running') return false;
    return !(await somebodyFacilitates(this.db, meeting, NEXT_AFTER_MINUTES));
  }

  @ResolveField(() => Boolean, {
    description: 'Whether it failed its quorum and may be called again now.',
  })
  async mayBeCalledAgain(@Parent() { meeting }: MeetingObject): Promise<boolean> {
    if (meeting.quorumNeeded === null) return false;
    const again = await againFor(this.db, meeting.id);
    return decideAgain(meeting, again !== null, await this.db.now()).ok;
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

  @ResolveField(() => [MemberObject], {
    description: 'Who is checked in now, the first 200 by id; in a quiet assembly the caller alone.',
  })
  async presentMembers(@Parent() { meeting }: MeetingObject, @CurrentCaller() caller: Caller) {
    const { quiet } = await this.loaders.assembly.load(meeting.assemblyId);
    const own = quiet ? await activeMembership(this.db, caller.personId, meeting.assemblyId) : null;
    const here = await presentMembers(this.db, meeting);
    const shown = quiet ? here.filter((id) => id === own?.id) : here.slice(0, MOST_SHOWN);
    return Promise.all(shown.map((id) => this.loaders.member.load(id)));
  }

  @ResolveField(() => Boolean, { description: 'Whether the caller is checked in now.' })
  async presentByMe(@Parent() { meeting }: MeetingObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    const member = await activeMembership(this.db, caller.personId, meeting.assemblyId);
    return member !== null && isPresent(this.db, meeting.id, member.id);
  }
}
