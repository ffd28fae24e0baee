import { useState } from 'react';
import { ChoiceField, Form, TextField } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { MemberPicker } from '../components/member-picker.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { VouchForRecovery } from '../graphql/generated/vouch.ts';
import { useSession } from '../hooks/session.ts';
import { useAction } from '../hooks/use-action.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';

/** For a member who vouches that somebody who lost their sign-in is who they say. */
export default function Vouch() {
  const { me, known } = useSession();
  const [assemblyId, setAssemblyId] = useState('');
  const chosen = assemblyId || me?.memberships[0]?.assembly.id;
  return (
    <Page title="Vouch for a member" back={{ to: '/', label: 'Start' }}>
      <p>
        Somebody has lost their sign-in and asks you to confirm that it is them. Do it only if you stand
        before them or know their voice. It is an entry in the record that you did.
      </p>
      {known && me === null && (
        <p>
          <Link to={`${pathTo('signIn')}?next=${pathTo('vouch')}`}>Sign in first</Link>, then scan the code
          again.
        </p>
      )}
      {me && me.memberships.length > 1 && (
        <ChoiceField
          label="In which assembly"
          value={chosen ?? ''}
          onChange={setAssemblyId}
          choices={me.memberships.map((each) => ({ value: each.assembly.id, label: each.assembly.name }))}
        />
      )}
      {chosen && <VouchIn key={chosen} assemblyId={chosen} />}
    </Page>
  );
}

function VouchIn({ assemblyId }: { readonly assemblyId: string }) {
  const [code, setCode] = useState(location.hash.slice(1));
  const [membershipId, setMembershipId] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const action = useAction(async () => {
    if (membershipId === null) return 'Choose the member whose sign-in was lost.';
    const { vouchForRecovery: answer } = await request(VouchForRecovery, {
      input: { code: code.trim(), membershipId },
    });
    if (isRejection(answer)) return answer.message;
    setDone(
      answer.done
        ? 'They are in again. Their other sessions have been told.'
        : `You have vouched: ${answer.vouches} of ${plural(answer.needed, 'member')}. One more has to.`,
    );
    return null;
  });
  if (done) {
    return (
      <Notice>
        <p>{done}</p>
      </Notice>
    );
  }
  return (
    <Form action={action} submit="I vouch that it is them">
      <TextField label="The code on their phone" value={code} onChange={setCode} maxLength={64} />
      <MemberPicker
        assemblyId={assemblyId}
        label="Whose sign-in it was"
        value={membershipId}
        onChange={setMembershipId}
      />
    </Form>
  );
}
