import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiProcess } from '@plenary/testing';
import pg from 'pg';
import { type Assembly, closed, establishedAssembly, putToVote } from './support/assemblies.js';
import type { Member } from './support/people.js';
import { RawSocket } from './support/raw-socket.js';
import { eventually, Service } from './support/service.js';

const VOTERS = 60;
const CAST = `mutation ($input: CastBallotInput!) { castBallot(input: $input) {
  __typename ... on BallotReceipt { code } ... on Rejection { code message } } }`;

type Answer = { status: number; receipt?: string; code?: string } | 'no answer';

/** Sends one ballot once, and says what came of it. */
async function cast({ address }: { address: string }, member: Member, pollId: string): Promise<Answer> {
  const input = { pollId, answer: 'YES', clientKey: member.keyFor(pollId) };
  try {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: member.client.cookie },
      body: JSON.stringify({ query: CAST, variables: { input } }),
    });
    const body = (await response.json()) as {
      data?: { castBallot: { __typename: string; code: string } };
      errors?: { extensions: { code: string } }[];
    };
    const { status } = response;
    if (body.data?.castBallot.__typename === 'BallotReceipt')
      return { status, receipt: body.data.castBallot.code };
    return { status, code: body.errors?.[0]?.extensions.code ?? body.data?.castBallot.code };
  } catch {
    return 'no answer';
  }
}

describe('a service that is told to stop', () => {
  let service: Service;
  let assembly: Assembly;

  beforeAll(async () => {
    service = await Service.start();
    assembly = await establishedAssembly(service, 'Depot South', VOTERS);
  });
  afterAll(() => service.stop());

  for (const tier of ['ROLL_CALL', 'SECRET']) {
    it(`under load answers what it took, and turns the rest away: every receipt is kept (${tier})`, async () => {
      const { members } = assembly;
      const put = await putToVote(members.slice(0, 2), {
        kind: 'ORDINARY',
        title: 'Stop',
        text: 'Yes.',
        tier,
      });
      const leaving = await service.startProcess();
      const answers = new Map<Member, Answer[]>(members.map((member) => [member, []]));
      let stopped: Promise<number | null> | null = null;
      await Promise.all(
        members.map(async (member, i) => {
          // Each sends again and again, as a phone does, until the service is gone.
          for (let last: Answer | null = null; last !== 'no answer'; ) {
            last = await cast(leaving, member, put.pollId);
            answers.get(member)!.push(last);
            if (i === 0 && answers.get(member)!.length >= 3) stopped ??= leaving.stop();
          }
        }),
      );
      expect(await stopped).toBe(0);
      expect(leaving.log()).not.toMatch(/"level":"(error|fatal)"/);
      const all = [...answers.values()].flat().filter((answer) => answer !== 'no answer');
      for (const { status, receipt, code } of all) {
        if (receipt !== undefined) expect(status).toBe(200);
        else expect({ status, code }).toEqual({ status: 503, code: 'TRY_AGAIN' });
      }
      const receipts = new Map<Member, string>();
      for (const [member, mine] of answers) {
        const codes = new Set(mine.flatMap((each) => (each === 'no answer' ? [] : (each.receipt ?? []))));
        expect(codes.size).toBeLessThanOrEqual(1);
        for (const code of codes) receipts.set(member, code);
      }
      expect(receipts.size).toBeGreaterThan(0);

      const [other] = service.apis;
      for (const [member, receipt] of receipts)
        expect(await cast(other!, member, put.pollId)).toEqual({ status: 200, receipt });
      await closed(service, members[0]!, put);
      const { poll } = await members[0]!.client.ask<{ poll: { result: { tally: { cast: number } } } }>(
        'query ($id: ID!) { poll(id: $id) { result { tally { cast } } } }',
        { id: put.pollId },
      );
      expect(poll.result.tally.cast).toBeGreaterThanOrEqual(receipts.size);
    });
  }

  it('finishes a request that is under way, while it takes no new one', async () => {
    const leaving = await service.startProcess();
    const [member] = assembly.members;
    const blocking = new pg.Client({ connectionString: service.databaseUrl });
    await blocking.connect();
    try {
      await blocking.query('BEGIN; LOCK TABLE motion IN ACCESS EXCLUSIVE MODE');
      const drafting = member!
        .at(leaving)
        .draft({ kind: 'ORDINARY', title: 'Drafted late', text: 'Still written.' });
      const waits = async () =>
        (
          await blocking.query(
            `SELECT count(*)::int AS n FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'plenary api' AND wait_event_type = 'Lock'`,
          )
        ).rows[0].n as number;
      await eventually(waits, (n) => n > 0);
      const stopping = leaving.stop();
      await eventually(
        () => cast(leaving, member!, member!.id),
        (answer) => answer === 'no answer' || answer.code === 'TRY_AGAIN',
      );
      await blocking.query('ROLLBACK');
      expect(await drafting).toMatch(/^[0-9a-f-]{36}$/);
      expect(await stopping).toBe(0);
    } finally {
      await blocking.end();
    }
  });

  it('tells its followers that it is going away, so that they come back elsewhere', async () => {
    const leaving: ApiProcess = await service.startProcess();
    const [member] = assembly.members;
    const socket = await RawSocket.open(leaving.address, member!.client.cookie);
    socket.subscribe('subscription { myAccessChanged { kind } }');
    await socket.received(2);
    const stopping = leaving.stop();
    expect(await socket.over).toBe(1001);
    expect(await stopping).toBe(0);
  });
});
