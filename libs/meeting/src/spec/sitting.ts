import { MEMBERSHIP_SECTION } from '@plenary/assembly';
import type { PollId, Result } from '@plenary/kernel';
import {
  allEffects,
  concernedIn,
  type DraftInput,
  draftMotion,
  MOTION_SECTION,
  type Motion,
  type MotionKind,
  type MotionPorts,
  motionById,
  motionDecider,
  motionPutAgain,
  moveMotion,
  secondersStand,
  secondMotion,
  standingFor,
} from '@plenary/motion';
import type { UnitOfWork } from '@plenary/platform';
import { closePoll, openPoll, type VotingPorts } from '@plenary/voting';
import { checkIn, checkOut, endMeeting } from '../application/attend-meeting.js';
import { MEETING_SECTION } from '../application/bylaw-section.js';
import { chooseOnTheSpotEffect } from '../application/choose-on-the-spot.js';
import { CONVENE_CONSTRAINTS, conveneMeeting } from '../application/convene-meeting.js';
import { leaveMeetings, meetingSource, presenceSource, presentPolicy } from '../application/sources.js';
import type { Meeting } from '../domain/meeting.js';
import { expectOk, Hall } from './hall.js';

export const SECTIONS = [MEMBERSHIP_SECTION, MOTION_SECTION, MEETING_SECTION];

/** An established assembly (union local: member 1 facilitates) that meets and votes in its meetings. */
export class Sitting {
  readonly ports: MotionPorts = {
    effects: allEffects({ sections: SECTIONS, ended: [leaveMeetings], suspended: [] }, [
      chooseOnTheSpotEffect,
    ]),
    meetings: meetingSource,
    report: (error) => {
      throw error;
    },
  };
  readonly voting: VotingPorts = {
    pollClosed: motionDecider(this.ports),
    pollVoided: motionPutAgain(this.ports),
    presence: presenceSource,
    concernedIn,
    standingFor: standingFor(this.ports),
    rollPolicies: [presentPolicy],
    mayOpen: secondersStand,
  };

  private constructor(readonly hall: Hall) {}

  static async of(size: number): Promise<Sitting> {
    const hall = await Hall.founding(size, SECTIONS);
    await hall.establish();
    return new Sitting(hall);
  }

  /** Calls a meeting with the notice of the bylaws and goes to `minutes` after its beginning. */
  async meet(minutes = 1): Promise<Meeting> {
    const meeting = expectOk(await this.convene(1, await this.hall.inHours(25)));
    await this.goTo(new Date(meeting.startsAt.getTime() + minutes * 60_000));
    return meeting;
  }

  /** Sets the database's clock to an instant; it goes on from there. */
  async goTo(at: Date): Promise<void> {
    const { ms } = await this.hall.db.one<{ ms: number }>(
      'SELECT extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000 AS ms',
      [at],
    );
    await this.hall.setClock(Number(ms) / 3_600_000);
  }

  async later(minutes: number): Promise<void> {
    await this.goTo(new Date((await this.hall.db.now()).getTime() + minutes * 60_000));
  }

  person(n: number) {
    return this.hall.member(n).personId;
  }

  convene(by: number, startsAt: Date): Promise<Result<Meeting>> {
    const { hall } = this;
    return hall.work.run(
      (tx) => conveneMeeting(tx, this.person(by), hall.assemblyId, { startsAt, place: null }),
      { constraints: CONVENE_CONSTRAINTS },
    );
  }

  async come(meeting: Meeting, ...members: number[]): Promise<void> {
    for (const by of members)
      expectOk(await this.hall.work.run((tx) => checkIn(tx, this.person(by), meeting.id)));
  }

  async leave(meeting: Meeting, ...members: number[]): Promise<void> {
    for (const by of members)
      expectOk(await this.hall.work.run((tx) => checkOut(tx, this.person(by), meeting.id)));
  }

  end(by: number, meeting: Meeting): Promise<Result<Meeting>> {
    return this.hall.work.run((tx) => endMeeting(tx, this.person(by), meeting.id));
  }

  draft(by: number, kind: MotionKind, more: Partial<DraftInput> = {}): Promise<Result<Motion>> {
    const input = {
      kind,
      title: `A motion: ${kind}`,
      text: 'The text.',
      effect: {},
      opensAt: null,
      seconds: null,
      tier: null,
      ...more,
    };
    return this.hall.work.run((tx) =>
      draftMotion(this.ports, tx, this.person(by), this.hall.assemblyId, input),
    );
  }

  propose(by: number, member: number): Promise<Result<Motion>> {
    return this.draft(by, 'choose_on_the_spot', {
      effect: { memberId: this.hall.member(member).membershipId },
    });
  }

  move(by: number, motion: Motion): Promise<Result<Motion>> {
    return this.hall.work.run((tx) => moveMotion(this.ports, tx, this.person(by), motion.id));
  }

  second(by: number, motion: Motion): Promise<Result<Motion>> {
    return this.hall.work.run((tx) => secondMotion(this.ports, tx, this.person(by), motion.id));
  }

  /** Moved by one and seconded by the next; its poll. */
  async put(by: number, motion: Motion): Promise<PollId> {
    expectOk(await this.move(by, motion));
    return expectOk(await this.second(by + 1, motion)).pollId!;
  }

  open(pollId: PollId) {
    return this.hall.work.run((tx) => openPoll(this.voting, tx, { pollId }));
  }

  /** Everybody on the roll votes yes, and the time is over. */
  async everybodyVotesYes(pollId: PollId): Promise<void> {
    await this.hall.db.run(
      `INSERT INTO ballot (poll_id, person_id, assembly_id, answer, client_key, code, cast_at)
       SELECT poll_id, person_id, assembly_id, 'yes', person_id::text,
              'AAAA-BBBB-' || lpad((row_number() OVER ())::text, 4, '0'), plenary_now() FROM roll WHERE poll_id = $1`,
      [pollId],
    );
    await this.hall.db.run(
      `UPDATE poll SET closes_at = greatest(plenary_now(), opened_at + interval '1 microsecond') WHERE id = $1`,
      [pollId],
    );
  }

  close(pollId: PollId, work: UnitOfWork = this.hall.work) {
    return work.do((tx) => closePoll(this.voting, tx, pollId));
  }

  async motion(id: string): Promise<Motion> {
    return (await motionById(this.hall.db, id))!;
  }
}
