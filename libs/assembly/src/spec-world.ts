import { createPerson } from '@plenary/identity';
import type { AssemblyId, MembershipId, PersonId, Rejection, Result } from '@plenary/kernel';
import { Database, type Tx, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { createTestDatabase } from '@plenary/testing';
import { ACCEPT_CONSTRAINTS, acceptInvitation } from './application/accept-invitation.js';
import { APPLY_IMPORT_TOGETHER } from './application/apply-import-together.js';
import { adoptBylaws, chooseFacilitator, confirmRoll } from './application/first-decisions.js';
import { foundAssembly } from './application/found-assembly.js';
import { createInvitation } from './application/invite.js';
import type { AssemblyPorts } from './application/ports.js';
import { MEMBERSHIP_SECTION } from './domain/membership-section.js';

export const MOTION = { source: 'motion', motion: '01890a5d-ac96-774b-bcce-b302099a8057' } as const;

export interface Member {
  readonly person: PersonId;
  readonly id: MembershipId;
  readonly assemblyId: AssemblyId;
}

/** A database with its use cases, as one process has them. */
export class World {
  readonly ports: AssemblyPorts = {
    sections: [MEMBERSHIP_SECTION],
    effects: [APPLY_IMPORT_TOGETHER],
    ended: [],
    moved: [],
    forgotten: [],
  };

  /** What a suspension needs. */
  readonly suspended = [];

  private constructor(
    readonly url: string,
    readonly db: Database,
    readonly work: UnitOfWork,
    private readonly remove: () => Promise<void>,
  ) {}

  static async create(): Promise<World> {
    const { url, drop } = await createTestDatabase();
    const db = await Database.connect({ url, poolSize: 25 });
    return new World(url, db, new UnitOfWork(db, appendRecordAndFeed), drop);
  }

  async end(): Promise<void> {
    await this.db.close();
    await this.remove();
  }

  /** A second process on the same database. */
  async other(): Promise<World> {
    const db = await Database.connect({ url: this.url, poolSize: 10 });
    return new World(this.url, db, new UnitOfWork(db, appendRecordAndFeed), async () => undefined);
  }

  /** Sets the clock of all processes forward, from today. */
  async inDays(days: number): Promise<void> {
    await this.db.run(
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
       $$SELECT clock_timestamp() + interval '${days} days'$$`,
    );
  }

  person(): Promise<PersonId> {
    return this.work.do((tx) => createPerson(tx));
  }

  async found(options: { quiet?: boolean } = {}): Promise<Member> {
    const person = await this.person();
    const input = {
      name: 'Depot North',
      timeZone: 'Europe/Berlin',
      language: 'en',
      quiet: options.quiet ?? false,
      displayName: 'Founder',
    };
    const founded = await this.ok((tx) => foundAssembly(this.ports, tx, person, input));
    return { person, id: founded.membershipId, assemblyId: founded.assemblyId };
  }

  /** Invited by `inviter`, and in; waiting, as new members are. */
  async join(inviter: Member, displayName = 'A member'): Promise<Member> {
    const { secret } = await this.invite(inviter);
    return this.accept(secret, displayName, await this.person());
  }

  invite(inviter: Member) {
    return this.ok((tx) =>
      createInvitation(tx, inviter.person, { assemblyId: inviter.assemblyId, label: null, days: 7 }),
    );
  }

  async accept(secret: string, displayName: string | null, person: PersonId): Promise<Member> {
    const result = await this.tryAccept(secret, displayName, person);
    const { id, assemblyId } = expectOk(result);
    return { person, id, assemblyId };
  }

  tryAccept(secret: string, displayName: string | null, person: PersonId) {
    return this.work.run((tx) => acceptInvitation(this.ports, tx, person, { secret, displayName }), {
      constraints: ACCEPT_CONSTRAINTS,
    });
  }

  /** Founded, with so many members who count, a facilitator (the founder) and a union local's bylaws. */
  async established(members: number): Promise<Member[]> {
    const founder = await this.found();
    const all = [founder];
    while (all.length < members) all.push(await this.join(founder, `Member ${all.length + 1}`));
    await this.establish(founder);
    return all;
  }

  async establish(
    founder: Member,
    preset: 'union_local' | 'delegate_council' | 'consensus_collective' = 'union_local',
  ) {
    const { assemblyId } = founder;
    await this.work.do(async (tx) => {
      await confirmRoll(tx, assemblyId, MOTION);
      await chooseFacilitator(tx, assemblyId, founder.id, MOTION);
      await adoptBylaws(this.ports, tx, assemblyId, { preset, numbers: [] }, MOTION);
    });
  }

  async ok<T>(work: (tx: Tx) => Promise<Result<T>>): Promise<T> {
    return expectOk(await this.work.run(work));
  }

  kindsRecorded(assemblyId: string): Promise<string[]> {
    return this.db
      .query<{ kind: string }>('SELECT kind FROM entry WHERE assembly_id = $1 ORDER BY seq', [assemblyId])
      .then((rows) => rows.map(({ kind }) => kind));
  }
}

export function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.rejection.code} ${result.rejection.message}`);
  return result.value;
}

export function expectRejected(result: Result<unknown>, code: string): Rejection {
  if (result.ok) throw new Error(`expected ${code}, but it was done`);
  if (result.rejection.code !== code)
    throw new Error(`expected ${code}, got ${result.rejection.code}: ${result.rejection.message}`);
  return result.rejection;
}
