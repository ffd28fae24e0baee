import { createHash, randomBytes } from 'node:crypto';
import type { AssemblyId, MembershipId, PersonId, PollId } from '@plenary/kernel';
import { Database, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import type { MajorityRule } from '@plenary/tally';
import { createTestDatabase, type TestDatabase } from '@plenary/testing';
import { createPoll } from '../application/create-poll.js';
import { openPoll } from '../application/open-poll.js';
import { NO_PORTS, type VotingPorts } from '../application/ports.js';
import type { NewPoll, Poll } from '../domain/poll.js';

export const SIMPLE_MAJORITY: MajorityRule = {
  kind: 'majority',
  conditions: [{ numerator: 1, denominator: 2, comparison: 'more_than', base: 'yes_and_no' }],
  minimumYes: null,
  quorum: null,
};

export interface Voter {
  readonly personId: PersonId;
  readonly membershipId: MembershipId;
  readonly accessId: string;
  readonly tokenHash: Buffer;
}

/** A database of its own with one assembly in it, for a test file. */
export class Hall {
  readonly uow: UnitOfWork;

  private constructor(
    readonly test: TestDatabase,
    readonly db: Database,
    readonly assemblyId: AssemblyId,
    readonly voters: readonly Voter[],
  ) {
    this.uow = new UnitOfWork(db, appendRecordAndFeed);
  }

  static async open(size: number, poolSize = 20): Promise<Hall> {
    const test = await createTestDatabase();
    const db = await Database.connect({ url: test.url, poolSize });
    const assemblyId = newId<'assembly'>();
    await db.run('INSERT INTO stream (id) VALUES ($1)', [assemblyId]);
    await db.run(
      `INSERT INTO assembly (id, name, time_zone, language, quiet, founded_at)
       VALUES ($1, 'Depot North', 'Europe/Berlin', 'en', false, plenary_now() - interval '1 year')`,
      [assemblyId],
    );
    await db.run(
      `INSERT INTO bylaws (assembly_id, version, preset, sections, adopted_at, authority)
       VALUES ($1, 1, 'union_local', '{}', plenary_now() - interval '1 year', '{"source": "system"}')`,
      [assemblyId],
    );
    await db.run(
      `UPDATE assembly SET (roll_confirmed_at, facilitator_chosen_at, bylaws_adopted_at) = (founded_at, founded_at, founded_at)
       WHERE id = $1`,
      [assemblyId],
    );
    return new Hall(test, db, assemblyId, await addVoters(db, assemblyId, size));
  }

  /** So many members as rows of the membership table alone, for measuring what depends on their number. */
  static async ofSize(size: number): Promise<Hall> {
    const hall = await Hall.open(0, 4);
    await hall.inBulk(
      `INSERT INTO membership (id, assembly_id, person_id, display_name, since, joined_at, counts_from)
       SELECT gen_random_uuid(), $1, gen_random_uuid(), 'Member ' || n, t, t, t
       FROM generate_series(1, $2) AS n, (SELECT plenary_now() - interval '1 year' AS t) AS long_ago`,
      [hall.assemblyId, size],
    );
    await hall.db.run('ANALYZE membership');
    return hall;
  }

  /** Writes many rows without their triggers and foreign keys. */
  async inBulk(statement: string, values: unknown[]): Promise<void> {
    await this.uow.do(async (tx) => {
      await tx.run('SET LOCAL session_replication_role = replica');
      await tx.run(statement, values);
    });
  }

  async close(): Promise<void> {
    await this.db.close();
    await this.test.drop();
  }

  /** A second process on the same database. */
  otherProcess(poolSize = 10): Promise<Database> {
    return Database.connect({ url: this.test.url, poolSize });
  }

  async draft(changes: Partial<NewPoll> = {}): Promise<Poll> {
    const now = await this.db.now();
    const end = 'closesAt' in changes || 'durationSeconds' in changes ? {} : { durationSeconds: 3600 };
    return this.uow.do((tx) =>
      createPoll(tx, {
        assemblyId: this.assemblyId,
        question: 'Shall we refuse overtime from 1 March?',
        text: '',
        tier: 'roll_call',
        method: 'yes_no',
        rule: SIMPLE_MAJORITY,
        opensAt: now,
        noticeAt: now,
        liveResults: false,
        ...end,
        ...changes,
      }),
    );
  }

  async poll(changes: Partial<NewPoll> = {}, ports: VotingPorts = NO_PORTS): Promise<Poll> {
    const draft = await this.draft(changes);
    const opened = await this.uow.run((tx) => openPoll(ports, tx, { pollId: draft.id }));
    if (!opened.ok) throw new Error(opened.rejection.message);
    return opened.value;
  }

  /** Ends the poll's time now: nothing runs by it, but no ballot is taken any more. */
  async endTime(pollId: PollId): Promise<void> {
    await this.db.run(
      `UPDATE poll SET closes_at = greatest(plenary_now(), opened_at + interval '1 microsecond') WHERE id = $1`,
      [pollId],
    );
  }

  /** The voter facilitates from now on. */
  async makeFacilitator(voter: Voter): Promise<void> {
    const task = newId();
    await this.db.run(
      `INSERT INTO task (id, assembly_id, kind, name, created_at) VALUES ($1, $2, 'facilitate', 'Facilitation', plenary_now())`,
      [task, this.assemblyId],
    );
    await this.db.run(
      `INSERT INTO shift (id, assembly_id, task_id, membership_id, chosen, starts_at, ends_at)
       VALUES ($1, $2, $3, $4, 'assembly', plenary_now(), plenary_now() + interval '30 days')`,
      [newId(), this.assemblyId, task, voter.membershipId],
    );
  }

  more(size: number): Promise<Voter[]> {
    return addVoters(this.db, this.assemblyId, size);
  }
}

export async function addVoters(db: Database, assemblyId: AssemblyId, size: number): Promise<Voter[]> {
  const voters = Array.from({ length: size }, () => ({
    personId: newId<'person'>(),
    membershipId: newId<'membership'>(),
    accessId: newId(),
    tokenHash: createHash('sha256').update(randomBytes(32)).digest(),
  }));
  if (size === 0) return [];
  const people = voters.map((voter) => voter.personId);
  await db.run('INSERT INTO stream (id) SELECT unnest($1::uuid[])', [people]);
  await db.run(
    `INSERT INTO person (id, created_at) SELECT unnest($1::uuid[]), plenary_now() - interval '1 year'`,
    [people],
  );
  await db.run(
    `INSERT INTO membership (id, assembly_id, person_id, display_name, since, joined_at, counts_from)
     SELECT id, $1, person, 'Member ' || n, t, t, t
     FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS m (id, person, n), (SELECT plenary_now() - interval '1 year' AS t) AS long_ago`,
    [assemblyId, voters.map((voter) => voter.membershipId), people],
  );
  await db.run(
    `INSERT INTO access (token_hash, id, person_id, kind, label, scopes, created_at, last_used_at, expires_at)
     SELECT hash, id, person, 'session', 'A phone', '{}', plenary_now(), plenary_now(), plenary_now() + interval '60 days'
     FROM unnest($1::bytea[], $2::uuid[], $3::uuid[]) AS a (hash, id, person)`,
    [voters.map((voter) => voter.tokenHash), voters.map((voter) => voter.accessId), people],
  );
  return voters;
}

/** What a promise is rejected with; fails when it is not. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ code?: string; constraint?: string; message: string }> {
  try {
    await promise;
  } catch (error) {
    return error as { code?: string; message: string };
  }
  throw new Error('it was not refused');
}
