import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLAnswer, TestClient } from '@plenary/testing';
import type { GraphQLSchema } from 'graphql';
import pg from 'pg';
import {
  type Assembly,
  closed,
  establishedAssembly,
  firstDecisions,
  foundAssembly,
  joinAll,
  opened,
  putToVote,
} from './support/assemblies.js';
import { delegation, OFFICE_RULES } from './support/delegates.js';
import {
  fieldsBelow,
  firstOf,
  type Leaf,
  leastValues,
  leavesOf,
  type Operation,
  operationsOf,
  schemaOf,
  type Values,
  withValue,
} from './support/operations.js';
import type { Member } from './support/people.js';
import { Service } from './support/service.js';
import { type Things, thingsOf } from './support/things.js';
import { recordSize } from './support/watching.js';

const HOUR = 3_600_000;

/** What a stranger gets an answer to; of an assembly that there is none. Everything else asks them to sign in. */
const PUBLIC = [
  'assembly',
  'beginPasskeySignIn',
  'beginPasskeySignUp',
  'bylawPresets',
  'castAtStation',
  'finishPasskeySignIn',
  'finishPasskeySignUp',
  'invitation',
  'me',
  'openSample',
  'requestSignInLink',
  'server',
  'signInWithLink',
  'signInWithPassphrase',
  'signInWithRecoveryCode',
  'signUpWithPassphrase',
  'stationDevice',
];

/** What ends the caller's own access, or a membership: left out where others are asked afterwards. */
const ENDS = new Set(['signOut', 'leaveAssembly', 'forgetMe']);

/** Fields that need something in particular. */
const TEXTS: Readonly<Record<string, string>> = {
  timeZone: 'Europe/Vienna',
  language: 'en',
  email: 'somebody@example.org',
  csv: 'ref,name\r\n1,Somebody\r\n',
  origin: 'https://example.org',
  code: 'AAAA-AAAA-AAAA',
  deviceToken: 'A'.repeat(43),
  // Where nobody listens, and the example's key (RFC 8291).
  endpoint: 'http://127.0.0.1:9/push',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  preset: 'union_local',
  path: 'motions.ordinary.noticeHours',
  commitment: 'ab'.repeat(32),
  value: 'ab'.repeat(32),
  response: String.raw`{"id":"\u0000","rawId":"\u0000","type":"public-key","response":{"transports":["\u0000"]}}`,
};

const NUMBERS: Readonly<Record<string, number>> = { countdownSeconds: 60, percent: 50 };

/** Operations that do different things with different fields: each is asked besides. The ids are filled in. */
const VARIANTS: readonly { readonly name: string; readonly set: Readonly<Record<string, unknown>> }[] = [
  ...['draftMotion', 'editDraft'].flatMap((name) => [
    {
      name,
      set: {
        kind: 'EXPEL_MEMBER',
        effect: { memberId: 'id', reason: 'x', hearingAt: 'time', until: 'time' },
      },
    },
    { name, set: { kind: 'CONFIRM_MEMBERS', effect: { memberIds: 'id' } } },
    { name, set: { kind: 'APPLY_IMPORT', effect: { importId: 'id' } } },
    {
      name,
      set: {
        kind: 'AMEND_BYLAWS',
        effect: { numbers: [{ path: 'motions.ordinary.noticeHours', value: 1 }] },
      },
    },
    { name, set: { kind: 'ADOPT_BYLAWS', effect: { preset: 'union_local', numbers: [] } } },
    { name, set: { kind: 'DIRECT_ACTION', effect: { validFrom: 'time', validUntil: 'time' } } },
    { name, set: { kind: 'ELECTION', effect: { method: 'STV_SCOTTISH', seats: 2, order: 'DRAWN' } } },
    {
      name,
      set: {
        kind: 'CHOOSE_OPTION',
        effect: {
          method: 'SCORE',
          maxScore: 5,
          seats: 1,
          order: 'FIXED',
          options: [{ name: 'A' }, { name: 'B' }],
        },
      },
    },
  ]),
  {
    name: 'draftMotion',
    set: { kind: 'CREATE_OFFICE', effect: { officeName: 'Bank', rules: OFFICE_RULES } },
  },
  { name: 'draftMotion', set: { kind: 'CHANGE_OFFICE', effect: { officeId: 'id', rules: OFFICE_RULES } } },
  { name: 'draftMotion', set: { kind: 'ABOLISH_OFFICE', effect: { officeId: 'id' } } },
  { name: 'draftMotion', set: { kind: 'ELECT_DELEGATES', effect: { officeId: 'id' } } },
  { name: 'draftMotion', set: { kind: 'RECALL_DELEGATE', effect: { termId: 'id' } } },
  { name: 'draftMotion', set: { kind: 'ASK_DELEGATES', effect: {} } },
  { name: 'draftMotion', set: { kind: 'CENSURE_REPORT', effect: { reportId: 'id' } } },
  {
    name: 'draftMotion',
    set: {
      kind: 'GIVE_MANDATE',
      effect: {
        officeId: 'id',
        mandate: {
          endsAt: 'time',
          reportBackAt: 'time',
          instructions: [
            {
              matter: { text: 'Wages' },
              position: 'MAY_DECIDE_WITHIN',
              limits: [{ name: 'Rise', unit: '%', atLeast: '5' }],
            },
          ],
        },
      },
    },
  },
  { name: 'recordAct', set: { matter: { text: 'Wages' } } },
  { name: 'castBallot', set: { answer: 'YES' } },
  { name: 'castBallot', set: { choice: { ranking: [['00000000-0000-4000-8000-000000000000']] } } },
  { name: 'askTogether', set: { action: 'APPLY_IMPORT', subjectId: 'id' } },
  { name: 'askTogether', set: { action: 'CONTEST_RESULT', subjectId: 'poll' } },
  { name: 'askTogether', set: { action: 'CLOSE_POLL', subjectId: 'poll', countdownSeconds: 60 } },
  { name: 'askTogether', set: { action: 'VOID_POLL', subjectId: 'poll' } },
  { name: 'askTogether', set: { action: 'CALL_MEETING', startsAt: 'time', place: 'Canteen' } },
];

// Longer than any text may be, and short enough for a message on a socket.
const HUGE = 'x'.repeat(50_000);
const BAD: Readonly<Record<string, readonly unknown[]>> = {
  String: ['', ' \t\n', '\u0000', 'a\udc00b', '\u202e\u200b\ufffe', HUGE],
  ID: ['', 'x', '\u0000', '00000000-0000-0000-0000-000000000000', HUGE],
  Int: [-1, 0, 2_147_483_647, 1e12],
  Instant: ['x', '\u0000', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-01-01T00:00:00+99:99'],
  Boolean: ['x'],
  enum: ['', 'NOTHING'],
};

/** What no well-formed operation may be answered. */
const FAULTS = /INTERNAL|GRAPHQL_|NO_CODE|BAD_INPUT/;

interface Asked {
  readonly operation: Operation;
  readonly values: Values;
}

describe('what the schema offers', () => {
  let service: Service;
  let schema: GraphQLSchema;
  let operations: Operation[];
  let below: Operation[];
  let here: { assembly: Assembly; things: Things };
  let there: { assembly: Assembly; things: Things };
  let suspended: Member;
  let database: pg.Client | undefined;

  const someStranger = () => new TestClient(service.apis[0]!.address);

  beforeAll(async () => {
    // It asks for everything that there is of a thing at once.
    service = await Service.start(1, {
      PLENARY_PUSH_SERVICES: 'http://127.0.0.1:9',
      PLENARY_QUERY_ALIASES: '10000',
      PLENARY_QUERY_TOKENS: '100000',
      PLENARY_QUERY_CHARACTERS: '1000000',
      PLENARY_QUERY_COST: '10000000',
    });
    const [api] = service.apis;
    const assembly = await establishedAssembly(service, 'Here', 4);
    const [facilitator, second] = assembly.members as [Member, Member];
    [suspended] = (await joinAll(api!, facilitator, 9, 9)) as [Member];
    await suspend(assembly, suspended);

    const { officeId, termIds } = await delegation(service, assembly.members, [second]);
    const [termId] = termIds;
    const meetingId = await facilitator.convene(new Date((await service.now()).getTime() + 24 * HOUR));
    const motion = { kind: 'ORDINARY', title: 'Tea', text: 'Tea.', voteSeconds: 600_000 };
    const put = await putToVote([second, facilitator], motion);
    // With a vote in and its count shown the poll cannot be ended early.
    await second.vote(put.pollId, 'YES');
    here = {
      assembly,
      things: await thingsOf(service, facilitator, { ...put, meetingId, officeId, termId: termId! }),
    };

    const other = await foundAssembly(api!, 'There', 3);
    const [convener] = other.members as [Member];
    const running = await convener.convene(await service.now());
    const first = await putToVote(other.members, { ...firstDecisions(other)[0]!, voteSeconds: 600_000 });
    there = {
      assembly: other,
      things: await thingsOf(service, convener, { ...first, meetingId: running }),
    };

    schema = await schemaOf(someStranger());
    operations = operationsOf(schema);
    below = fieldsBelow(schema, {
      Assembly: { name: 'assembly', wrap: (call) => `assembly(id: $of) { ${call} }` },
      Hardship: {
        name: 'assembly.hardship',
        wrap: (call) => `assembly(id: $of) { hardship { ${call} } }`,
      },
      Poll: { name: 'poll', wrap: (call) => `poll(id: $of) { ${call} }` },
      Office: { name: 'office', wrap: (call) => `office(id: $of) { ${call} }` },
      Term: { name: 'term', wrap: (call) => `term(id: $of) { ${call} }` },
      RollImport: { name: 'assembly.imports', wrap: (call) => `assembly(id: $of) { imports { ${call} } }` },
    });
    database = new pg.Client({ connectionString: service.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await service.stop();
  });

  async function suspend({ members }: Assembly, member: Member): Promise<void> {
    const now = (await service.now()).getTime();
    const at = (hours: number) => new Date(now + hours * HOUR).toISOString();
    const effect = { memberId: member.id, reason: 'x', hearingAt: at(25), until: at(2_000) };
    const motionId = await members[0]!.draft({ kind: 'SUSPEND_MEMBER', title: 'Suspend', effect });
    await members[0]!.move(motionId);
    await members[1]!.second(motionId);
    await service.passTime(25 * HOUR);
    const put = await opened(members[0]!, motionId);
    for (const each of members) await each.vote(put.pollId, 'YES');
    const { effect: executed } = await closed(service, members[0]!, put);
    if (!executed.outcome?.done) throw new Error('nobody was suspended');
  }

  /** Values that an operation can be asked with, whose ids are those of `things`; an id of a kind unknown there is nobody's. */
  function fill(operation: Operation, things: Things): Values {
    return leastValues(operation, (leaf) => {
      const name = leaf.path.at(-1)!;
      if (leaf.type === 'ID') return idFor(operation, name, things);
      if (leaf.type === 'enum')
        return operation.name === 'draftMotion' || operation.name === 'editDraft'
          ? 'ORDINARY'
          : firstOf(schema, operation, leaf.path);
      if (leaf.type === 'Int') return NUMBERS[name] ?? 1;
      if (leaf.type === 'Instant') return things.instant;
      if (leaf.type === 'Boolean') return false;
      return TEXTS[name] ?? 'a-text-that-most-fields-would-take';
    });
  }
  function idFor({ name }: Operation, field: string, things: Things): string {
    return things[field === 'id' ? `${name}Id` : field] ?? things.membershipId!;
  }

  /** Everything that can be asked about `things`, and each variant of it. */
  function everything(things: Things): Asked[] {
    const plain = operations.map((operation) => ({
      operation,
      // From the first entry on, so that there is something to send.
      values: { ...fill(operation, things), ...(operation.name === 'recordAppended' ? { after: 0 } : {}) },
    }));
    const variants = VARIANTS.map(({ name, set }) => {
      const operation = operations.find((each) => each.name === name)!;
      const id = (key: string) => (key === 'memberIds' ? [things.memberId] : things[key]);
      const filled = JSON.parse(JSON.stringify(set), (key, value: unknown) =>
        value === 'id'
          ? id(key)
          : value === 'poll'
            ? things.pollId
            : value === 'time'
              ? things.instant
              : value,
      ) as Values;
      const { input } = fill(operation, things) as { input: Values };
      return { operation, values: { input: { ...input, ...filled } } };
    });
    const nested = below.map((operation) => {
      const [parent] = operation.name.split('.');
      const of = things[`${parent}Id`] ?? things.membershipId;
      return { operation, values: { ...fill(operation, { ...things, memberId: things.membershipId! }), of } };
    });
    return [...plain, ...variants, ...nested];
  }

  async function ask(client: TestClient, { operation, values }: Asked): Promise<GraphQLAnswer<Answer>> {
    if (operation.kind !== 'subscription') {
      const { status, ...answer } = await client.send<Answer>(operation.document, values);
      if (status >= 500) throw new Error(`${operation.name} answered ${status}: ${JSON.stringify(answer)}`);
      return answer;
    }
    const subscription = client.subscribe<Answer>(operation.document, values);
    try {
      // Each says something at once: the present state, or why not.
      await Promise.race([subscription.until(() => true), subscription.untilEnded()]);
      const errors = subscription.errors as GraphQLAnswer<Answer>['errors'] & object;
      return { data: subscription.values[0] ?? null, ...(errors.length > 0 ? { errors } : {}) };
    } finally {
      subscription.stop();
    }
  }

  /** What came of it, in a word: the error's code, the rejection's, or the type of the answer. */
  const outcomeOf = ({ data, errors }: GraphQLAnswer<Answer>): string =>
    errors?.map(({ extensions }) => extensions?.code ?? 'NO_CODE').join() ??
    rejectionIn(data?.result)?.code ??
    data?.result?.__typename ??
    'null';
  const rejectionIn = (result: Answer['result'] | undefined) => {
    const type = result?.__typename;
    const code = result?.[`${type}_code`];
    return typeof code === 'string' && typeof result?.[`${type}_message`] === 'string'
      ? { code, message: result[`${type}_message`] as string }
      : null;
  };
  /** All that a caller can tell one refusal from another by. */
  /** Without what differs between any two requests: when a sign-in was last used, the number of an error. */
  const told = ({ data, errors }: GraphQLAnswer<Answer>) =>
    JSON.stringify([data, errors?.map(({ message, extensions }) => [message, extensions])], (key, value) =>
      /lastUsedAt$|^errorId$/i.test(key) ? undefined : value,
    );
  const line = ({ operation, values }: Asked, outcome: string) =>
    `${operation.name} ${JSON.stringify(values).slice(0, 160)}: ${outcome}`;

  /** Asks all, one after the other and each as a caller of its own where `client` makes one, and gives a line for each whose outcome does not fit. */
  async function walk(
    client: TestClient | (() => TestClient),
    asked: readonly Asked[],
    fits: (outcome: string, asked: Asked) => boolean,
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const each of asked) {
      const outcome = outcomeOf(await ask(typeof client === 'function' ? client() : client, each));
      if (FAULTS.test(outcome) || !fits(outcome, each)) wrong.push(line(each, outcome));
    }
    return wrong;
  }

  it('asks a stranger to sign in, but for what is public', async () => {
    const answered = new Set<string>();
    // Who signs up is no stranger any more.
    const wrong = await walk(someStranger, everything(here.things), (outcome, { operation }) => {
      if (outcome !== 'NOT_SIGNED_IN') answered.add(operation.name.split('.')[0]!);
      return true;
    });
    expect(wrong).toEqual([]);
    expect([...answered].sort()).toEqual(PUBLIC);
  });

  it.each([
    ['a stranger', someStranger, () => here.things],
    ['a member of another assembly', () => there.assembly.members[2]!.client, () => here.things],
    ['a member, about another assembly', () => here.assembly.members[3]!.client, () => there.things],
    ['a suspended member, about another assembly', () => suspended.client, () => there.things],
  ])(
    'answers %s the same about what is not theirs and what does not exist',
    async (_, clientOf, thingsFor) => {
      const client = clientOf();
      const nobody = Object.fromEntries(
        Object.entries(thingsFor()).map(([name, value]) => [name, name === 'instant' ? value : randomUUID()]),
      );
      const sizes = () =>
        Promise.all(
          [here, there].flatMap(({ assembly: { members } }) => [
            recordSize(members[0]!),
            members[0]!.client.ask('{ me { sessions { id } accessTokens { id } passkeys { id } } }'),
          ]),
        );
      const before = await sizes();
      const wrong: string[] = [];
      const unknown = everything(nobody);
      for (const [i, asked] of everything(thingsFor()).entries()) {
        if (!leavesOf(asked.operation).some(({ type }) => type === 'ID') && !asked.values.of) continue;
        const [foreign, none] = [await ask(client, asked), await ask(client, unknown[i]!)];
        const outcome = outcomeOf(foreign);
        // A code, nothing, or the caller's own sign-ins, from which there was nothing to revoke: never the thing itself.
        if (
          told(foreign) !== told(none) ||
          !/^(null|Me|[A-Z]+(_[A-Z]+)*)$/.test(outcome) ||
          FAULTS.test(outcome)
        )
          wrong.push(`${line(asked, told(foreign).slice(0, 400))} but unknown: ${told(none).slice(0, 400)}`);
      }
      expect(wrong).toEqual([]);
      expect(await sizes()).toEqual(before);
    },
  );

  it('answers a member the same about another’s draft and what does not exist', async () => {
    const [author, , , reader] = here.assembly.members as [Member, Member, Member, Member];
    const motionId = await author.draft({ kind: 'ORDINARY', title: 'Not yet', text: 'x' });
    const about = (id: string) =>
      everything({ ...here.things, motionId: id }).filter(({ values }) =>
        JSON.stringify(values).includes(id),
      );
    const [drafts, unknown] = [about(motionId), about(randomUUID())];
    expect(drafts.length).toBeGreaterThan(4);
    for (const [i, asked] of drafts.entries())
      expect([asked.operation.name, told(await ask(reader.client, asked))]).toEqual([
        asked.operation.name,
        told(await ask(reader.client, unknown[i]!)),
      ]);
  });

  it('gives a token what its scopes say, and never the owner’s own sign-ins', async () => {
    const { client } = here.assembly.members[0]!;
    const { made } = await client.ask<{ made: { secret: string } }>(
      'mutation ($input: CreateAccessTokenInput!) { made: createAccessToken(input: $input) { secret } }',
      { input: { label: 'Reads', days: 1, scopes: ['READ'] } },
    );
    const reads = new TestClient(client.address, made.secret);
    const wrong = await walk(
      reads,
      everything(here.things),
      (outcome, { operation: { kind, name } }) =>
        PUBLIC.includes(name) || (kind === 'mutation' ? outcome === 'NOT_ALLOWED' : !/^NOT_/.test(outcome)),
    );
    expect(wrong).toEqual([]);
  });

  it('answers a suspended member without a fault, who changes nothing for others', async () => {
    const before = await recordSize(here.assembly.members[0]!);
    const own = everything(here.things).filter(
      ({ operation: { name } }) => !ENDS.has(name) && name !== 'changeDisplayName' && name !== 'castBallot',
    );
    expect(await walk(suspended.client, own, () => true)).toEqual([]);
    expect(await recordSize(here.assembly.members[0]!)).toBe(before);
  });

  it('refuses malformed input with a code of its own, and changes nothing then', async () => {
    const [{ client }] = here.assembly.members as [Member];
    const asked = everything(here.things).filter(({ operation: { name } }) => !ENDS.has(name));
    const wrong: string[] = [];
    let [refused, taken] = [0, 0];
    await changedSince();
    for (const { operation, values } of asked) {
      for (const leaf of leavesOf(operation).filter((each) => concerns(each, values))) {
        const spoilt = spoil(leaf).map((bad) => ({ operation, values: withValue(values, leaf.path, bad) }));
        const answers = await Promise.all(spoilt.map((each) => ask(client, each)));
        for (const [i, answer] of answers.entries()) {
          const outcome = outcomeOf(answer);
          if (/INTERNAL|NO_CODE|TRY_AGAIN/.test(outcome)) wrong.push(line(spoilt[i]!, outcome));
        }
        const takes = answers.filter(({ data, errors }) => !errors && rejectionIn(data?.result) === null);
        refused += answers.length - takes.length;
        taken += takes.length;
        if (operation.kind !== 'mutation') continue;
        let changed = await changedSince();
        if (takes.length > 0) continue;
        // What became due meanwhile changes something too, but not each time the same is refused again.
        for (let again = 0; again < 3 && changed.length > 0; again++) {
          await Promise.all(spoilt.map((each) => ask(client, each)));
          changed = await changedSince();
        }
        if (changed.length > 0)
          wrong.push(`${operation.name} ${leaf.path.join('.')} was refused, and changed ${changed}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(500);
    expect(taken).toBeGreaterThan(20);
  });

  /** Of the many optional leaves of a motion's effect only those that its kind has. */
  const concerns = ({ path }: Leaf, values: Values): boolean => {
    const at = path.indexOf('effect');
    if (at < 0) return true;
    const effect = (values.input as Values | undefined)?.effect as Values | undefined;
    return effect !== undefined && path[at + 1]! in effect;
  };
  const spoil = ({ type, list }: Leaf): unknown[] => {
    const values = BAD[type]!;
    return list ? [[], ...values.map((value) => [value]), new Array(300).fill(values[1])] : [...values];
  };

  let statement = '';
  let known: Readonly<Record<string, string>> = {};
  /** The tables in which something is other than at the last call, but for what notes the use of sign-ins, and what processes add to the record by themselves. */
  async function changedSince(): Promise<string[]> {
    if (statement === '') {
      const { rows } = await database!.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence = 'p'
           AND relname NOT IN ('access', 'sign_in_link', 'checkpoint', 'record_node', 'record_key') ORDER BY 1`,
      );
      statement = `SELECT ${rows
        .map(
          ({ name }) => `(SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${name} t) AS ${name}`,
        )
        .join(', ')}`;
    }
    const before = known;
    known = (await database!.query<Record<string, string>>(statement)).rows[0]!;
    return Object.keys(known).filter((name) => known[name] !== before[name]);
  }

  it('answers a member who may without a fault, to the last', async () => {
    const { members } = here.assembly;
    const own = everything(here.things);
    const last = own
      .filter(({ operation: { name } }) => ENDS.has(name))
      .sort((a) => (a.operation.name === 'signOut' ? 1 : -1));
    const rest = own.filter(({ operation: { name } }) => !ENDS.has(name));
    expect(await walk(members[0]!.client, rest, () => true)).toEqual([]);
    expect(await walk(members[3]!.client, [...rest, ...last], () => true)).toEqual([]);
    expect(
      outcomeOf(await ask(members[3]!.client, rest.find(({ operation }) => operation.name === 'poll')!)),
    ).toBe('NOT_SIGNED_IN');
  });
});

interface Answer {
  readonly result: ({ readonly __typename?: string } & Readonly<Record<string, unknown>>) | null;
}
