import { useState } from 'react';
import { Copy } from '../components/copy.tsx';
import { Act, ChoiceField, Form, TextField } from '../components/form.tsx';
import { Empty, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  CreateInvitation,
  type CreateInvitationAnswer,
  Invitations,
  type InvitationsAnswer,
  RevokeInvitation,
} from '../graphql/generated/invite.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useNow } from '../hooks/use-now.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';

type Made = Extract<CreateInvitationAnswer['createInvitation'], { __typename: 'NewInvitation' }>;
type Given = NonNullable<InvitationsAnswer['assembly']>['invitations'][number];

const DAYS = [
  { value: '1', label: '1 day' },
  { value: '3', label: '3 days' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
] as const;

export default function Invite() {
  const assembly = useAssembly();
  const query = useQuery(Invitations, { id: assembly.id });
  const [made, setMade] = useState<Made | null>(null);
  const back = { to: pathTo('members', { assembly: assembly.id }), label: 'Members' };
  if (made) {
    return (
      <Page key="made" title="One invitation, for one person" back={back}>
        <QrCode text={location.origin + made.link} label={`QR code of an invitation to ${assembly.name}`} />
        <p>
          Let them scan it
          {assembly.quiet ? '. This assembly is quiet: give it in person only.' : ', or send them the link.'}{' '}
          It works once, until <Time at={made.invitation.expiresAt} zone={assembly.timeZone} />, and is shown
          only now.
        </p>
        {!assembly.quiet && (
          <>
            <code className="secret">{location.origin + made.link}</code>
            <Copy text={location.origin + made.link} label="Copy the link" />
          </>
        )}
        <div className="stack">
          <button
            type="button"
            className="button"
            onClick={() => {
              setMade(null);
              void query.again();
            }}
          >
            Make another
          </button>
        </div>
      </Page>
    );
  }
  return (
    <Page title="Invite a member" back={back}>
      <p>
        Each invitation is for one person. Two members vouch for them, and they vote once the assembly
        confirms them or 14 days pass without a challenge.
      </p>
      <NewInvitation onMade={setMade} />
      <Section title="Invitations you gave">
        {query.data?.assembly ? (
          <GivenInvitations invitations={query.data.assembly.invitations} again={query.again} />
        ) : (
          <Waiting query={query} again={query.again} />
        )}
      </Section>
    </Page>
  );
}

function NewInvitation({ onMade }: { readonly onMade: (made: Made) => void }) {
  const assembly = useAssembly();
  const [label, setLabel] = useState('');
  const [days, setDays] = useState<(typeof DAYS)[number]['value']>('7');
  const action = useAction(async () => {
    const { createInvitation: answer } = await request(CreateInvitation, {
      input: { assemblyId: assembly.id, label: label === '' ? null : label, days: Number(days) },
    });
    if (isRejection(answer)) return answer.message;
    onMade(answer);
    return null;
  });
  return (
    <Form action={action} submit="Make an invitation">
      <TextField
        label="For whom (a note to yourself)"
        value={label}
        onChange={setLabel}
        required={false}
        maxLength={100}
      />
      <ChoiceField label="It ends after" value={days} onChange={setDays} choices={DAYS} />
    </Form>
  );
}

function GivenInvitations({
  invitations,
  again,
}: {
  readonly invitations: readonly Given[];
  readonly again: () => Promise<void>;
}) {
  if (invitations.length === 0) return <Empty>None yet.</Empty>;
  return (
    <ul className="list">
      {invitations.map((each) => (
        <GivenInvitation key={each.id} invitation={each} again={again} />
      ))}
    </ul>
  );
}

function GivenInvitation({
  invitation,
  again,
}: {
  readonly invitation: Given;
  readonly again: () => Promise<void>;
}) {
  const { timeZone } = useAssembly();
  const now = useNow(30_000);
  const over = new Date(invitation.expiresAt).getTime() <= now;
  const revoke = useAction(async () => {
    const { revokeInvitation: answer } = await request(RevokeInvitation, {
      input: { invitationId: invitation.id },
    });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <li>
      <span className="list-link">{invitation.label ?? 'Invitation'}</span>
      <div className="muted">
        {invitation.revokedAt ? (
          'taken back'
        ) : invitation.usedAt ? (
          <>
            used <Time at={invitation.usedAt} zone={timeZone} />
          </>
        ) : (
          <>
            {over ? 'ended' : 'ends'} <Time at={invitation.expiresAt} zone={timeZone} />
          </>
        )}
      </div>
      {!invitation.usedAt && !invitation.revokedAt && !over && (
        <Act action={revoke} kind="quiet">
          Take it back
        </Act>
      )}
    </li>
  );
}
