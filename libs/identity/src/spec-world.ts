import { expect } from '@jest/globals';
import type { AssemblyId, PersonId, Rejection, Result } from '@plenary/kernel';
import { Database, newId, RequestError, type Sql, UnitOfWork } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { appendRecordAndFeed } from '@plenary/record';
import { createTestDatabase, type TestDatabase } from '@plenary/testing';
import { beginPasskeySignIn, beginPasskeySignUp } from './application/begin-passkey.js';
import type { SignedIn } from './application/open-session.js';
import type { IdentityPorts, Visitor } from './application/ports.js';
import { finishPasskeySignIn } from './application/sign-in-with-passkey.js';
import { finishPasskeySignUp } from './application/sign-up-with-passkey.js';
import { hashSecret } from './credential.js';
import type { Mail } from './domain/mails.js';
import { callerOf } from './persistence/access.js';
import { Attempts } from './persistence/attempts.js';
import type { PersonRecovered } from './ports.js';
import { SoftwareAuthenticator } from './software-authenticator.js';

export const ORIGIN = 'https://vote.example.org';
export const STRONG = 'seven purple trams hum at dusk';

/** The context on a database of its own, with everything around it played by plain objects. */
export class World {
  readonly mails: Mail[] = [];
  readonly recovered: PersonRecovered[] = [];
  readonly undone: { personId: PersonId; recoveryId: string }[] = [];
  /** Hex of the invitation's hash → the imported person. */
  readonly invited = new Map<string, PersonId>();
  /** Membership → whose it is, and who may vouch for it. */
  readonly memberships = new Map<string, { personId: PersonId; vouchers: Set<PersonId> }>();
  readonly ports: IdentityPorts;
  readonly visitor: Visitor = { network: '192.0.2.7', device: 'Firefox on Android' };

  private constructor(
    readonly database: TestDatabase,
    readonly db: Database,
  ) {
    this.ports = {
      db,
      work: new UnitOfWork(db, appendRecordAndFeed),
      config: {
        origins: () => [ORIGIN],
        rpId: 'vote.example.org',
        rpName: 'Plenary',
        mailer: { send: async (mail) => void this.mails.push(mail) },
      },
      attempts: new Attempts(db),
      placeholders: { placeholderOf: async (_, hash) => this.invited.get(hash.toString('hex')) ?? null },
      witness: {
        membershipFor: async (_: Sql, voucher, membershipId) => {
          const found = this.memberships.get(membershipId);
          return found?.vouchers.has(voucher)
            ? { personId: found.personId, assemblyId: newId() as AssemblyId }
            : null;
        },
        isMember: async (_: Sql, personId) =>
          [...this.memberships.values()].some((m) => m.personId === personId),
      },
      onRecovered: {
        recovered: async (_, what) => void this.recovered.push(what),
        undone: async (_, what) => void this.undone.push(what),
      },
      mailFailed: () => undefined,
    };
  }

  static async create(): Promise<World> {
    const database = await createTestDatabase();
    return new World(database, await Database.connect({ url: database.url }));
  }

  async close(): Promise<void> {
    await this.db.close();
    await this.database.drop();
  }

  /** Lets the database's clock run ahead of the real one. */
  async setClock(ahead: string): Promise<void> {
    await this.db.query(
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS $$SELECT clock_timestamp() + interval '${ahead}'$$`,
    );
  }

  async signUp(authenticator = new SoftwareAuthenticator(ORIGIN), invitation: string | null = null) {
    const { id, options } = await beginPasskeySignUp(this.ports, this.visitor, invitation);
    const input = { ceremonyId: id, response: authenticator.create(options), label: 'My phone' };
    const signedIn = expectOk(await finishPasskeySignUp(this.ports, this.visitor, input));
    return { ...signedIn, authenticator, caller: await this.caller(signedIn) };
  }

  async signIn(authenticator: SoftwareAuthenticator): Promise<Result<SignedIn>> {
    const { id, options } = await beginPasskeySignIn(this.ports, this.visitor);
    return finishPasskeySignIn(this.ports, this.visitor, {
      ceremonyId: id,
      response: authenticator.get(options),
    });
  }

  async caller(signedIn: { token: string | null }): Promise<Caller> {
    const caller = await callerOf(this.db, hashSecret(signedIn.token!));
    expect(caller).not.toBeNull();
    return caller!;
  }

  async isLive(token: string | null): Promise<boolean> {
    return (await callerOf(this.db, hashSecret(token!))) !== null;
  }

  /** A member of some assembly for whom the vouchers may vouch. */
  membershipOf(personId: PersonId, ...vouchers: PersonId[]): string {
    const id = newId();
    this.memberships.set(id, { personId, vouchers: new Set(vouchers) });
    return id;
  }

  /** What followers of the person's scope were told, in order. */
  async changesOf(personId: PersonId): Promise<{ kind: string; ids: Record<string, string> }[]> {
    return this.db.query('SELECT kind, ids FROM change WHERE scope = $1 ORDER BY seq', [personId]);
  }

  async countPersons(): Promise<number> {
    return (await this.db.one<{ count: number }>('SELECT count(*) FROM person')).count;
  }

  /** The token of the mail sent last. */
  async mailedToken(): Promise<string> {
    await new Promise((resolve) => setImmediate(resolve));
    return /#(\S+)/.exec(this.mails.at(-1)!.text)![1]!;
  }
}

export function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`rejected: ${result.rejection.code} ${result.rejection.message}`);
  return result.value;
}

export function expectRejected<T>(result: Result<T>, code: string): Rejection {
  if (result.ok) throw new Error(`expected ${code}, was accepted`);
  expect(result.rejection.code).toBe(code);
  return result.rejection;
}

export async function expectRefused(work: Promise<unknown>, code: string): Promise<RequestError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RequestError);
  expect((error as RequestError).code).toBe(code);
  return error as RequestError;
}
