import { createPersonWithSession } from '@plenary/identity';
import { ok, type PersonId, type Rejection, type Result, rejected } from '@plenary/kernel';
import { meetingTask } from '@plenary/meeting';
import { type Database, type Feed, Sql } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { rotaTask } from '@plenary/rotation';
import { BallotBox, votingTasks } from '@plenary/voting';
import type { PoolClient } from 'pg';
import { decideThings } from './decided.js';
import { FOUNDED_DAYS_AGO, firstMeeting, found, importRoll, TIME_ZONE } from './founding.js';
import { OneTransaction } from './one-transaction.js';
import { openThings } from './open-now.js';
import { PastClock } from './past-clock.js';
import { keepRota } from './rota.js';
import type { SamplePorts } from './stage.js';

export interface SampleNotOffered extends Rejection {
  readonly code: 'SAMPLE_NOT_OFFERED';
}

export const sampleNotOffered = () =>
  rejected<SampleNotOffered>({
    code: 'SAMPLE_NOT_OFFERED',
    message:
      'There is an assembly on this server already, so the sample is not offered any more. Open this page anew.',
  });

export interface OpenedSample {
  readonly personId: PersonId;
  /** The secret of the session that was opened; null for somebody who had one. */
  readonly token: string | null;
}

// One at a time on a server, whichever process was asked.
const SAMPLE_LOCK = 7_050_001;

/**
 * Enters a made-up union local with six weeks of history, and makes the caller one of its members. All of it goes
 * through the use cases that the API calls, in one transaction with a clock of its own: it appears whole or not at all.
 * Only on a server without an assembly, and once: whoever comes second waits for the first and is then refused.
 */
export async function openSample(
  around: {
    readonly db: Database;
    readonly feed: Feed;
    readonly ports: SamplePorts;
    tell(step: string): void;
    /** Whether whoever asked still waits for the answer, and with it for their session. */
    waits(): boolean;
  },
  caller: PersonId | null,
): Promise<Result<OpenedSample, SampleNotOffered>> {
  const client = await around.db.pool.connect();
  // Without a listener a connection that breaks would end the process; the statement that runs then fails by itself.
  client.on('error', () => undefined);
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [SAMPLE_LOCK]);
    const sql = new Sql(client);
    if (await hasAssembly(sql)) return sampleNotOffered();
    const work = new OneTransaction(client, appendRecordAndFeed);
    const opened = await signIn(work, caller);
    await enter(work, client, around, opened.personId);
    // A page that was loaded anew meanwhile has no way in: nothing is kept, and the sample is offered to it again.
    if (!around.waits()) return sampleNotOffered();
    await client.query('COMMIT');
    work.committed();
    around.feed.wake([...work.scopes]);
    return ok(opened);
  } finally {
    // Closed and never used again: its statements were prepared under the sample's clock. What was not committed is gone.
    client.release(true);
  }
}

/** Whether anybody has founded an assembly here. */
export async function hasAssembly(sql: Sql): Promise<boolean> {
  return (await sql.one<{ found: boolean }>('SELECT EXISTS (SELECT FROM assembly) AS found')).found;
}

/** In the present, so that the session lasts as long as any. */
async function signIn(work: OneTransaction, caller: PersonId | null): Promise<OpenedSample> {
  return caller === null ? work.do(createPersonWithSession) : { personId: caller, token: null };
}

async function enter(
  work: OneTransaction,
  client: PoolClient,
  { ports, tell }: { readonly ports: SamplePorts; tell(step: string): void },
  caller: PersonId,
): Promise<void> {
  const votes = votingTasks(work, ports.voting).filter(({ name }) => name !== 'voting.shred');
  const clock = await PastClock.start(
    new Sql(client),
    [...votes, meetingTask(work), rotaTask(work)],
    TIME_ZONE,
    FOUNDED_DAYS_AGO + 1,
  );
  tell('The founding');
  const stage = await found(work, clock, ports, new BallotBox(work));
  tell('The roll');
  await importRoll(stage, caller);
  tell('The first meeting');
  await firstMeeting(stage);
  tell('Six weeks of decisions');
  const amendment = await decideThings(stage);
  tell('What is open today');
  await openThings(stage, amendment);
  await keepRota(stage);
  await clock.goTo(clock.present);
  await clock.stop();
}
