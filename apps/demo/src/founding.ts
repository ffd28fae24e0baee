import type { PublishedBallot } from './ballots.js';
import { type Caller, mutation, mutationOf } from './caller.js';
import { decide } from './motions.js';
import { FOUNDERS, invitationSecrets, rollFile } from './roll.js';
import { DemoError, type Service } from './service.js';
import { join, signUp } from './sign-up.js';

const FOUND = mutation('foundAssembly', 'Assembly', 'id myMembership { id }');
const INVITE = mutation('createInvitation', 'NewInvitation', 'secret');
const STAGE = mutation('stageImport', 'RollImport', 'id key created refused');
const ASK = mutation('askTogether', 'JointRequest', 'id state');
const SIGN = mutationOf('joinRequest', 'requestId', 'JointRequest', 'id state');
const LINKS = `query ($id: ID!, $key: String!, $origin: String!) {
  assembly(id: $id) { imports { id invitationsCsv(key: $key, origin: $origin) } } }`;
const CONVENE = mutation('conveneMeeting', 'Meeting', 'id');
const END = mutationOf('endMeeting', 'meetingId', 'Meeting', 'id');
const NUMBERS = 'query ($id: ID!) { server { now } assembly(id: $id) { memberCount joinedCount } }';

/** A founding vote is open for this long, in seconds: the shortest there is. */
const FOUNDING_VOTE = 15;

export interface Assembly {
  readonly id: string;
  readonly founders: readonly Caller[];
  /** One secret for every imported member. */
  readonly invitations: readonly string[];
}

/** Founds an assembly with the ballot's roll and the rule of its law: everything that comes before the vote itself. */
export async function foundWithRoll(
  service: Service,
  ballot: PublishedBallot,
  say: (line: string) => void,
): Promise<Assembly> {
  const { id, founders, facilitatorId } = await found(service, ballot);
  say(`Founded "${ballot.union}" with ${FOUNDERS} founders.`);
  const invitations = await importRoll(service, id, founders, rollFile(ballot));
  say(
    `Imported a roll of ${invitations.length.toLocaleString('en')} from CSV, signed by the founders together.`,
  );

  const { server } = await founders[0]!.ask<{ server: { now: string } }>(NUMBERS, { id });
  const meeting = await founders[0]!.act<{ id: string }>(CONVENE, {
    assemblyId: id,
    startsAt: server.now,
    place: 'Demo',
  });
  say(`First meeting: three decisions, each a vote of ${FOUNDING_VOTE} seconds.`);
  const draft = { assemblyId: id, text: '', voteSeconds: FOUNDING_VOTE };
  await decide(founders, { ...draft, kind: 'CONFIRM_ROLL', title: 'Confirm the roll as imported' });
  say('  carried: the roll is confirmed');
  const facilitator = { memberId: facilitatorId };
  await decide(founders, {
    ...draft,
    kind: 'CHOOSE_FACILITATOR',
    title: 'Founder 1 facilitates',
    effect: facilitator,
  });
  say('  carried: a facilitator is chosen');
  const bylaws = { preset: 'union_local', numbers: numbersFor(ballot) };
  await decide(founders, {
    ...draft,
    kind: 'ADOPT_BYLAWS',
    title: 'Bylaws of a union local',
    effect: bylaws,
  });
  say(`  carried: bylaws of a union local, direct action ${ruleOf(ballot)}`);
  await founders[0]!.actOn(END, meeting.id);

  const { assembly } = await founders[0]!.ask<{ assembly: { memberCount: number } }>(NUMBERS, { id });
  if (assembly.memberCount !== ballot.entitled) {
    throw new DemoError(`The roll counts ${assembly.memberCount} and should count ${ballot.entitled}.`);
  }
  return { id, founders, invitations };
}

async function found(service: Service, ballot: PublishedBallot) {
  const first = await signUp(service, null);
  const { id, myMembership } = await first.act<{ id: string; myMembership: { id: string } }>(FOUND, {
    name: ballot.union,
    timeZone: 'Europe/London',
    language: 'en',
    quiet: false,
    displayName: 'Founder 1',
  });
  const founders = [first];
  for (let n = 2; n <= FOUNDERS; n++) {
    const { secret } = await first.act<{ secret: string }>(INVITE, {
      assemblyId: id,
      label: `Founder ${n}`,
      days: 1,
    });
    founders.push(await join(service, secret, `Founder ${n}`));
  }
  return { id, founders, facilitatorId: myMembership.id };
}

async function importRoll(
  service: Service,
  id: string,
  founders: readonly Caller[],
  csv: string,
): Promise<string[]> {
  const [first, ...others] = founders;
  const staged = await first!.act<{ id: string; key: string; refused: number }>(STAGE, {
    assemblyId: id,
    csv,
  });
  if (staged.refused > 0) throw new DemoError(`${staged.refused} rows of the roll were refused.`);
  const reason = 'The list of members as the branch secretary holds it.';
  const asked = { assemblyId: id, action: 'APPLY_IMPORT', subjectId: staged.id, reason };
  let request = await first!.act<{ id: string; state: string }>(ASK, asked);
  for (const other of others) {
    if (request.state === 'OPEN') request = await other.actOn(SIGN, request.id);
  }
  if (request.state !== 'DONE') throw new DemoError('The founders together could not apply the import.');
  const origin = service.address;
  const { assembly } = await first!.ask<{ assembly: { imports: { id: string; invitationsCsv: string }[] } }>(
    LINKS,
    {
      id,
      key: staged.key,
      origin,
    },
  );
  return invitationSecrets(assembly.imports.find((each) => each.id === staged.id)!.invitationsCsv);
}

/** The rule of the law, and terms that fit into a demo: no notice, and votes as short as a minute. */
function numbersFor(ballot: PublishedBallot): { path: string; value: number }[] {
  return [
    { path: 'motions.direct_action.noticeHours', value: 0 },
    { path: 'motions.direct_action.pollMinutes', value: 1 },
    { path: 'motions.direct_action.turnoutPercent', value: 50 },
    { path: 'motions.direct_action.supportPercent', value: ballot.supportPercent },
  ];
}

function ruleOf({ supportPercent }: PublishedBallot): string {
  const support = supportPercent === 0 ? '' : ` and ${supportPercent} % of those entitled for it`;
  return `by the law's rule: half of those entitled vote, more for than against${support}`;
}
