import { Member, Person, type Place } from './people.js';
import { eventually, type Service } from './service.js';

/** Every vote of these assemblies is over when the clock is put forward; until then nobody comes too late on a slow machine. */
const POLL_MINUTES = 10;

export interface Assembly {
  readonly id: string;
  /** The first founded it, and facilitates it once it is established. */
  readonly members: readonly Member[];
}

export interface Put {
  readonly motionId: string;
  readonly pollId: string;
  readonly closesAt: string;
}

interface Standing {
  readonly state: string;
  readonly effect: { readonly outcome: { readonly done: boolean; readonly because: string | null } | null };
  readonly poll: { readonly id: string; readonly state: string; readonly closesAt: string | null } | null;
}

const STANDING =
  'query ($id: ID!) { motion(id: $id) { state effect { outcome { done because } } poll { id state closesAt } } }';

export async function standingOf(member: Member, motionId: string): Promise<Standing> {
  return (await member.client.ask<{ motion: Standing }>(STANDING, { id: motionId })).motion;
}

/** One member founds an assembly and invites the others, who join. Its first decisions are still to be taken. */
export async function foundAssembly(place: Place, name: string, size: number): Promise<Assembly> {
  const founder = await Person.signUp(place);
  const input = { name, timeZone: 'Europe/Vienna', language: 'en', displayName: 'Member 1' };
  const { id, myMembership } = await founder.client.expectOk<{ id: string; myMembership: { id: string } }>(
    'foundAssembly',
    'Assembly',
    input,
    'id myMembership { id }',
  );
  const convener = new Member(founder, id, myMembership.id, 'Member 1');
  return { id, members: [convener, ...(await joinAll(place, convener, 2, size))] };
}

/** Invites by one member, and as many new members numbered from `first` to `last`. */
export function joinAll(place: Place, inviting: Member, first: number, last: number): Promise<Member[]> {
  const names = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `Member ${first + i}`);
  return inTurns(names, 8, async (name) => {
    const { secret } = await inviting.invite(name);
    return Member.join(place, inviting.assemblyId, secret, name);
  });
}

/** Drafts, moves and seconds a motion until it is complete, and waits until its poll has opened by itself. */
export async function putToVote(
  [mover, ...others]: readonly Member[],
  motion: Readonly<Record<string, unknown>>,
): Promise<Put> {
  const motionId = await mover!.draft(motion);
  await mover!.move(motionId);
  for (const other of others) {
    if ((await standingOf(mover!, motionId)).state !== 'MOVED') break;
    await other.second(motionId);
  }
  return opened(mover!, motionId);
}

/** Waits until the motion's poll is open. */
export async function opened(member: Member, motionId: string): Promise<Put> {
  const { poll } = await eventually(
    () => standingOf(member, motionId),
    (motion) => motion.poll?.state === 'OPEN',
  );
  return { motionId, pollId: poll!.id, closesAt: poll!.closesAt! };
}

/** Puts the clock forward to the close and waits for the decision. */
export async function closed(service: Service, member: Member, put: Put): Promise<Standing> {
  await service.passTimeUntil(put.closesAt);
  return decided(member, put.motionId);
}

export function decided(member: Member, motionId: string): Promise<Standing> {
  return eventually(
    () => standingOf(member, motionId),
    ({ state }) => state === 'CARRIED' || state === 'LOST',
  );
}

/** Puts a motion to the vote, in which these members all say yes, and lets the time pass until it has carried. */
export async function carry(
  service: Service,
  members: readonly Member[],
  motion: Readonly<Record<string, unknown>>,
): Promise<Put> {
  const put = await putToVote(members, motion);
  for (const member of members) await member.vote(put.pollId, 'YES');
  const { state, effect } = await closed(service, members[0]!, put);
  if (state !== 'CARRIED' || !effect.outcome?.done) {
    throw new Error(`"${String(motion.title)}" came out ${state}: ${JSON.stringify(effect.outcome)}`);
  }
  return put;
}

/** The three first decisions, in their order. */
export function firstDecisions({ members }: Assembly): readonly Readonly<Record<string, unknown>>[] {
  return [
    { kind: 'CONFIRM_ROLL', title: 'Confirm the roll' },
    { kind: 'CHOOSE_FACILITATOR', title: 'Member 1 facilitates', effect: { memberId: members[0]!.id } },
    { kind: 'ADOPT_BYLAWS', title: 'Bylaws', effect: { preset: 'union_local', numbers: QUICK_NUMBERS } },
  ].map((decision) => ({ ...decision, voteSeconds: 60 * POLL_MINUTES }));
}

/** Bylaws of a union local whose ordinary motions need one seconder, and no notice. */
const QUICK_NUMBERS = [
  ...[
    'ordinary',
    'amend_bylaws',
    'create_office',
    'elect_delegates',
    'give_mandate',
    'recall_delegate',
  ].flatMap((kind) => [
    { path: `motions.${kind}.noticeHours`, value: 0 },
    { path: `motions.${kind}.pollMinutes`, value: POLL_MINUTES },
  ]),
  // Long enough for those below to be instructed, and to recall, while it is open.
  { path: 'motions.ask_delegates.noticeHours', value: 0 },
  { path: 'motions.ask_delegates.pollMinutes', value: 60 },
  ...['suspend_member', 'expel_member'].flatMap((kind) => [
    { path: `motions.${kind}.seconders`, value: 1 },
    { path: `motions.${kind}.noticeHours`, value: 24 },
    { path: `motions.${kind}.pollMinutes`, value: POLL_MINUTES },
  ]),
];

/** An assembly that has adopted bylaws: each of its members counts, and the first facilitates. */
export async function establishedAssembly(service: Service, name: string, size: number): Promise<Assembly> {
  const assembly = await foundAssembly(service.apis[0]!, name, size);
  const [convener] = assembly.members;
  await convener!.convene(await service.now());
  for (const decision of firstDecisions(assembly))
    await carry(service, assembly.members.slice(0, 2), decision);
  return assembly;
}

/** `work` for every item, so many at a time; the answers in the order of the items. */
export async function inTurns<T, U>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<U>,
): Promise<U[]> {
  const answers = new Array<U>(items.length);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) answers[i] = await work(items[i]!, i);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answers;
}
