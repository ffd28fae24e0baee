import {
  adoptBylaws,
  type BylawSection,
  chooseFacilitator,
  confirmRoll,
  foundAssembly,
  MEMBERSHIP_SECTION,
} from '@plenary/assembly';
import type { AssemblyId, MembershipId, PersonId, Rejection, Result } from '@plenary/kernel';
import { Database, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { createTestDatabase, expectOk, newPerson, type TestDatabase } from '@plenary/testing';

export { expectOk } from '@plenary/testing';

export interface Member {
  readonly personId: PersonId;
  readonly membershipId: MembershipId;
}

/** An assembly on a database of its own, which meets. Its first member founded it. */
export class Hall {
  readonly work: UnitOfWork;
  readonly members: Member[] = [];

  private constructor(
    readonly test: TestDatabase,
    readonly db: Database,
    readonly sections: readonly BylawSection[],
    readonly assemblyId: AssemblyId,
  ) {
    this.work = new UnitOfWork(db, appendRecordAndFeed);
  }

  static async founding(
    size: number,
    sections: readonly BylawSection[] = [MEMBERSHIP_SECTION],
  ): Promise<Hall> {
    const test = await createTestDatabase();
    const db = await Database.connect({ url: test.url, poolSize: 24 });
    const personId = await newPerson(db);
    const work = new UnitOfWork(db, appendRecordAndFeed);
    const input = {
      name: 'Depot North',
      timeZone: 'Europe/Berlin',
      language: 'en',
      quiet: false,
      displayName: 'Member 1',
    };
    const { assemblyId, membershipId } = expectOk(
      await work.run((tx) => foundAssembly({ sections }, tx, personId, input)),
    );
    const hall = new Hall(test, db, sections, assemblyId);
    hall.members.push({ personId, membershipId });
    for (let n = 2; n <= size; n++) await hall.join(`Member ${n}`);
    return hall;
  }

  /** The first decisions are taken: member 1 facilitates. */
  async establish(): Promise<void> {
    const authority = { source: 'system' } as const;
    await this.work.do(async (tx) => {
      await confirmRoll(tx, this.assemblyId, authority);
      await chooseFacilitator(tx, this.assemblyId, this.member(1).membershipId, authority);
      await adoptBylaws(
        { sections: this.sections },
        tx,
        this.assemblyId,
        { preset: 'union_local', numbers: [] },
        authority,
      );
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

  async join(name: string): Promise<Member> {
    const member = { personId: await newPerson(this.db), membershipId: newId<'membership'>() };
    await this.db.run(
      `INSERT INTO membership (id, assembly_id, person_id, display_name, source, since, joined_at, counts_from, vouchers_needed)
       SELECT $1, $2, $3, $4, 'invitation', t, t, t + interval '14 days', 0 FROM (SELECT plenary_now() AS t OFFSET 0) clock`,
      [member.membershipId, this.assemblyId, member.personId, name],
    );
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

  async inHours(hours: number): Promise<Date> {
    return new Date((await this.db.now()).getTime() + hours * 3_600_000);
  }

  async entries(
    kind: string,
  ): Promise<{ data: Record<string, unknown>; authority: Record<string, unknown> }[]> {
    const rows = await this.db.query<{ bytes: Buffer }>(
      'SELECT bytes FROM entry WHERE kind = $1 ORDER BY seq',
      [kind],
    );
    return rows.map(
      ({ bytes }) =>
        JSON.parse(bytes.toString()) as { data: Record<string, unknown>; authority: Record<string, unknown> },
    );
  }
}

export function codeOf(result: Result<unknown, Rejection>): string {
  if (result.ok) return 'accepted';
  // What a request of members together was refused for.
  const { because } = result.rejection as { because?: string };
  return because ?? result.rejection.code;
}
