import {
  adoptBylaws,
  chooseFacilitator,
  confirmRoll,
  forgetMe,
  foundAssembly,
  leaveAssembly,
  liftSuspension,
  MEMBERSHIP_SECTION,
  suspendMember,
} from '@plenary/assembly';
import type { AssemblyId, MembershipId, PersonId, Result } from '@plenary/kernel';
import { draftMotion, MOTION_SECTION, type Motion, type MotionPorts } from '@plenary/motion';
import { Database, newId, type Tx, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { createTestDatabase, expectOk, newPerson, type TestDatabase } from '@plenary/testing';
import { CLOCK } from '../application/announce-draw.js';
import { ROTATION_SECTION } from '../application/bylaw-section.js';
import { leaveRota } from '../application/fill-places.js';
import { forgetInRota } from '../application/forget-in-rota.js';
import { leaveHardship } from '../application/hardship/erase-requests.js';
import { rotaTask } from '../application/rota-task.js';
import { setTaskEffect } from '../application/set-task-effect.js';
import { suspendInRota } from '../application/suspend-in-rota.js';
import { writeLocal } from '../domain/recurrence.js';
import { wallClock } from '../domain/zone.js';
import { type ShiftRow, shiftsByIds } from '../persistence/shift-rows.js';

export { codeOf, expectOk } from '@plenary/testing';

/** What its bylaws are made of. */
export const SECTIONS = [MEMBERSHIP_SECTION, MOTION_SECTION, ROTATION_SECTION];
export const ZONE = 'Europe/Berlin';
export const DAY_MS = 86_400_000;

export interface Member {
  readonly personId: PersonId;
  readonly membershipId: MembershipId;
}

/** An established assembly with a rota, on a database of its own. Member 1 founded it, and facilitates. */
export class Depot {
  readonly work: UnitOfWork;
  readonly members: Member[] = [];

  private constructor(
    readonly test: TestDatabase,
    readonly db: Database,
    readonly assemblyId: AssemblyId,
  ) {
    this.work = new UnitOfWork(db, appendRecordAndFeed);
  }

  static async of(size: number): Promise<Depot> {
    const test = await createTestDatabase();
    const db = await Database.connect({ url: test.url, poolSize: 16 });
    const work = new UnitOfWork(db, appendRecordAndFeed);
    const personId = await newPerson(db);
    const input = { name: 'Depot', timeZone: ZONE, language: 'en', quiet: false, displayName: 'Member 1' };
    const founded = expectOk(
      await work.run((tx) => foundAssembly({ sections: SECTIONS }, tx, personId, input)),
    );
    const depot = new Depot(test, db, founded.assemblyId);
    depot.members.push({ personId, membershipId: founded.membershipId });
    for (let n = 2; n <= size; n++) await depot.join(`Member ${n}`);
    const authority = { source: 'system' } as const;
    await work.do(async (tx) => {
      await confirmRoll(tx, depot.assemblyId, authority);
      await chooseFacilitator(tx, depot.assemblyId, founded.membershipId, authority);
      const adopted = { preset: 'union_local', numbers: [] } as const;
      await adoptBylaws({ sections: SECTIONS }, tx, depot.assemblyId, adopted, authority);
    });
    return depot;
  }

  async close(): Promise<void> {
    await this.db.close();
    await this.test.drop();
  }

  /** Counting from 1. */
  member(n: number): Member {
    return this.members[n - 1]!;
  }

  async join(name: string): Promise<Member> {
    const member = { personId: await newPerson(this.db), membershipId: newId<'membership'>() };
    await this.db.run(
      `INSERT INTO membership (id, assembly_id, person_id, display_name, source, since, joined_at, counts_from, vouchers_needed)
       SELECT $1, $2, $3, $4, 'invitation', t, t, t, 0 FROM (SELECT plenary_now() AS t OFFSET 0) clock`,
      [member.membershipId, this.assemblyId, member.personId, name],
    );
    this.members.push(member);
    return member;
  }

  leave(n: number): Promise<Result<unknown>> {
    return this.work.run((tx) =>
      leaveAssembly({ ended: [leaveRota, leaveHardship] }, tx, this.member(n).personId, this.assemblyId),
    );
  }

  forget(n: number): Promise<Result<unknown>> {
    const ports = { ended: [leaveRota, leaveHardship], forgotten: [forgetInRota] };
    return this.work.run((tx) => forgetMe(ports, tx, this.member(n).personId, this.assemblyId));
  }

  /** By a carried motion, from now on. */
  async suspend(n: number, until: Date, work: UnitOfWork = this.work): Promise<boolean> {
    const { membershipId } = this.member(n);
    const now = await this.db.now();
    const sanction = { assemblyId: this.assemblyId, membershipId, reason: 'Heard.', hearingAt: now, until };
    const outcome = await work.do((tx) => suspendMember({ suspended: [suspendInRota] }, tx, sanction, CLOCK));
    return outcome.done;
  }

  /** Every suspension of a member. */
  async lift(n: number, work: UnitOfWork = this.work): Promise<boolean> {
    const { membershipId } = this.member(n);
    const outcome = await work.do((tx) =>
      liftSuspension({ suspended: [suspendInRota] }, tx, this.assemblyId, membershipId, CLOCK),
    );
    return outcome.done;
  }

  /** Counting from 1. */
  numberOf({ membershipId }: Pick<ShiftRow, 'membershipId'>): number {
    return this.members.findIndex((each) => each.membershipId === membershipId) + 1;
  }

  /** Sets the database's clock to an instant; it goes on from there. */
  async goTo(at: Date): Promise<void> {
    const { ms } = await this.db.one<{ ms: number }>(
      'SELECT round(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)::float8 AS ms',
      [at],
    );
    await this.db.run(
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS 'SELECT clock_timestamp() + interval ''${ms} milliseconds'''`,
    );
  }

  /** Stops the database's clock at an instant, for what has to be seen to the millisecond. */
  async stopAt(at: Date): Promise<void> {
    await this.db.run(
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS 'SELECT timestamptz ''${at.toISOString()}'''`,
    );
  }

  async later(ms: number): Promise<void> {
    await this.goTo(new Date((await this.db.now()).getTime() + ms));
  }

  /** What a carried motion about a task does, or why it could not be moved. */
  async setTask(task: Readonly<Record<string, unknown>>): Promise<string> {
    const motion = await this.draft(task);
    if (!motion.ok) return motion.rejection.code;
    const outcome = await this.work.do((tx) =>
      setTaskEffect.execute(
        tx,
        motion.value,
        motion.value.effect,
        { source: 'motion', motion: motion.value.id },
        [],
      ),
    );
    return outcome.done ? 'done' : outcome.because;
  }

  draft(task: Readonly<Record<string, unknown>>): Promise<Result<Motion>> {
    const ports = { effects: new Map([['set_task', setTaskEffect]]) } as unknown as MotionPorts;
    const motion = {
      kind: 'set_task',
      title: 'A task',
      text: '',
      effect: { task },
      opensAt: null,
      seconds: null,
      tier: null,
    } as const;
    return this.work.run((tx) => draftMotion(ports, tx, this.member(1).personId, this.assemblyId, motion));
  }

  /** The start of a task at an hour of today, as a rule has it. */
  async start(hour = 19): Promise<string> {
    const today = Math.floor(wallClock((await this.db.now()).getTime(), ZONE) / DAY_MS) * DAY_MS;
    return writeLocal(today + hour * 3_600_000);
  }

  /** Does all that the rota has due, as one process. */
  async tick(work: UnitOfWork = this.work): Promise<void> {
    await rotaTask(work).runDue();
  }

  /** Announces and draws what waits for it. */
  async drawAll(): Promise<void> {
    await this.tick();
    await this.later(3_600_000 + 1_000);
    await this.tick();
  }

  /** The shifts that stand, in order. */
  async shifts(): Promise<ShiftRow[]> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM shift WHERE place_id IS NOT NULL AND ended_at IS NULL ORDER BY starts_at, id',
    );
    const found = await shiftsByIds(
      this.db,
      rows.map(({ id }) => id),
    );
    return rows.map(({ id }) => found.find((shift) => shift.id === id)!);
  }

  /** As the member who holds it. */
  personOf(shift: Pick<ShiftRow, 'membershipId'>): PersonId {
    return this.members.find(({ membershipId }) => membershipId === shift.membershipId)!.personId;
  }

  run<T>(work: (tx: Tx) => Promise<Result<T>>, constraints = {}): Promise<Result<T>> {
    return this.work.run(work, { constraints });
  }

  async entries(kind: string): Promise<{ data: Record<string, unknown> }[]> {
    const rows = await this.db.query<{ bytes: Buffer }>(
      'SELECT bytes FROM entry WHERE kind = $1 ORDER BY seq',
      [kind],
    );
    return rows.map(({ bytes }) => JSON.parse(bytes.toString()) as { data: Record<string, unknown> });
  }
}
