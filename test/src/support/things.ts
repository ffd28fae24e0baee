import { randomBytes, randomUUID } from 'node:crypto';
import type { Member } from './people.js';
import type { Service } from './service.js';

/** One id of each kind of thing that an assembly and its members have, by the name of the input field that takes it. */
export type Things = Readonly<Record<string, string>>;

/** Makes what `putToVote` does not: `member` must have the right to each. */
export async function thingsOf(
  service: Service,
  member: Member,
  made: Things & { readonly motionId: string; readonly pollId: string; readonly meetingId: string },
): Promise<Things> {
  const { client, assemblyId } = member;
  const csv = 'ref,name\r\n4711,Somebody Else\r\n';
  const roll = await client.expectOk<{ id: string }>('stageImport', 'RollImport', { assemblyId, csv }, 'id');
  const reason = 'The list as the branch secretary keeps it.';
  const request = await client.expectOk<{ id: string }>(
    'askTogether',
    'JointRequest',
    { assemblyId, action: 'APPLY_IMPORT', subjectId: roll.id, reason },
    'id',
  );
  const invitation = await member.invite('Somebody new');
  const token = await client.ask<{ made: { accessToken: { id: string } } }>(
    'mutation ($input: CreateAccessTokenInput!) { made: createAccessToken(input: $input) { accessToken { id } } }',
    { input: { label: 'Script', days: 1, scopes: ['READ'] } },
  );
  const other = await member.signInAgain();
  const { me } = await other.client.ask<{
    me: { sessions: { id: string; current: boolean }[]; passkeys: { id: string }[] };
  }>('{ me { sessions { id current } passkeys { id } } }');
  const { station } = await client.expectOk<{ station: { id: string } }>(
    'openStation',
    'OpenedStation',
    { pollId: made.pollId, deviceToken: randomBytes(32).toString('base64url') },
    'station { id }',
  );
  // What they ask for in confidence; and by a shift they hear others.
  await service.sql(
    `WITH clock AS MATERIALIZED (SELECT plenary_now() AS now),
       made AS (INSERT INTO task (id, assembly_id, kind, name, created_at, powers)
                SELECT gen_random_uuid(), '${assemblyId}', 'other', 'An open ear', now, '{see_hardship}' FROM clock RETURNING id)
     INSERT INTO shift (id, assembly_id, task_id, membership_id, starts_at, ends_at, chosen)
     SELECT gen_random_uuid(), '${assemblyId}', made.id, '${member.id}', now, now + interval '30 days', 'assembly' FROM made, clock`,
  );
  const hardship = await client.expectOk<{ id: string }>(
    'makeHardshipRequest',
    'HardshipRequest',
    { assemblyId, clientKey: randomUUID(), text: 'The rent.' },
    'id',
  );
  const soon = new Date((await service.now()).getTime() + 3_600_000).toISOString();
  return {
    ...made,
    assemblyId,
    membershipId: member.id,
    memberId: member.id,
    importId: roll.id,
    subjectId: roll.id,
    requestId: request.id,
    stationId: station.id,
    hardshipRequestId: hardship.id,
    invitationId: invitation.id,
    accessTokenId: token.made.accessToken.id,
    sessionId: me.sessions.find(({ current }) => current)!.id,
    // A device on which one is reminded is that of its session.
    deviceId: me.sessions.find(({ current }) => current)!.id,
    passkeyId: me.passkeys[0]!.id,
    instant: soon,
  };
}
