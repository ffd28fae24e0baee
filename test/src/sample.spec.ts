import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SoftwareAuthenticator } from '@plenary/identity/software-authenticator';
import { type ApiProcess, createTestDatabase, startApiProcess, TestClient } from '@plenary/testing';
import { startOnOwnDatabase } from './own-server.js';
import { eventually } from './support/service.js';

const OPEN = `mutation { result: openSample { __typename
  ... on SignedIn { me { id memberships { displayName counts assembly { id name } } } recoveryCodes }
  ... on Rejection { code message } } }`;
const SERVER = '{ server { empty sampleOffered sampleStep mail version now } }';

interface Opened {
  readonly result: {
    readonly __typename: string;
    readonly code?: string;
    readonly me?: {
      readonly id: string;
      readonly memberships: readonly {
        displayName: string;
        counts: boolean;
        assembly: { id: string; name: string };
      }[];
    };
  };
}
interface Server {
  readonly server: {
    readonly empty: boolean;
    readonly sampleOffered: boolean;
    readonly sampleStep: string | null;
  };
}
interface MotionLine {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly effect: { readonly outcome: { readonly done: boolean } | null } | null;
  readonly poll: {
    readonly tier: string;
    readonly state: string;
    readonly result: { sentence: string } | null;
  } | null;
}

describe('the sample assembly', () => {
  let own: { api: ApiProcess; stop(): Promise<void> };
  let caller: TestClient;
  let assemblyId: string;

  beforeAll(async () => {
    own = await startOnOwnDatabase();
  });
  afterAll(() => own.stop());

  it('is offered on an empty server with its own database', async () => {
    const { server } = await new TestClient(own.api.address).ask<Server>(SERVER);
    expect(server).toMatchObject({ empty: true, sampleOffered: true, sampleStep: null, mail: false });
  });

  it('is offered again to whoever loads the page anew before it is open', async () => {
    const leaving = new AbortController();
    const asked = fetch(`${own.api.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: OPEN }),
      signal: leaving.signal,
    });
    const server = async () =>
      (await new TestClient(own.api.address).ask<Server>('{ server { empty sampleOffered sampleStep } }'))
        .server;
    await eventually(server, ({ sampleStep }) => sampleStep !== null);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await eventually(server, ({ sampleStep }) => sampleStep === null);
    expect(await server()).toEqual({ empty: true, sampleOffered: true, sampleStep: null });
  });

  it('opens once for two people who ask at the same time', async () => {
    const two = [new TestClient(own.api.address), new TestClient(own.api.address)];
    const answers = await Promise.all(two.map((client) => client.ask<Opened>(OPEN)));
    const names = answers.map(({ result }) => result.code ?? result.__typename);
    expect([...names].sort()).toEqual(['SAMPLE_NOT_OFFERED', 'SignedIn']);
    const won = names.indexOf('SignedIn');
    caller = two[won]!;
    const [membership] = answers[won]!.result.me!.memberships;
    expect(membership).toMatchObject({
      displayName: 'Robin Hale',
      counts: true,
      assembly: { name: 'Depot North' },
    });
    assemblyId = membership!.assembly.id;
    expect(two[1 - won]!.cookie).toBe('');
  });

  it('signs the caller in by a session cookie, and is not offered again', async () => {
    expect(caller.cookie).toMatch(/^plenary_session=./);
    const { me, server } = await caller.ask<Server & { me: { memberships: unknown[] } }>(
      '{ me { memberships { id } } server { empty sampleOffered } }',
    );
    expect(me.memberships).toHaveLength(1);
    expect(server).toEqual({ empty: false, sampleOffered: false });
    const again = await caller.ask<Opened>(OPEN);
    expect(again.result.code).toBe('SAMPLE_NOT_OFFERED');
  });

  it('has members in every standing', async () => {
    const { assembly } = await caller.ask<{
      assembly: {
        stage: string;
        memberCount: number;
        members: { nodes: { displayName: string; state: string }[] };
      };
    }>(
      'query ($id: ID!) { assembly(id: $id) { stage memberCount members(first: 100) { nodes { displayName state } } } }',
      {
        id: assemblyId,
      },
    );
    expect(assembly.stage).toBe('ESTABLISHED');
    expect(assembly.memberCount).toBeGreaterThan(40);
    const states = new Set(assembly.members.nodes.map(({ state }) => state));
    expect([...states].sort()).toEqual(
      expect.arrayContaining(['CHALLENGED', 'COUNTING', 'NOT_JOINED', 'WAITING']),
    );
    expect(assembly.members.nodes.map(({ displayName }) => displayName)).toEqual(
      expect.arrayContaining(['王小明', 'محمد الحسيني', 'Ana Lucía Fernández-Quintanilla Ruiz de Apodaca']),
    );
  });

  it('has motions in every state, past decisions with their results, and every effect executed', async () => {
    const motions = await motionsOf(caller, assemblyId);
    expect([...new Set(motions.map(({ state }) => state))].sort()).toEqual(
      ['CARRIED', 'DRAFT', 'LOST', 'MOVED', 'SECONDED', 'VOTING', 'WITHDRAWN'].sort(),
    );
    const carried = motions.filter(({ state }) => state === 'CARRIED');
    expect(carried.length).toBeGreaterThan(5);
    for (const { effect, poll } of carried) {
      expect(effect?.outcome?.done).toBe(true);
      expect(poll?.result?.sentence).toMatch(/^(Carried|Elected|Elected, in this order): /);
    }
    const open = motions.filter(({ poll }) => poll?.state === 'OPEN').map(({ poll }) => poll!.tier);
    expect(open.sort()).toEqual(['ROLL_CALL', 'ROLL_CALL', 'SECRET']);
  });

  it('lets the caller vote in the open polls, one of them a choice among options', async () => {
    const { assembly } = await caller.ask<{
      assembly: {
        needsMyVote: { id: string; voted: number; tier: string; candidates: { id: string }[] }[];
      };
    }>('query ($id: ID!) { assembly(id: $id) { needsMyVote { id voted tier candidates { id } } } }', {
      id: assemblyId,
    });
    expect(assembly.needsMyVote).toHaveLength(3);
    for (const { id, voted, candidates } of assembly.needsMyVote) {
      expect(voted).toBeGreaterThan(4);
      const ballot =
        candidates.length > 0
          ? { choice: { ranking: candidates.map((each) => [each.id]) } }
          : { answer: 'YES' };
      const input = { pollId: id, ...ballot, clientKey: `robin-in-${id}` };
      const { code } = await caller.expectOk<{ code: string }>('castBallot', 'BallotReceipt', input, 'code');
      expect(code).not.toBe('');
    }
  });

  it('waits for the caller’s second, signature and draft', async () => {
    const motions = await motionsOf(caller, assemblyId);
    const moved = motions.find(({ state }) => state === 'MOVED')!;
    const seconded = await actOn<{ state: string }>(
      caller,
      'secondMotion',
      'motionId',
      moved.id,
      'Motion',
      'state',
    );
    expect(seconded.state).toBe('SECONDED');
    const draft = motions.find(({ state }) => state === 'DRAFT')!;
    await actOn(caller, 'moveMotion', 'motionId', draft.id, 'Motion', 'id');
    const { assembly } = await caller.ask<{
      assembly: {
        requests: { id: string; state: string; signatures: number }[];
        invitations: { label: string }[];
      };
    }>('query ($id: ID!) { assembly(id: $id) { requests { id state signatures } invitations { label } } }', {
      id: assemblyId,
    });
    const request = assembly.requests.find(({ state }) => state === 'OPEN')!;
    const signed = await actOn<{ signatures: number }>(
      caller,
      'joinRequest',
      'requestId',
      request.id,
      'JointRequest',
      'signatures',
    );
    expect(signed.signatures).toBe(request.signatures + 1);
    expect(assembly.invitations.map(({ label }) => label)).toContain('Jo from the wash bay');
  });

  it('has a record that reads in its order, from the founding on', async () => {
    const { assembly } = await caller.ask<{
      assembly: { record: { nodes: { seq: number; at: string; sentence: string }[] } };
    }>(
      'query ($id: ID!) { assembly(id: $id) { record(first: 50, after: 0) { nodes { seq at sentence } } } }',
      {
        id: assemblyId,
      },
    );
    const entries = assembly.record.nodes;
    expect(entries[0]!.seq).toBe(1);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort());
    expect(Date.now() - Date.parse(entries[0]!.at)).toBeGreaterThan(40 * 86_400_000);
    for (const { sentence } of entries) expect(sentence).not.toMatch(/^$|\{/);
  });
});

describe('who asks for the sample', () => {
  it('and is signed in becomes a member as themselves', async () => {
    const own = await startOnOwnDatabase();
    try {
      const client = new TestClient(own.api.address);
      const { ceremony } = await client.ask<{ ceremony: { id: string; options: string } }>(
        'mutation { ceremony: beginPasskeySignUp(input: {}) { id options } }',
      );
      const response = new SoftwareAuthenticator(own.api.address).create(ceremony.options);
      const input = { ceremonyId: ceremony.id, response, label: 'Phone' };
      const { me } = await client.expectOk<{ me: { id: string } }>(
        'finishPasskeySignUp',
        'SignedIn',
        input,
        'me { id }',
      );
      const { cookie } = client;
      const { result } = await client.ask<Opened>(OPEN);
      expect(result.me).toMatchObject({ id: me.id, memberships: [{ displayName: 'Robin Hale' }] });
      expect(client.cookie).toBe(cookie);
    } finally {
      await own.stop();
    }
  });

  it('on a server with a database of the operator’s is refused, and the server stays empty', async () => {
    const database = await createTestDatabase();
    const api = await startApiProcess(database.url);
    try {
      const client = new TestClient(api.address);
      const { server } = await client.ask<Server>(SERVER);
      expect(server).toMatchObject({ empty: true, sampleOffered: false });
      const { result } = await client.ask<Opened>(OPEN);
      expect(result.code).toBe('SAMPLE_NOT_OFFERED');
      expect((await client.ask<Server>(SERVER)).server.empty).toBe(true);
    } finally {
      await api.stop();
      await database.drop();
    }
  });
});

/** A mutation that asks for one id and nothing else. */
async function actOn<T>(
  client: TestClient,
  name: string,
  field: string,
  id: string,
  type: string,
  selection: string,
): Promise<T> {
  const { result } = await client.ask<{ result: T & { __typename: string } }>(
    `mutation ($id: ID!) { result: ${name}(input: { ${field}: $id }) { __typename ... on ${type} { ${selection} } ... on Rejection { code message } } }`,
    { id },
  );
  expect(result).toMatchObject({ __typename: type });
  return result;
}

async function motionsOf(client: TestClient, id: string): Promise<readonly MotionLine[]> {
  const { assembly } = await client.ask<{ assembly: { motions: { nodes: MotionLine[] } } }>(
    `query ($id: ID!) { assembly(id: $id) { motions(first: 50) { nodes {
       id title state effect { outcome { done } } poll { tier state result { sentence } } } } } }`,
    { id },
  );
  return assembly.motions.nodes;
}
