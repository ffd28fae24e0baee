import { useState } from 'react';
import { Act, Form, LongField, TextField } from '../components/form.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  ChallengeMember,
  ChangeDisplayName,
  LeaveAssembly,
  MemberPage,
  type MemberPageAnswer,
  VouchForMember,
} from '../graphql/generated/members.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useSession } from '../hooks/session.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { MEMBER_STATES } from '../logic/member-words.ts';
import { pathTo } from '../logic/router.ts';

type MemberData = NonNullable<NonNullable<MemberPageAnswer['assembly']>['member']>;

interface Props {
  readonly member: MemberData;
  readonly again: () => Promise<void>;
}

export default function Member({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const query = useQuery(MemberPage, { assemblyId: assembly.id, id });
  const member = query.data?.assembly?.member;
  const back = { to: pathTo('members', { assembly: assembly.id }), label: 'Members' };
  if (!member) {
    return (
      <Page title="Member" back={back}>
        {query.data ? (
          <p>There is no such member, or they are not yours to see.</p>
        ) : (
          <Waiting query={query} again={query.again} />
        )}
      </Page>
    );
  }
  const mine = member.id === assembly.myMembership.id;
  const words = MEMBER_STATES[member.state];
  return (
    <Page title={member.displayName} over={mine ? 'This is you' : undefined} back={back}>
      <p className="big">{words.label}</p>
      <p>{words.meaning}</p>
      <dl className="facts">
        <div>
          <dt>On the list since</dt>
          <dd>
            <Time at={member.since} zone={assembly.timeZone} />
          </dd>
        </div>
        {member.countsFrom && (
          <div>
            <dt>Counts from</dt>
            <dd>
              <Time at={member.countsFrom} zone={assembly.timeZone} />
            </dd>
          </div>
        )}
        {member.suspendedUntil && (
          <div>
            <dt>Suspended until</dt>
            <dd>
              <Time at={member.suspendedUntil} zone={assembly.timeZone} />
            </dd>
          </div>
        )}
        <div>
          <dt>Vouched for by</dt>
          <dd>
            {member.vouchers.length === 0
              ? 'nobody yet'
              : member.vouchers.map((each) => each.displayName).join(', ')}
          </dd>
        </div>
      </dl>
      {mine ? <Mine member={member} again={query.again} /> : <Others member={member} again={query.again} />}
    </Page>
  );
}

function Others({ member, again }: Props) {
  const { myMembership } = useAssembly();
  const [reason, setReason] = useState('');
  const vouch = useAction(async () => {
    const { vouchForMember: answer } = await request(VouchForMember, { input: { membershipId: member.id } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  const challenge = useAction(async () => {
    const { challengeMember: answer } = await request(ChallengeMember, {
      input: { membershipId: member.id, reason },
    });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  if (member.state !== 'WAITING' && member.state !== 'CHALLENGED') return null;
  const vouched = member.vouchers.some((each) => each.id === myMembership.id);
  return (
    <>
      {vouched ? (
        <p>You have vouched for them.</p>
      ) : (
        <Section title="Do you know them?" strong>
          <p>
            Vouch only for somebody of whom you know that they belong to this assembly. It is an entry in the
            record.
          </p>
          <Act action={vouch} kind="strong">
            Vouch for {member.displayName}
          </Act>
        </Section>
      )}
      {!member.challenged && (
        <details>
          <summary>Challenge this membership</summary>
          <p>It then does not count by itself after 14 days: the assembly decides.</p>
          <Form action={challenge} submit="Challenge it" strong={false}>
            <LongField label="Why" value={reason} onChange={setReason} maxLength={2000} rows={3} />
          </Form>
        </details>
      )}
    </>
  );
}

function Mine({ member, again }: Props) {
  const assembly = useAssembly();
  const { refresh } = useSession();
  const [displayName, setDisplayName] = useState(member.displayName);
  const rename = useAction(async () => {
    const { changeDisplayName: answer } = await request(ChangeDisplayName, {
      input: { assemblyId: assembly.id, displayName },
    });
    if (isRejection(answer)) return answer.message;
    await Promise.all([again(), refresh()]);
    return null;
  });
  const leave = useAction(async () => {
    const { leaveAssembly: answer } = await request(LeaveAssembly, { input: { assemblyId: assembly.id } });
    if (isRejection(answer)) return answer.message;
    await refresh();
    go('/', { replace: true });
    return null;
  });
  return (
    <>
      <Section title="Your name here">
        <Form action={rename} submit="Change my name" strong={false}>
          <TextField
            label="Name that members see"
            value={displayName}
            onChange={setDisplayName}
            maxLength={80}
          />
        </Form>
      </Section>
      <details>
        <summary>Leave this assembly</summary>
        <p>Your membership ends now. Ballots you have cast stand. To come back you need a new invitation.</p>
        <Act action={leave}>Leave {assembly.name}</Act>
      </details>
    </>
  );
}
