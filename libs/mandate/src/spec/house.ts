import {
  adoptBylaws,
  chooseFacilitator,
  confirmRoll,
  foundAssembly,
  leaveAssembly,
  MEMBERSHIP_SECTION,
} from '@plenary/assembly';
import type { AssemblyId, MeetingId, MembershipId, PersonId, PollId, Result } from '@plenary/kernel';
import {
  allEffects,
  DRAFT_LAST_WORD,
  draftMotion,
  MOTION_SECTION,
  type Motion,
  type MotionKind,
  type MotionPorts,
  mayStandBy,
  motionById,
  motionDecider,
  motionPutAgain,
  moveMotion,
  secondMotion,
  standForElection,
  standingFor,
} from '@plenary/motion';
import { Database, type DueTask, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import type { Answer } from '@plenary/tally';
import { createTestDatabase, expectOk, newPerson, type TestDatabase } from '@plenary/testing';
import { candidatesOf, closePoll, NO_PORTS, openPoll, type Receipt, type VotingPorts } from '@plenary/voting';
import { acceptSeat } from '../application/answer-seat.js';
import { DELEGATES_SECTION } from '../application/bylaw-section.js';
import { mandateEffects } from '../application/effects/index.js';
import type { MandatePorts } from '../application/ports.js';
import { type ActInput, recordAct } from '../application/record-act.js';
import { restoreConfidence } from '../application/restore-confidence.js';
import { leaveSeats, mandateTasks } from '../application/timetable.js';
import { voteForSeat } from '../application/vote-for-seat.js';
import { withdrawConfidence } from '../application/withdraw-confidence.js';
import { LAST_WORD } from '../domain/rejections.js';
import type { Term } from '../domain/term.js';
import { SEATS_POLICY } from '../persistence/seat-poll-store.js';
import { runningTerms } from '../persistence/term-store.js';

export { codeOf, expectOk } from '@plenary/testing';

export const SECTIONS = [MEMBERSHIP_SECTION, MOTION_SECTION, DELEGATES_SECTION];

export interface Member {
  readonly personId: PersonId;
  readonly membershipId: MembershipId;
}

/** The rules of an office in these tests, but for what a test changes. */
export const RULES = {
  purpose: 'Bargaining with the employer',
  seats: 1,
  termDays: 365,
  method: 'stv-scottish',
  vacancy: 'countback',
  acceptHours: 72,
};

/** What a use case and a task of this context need, on one database. */
export interface Process {
  readonly db: Database;
  readonly work: UnitOfWork;
}

/** An assembly with bylaws on a database of its own, which sends delegates. */
export class House {
  readonly mandates: MandatePorts = {
    motions: () => this.motions,
    // No meeting is ever held here.
    attendance: async (_sql, spans) => spans.map(() => ({ held: 0, attended: 0 })),
  };
  readonly motions: MotionPorts = {
    effects: allEffects(
      { sections: SECTIONS, ended: [leaveSeats], suspended: [] },
      mandateEffects(this.mandates),
    ),
    meetings: { firstMeetingAt: async () => null, meetingAt: async () => this.meetingNow },
    report: (error) => this.reported.push(error),
  };
  readonly voting: VotingPorts = {
    ...NO_PORTS,
    pollClosed: motionDecider(this.motions),
    pollVoided: motionPutAgain(this.motions),
    standingFor: standingFor(this.motions),
    rollPolicies: [SEATS_POLICY],
  };
  /** The meeting that is on; nobody is checked in to it. */
  meetingNow: MeetingId | null = null;
  readonly reported: unknown[] = [];
  readonly members: Member[] = [];

  private constructor(
    readonly test: TestDatabase,
    readonly db: Database,
    readonly work: UnitOfWork,
    readonly assemblyId: AssemblyId,
  ) {}

  /** So many members who count; `beside`: on the database of another, which outlives this one. */
  static async of(size: number, beside?: House): Promise<House> {
    const test = beside?.test ?? (await createTestDatabase());
    const db = beside?.db ?? (await Database.connect({ url: test.url, poolSize: 24 }));
    const work = beside?.work ?? new UnitOfWork(db, appendRecordAndFeed);
    const founder = await newPerson(db);
    const { assemblyId, membershipId } = expectOk(
      await work.run((tx) =>
        foundAssembly({ sections: SECTIONS }, tx, founder, {
          name: 'Depot North',
          timeZone: 'Europe/Berlin',
          language: 'en',
          quiet: false,
          displayName: 'Member 1',
        }),
      ),
    );
    const house = new House(test, db, work, assemblyId);
    house.members.push({ personId: founder, membershipId });
    await house.join(size - 1);
    const authority = { source: 'system' } as const;
    await work.do(async (tx) => {
      await confirmRoll(tx, assemblyId, authority);
      await chooseFacilitator(tx, assemblyId, membershipId, authority);
      await adoptBylaws(
        { sections: SECTIONS },
        tx,
        assemblyId,
        { preset: 'union_local', numbers: [] },
        authority,
      );
    });
    return house;
  }

  async close(): Promise<void> {
    await this.db.close();
    await this.test.drop();
  }

  /** Another process on the same database. */
  async otherProcess(): Promise<Process> {
    const db = await Database.connect({ url: this.test.url, poolSize: 24 });
    return { db, work: new UnitOfWork(db, appendRecordAndFeed) };
  }

  /** Counting from 1. */
  member(n: number): Member {
    return this.members[n - 1]!;
  }

  /** So many more members, who count at once. */
  async join(size: number): Promise<void> {
    const people = Array.from({ length: size }, () => ({
      personId: newId<'person'>(),
      membershipId: newId<'membership'>(),
    }));
    const persons = people.map(({ personId }) => personId);
    await this.db.run('INSERT INTO stream (id) SELECT unnest($1::uuid[])', [persons]);
    await this.db.run(
      'INSERT INTO person (id, created_at) SELECT id, plenary_now() FROM unnest($1::uuid[]) AS p (id)',
      [persons],
    );
    await this.db.run(
      `INSERT INTO membership (id, assembly_id, person_id, display_name, source, since, joined_at, counts_from, vouchers_needed)
       SELECT m, $1, p, 'Member ' || ($4 + n), 'invitation', now, now, now, 0
       FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS given (m, p, n),
            (SELECT plenary_now() AS now OFFSET 0) clock`,
      [this.assemblyId, people.map(({ membershipId }) => membershipId), persons, this.members.length],
    );
    this.members.push(...people);
  }

  leave(n: number, work: UnitOfWork = this.work): Promise<Result<unknown>> {
    const ports = { ended: [leaveSeats] };
    return work.run((tx) => leaveAssembly(ports, tx, this.member(n).personId, this.assemblyId));
  }

  /** Sets the database's clock: so many hours from the real one. */
  async setClock(hours: number): Promise<void> {
    await this.db.run(
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS 'SELECT clock_timestamp() + interval ''${hours} hours'''`,
    );
  }

  draft(kind: MotionKind, effect: Record<string, unknown>, by = 1): Promise<Result<Motion>> {
    const wishes = { opensAt: null, seconds: null, tier: null };
    const input = { kind, title: `A motion of kind ${kind}`, text: 'The text.', effect, ...wishes };
    return this.work.run(
      (tx) => draftMotion(this.motions, tx, this.member(by).personId, this.assemblyId, input),
      { constraints: DRAFT_LAST_WORD },
    );
  }

  /** Moved by one member and seconded by another: its poll is announced. */
  async announced(kind: MotionKind, effect: Record<string, unknown>, by = 1): Promise<Motion> {
    const drafted = expectOk(await this.draft(kind, effect, by));
    const mover = this.member(by).personId;
    const moved = expectOk(await this.work.run((tx) => moveMotion(this.motions, tx, mover, drafted.id)));
    if (moved.state !== 'moved') return moved;
    // Whom it is about does not second it, and whoever left or is suspended cannot.
    for (const { personId, membershipId } of this.members) {
      if (personId === mover || moved.subjects.includes(membershipId)) continue;
      const member = await this.db.maybe('SELECT 1 FROM counting_members($1, plenary_now()) WHERE id = $2', [
        this.assemblyId,
        membershipId,
      ]);
      if (member === null) continue;
      return expectOk(await this.work.run((tx) => secondMotion(this.motions, tx, personId, drafted.id)));
    }
    throw new Error('nobody is left who could second it');
  }

  async open(motion: Motion): Promise<PollId> {
    const { pollId } = await this.motion(motion.id);
    expectOk(await this.work.run((tx) => openPoll(this.voting, tx, { pollId: pollId! })));
    return pollId!;
  }

  /** The members on the roll, in their order, vote so in turn; and the poll's time is over. */
  async vote(pollId: PollId, answers: readonly string[]): Promise<void> {
    const { tier } = await this.db.one<{ tier: string }>('SELECT tier FROM poll WHERE id = $1', [pollId]);
    const cast = `SELECT r.poll_id, r.person_id, r.assembly_id, r.weight,
        ($2::text[])[1 + (row_number() OVER (ORDER BY r.membership_id) - 1) % cardinality($2::text[])] AS answer,
        'AAAA-BBBB-' || lpad((row_number() OVER ())::text, 4, '0') AS code FROM roll r WHERE r.poll_id = $1`;
    if (tier === 'secret') {
      await this.db.run(
        `WITH cast_now AS (${cast}), taken AS (
           INSERT INTO participation (poll_id, person_id, assembly_id, code)
           SELECT poll_id, person_id, assembly_id, code FROM cast_now)
         INSERT INTO secret_ballot (poll_id, id, assembly_id, answer, weight)
         SELECT poll_id, gen_random_uuid(), assembly_id, answer, weight FROM cast_now`,
        [pollId, answers],
      );
    } else {
      await this.db.run(
        `INSERT INTO ballot (poll_id, person_id, assembly_id, answer, client_key, code, cast_at)
         SELECT poll_id, person_id, assembly_id, answer, person_id::text, code, plenary_now() FROM (${cast}) AS c`,
        [pollId, answers],
      );
    }
    await this.db.run(
      `UPDATE poll SET closes_at = greatest(plenary_now(), opened_at + interval '1 microsecond') WHERE id = $1`,
      [pollId],
    );
  }

  closePoll(pollId: PollId, work: UnitOfWork = this.work) {
    return work.do((tx) => closePoll(this.voting, tx, pollId));
  }

  /** Put to the vote, and everybody votes so. */
  async decide(kind: MotionKind, effect: Record<string, unknown>, answer = 'yes', by = 1): Promise<Motion> {
    const motion = await this.announced(kind, effect, by);
    return this.finish(motion, answer);
  }

  /** The vote of a motion whose poll is announced. */
  async finish(motion: Motion, answer: string): Promise<Motion> {
    const pollId = await this.open(motion);
    await this.vote(pollId, [answer]);
    await this.closePoll(pollId);
    return this.motion(motion.id);
  }

  /** Stands below another, as after both have decided so. */
  async standBelow(above: House): Promise<void> {
    await this.db.run('UPDATE assembly SET parent_id = $2 WHERE id = $1', [
      this.assemblyId,
      above.assemblyId,
    ]);
  }

  voteForSeat(
    n: number,
    term: Pick<Term, 'id'>,
    pollId: PollId,
    answer: Answer,
    more: { readonly clientKey?: string; readonly work?: UnitOfWork } = {},
  ): Promise<Result<Receipt>> {
    const clientKey = more.clientKey ?? newId();
    const input = { termId: term.id, pollId, answer, clientKey };
    return (more.work ?? this.work).run((tx) => voteForSeat(tx, this.member(n).personId, input), {
      constraints: LAST_WORD,
    });
  }

  /** A new office; its id. */
  async office(changed: Record<string, unknown> = {}, name = `Office ${newId()}`): Promise<string> {
    const motion = await this.decide('create_office', { officeName: name, rules: { ...RULES, ...changed } });
    if (!motion.outcome?.done) throw new Error(`no office: ${JSON.stringify(motion.outcome)}`);
    const { id } = await this.db.one<{ id: string }>('SELECT id FROM office WHERE name = $1', [name]);
    return id;
  }

  stand(motion: Motion, n: number) {
    const input = { motionId: motion.id, statement: '' };
    return this.work.run((tx) =>
      standForElection(tx, this.member(n).personId, input, mayStandBy(this.motions)),
    );
  }

  /** These members stand, and every paper ranks them in this order; the motion, decided. */
  async elect(officeId: string, ...candidates: readonly number[]): Promise<Motion> {
    return this.hold(await this.announced('elect_delegates', { officeId }), candidates);
  }

  /** Holds an election that is announced. */
  async hold(motion: Motion, candidates: readonly number[], papers?: readonly number[][]): Promise<Motion> {
    for (const n of candidates) expectOk(await this.stand(motion, n));
    const pollId = await this.open(motion);
    const places = new Map(
      (await candidatesOf(this.db, [pollId])).get(pollId)!.map((c) => [c.membershipId as string, c.place]),
    );
    const place = (n: number) => places.get(this.member(n).membershipId)!;
    const lines = (papers ?? [candidates]).map((paper) => `r:${paper.map(place).join('>')}`);
    await this.vote(pollId, lines);
    await this.closePoll(pollId);
    return this.motion(motion.id);
  }

  /** An office whose one seat this member holds and has accepted; the term. */
  async delegate(
    n: number,
    changed: Record<string, unknown> = {},
    others: readonly number[] = [],
  ): Promise<Term> {
    const officeId = await this.office(changed);
    const elected = await this.elect(officeId, n, ...others);
    if (!elected.outcome?.done) throw new Error(`nobody elected: ${JSON.stringify(elected.outcome)}`);
    return this.accept(officeId, n);
  }

  async accept(officeId: string, n: number): Promise<Term> {
    const mine = (await this.running(officeId)).find(
      ({ membershipId }) => membershipId === this.member(n).membershipId,
    )!;
    return expectOk(await this.work.run((tx) => acceptSeat(tx, this.member(n).personId, mine.id)));
  }

  running(officeId: string): Promise<Term[]> {
    return runningTerms(this.db, [officeId]);
  }

  withdraw(n: number, term: Pick<Term, 'id'>, work: UnitOfWork = this.work) {
    return work.run((tx) => withdrawConfidence(this.mandates, tx, this.member(n).personId, term.id));
  }

  restore(n: number, term: Pick<Term, 'id'>, work: UnitOfWork = this.work) {
    return work.run((tx) => restoreConfidence(tx, this.member(n).personId, term.id));
  }

  act(n: number, term: Pick<Term, 'id'>, more: Partial<ActInput> = {}, work: UnitOfWork = this.work) {
    const input: ActInput = {
      termId: term.id,
      clientKey: newId(),
      matter: { kind: 'text', text: 'Wages' },
      position: 'supported',
      figures: [],
      text: 'I spoke for it.',
      takesEffectAt: null,
      ...more,
    };
    return work.run((tx) => recordAct(tx, this.member(n).personId, input), { constraints: LAST_WORD });
  }

  /** A mandate with these instructions, for so many days. */
  async mandate(officeId: string, instructions: readonly unknown[], days = 100): Promise<Motion> {
    const endsAt = new Date((await this.db.now()).getTime() + days * DAY).toISOString();
    return this.decide('give_mandate', { officeId, mandate: { endsAt, instructions } });
  }

  /** Does what is due of this context, until nothing is. */
  async settle(process: Process = this): Promise<void> {
    const tasks = mandateTasks(process.work, this.mandates);
    for (let busy = true; busy; ) {
      busy = false;
      for (const task of tasks) busy = (await runIfDue(process.db, task)) || busy;
    }
  }

  async motion(id: string): Promise<Motion> {
    return (await motionById(this.db, id))!;
  }

  async lastMotion(kind: MotionKind): Promise<Motion | null> {
    const row = await this.db.maybe<{ id: string }>(
      'SELECT id FROM motion WHERE kind = $1 ORDER BY id DESC LIMIT 1',
      [kind],
    );
    return row && this.motion(row.id);
  }

  async entries(kind: string): Promise<{ seq: number; data: Record<string, unknown> }[]> {
    const rows = await this.db.query<{ seq: number; bytes: Buffer }>(
      'SELECT seq, bytes FROM entry WHERE kind = $1 ORDER BY seq',
      [kind],
    );
    return rows.map(({ seq, bytes }) => ({
      ...(JSON.parse(bytes.toString()) as { data: Record<string, unknown> }),
      seq,
    }));
  }
}

async function runIfDue(db: Database, task: DueTask): Promise<boolean> {
  const due = await task.nextDue(db);
  if (due === null || due > (await db.now())) return false;
  await task.runDue();
  return true;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
