import { carry, closed, opened } from './assemblies.js';
import type { Member } from './people.js';
import type { Service } from './service.js';

/** The rules of an office in these tests, but for what a test changes. */
export const OFFICE_RULES = {
  purpose: 'Bargaining with the employer',
  seats: 1,
  termDays: 365,
  method: 'STV_SCOTTISH',
  vacancy: 'ALTERNATE',
};

export interface Delegation {
  readonly officeId: string;
  /** Of the delegates, by seat. */
  readonly termIds: readonly string[];
}

/** An office that the assembly creates by a motion; its id. */
export async function createOffice(
  service: Service,
  members: readonly Member[],
  name: string,
  rules: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const effect = { officeName: name, rules: { ...OFFICE_RULES, ...rules } };
  await carry(service, members.slice(0, 2), { kind: 'CREATE_OFFICE', title: `Create ${name}`, effect });
  const { assembly } = await members[0]!.client.ask<{
    assembly: { offices: { nodes: { id: string; name: string }[] } };
  }>('query ($id: ID!) { assembly(id: $id) { offices(first: 100) { nodes { id name } } } }', {
    id: members[0]!.assemblyId,
  });
  return assembly.offices.nodes.find((office) => office.name === name)!.id;
}

/** An office to which these stand, everybody ranking them in this order; those elected have accepted. */
export async function delegation(
  service: Service,
  members: readonly Member[],
  candidates: readonly Member[],
  name = 'Bargaining',
  rules: Readonly<Record<string, unknown>> = {},
): Promise<Delegation> {
  const officeId = await createOffice(service, members, name, rules);
  const [mover, seconder] = members as [Member, Member];
  const motionId = await mover.draft({
    kind: 'ELECT_DELEGATES',
    title: `Elect to ${name}`,
    effect: { officeId },
  });
  await mover.move(motionId);
  for (const { client } of candidates)
    await client.expectOk('standForElection', 'Motion', { motionId, statement: '' }, 'id');
  await seconder.second(motionId);
  const put = await opened(mover, motionId);
  const { poll } = await mover.client.ask<{ poll: { candidates: { id: string; memberId: string }[] } }>(
    'query ($id: ID!) { poll(id: $id) { candidates { id memberId } } }',
    { id: put.pollId },
  );
  const ranking = candidates.map(({ id }) => [poll.candidates.find(({ memberId }) => memberId === id)!.id]);
  for (const member of members.slice(0, 3)) {
    const input = { pollId: put.pollId, clientKey: member.keyFor(put.pollId), choice: { ranking } };
    await member.client.expectOk('castBallot', 'BallotReceipt', input, 'code');
  }
  const { effect } = await closed(service, mover, put);
  if (!effect.outcome?.done) throw new Error(`nobody was seated: ${JSON.stringify(effect.outcome)}`);
  const seated = await delegatesOf(mover, officeId);
  for (const { id, member } of seated)
    await candidates
      .find((candidate) => candidate.id === member.id)!
      .client.expectOk('acceptSeat', 'Term', { termId: id }, 'id');
  return { officeId, termIds: seated.map(({ id }) => id) };
}

export interface DelegateRead {
  readonly id: string;
  readonly acceptedAt: string | null;
  readonly member: { readonly id: string };
  readonly recall: {
    readonly count: number;
    readonly base: number;
    readonly neededAtOnce: number;
    readonly signedByMe: boolean;
  };
}

export async function delegatesOf({ client }: Member, officeId: string): Promise<readonly DelegateRead[]> {
  const { office } = await client.ask<{ office: { delegates: DelegateRead[] } }>(
    `query ($id: ID!) { office(id: $id) { delegates { id acceptedAt member { id }
       recall { count base neededAtOnce signedByMe } } } }`,
    { id: officeId },
  );
  return office.delegates;
}
