import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Assembly,
  closed,
  decided,
  establishedAssembly,
  type Put,
  putToVote,
} from './support/assemblies.js';
import type { Member, Receipt } from './support/people.js';
import { pause, Service } from './support/service.js';

const TIERS = ['ROLL_CALL', 'SECRET'] as const;
type Tier = (typeof TIERS)[number];

const VOTERS = 100;

const RESULT = `query ($id: ID!, $after: String) { poll(id: $id) {
  result { entitled tally { cast yes no } } ballots(first: 100, after: $after) { nodes { code answer } } } }`;
const MINE = 'query ($id: ID!) { poll(id: $id) { myBallot { receipt { code } } } }';

interface Counted {
  readonly cast: number;
  readonly yes: number;
  readonly no: number;
  /** The codes of the published list. */
  readonly codes: readonly string[];
}

type Answered = Receipt & { readonly __typename: string };

describe('casting over HTTP', () => {
  let service: Service;
  let assembly: Assembly;
  let voters: readonly Member[];

  beforeAll(async () => {
    service = await Service.start(2);
    assembly = await establishedAssembly(service, 'Depot West', VOTERS);
    voters = assembly.members;
  });
  afterAll(() => service.stop());

  /** Every second voter talks to the one process, the others to the other. */
  const spread = (member: Member, i: number) => member.at(service.apis[i % 2]!);
  const put = (tier: Tier): Promise<Put> =>
    putToVote(voters.slice(0, 2), { kind: 'ORDINARY', title: `A vote ${tier}`, text: 'Yes.', tier });
  const answerOf = (i: number) => (i % 3 === 0 ? 'NO' : 'YES');

  const counted = async (pollId: string, place = service.apis[0]!): Promise<Counted> => {
    const { poll } = await voters[0]!.at(place).client.ask<{
      poll: { result: { tally: Counted }; ballots: { nodes: { code: string }[] } };
    }>(RESULT, { id: pollId });
    const { cast, yes, no } = poll.result.tally;
    return { cast, yes, no, codes: poll.ballots.nodes.map(({ code }) => code) };
  };

  /** Each with the ballot in the variable `input`, but for those that say otherwise. */
  const RECEIPT_ONLY = '... on BallotReceipt { pollId code replaced castAt }';
  const documents = [
    `mutation Cast($input: CastBallotInput!) { castBallot(input: $input) { __typename ${RECEIPT_ONLY} ... on Rejection { code message } } }`,
    'mutation ($input: CastBallotInput!) { mine: castBallot(input: $input) { kind: __typename ... on BallotReceipt { when: castAt again: code code __proto__: replaced } } }',
    'mutation ($input: CastBallotInput!) { __proto__: castBallot(input: $input) { __typename } }',
    `mutation ($input: CastBallotInput!) { castBallot(input: $input) { ... on PollNotOpen { opensAt } ${RECEIPT_ONLY} ${RECEIPT_ONLY} } }`,
    'mutation ($input: CastBallotInput!) { castBallot(input: $input) { ... on CastBallotResult { __typename ... { ... on BallotReceipt { code } } } } }',
    'mutation ($input: CastBallotInput!) { castBallot(input: $input) { ... on Rejection { code } } }',
    'mutation ($input: CastBallotInput!) { castBallot(input: $input) { ...R } } fragment R on BallotReceipt { code }',
    'mutation ($input: CastBallotInput!) { castBallot(input: $input) { __typename @skip(if: true) ... on BallotReceipt @include(if: true) { code replaced @skip(if: true) } } }',
    'mutation ($input: CastBallotInput!) { castBallot(input: $input) @skip(if: true) { __typename } }',
    'mutation ($input: CastBallotInput!) { castBallot(input: $input) { ... on BallotReceipt { code signature } } }',
    'mutation ($input: CastBallotInput!) { __typename a: castBallot(input: $input) { __typename } b: castBallot(input: $input) { ... on BallotReceipt { code } } }',
    'mutation ($input: CastBallotInput!, $yes: Boolean!) { castBallot(input: $input) { __typename @include(if: $yes) } }',
    'mutation ($input: CastBallotInput! = { pollId: "", clientKey: "" }) { castBallot(input: $input) { __typename } }',
    'mutation ($input: CastBallotInput = { pollId: "", clientKey: "" }) { castBallot(input: $input) { __typename } }',
    'mutation One($input: CastBallotInput!) { castBallot(input: $input) { __typename } } mutation Two { __typename }',
  ];

  it.each(TIERS)(
    'is told by the short way what it is by the long one, however it is asked for (%s)',
    async (tier) => {
      const poll = await put(tier);
      const [voter, late] = [voters[3]!, voters[4]!];
      const ballot = { pollId: poll.pollId, answer: 'YES', clientKey: voter.keyFor(poll.pollId) };
      await voter.vote(ballot.pollId, ballot.answer);
      const told = async (path: string, body: object, { client: { cookie, address } } = voter) => {
        const response = await fetch(new URL(path, address), {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie },
          body: JSON.stringify(body),
        });
        return {
          status: response.status,
          type: response.headers.get('content-type'),
          body: await response.text(),
        };
      };
      // Sent again a ballot gets the receipt that it got.
      const bodies = [
        ...documents.map((query) => ({ query, variables: { input: ballot, yes: true } })),
        ...[
          { input: { ...ballot, answer: 'BLOCK', clientKey: 'another-key' } },
          { input: { ...ballot, answer: 'MAYBE' } },
          { input: { ...ballot, answer: null } },
          { input: { ...ballot, clientKey: 'short' } },
          { input: { ...ballot, clientKey: 'a-key-of\u0000-mine' } },
          { input: { ...ballot, pollId: voter.id } },
          { input: { ...ballot, vote: 1 } },
          { input: null },
          {},
          null,
        ].map((variables) => ({ query: documents[0], variables })),
        ...['Cast', 'Other', ''].map((operationName) => ({
          query: documents[0],
          operationName,
          variables: { input: ballot },
        })),
      ];
      for (const body of bodies) {
        const long = await told('/graphql?long', body);
        expect({ asked: body, ...(await told('/graphql', body)) }).toEqual({ asked: body, ...long });
      }
      expect((await told('/graphql', bodies[0]!)).body).toContain('"__typename":"BallotReceipt"');
      await closed(service, voter, poll);
      for (const body of bodies) {
        const long = await told('/graphql?long', body, late);
        expect({ asked: body, ...(await told('/graphql', body, late)) }).toEqual({ asked: body, ...long });
      }
      expect((await told('/graphql', bodies[0]!, late)).body).toContain('"code":"POLL_NOT_OPEN"');
    },
  );

  for (const tier of TIERS) {
    it(`one ballot sent twenty times at once to two processes is one (${tier})`, async () => {
      const poll = await put(tier);
      const [voter] = voters;
      const receipts = await Promise.all(
        Array.from({ length: 20 }, (_, i) => spread(voter!, i).vote(poll.pollId, 'YES')),
      );
      expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
      await closed(service, voter!, poll);
      const { cast, yes, codes } = await counted(poll.pollId);
      expect({ cast, yes }).toEqual({ cast: 1, yes: 1 });
      if (tier === 'ROLL_CALL') expect(codes).toEqual([receipts[0]!.code]);
      const again = await voter!.at(service.apis[1]!).vote(poll.pollId, 'YES');
      expect(again).toEqual(receipts[0]);
    });
  }

  it('a hundred voters while the polls close: every receipt is counted, and nothing else', async () => {
    const polls = [await put('ROLL_CALL'), await put('SECRET')];
    const last = polls.map(({ closesAt }) => Date.parse(closesAt)).sort()[1]!;
    const vote = (i: number) =>
      Promise.all(polls.map(({ pollId }) => spread(voters[i]!, i).tryToVote(pollId, answerOf(i))));
    const some = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    // Those who come first are before the close on any machine, those who come last after it.
    const answers = await Promise.all(some(0, 10).map(vote));
    const among = some(10, 90).map(async (i) => {
      await pause((i - 10) * 18);
      return vote(i);
    });
    await service.passTime(last - (await service.now()).getTime() - 600);
    answers.push(...(await Promise.all(among)));
    await service.passTimeUntil(new Date(last));
    answers.push(...(await Promise.all(some(90, VOTERS).map(vote))));
    for (const [p, { motionId, pollId }] of polls.entries()) {
      const mine = answers.map((both) => both[p]!);
      const receipts = mine.filter(({ __typename }) => __typename === 'BallotReceipt');
      expect(new Set(mine.map(({ __typename }) => __typename))).toEqual(
        new Set(['BallotReceipt', 'PollNotOpen']),
      );

      await service.passTimeUntil(polls[p]!.closesAt);
      await decided(voters[0]!, motionId);
      const [one, other] = [await counted(pollId), await counted(pollId, service.apis[1])];
      expect(one).toEqual(other);
      const sent = (answer: string) =>
        mine.filter((each, i) => each.__typename === 'BallotReceipt' && answerOf(i) === answer).length;
      expect([one.cast, one.yes, one.no]).toEqual([receipts.length, sent('YES'), sent('NO')]);
      if (p === 0) expect([...one.codes].sort()).toEqual(receipts.map(({ code }) => code).sort());

      const again = await Promise.all(
        voters.map((voter, i) => spread(voter, i + 1).tryToVote(pollId, answerOf(i))),
      );
      const told = (all: readonly Answered[]) =>
        all.map(({ __typename, code }) => (__typename === 'BallotReceipt' ? code : __typename));
      expect(told(again)).toEqual(told(mine));
    }
  });

  it('a process that is killed under load loses no receipt, and every retry gets its own', async () => {
    const polls = [await put('ROLL_CALL'), await put('SECRET')];
    const [, doomed] = service.apis;
    const acknowledged = new Map<string, string>();
    let killed: Promise<void> | null = null;
    const casting = voters.flatMap((voter, i) =>
      polls.map(async ({ pollId }) => {
        await pause(i * 5);
        // A request that is cut off has no answer: what became of its ballot is not known.
        const receipt = await voter
          .at(doomed!)
          .tryToVote(pollId, answerOf(i))
          .catch(() => null);
        if (receipt?.__typename === 'BallotReceipt') acknowledged.set(`${i} ${pollId}`, receipt.code);
        if (acknowledged.size >= 60) killed ??= doomed!.kill();
      }),
    );
    await Promise.all(casting);
    await killed;
    expect(acknowledged.size).toBeGreaterThanOrEqual(60);
    expect(acknowledged.size).toBeLessThan(VOTERS * polls.length);

    const restarted = await service.startProcess();
    for (const [key, code] of acknowledged) {
      const [i, pollId] = key.split(' ') as [string, string];
      const { poll } = await voters[Number(i)]!.at(restarted).client.ask<{
        poll: { myBallot: { receipt: { code: string } } };
      }>(MINE, { id: pollId });
      expect(poll.myBallot.receipt.code).toBe(code);
    }
    const receipts = await Promise.all(
      polls.map(({ pollId }) =>
        Promise.all(voters.map((voter, i) => voter.at(restarted).vote(pollId, answerOf(i)))),
      ),
    );
    for (const [p, poll] of polls.entries()) {
      const codes = receipts[p]!.map(({ code }) => code);
      expect(new Set(codes).size).toBe(VOTERS);
      for (const [i, code] of codes.entries())
        expect(acknowledged.get(`${i} ${poll.pollId}`) ?? code).toBe(code);

      await closed(service, voters[0]!, poll);
      const { cast, yes, no, codes: published } = await counted(poll.pollId);
      const against = voters.filter((_, i) => answerOf(i) === 'NO').length;
      expect({ cast, yes, no }).toEqual({ cast: VOTERS, yes: VOTERS - against, no: against });
      if (p === 0) expect([...published].sort()).toEqual([...codes].sort());
    }
  });
});
