import { randomBytes } from 'node:crypto';
import type { AssemblyId, MembershipId, PersonId, PollId } from '@plenary/kernel';
import { Database, Feed, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { createTestDatabase } from '@plenary/testing';
import { createPoll, NO_PORTS, openPoll, type Tier } from '@plenary/voting';

export interface Member {
  readonly personId: PersonId;
  readonly membershipId: MembershipId;
  /** The secret of a session that is signed in. */
  readonly token: string;
}

export interface Assembly {
  readonly id: AssemblyId;
  readonly members: readonly Member[];
}

const BATCH = 10_000;

/** A migrated database of a measurement's own, with what it needs in it. */
export class World {
  private constructor(
    readonly url: string,
    readonly db: Database,
    readonly work: UnitOfWork,
    /** What tells the service's processes of a commit, once it is started. */
    readonly feed: Feed,
    readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<World> {
    const { url, drop } = await createTestDatabase();
    const db = await Database.connect({ url, applicationName: 'plenary bench' });
    const feed = new Feed(db);
    return new World(url, db, new UnitOfWork(db, appendRecordAndFeed, feed), feed, drop);
  }

  async close(): Promise<void> {
    await this.db.close();
    await this.drop();
  }

  /** An assembly whose members have all joined, count, and are signed in: written in bulk, which nothing here measures. */
  async assembly(name: string, size: number): Promise<Assembly> {
    const id = newId<'assembly'>();
    await this.db.run('INSERT INTO stream (id) VALUES ($1)', [id]);
    await this.db.run(
      `INSERT INTO assembly (id, name, time_zone, language, quiet, founded_at, roll_confirmed_at, facilitator_chosen_at, bylaws_adopted_at)
       SELECT $1, $2, 'UTC', 'en', false, t, t, t, t FROM (SELECT plenary_now() - interval '1 year' AS t) AS long_ago`,
      [id, name],
    );
    const members: Member[] = [];
    while (members.length < size)
      members.push(...(await this.#join(id, Math.min(BATCH, size - members.length))));
    // As autovacuum would have done long since.
    for (const table of ['stream', 'person', 'access', 'membership'])
      await this.db.run(`VACUUM (ANALYZE) ${table}`);
    return { id, members };
  }

  async #join(assemblyId: AssemblyId, size: number): Promise<Member[]> {
    const members = Array.from({ length: size }, () => ({
      personId: newId<'person'>(),
      membershipId: newId<'membership'>(),
      token: randomBytes(32).toString('base64url'),
    }));
    const people = members.map(({ personId }) => personId);
    await this.db.run('INSERT INTO stream (id) SELECT unnest($1::uuid[])', [people]);
    await this.db.run(
      `INSERT INTO person (id, created_at) SELECT unnest($1::uuid[]), plenary_now() - interval '1 year'`,
      [people],
    );
    await this.db.run(
      `INSERT INTO membership (id, assembly_id, person_id, display_name, since, joined_at, counts_from)
       SELECT id, $1, person, 'Member ' || n, t, t, t
       FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS m (id, person, n),
            (SELECT plenary_now() - interval '1 year' AS t) AS long_ago`,
      [assemblyId, members.map(({ membershipId }) => membershipId), people],
    );
    await this.db.run(
      `INSERT INTO access (token_hash, id, person_id, kind, label, scopes, created_at, last_used_at, expires_at)
       SELECT sha256(convert_to(token, 'UTF8')), id, person, 'session', 'A phone', '{}', now, now, now + interval '60 days'
       FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS a (token, id, person), plenary_now() AS now`,
      [members.map(({ token }) => token), members.map(() => newId()), people],
    );
    return members;
  }

  async draft({ id }: Assembly, tier: Tier, liveResults = false): Promise<PollId> {
    const now = await this.db.now();
    const poll = await this.work.do((tx) =>
      createPoll(tx, {
        assemblyId: id,
        question: 'Shall we refuse overtime from 1 March?',
        text: '',
        tier,
        method: 'yes_no',
        rule: {
          kind: 'majority',
          conditions: [{ numerator: 1, denominator: 2, comparison: 'more_than', base: 'yes_and_no' }],
          minimumYes: null,
          quorum: null,
        },
        // No process opens it by itself: whoever measures does.
        opensAt: new Date(now.getTime() + 86_400_000),
        durationSeconds: 86_400,
        noticeAt: now,
        liveResults,
      }),
    );
    return poll.id;
  }

  async openPoll(pollId: PollId): Promise<void> {
    const opened = await this.work.run((tx) => openPoll(NO_PORTS, tx, { pollId }));
    if (!opened.ok) throw new Error(opened.rejection.message);
  }

  async poll(assembly: Assembly, tier: Tier, liveResults = false): Promise<PollId> {
    const pollId = await this.draft(assembly, tier, liveResults);
    await this.openPoll(pollId);
    return pollId;
  }
}
