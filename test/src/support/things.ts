import { randomBytes } from 'node:crypto';
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
    invitationId: invitation.id,
    accessTokenId: token.made.accessToken.id,
    sessionId: me.sessions.find(({ current }) => current)!.id,
    passkeyId: me.passkeys[0]!.id,
    instant: soon,
  };
}
