import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  BYLAW_SECTIONS,
  MEMBERSHIP_ENDED,
  MEMBERSHIP_FORGOTTEN,
  MEMBERSHIP_MOVED,
  MEMBERSHIP_SECTION,
  TOGETHER_EFFECTS,
} from '@plenary/assembly';
import { Clockwork, Database, Feed, newId, UnitOfWork } from '@plenary/platform';
import type { Caller, RequestContext } from '@plenary/platform/graphql';
import { subscribeShared } from '@plenary/platform/live';
import { appendRecordAndFeed } from '@plenary/record';
import {
  type ExecutionResult,
  type GraphQLSchema,
  graphql,
  isInputObjectType,
  isObjectType,
  parse,
} from 'graphql';
import type { Poll } from './domain/poll.js';
import { Hall, type Voter } from './spec/hall.js';
import { VotingModule } from './voting.module.js';

let hall: Hall;
let app: INestApplicationContext;
let schema: GraphQLSchema;
let feed: Feed;
let clockwork: Clockwork;
let aside: Database;
let queries: string[] = [];

beforeAll(async () => {
  hall = await Hall.open(8);
  // Counts what requests ask of the database.
  const ask = hall.db.pool.query.bind(hall.db.pool) as (...args: unknown[]) => unknown;
  Object.assign(hall.db.pool, {
    query: (...args: unknown[]) => {
      const text = String((args[0] as { text?: string }).text ?? args[0]);
      if (!text.includes('pg_notify')) queries.push(text);
      return ask(...args);
    },
  });
  // The feed and the timers ask when they like, whoever asks the process something: over connections of their own.
  aside = await Database.connect({ url: hall.test.url, poolSize: 4 });
  feed = new Feed(aside);
  await feed.start();
  clockwork = new Clockwork(aside);
  const provided = [
    { provide: Database, useValue: hall.db },
    { provide: Feed, useValue: feed },
    { provide: Clockwork, useValue: clockwork },
    { provide: UnitOfWork, useValue: new UnitOfWork(hall.db, appendRecordAndFeed, feed) },
    { provide: BYLAW_SECTIONS, useValue: [MEMBERSHIP_SECTION] },
    { provide: TOGETHER_EFFECTS, useValue: [] },
    { provide: MEMBERSHIP_ENDED, useValue: [] },
    { provide: MEMBERSHIP_MOVED, useValue: [] },
    { provide: MEMBERSHIP_FORGOTTEN, useValue: [] },
  ];
  @Global()
  @Module({ providers: provided, exports: provided.map((each) => each.provide) })
  class Surroundings {}
  @Module({
    imports: [
      Surroundings,
      GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true }),
      VotingModule,
    ],
  })
  class TestModule {}
  app = await NestFactory.create(TestModule, new FastifyAdapter(), { logger: false });
  await (app as unknown as { init(): Promise<unknown> }).init();
  schema = app.get(GraphQLSchemaHost).schema;
});
afterAll(async () => {
  await app?.close();
  await clockwork?.stop();
  await feed?.stop();
  await aside?.close();
  await hall.close();
});

function contextOf(voter: Voter): { request: RequestContext } {
  const { personId, accessId } = voter;
  const caller: Caller = { personId, accessId, kind: 'session', scopes: [], expiresAt: new Date(8.64e15) };
  return {
    request: {
      credential: { tokenHash: voter.tokenHash, kind: 'session' },
      caller: async () => caller,
      address: '127.0.0.1',
      userAgent: 'test',
    },
  };
}

async function ask<T>(
  voter: Voter,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<T> {
  const result = await graphql({ schema, source, variableValues, contextValue: contextOf(voter) });
  if (result.errors) throw result.errors[0]!.originalError ?? result.errors[0]!;
  return JSON.parse(JSON.stringify(result.data)) as T;
}

const CAST = `mutation ($input: CastBallotInput!) { castBallot(input: $input) {
  __typename ... on BallotReceipt { pollId code replaced castAt } ... on Rejection { code message } } }`;
const cast = (voter: Voter, poll: Poll, answer = 'YES') =>
  ask<{ castBallot: { __typename: string; code: string } }>(voter, CAST, {
    input: { pollId: poll.id, answer, clientKey: newId() },
  });

describe('the schema', () => {
  it('describes every type, field, argument and enum value that voting adds', () => {
    const bare: string[] = [];
    const here =
      /^(Poll|Tally|PollResult|PollUpdate|RecordUpdate|BallotReceipt|MyBallot|PublishedBallot|Roll|Entry|MissingClaim|Condition|Rule|Cast|Close|Void|SayI)/;
    for (const type of Object.values(schema.getTypeMap())) {
      if (!here.test(type.name)) continue;
      if (!type.description) bare.push(type.name);
      if (!isObjectType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields()))
        if (!field.description) bare.push(`${type.name}.${field.name}`);
    }
    expect(bare).toEqual([]);
  });
});

describe('castBallot', () => {
  it('asks the database nothing but the batch, whose transaction is the ballot’s: no query of its own', async () => {
    const poll = await hall.poll({ tier: 'secret' });
    await cast(hall.voters[0]!, poll);
    queries = [];
    expect(await cast(hall.voters[1]!, poll)).toMatchObject({
      castBallot: { __typename: 'BallotReceipt', castAt: null },
    });
    expect(queries).toEqual([]);
  });

  it('answers a rejection by its type, and a receipt with its signature when it is asked for', async () => {
    const poll = await hall.poll();
    expect(await cast(hall.voters[0]!, poll, 'BLOCK')).toMatchObject({
      castBallot: { __typename: 'BallotInvalid', code: 'BALLOT_INVALID' },
    });
    const signed = await ask<{ castBallot: { signature: string } }>(
      hall.voters[0]!,
      'mutation ($input: CastBallotInput!) { castBallot(input: $input) { ... on BallotReceipt { signature } } }',
      { input: { pollId: poll.id, answer: 'NO', clientKey: newId() } },
    );
    expect(Buffer.from(signed.castBallot.signature, 'base64url')).toHaveLength(64);
  });
});

describe('a poll', () => {
  const POLL = `query ($id: ID!) { poll(id: $id) { id question tier method answers state opensAt closesAt tierSentence smallRollWarning
    rule { sentence abstaining notVoting quorum tie conditions { share { numerator denominator } comparison base } }
    entitled weighted voted quorumNeeded liveTally { yes voters } result { carried sentence conditions { label needed got met } }
    myBallot { receipt { code signature } answer } onRoll myRollReason rollHash version contestableUntil
    roll(first: 3) { nodes { displayName weight reason } pageInfo { hasNextPage } } missingClaims { displayName }
    ballots(first: 5) { nodes { code answer displayName } } } }`;

  it('is read whole by a member, and is null for a stranger', async () => {
    const poll = await hall.poll({ liveResults: true });
    await cast(hall.voters[2]!, poll);
    const answer = await ask(hall.voters[2]!, POLL, { id: poll.id });
    expect(answer).toMatchObject({
      poll: {
        id: poll.id,
        answers: ['YES', 'NO', 'ABSTAIN', 'BLANK', 'SPOILT'],
        entitled: 8,
        voted: 1,
        liveTally: { yes: 1, voters: 1 },
        myBallot: { answer: 'YES' },
        onRoll: true,
        ballots: { nodes: [{ answer: 'YES', displayName: 'Member 3' }] },
      },
    });
    const [stranger] = await hall.more(1);
    await hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      stranger!.membershipId,
    ]);
    expect(await ask(stranger!, POLL, { id: poll.id })).toEqual({ poll: null });
    expect(await ask(stranger!, POLL, { id: newId() })).toEqual({ poll: null });
  });

  it('in lists costs the same number of queries however long the list is', async () => {
    const read = async () => {
      queries = [];
      await ask(
        hall.voters[3]!,
        `query ($id: ID!) { assembly(id: $id) { recordSize record(first: 100) { nodes { seq sentence canonical } }
           polls(first: 100) { nodes { id voted result { carried } myBallot { answer } onRoll } } needsMyVote { id } } }`,
        { id: hall.assemblyId },
      );
      return [...queries];
    };
    await hall.poll();
    const few = await read();
    for (let i = 0; i < 6; i++) await hall.poll({ tier: i % 2 ? 'secret' : 'roll_call' });
    expect((await read()).map((text) => text.slice(0, 60)).sort()).toEqual(
      few.map((text) => text.slice(0, 60)).sort(),
    );
  });
});

describe('a subscription', () => {
  it('to a poll executes an event once for all who ask the same, and ends with the right to see it', async () => {
    const poll = await hall.poll({ liveResults: true });
    const [leaver] = await hall.more(1);
    const document = parse(
      `subscription ($id: ID!) { pollUpdated(pollId: $id) { version state voted liveTally { yes } stale } }`,
    );
    const open = async (voter: Voter) =>
      (await subscribeShared({
        schema,
        document,
        variableValues: { id: poll.id },
        contextValue: contextOf(voter),
      })) as AsyncGenerator<ExecutionResult>;
    const streams = [await open(hall.voters[4]!), await open(hall.voters[5]!), await open(leaver!)];
    const first = await Promise.all(streams.map((stream) => stream.next()));
    expect(first[0]!.value).toMatchObject({
      data: { pollUpdated: { state: 'OPEN', voted: 0, liveTally: { yes: 0 }, stale: false } },
    });
    expect(first[0]!.value).toBe(first[1]!.value);
    await hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      leaver!.membershipId,
    ]);
    await new UnitOfWork(hall.db, appendRecordAndFeed, feed).do(async (tx) =>
      tx.change({
        scope: hall.assemblyId,
        kind: 'membership.ended',
        ids: { membership: leaver!.membershipId },
      }),
    );
    // A process that is kept waiting says first that it is not sure.
    const over = async () => {
      for (;;) if ((await streams[2]!.next()).done) return;
    };
    await expect(over()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await cast(hall.voters[4]!, poll);
    const counted = async (stream: AsyncGenerator<ExecutionResult>) => {
      for (;;) {
        const read = await stream.next();
        const { voted, stale } = (
          read.value as ExecutionResult<{ pollUpdated: { voted: number; stale: boolean } }>
        ).data!.pollUpdated;
        if (voted === 1 && !stale) return read;
      }
    };
    const next = await Promise.all(streams.slice(0, 2).map(counted));
    expect(next[0]!.value).toMatchObject({ data: { pollUpdated: { voted: 1, liveTally: { yes: 1 } } } });
    expect(next[0]!.value).toBe(next[1]!.value);
    for (const stream of streams) await stream.return(undefined);
  });

  it('to a record brings readable entries', async () => {
    const document = parse(
      `subscription ($id: ID!) { recordAppended(assemblyId: $id, after: 0) { stale entry { seq kind sentence } } }`,
    );
    const stream = (await subscribeShared({
      schema,
      document,
      variableValues: { id: hall.assemblyId },
      contextValue: contextOf(hall.voters[6]!),
    })) as AsyncGenerator<ExecutionResult>;
    const seen: unknown[] = [];
    for (let i = 0; i < 2; i++) seen.push((await stream.next()).value);
    await stream.return(undefined);
    expect(seen).toMatchObject([
      { data: { recordAppended: { stale: false, entry: { seq: 1, kind: 'signing-key.made' } } } },
      {
        data: {
          recordAppended: {
            entry: {
              seq: 2,
              sentence: expect.stringMatching(
                /^The vote on “Shall we refuse overtime from 1 March\?” opened: 8 may vote, until \d/,
              ),
            },
          },
        },
      },
    ]);
  });
});
