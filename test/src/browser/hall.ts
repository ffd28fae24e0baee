import {
  type ApiProcess,
  createTestDatabase,
  startApiProcess,
  TestClient,
  type TestDatabase,
} from '@plenary/testing';
import pg from 'pg';

const PASSPHRASE = 'copper lantern walks seven gardens';

interface PollState {
  readonly state: string;
  readonly result: { readonly turnout: number } | null;
}

/** A member of the hall, with the session that a browser can take over as a cookie. */
export interface Attendee {
  readonly client: TestClient;
  readonly signInName: string;
  readonly passphrase: string;
}

/**
 * A service of its own with an assembly of two in its first meeting, made through the API: what a test needs
 * that is about something that comes later.
 */
export class Hall {
  #ahead = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly api: ApiProcess,
    readonly assemblyId: string,
    /** Ana's membership. */
    readonly anaId: string,
    readonly ana: Attendee,
    readonly jo: Attendee,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<Hall> {
    const database = await createTestDatabase();
    const api = await startApiProcess(database.url, env);
    const ana = await signUp(api);
    const { id, myMembership } = await ana.client.expectOk<{ id: string; myMembership: { id: string } }>(
      'foundAssembly',
      'Assembly',
      { name: 'Depot North', displayName: 'Ana', timeZone: 'Europe/Berlin', language: 'en' },
      'id myMembership { id }',
    );
    const jo = await signUp(api);
    const { secret } = await ana.client.expectOk<{ secret: string }>(
      'createInvitation',
      'NewInvitation',
      { assemblyId: id },
      'secret',
    );
    await jo.client.expectOk('acceptInvitation', 'Membership', { secret, displayName: 'Jo' }, 'id');
    const { server } = await ana.client.ask<{ server: { now: string } }>('{ server { now } }');
    await ana.client.expectOk('conveneMeeting', 'Meeting', { assemblyId: id, startsAt: server.now }, 'id');
    return new Hall(database, api, id, myMembership.id, ana, jo);
  }

  /** Ana moves the next founding decision, Jo seconds it, and it is open: the poll's id. */
  async openPoll(kind: string, effect: Record<string, unknown> | null, voteSeconds = 300): Promise<string> {
    const input = { assemblyId: this.assemblyId, kind, title: questionOf(kind), effect, voteSeconds };
    const { id } = await this.ana.client.expectOk<{ id: string }>('draftMotion', 'Motion', input, 'id');
    await this.ana.client.expectOk('moveMotion', 'Motion', { motionId: id }, 'id');
    const { poll } = await this.jo.client.expectOk<{ poll: { id: string } }>(
      'secondMotion',
      'Motion',
      { motionId: id },
      'poll { id }',
    );
    await this.untilPoll(poll.id, 'OPEN');
    return poll.id;
  }

  /** Ana and Jo vote for it, and its time is over: a founding decision is taken. */
  async carry(kind: string, effect: Record<string, unknown> | null): Promise<void> {
    const pollId = await this.openPoll(kind, effect);
    for (const { client } of [this.ana, this.jo]) {
      await client.expectOk(
        'castBallot',
        'BallotReceipt',
        { pollId, answer: 'YES', clientKey: `carry-${kind}` },
        'code',
      );
    }
    await this.jumpAhead(300);
    await this.untilPoll(pollId, 'CLOSED');
  }

  /** Ana, who facilitates, ends the meeting that is on. */
  async endMeeting(): Promise<void> {
    const query = 'query ($id: ID!) { assembly(id: $id) { currentMeeting { id } } }';
    const { assembly } = await this.ana.client.ask<{ assembly: { currentMeeting: { id: string } } }>(query, {
      id: this.assemblyId,
    });
    await this.ana.client.expectOk('endMeeting', 'Meeting', { meetingId: assembly.currentMeeting.id }, 'id');
  }

  /** Waits until the poll stands so, and gives what is then known of it. */
  async untilPoll(id: string, state: 'OPEN' | 'CLOSED'): Promise<PollState> {
    const query = 'subscription ($id: ID!) { pollUpdated(pollId: $id) { state result { turnout } } }';
    const updates = this.ana.client.subscribe<{ pollUpdated: PollState }>(query, { id });
    try {
      return (await updates.until(({ pollUpdated }) => pollUpdated.state === state)).pollUpdated;
    } finally {
      updates.stop();
    }
  }

  /** Puts this hall's clock forward. */
  async jumpAhead(seconds: number): Promise<void> {
    this.#ahead += seconds;
    await setClockAhead(this.database, this.#ahead);
  }

  /** Gives Jo a shift of a task from now on, which no draw would give so soon. */
  async giveJo(task: string, seconds: number): Promise<void> {
    await this.#sql(
      `INSERT INTO shift (id, assembly_id, task_id, membership_id, starts_at, ends_at, chosen)
       SELECT gen_random_uuid(), t.assembly_id, t.id, m.id, clock.now, clock.now + interval '${seconds} seconds', 'assembly'
       FROM (SELECT plenary_now() AS now OFFSET 0) clock, task t JOIN membership m ON m.assembly_id = t.assembly_id
       WHERE t.name = '${task}' AND m.display_name = 'Jo'`,
    );
  }

  async #sql(text: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    await this.api.stop();
    await this.database.drop();
  }
}

/** Puts the clock of a test's own database forward: every process asks the database what time it is. */
export async function setClockAhead(database: TestDatabase, seconds: number): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS $$SELECT clock_timestamp() + interval '${seconds} seconds'$$`,
    );
  } finally {
    await client.end();
  }
}

export const questionOf = (kind: string): string => `Shall we ${kind.toLowerCase().replaceAll('_', ' ')}?`;

async function signUp(api: ApiProcess): Promise<Attendee> {
  const client = new TestClient(api.address);
  const { signInName } = await client.expectOk<{ signInName: string }>(
    'signUpWithPassphrase',
    'SignedIn',
    { passphrase: PASSPHRASE },
    'signInName',
  );
  return { client, signInName, passphrase: PASSPHRASE };
}
