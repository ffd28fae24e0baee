import { useEffect, useState } from 'react';
import { AccessTokens } from '../components/access-tokens.tsx';
import { type AccountData, ownZone } from '../components/account-data.ts';
import { Act, ChoiceField, Form, TextField } from '../components/form.tsx';
import { KeepCodes } from '../components/keep-codes.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { addPasskey, passkeysWork } from '../components/passkey.ts';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  Account as AccountQuery,
  RemovePasskey,
  RenewRecoveryCodes,
  RevokeSession,
  SetPassphrase,
  UndoRecovery,
} from '../graphql/generated/account.ts';
import { useSession } from '../hooks/session.ts';
import { useStore } from '../hooks/store.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { refusalOfPassphrase } from '../logic/passphrase-words.ts';
import { plural } from '../logic/when.ts';
import { outbox } from '../offline/outbox.ts';
import { toSignIn } from '../session-provider.tsx';
import { type Appearance, appearance, setAppearance } from '../theme.ts';

interface Props {
  readonly me: AccountData;
  readonly again: () => Promise<void>;
}

export default function Account() {
  const query = useQuery(AccountQuery, {});
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const me = query.data?.me;
  const signedOut = query.data !== null && me === null;
  useEffect(() => {
    if (signedOut) toSignIn();
  }, [signedOut]);
  if (codes) {
    return (
      <Page key="codes" title="Keep these">
        <KeepCodes
          signInName={me?.signInName ?? null}
          codes={codes}
          onKept={() => {
            setCodes(null);
            void query.again();
          }}
        />
      </Page>
    );
  }
  if (!me) {
    return (
      <Page title="My account">
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  return (
    <Page title="My account" back={{ to: '/', label: 'Start' }}>
      {me.recoveredAt && <Recovered me={me} again={query.again} />}
      <Ways me={me} again={query.again} onCodes={setCodes} />
      <Sessions me={me} again={query.again} />
      <AccessTokens me={me} again={query.again} />
      <Look />
    </Page>
  );
}

function Recovered({ me, again }: Props) {
  const undo = useAction(async () => {
    const { undoRecovery: answer } = await request(UndoRecovery, {});
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <Section title="Somebody got back in as you" strong>
      <p>
        Your sign-in was recovered <Time at={me.recoveredAt!} zone={ownZone} />. If it was you, nothing is to
        do. If not, undo it within 24 hours from a phone that was signed in before.
      </p>
      <Act action={undo} kind="strong">
        It was not me: undo it
      </Act>
    </Section>
  );
}

function Ways({ me, again, onCodes }: Props & { readonly onCodes: (codes: readonly string[]) => void }) {
  const { refresh } = useSession();
  const [passphrase, setPassphrase] = useState('');
  const add = useAction(async () => {
    const answer = await addPasskey();
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  const phrase = useAction(async () => {
    const { setPassphrase: answer } = await request(SetPassphrase, { input: { passphrase } });
    if (isRejection(answer)) {
      return refusalOfPassphrase(answer);
    }
    setPassphrase('');
    await Promise.all([again(), refresh()]);
    return null;
  });
  const renew = useAction(async () => {
    onCodes((await request(RenewRecoveryCodes, {})).renewRecoveryCodes.codes);
    return null;
  });
  return (
    <Section title="Ways to sign in">
      {me.passkeys.length === 0 && !me.hasPassphrase && (
        <p className="problem">
          You have none yet: once this session ends you cannot come back. Add a passkey or a passphrase.
        </p>
      )}
      <ul className="list">
        {me.passkeys.map((passkey) => (
          <PasskeyLine key={passkey.id} passkey={passkey} again={again} />
        ))}
        {me.hasPassphrase && (
          <li>
            <span className="list-link">Passphrase</span>
            {me.signInName && (
              <div className="muted">
                with the sign-in name <strong>{me.signInName}</strong>
              </div>
            )}
          </li>
        )}
        <li>
          <span className="list-link">Recovery codes</span>
          <div className="muted">{plural(me.recoveryCodesLeft, 'code')} left</div>
        </li>
      </ul>
      {passkeysWork() && <Act action={add}>Add a passkey</Act>}
      <Act action={renew}>Make new recovery codes</Act>
      <p className="muted">New codes make the old ones useless.</p>
      <details>
        <summary>{me.hasPassphrase ? 'Change my passphrase' : 'Add a passphrase'}</summary>
        <Form action={phrase} submit="Set my passphrase" strong={false}>
          <TextField
            label="Passphrase"
            type="password"
            autoComplete="new-password"
            hint="Four or five words that only you would put together."
            value={passphrase}
            onChange={setPassphrase}
            maxLength={200}
          />
        </Form>
      </details>
    </Section>
  );
}

function PasskeyLine({
  passkey,
  again,
}: {
  readonly passkey: AccountData['passkeys'][number];
  readonly again: () => Promise<void>;
}) {
  const remove = useAction(async () => {
    const { removePasskey: answer } = await request(RemovePasskey, { input: { passkeyId: passkey.id } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <li>
      <span className="list-link">Passkey: {passkey.label}</span>
      <div className="muted">
        added <Time at={passkey.createdAt} zone={ownZone} />
        {passkey.lastUsedAt && (
          <>
            , last used <Time at={passkey.lastUsedAt} zone={ownZone} />
          </>
        )}
      </div>
      <Act action={remove} kind="quiet">
        Remove this passkey
      </Act>
    </li>
  );
}

function Sessions({ me, again }: Props) {
  const { leave } = useSession();
  const { waiting } = useStore(outbox);
  const others = me.sessions.filter((session) => !session.current);
  const unsent = waiting.filter((vote) => vote.personId === me.id).length;
  const signOut = useAction(async () => {
    await leave();
    return null;
  });
  const everywhere = useAction(async () => {
    for (const session of others) await request(RevokeSession, { input: { sessionId: session.id } });
    await leave();
    return null;
  });
  return (
    <Section title="Where you are signed in">
      <ul className="list">
        {me.sessions.map((session) => (
          <SessionLine key={session.id} session={session} again={again} />
        ))}
      </ul>
      {unsent > 0 && (
        <p className="problem">
          {plural(unsent, 'vote')} on this phone is not counted yet. Signing out discards it.
        </p>
      )}
      <div className="row">
        <Act action={signOut}>Sign out here</Act>
        {others.length > 0 && <Act action={everywhere}>Sign out everywhere</Act>}
      </div>
    </Section>
  );
}

function SessionLine({
  session,
  again,
}: {
  readonly session: AccountData['sessions'][number];
  readonly again: () => Promise<void>;
}) {
  const end = useAction(async () => {
    await request(RevokeSession, { input: { sessionId: session.id } });
    await again();
    return null;
  });
  return (
    <li>
      <span className="list-link">{session.label}</span>
      {session.current && <span className="muted"> (here)</span>}
      <div className="muted">
        since <Time at={session.createdAt} zone={ownZone} />, last used{' '}
        <Time at={session.lastUsedAt} zone={ownZone} />
      </div>
      {!session.current && (
        <Act action={end} kind="quiet">
          Sign out there
        </Act>
      )}
    </li>
  );
}

function Look() {
  const [look, setLook] = useState(appearance);
  const choose = (choice: Appearance) => {
    setLook(choice);
    setAppearance(choice);
  };
  return (
    <Section title="Look of this device">
      <ChoiceField
        label="Colours"
        value={look}
        onChange={choose}
        choices={[
          { value: 'device', label: 'As the device has it' },
          { value: 'light', label: 'Paper' },
          { value: 'dark', label: 'Ink' },
          { value: 'contrast', label: 'High contrast' },
        ]}
      />
    </Section>
  );
}
