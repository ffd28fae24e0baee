import {
  adoptBylaws,
  chooseFacilitator,
  confirmRoll,
  foundAssembly,
  MEMBERSHIP_SECTION,
  type Preset,
} from '@plenary/assembly';
import type { AssemblyId, MeetingId, MembershipId, PersonId, PollId, Result } from '@plenary/kernel';
import { Database, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { createTestDatabase, expectOk, newPerson, type TestDatabase } from '@plenary/testing';
import { closePoll, NO_PORTS, openPoll, type VotingPorts, voidPoll } from '@plenary/voting';
import { MOTION_SECTION } from '../application/bylaw-section.js';
import { motionDecider, motionPutAgain } from '../application/decide-motion.js';
import { type DraftInput, draftMotion } from '../application/draft-motion.js';
import { allEffects } from '../application/effects/index.js';
import { standingFor } from '../application/election-of.js';
import { moveMotion } from '../application/move-motion.js';
import { type MotionEffect, type MotionPorts } from '../application/ports.js';
import { secondMotion } from '../application/second-motion.js';
import type { Motion, MotionKind } from '../domain/motion.js';
import { motionById } from '../persistence/motion-store.js';

export { codeOf, expectOk } from '@plenary/testing';

export const SECTIONS = [MEMBERSHIP_SECTION, MOTION_SECTION];

export interface Member {
  readonly personId: PersonId;
  readonly membershipId: MembershipId;
}

/** An assembly on a database of its own, in which motions are moved. */
export class Floor {
  firstMeetingAt: Date | null = null;
  meetingNow: MeetingId | null = null;
  readonly reported: unknown[] = [];
  readonly effects = new Map(allEffects({ sections: SECTIONS, ended: [], suspended: [] }));
  readonly ports: MotionPorts = {
    effects: this.effects,
    meetings: { firstMeetingAt: async () => this.firstMeetingAt, meetingAt: async () => this.meetingNow },
    report: (error) => this.reported.push(error),
  };
  readonly voting: VotingPorts = {
    ...NO_PORTS,
    pollClosed: motionDecider(this.ports),
    pollVoided: motionPutAgain(this.ports),
    standingFor: standingFor(this.ports),
  };
  readonly members: Member[] = [];

  private constructor(
    readonly test: TestDatabase,
    readonly db: Database,
    readonly work: UnitOfWork,
    readonly assemblyId: AssemblyId,
  ) {}

  /** An assembly that is being founded, with so many members who have joined. The first is its founder. */
  static async founding(size: number): Promise<Floor> {
    const test = await createTestDatabase();
    const db = await Database.connect({ url: test.url, poolSize: 24 });
    return Floor.#found(test, db, size);
  }

  static async #found(test: TestDatabase, db: Database, size: number): Promise<Floor> {
    const work = new UnitOfWork(db, appendRecordAndFeed);
    const founder = await newPerson(db);
    const founded = await work.run((tx) =>
      foundAssembly({ sections: SECTIONS }, tx, founder, {
        name: 'Depot North',
        timeZone: 'Europe/Berlin',
        language: 'en',
        quiet: false,
        displayName: 'Member 1',
      }),
    );
    const { assemblyId, membershipId } = expectOk(founded);
    const floor = new Floor(test, db, work, assemblyId);
    floor.members.push({ personId: founder, membershipId });
    for (let n = 2; n <= size; n++) await floor.join(`Member ${n}`);
    return floor;
  }

  /** The same with its first decisions taken: everybody counts, member 1 facilitates. */
  static async established(size: number, preset: Preset = 'union_local'): Promise<Floor> {
    const floor = await Floor.founding(size);
    await floor.#establish(preset);
    return floor;
  }

  /** A second assembly on the same database, established; it is closed with the first. */
  async another(size: number): Promise<Floor> {
    const floor = await Floor.#found(this.test, this.db, size);
    await floor.#establish('union_local');
    return floor;
  }

  async #establish(preset: Preset): Promise<void> {
    const authority = { source: 'system' } as const;
    await this.work.do(async (tx) => {
      await confirmRoll(tx, this.assemblyId, authority);
      await chooseFacilitator(tx, this.assemblyId, this.member(1).membershipId, authority);
      await adoptBylaws({ sections: SECTIONS }, tx, this.assemblyId, { preset, numbers: [] }, authority);
    });
  }

  async close(): Promise<void> {
    await this.db.close();
    await this.test.drop();
  }

  /** Counting from 1. */
  member(n: number): Member {
    return this.members[n - 1]!;
  }

  async join(name: string, counts = false): Promise<Member> {
    const personId = await newPerson(this.db);
    const membershipId = newId<'membership'>();
    await this.db.run(
      `INSERT INTO membership (id, assembly_id, person_id, display_name, source, since, joined_at, counts_from, vouchers_needed)
       SELECT $1, $2, $3, $4, 'invitation', t, t, CASE WHEN $5 THEN t ELSE t + interval '14 days' END, 0
       FROM (SELECT plenary_now() AS t OFFSET 0) clock`,
      [membershipId, this.assemblyId, personId, name, counts],
    );
    const member = { personId, membershipId };
    this.members.push(member);
    return member;
  }

  /** Sets the database's clock: so many hours from the real one. */
  async setClock(hours: number): Promise<void> {
    await this.db.run(
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS 'SELECT clock_timestamp() + interval ''${hours} hours'''`,
    );
  }

  draft(
    by: number,
    kind: MotionKind,
    effect: DraftInput['effect'] = {},
    more: Partial<DraftInput> = {},
  ): Promise<Result<Motion>> {
    const input = {
      kind,
      title: `A motion of kind ${kind}`,
      text: 'The text.',
      effect,
      opensAt: null,
      seconds: null,
      tier: null,
      ...more,
    };
    return this.work.run((tx) =>
      draftMotion(this.ports, tx, this.member(by).personId, this.assemblyId, input),
    );
  }

  move(by: number, motion: Motion): Promise<Result<Motion>> {
    return this.work.run((tx) => moveMotion(this.ports, tx, this.member(by).personId, motion.id));
  }

  second(by: number, motion: Motion, work: UnitOfWork = this.work): Promise<Result<Motion>> {
    return work.run((tx) => secondMotion(this.ports, tx, this.member(by).personId, motion.id));
  }

  /** Drafted and moved by member 1, seconded by 2 and 3 as far as needed; its poll is announced. */
  async seconded(
    kind: MotionKind,
    effect: DraftInput['effect'] = {},
    more: Partial<DraftInput> = {},
  ): Promise<Motion> {
    const drafted = expectOk(await this.draft(1, kind, effect, more));
    let motion = expectOk(await this.move(1, drafted));
    for (let by = 2; motion.state === 'moved'; by++) motion = expectOk(await this.second(by, motion));
    return motion;
  }

  async open(motion: Motion): Promise<PollId> {
    const now = await this.motion(motion.id);
    expectOk(await this.work.run((tx) => openPoll(this.voting, tx, { pollId: now.pollId! })));
    return now.pollId!;
  }

  /** Everybody on the roll votes so (an answer, or the canonical text of a paper), and the poll's time is over. */
  async vote(pollId: PollId, answer: string): Promise<void> {
    const { tier } = await this.db.one<{ tier: string }>('SELECT tier FROM poll WHERE id = $1', [pollId]);
    if (tier === 'secret') {
      await this.db.run(
        `INSERT INTO secret_ballot (poll_id, id, assembly_id, answer, weight)
         SELECT poll_id, gen_random_uuid(), assembly_id, $2, weight FROM roll WHERE poll_id = $1`,
        [pollId, answer],
      );
      await this.db.run(
        `INSERT INTO participation (poll_id, person_id, assembly_id, code)
         SELECT poll_id, person_id, assembly_id, 'AAAA-BBBB-' || lpad((row_number() OVER ())::text, 4, '0') FROM roll WHERE poll_id = $1`,
        [pollId],
      );
    } else {
      await this.db.run(
        `INSERT INTO ballot (poll_id, person_id, assembly_id, answer, client_key, code, cast_at)
         SELECT poll_id, person_id, assembly_id, $2, person_id::text,
                'AAAA-BBBB-' || lpad((row_number() OVER ())::text, 4, '0'), plenary_now() FROM roll WHERE poll_id = $1`,
        [pollId, answer],
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

  async voidPoll(pollId: PollId): Promise<void> {
    const input = { pollId, reason: 'The roll was wrong.', authority: { source: 'system' } as const };
    expectOk(await this.work.run((tx) => voidPoll(this.voting, tx, input)));
  }

  /** Opened, voted on by everybody, closed and decided. */
  async decide(motion: Motion, answer: 'yes' | 'no'): Promise<Motion> {
    const pollId = await this.open(motion);
    await this.vote(pollId, answer);
    await this.closePoll(pollId);
    return this.motion(motion.id);
  }

  async motion(id: string): Promise<Motion> {
    const motion = await motionById(this.db, id);
    if (motion === null) throw new Error('no such motion');
    return motion;
  }

  replaceEffect(kind: MotionKind, changed: Partial<MotionEffect>): void {
    this.effects.set(kind, { ...this.effects.get(kind)!, ...changed });
  }

  async entries(kind: string): Promise<{ data: Record<string, unknown> }[]> {
    const rows = await this.db.query<{ bytes: Buffer }>(
      'SELECT bytes FROM entry WHERE kind = $1 ORDER BY seq',
      [kind],
    );
    return rows.map(({ bytes }) => JSON.parse(bytes.toString()) as { data: Record<string, unknown> });
  }

  otherProcess(): Promise<Database> {
    return Database.connect({ url: this.test.url, poolSize: 12 });
  }
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
