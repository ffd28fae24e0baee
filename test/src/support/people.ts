import { SoftwareAuthenticator } from '@plenary/identity/software-authenticator';
import { TestClient } from '@plenary/testing';

/** Where a service process listens. */
export interface Place {
  readonly address: string;
}

export interface Receipt {
  readonly code: string;
  readonly replaced: boolean;
  readonly castAt: string | null;
  readonly signature: string | null;
}
const RECEIPT = 'code replaced castAt signature';

interface Ceremony {
  readonly ceremony: { readonly id: string; readonly options: string };
}

/** Somebody with a session, who got it as everybody does: by a passkey, made in software. */
export class Person {
  private constructor(
    readonly client: TestClient,
    readonly authenticator: SoftwareAuthenticator,
  ) {}

  static async signUp(place: Place, invitation?: string): Promise<Person> {
    const client = new TestClient(place.address);
    const authenticator = new SoftwareAuthenticator(place.address);
    const { ceremony } = await client.ask<Ceremony>(
      'mutation ($input: BeginPasskeySignUpInput!) { ceremony: beginPasskeySignUp(input: $input) { id options } }',
      { input: { invitation } },
    );
    const response = authenticator.create(ceremony.options);
    await client.expectOk(
      'finishPasskeySignUp',
      'SignedIn',
      { ceremonyId: ceremony.id, response },
      'me { id }',
    );
    return new Person(client, authenticator);
  }

  /** The same person in another session, signed in with the same passkey. */
  async signInAgain(): Promise<Person> {
    const client = new TestClient(this.client.address);
    const { ceremony } = await client.ask<Ceremony>(
      'mutation { ceremony: beginPasskeySignIn { id options } }',
    );
    const response = this.authenticator.get(ceremony.options);
    await client.expectOk(
      'finishPasskeySignIn',
      'SignedIn',
      { ceremonyId: ceremony.id, response },
      'me { id }',
    );
    return new Person(client, this.authenticator);
  }

  /** The same session at another process. */
  at(place: Place): Person {
    const client = new TestClient(place.address);
    client.cookie = this.client.cookie;
    return new Person(client, this.authenticator);
  }
}

/** A person in one assembly, with what members do there. */
export class Member {
  constructor(
    readonly person: Person,
    readonly assemblyId: string,
    readonly id: string,
    readonly name: string,
  ) {}

  /** Signs up somebody new, who takes up the invitation. */
  static async join(place: Place, assemblyId: string, secret: string, name: string): Promise<Member> {
    const person = await Person.signUp(place);
    const { id } = await person.client.expectOk<{ id: string }>(
      'acceptInvitation',
      'Membership',
      { secret, displayName: name },
      'id',
    );
    return new Member(person, assemblyId, id, name);
  }

  get client(): TestClient {
    return this.person.client;
  }

  at(place: Place): Member {
    return new Member(this.person.at(place), this.assemblyId, this.id, this.name);
  }

  async signInAgain(): Promise<Member> {
    return new Member(await this.person.signInAgain(), this.assemblyId, this.id, this.name);
  }

  async invite(label: string): Promise<{ id: string; secret: string }> {
    const input = { assemblyId: this.assemblyId, label };
    const made = await this.client.expectOk<{ secret: string; invitation: { id: string } }>(
      'createInvitation',
      'NewInvitation',
      input,
      'secret invitation { id }',
    );
    return { id: made.invitation.id, secret: made.secret };
  }

  async convene(startsAt: Date): Promise<string> {
    const input = { assemblyId: this.assemblyId, startsAt: startsAt.toISOString(), place: 'Canteen' };
    return (await this.client.expectOk<{ id: string }>('conveneMeeting', 'Meeting', input, 'id')).id;
  }

  async draft(motion: Readonly<Record<string, unknown>>): Promise<string> {
    const input = { assemblyId: this.assemblyId, ...motion };
    return (await this.client.expectOk<{ id: string }>('draftMotion', 'Motion', input, 'id')).id;
  }

  async move(motionId: string): Promise<void> {
    await this.client.expectOk('moveMotion', 'Motion', { motionId }, 'id');
  }

  async second(motionId: string): Promise<void> {
    await this.client.expectOk('secondMotion', 'Motion', { motionId }, 'id');
  }

  /** Casts a ballot that must be taken. The same key is the same act. */
  async vote(pollId: string, answer: string, clientKey = this.keyFor(pollId)): Promise<Receipt> {
    return this.client.expectOk<Receipt>(
      'castBallot',
      'BallotReceipt',
      { pollId, answer, clientKey },
      RECEIPT,
    );
  }

  /** The same where it may be refused. */
  tryToVote(pollId: string, answer: string): Promise<Receipt & { __typename: string }> {
    const input = { pollId, answer, clientKey: this.keyFor(pollId) };
    return this.client.attempt<Receipt>('castBallot', 'BallotReceipt', input, RECEIPT);
  }

  keyFor(pollId: string): string {
    return `${this.id.slice(-12)}-${pollId.slice(-12)}`;
  }
}
