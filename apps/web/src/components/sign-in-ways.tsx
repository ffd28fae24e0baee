import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import {
  RequestSignInLink,
  SignInWithPassphrase,
  type SignInWithPassphraseAnswer,
  SignUpWithPassphrase,
} from '../graphql/generated/sign-in.ts';
import { useSession } from '../hooks/session.ts';
import { useAction } from '../hooks/use-action.ts';
import { refusalOfPassphrase } from '../logic/passphrase-words.ts';
import { Act, Form, TextField } from './form.tsx';
import { Notice } from './notice.tsx';
import { passkeysWork, signInWithPasskey, signUpWithPasskey } from './passkey.ts';

export type SignedIn = Extract<
  SignInWithPassphraseAnswer['signInWithPassphrase'],
  { __typename: 'SignedIn' }
>;

/** The ways to make a sign-in: a passkey first, a passphrase where the phone has none. */
export function SignUpWays({
  invitation,
  onDone,
}: {
  /** The secret of an imported member's link, which binds the sign-in to that membership. */
  readonly invitation: string | null;
  readonly onDone: (signedIn: SignedIn) => void;
}) {
  const [withPhrase, setWithPhrase] = useState(!passkeysWork());
  const passkey = useAction(async () => {
    const answer = await signUpWithPasskey(invitation);
    if (isRejection(answer)) return answer.message;
    onDone(answer);
    return null;
  });
  if (withPhrase) {
    return <PassphraseSignUp invitation={invitation} onDone={onDone} />;
  }
  return (
    <>
      <Act action={passkey} kind="strong" busy="Follow your phone…">
        Continue with a passkey
      </Act>
      <p className="muted">
        A passkey is your phone’s own lock: face, finger or code. Nothing secret leaves the phone, and no
        name, number or e-mail is asked.
      </p>
      <button type="button" className="button button-quiet" onClick={() => setWithPhrase(true)}>
        Use a passphrase instead
      </button>
    </>
  );
}

function PassphraseSignUp({
  invitation,
  onDone,
}: {
  readonly invitation: string | null;
  readonly onDone: (signedIn: SignedIn) => void;
}) {
  const { server } = useSession();
  const [passphrase, setPassphrase] = useState('');
  const [email, setEmail] = useState('');
  const action = useAction(async () => {
    const { signUpWithPassphrase: answer } = await request(SignUpWithPassphrase, {
      input: { passphrase, email: email === '' ? null : email, invitation },
    });
    if (isRejection(answer)) {
      return refusalOfPassphrase(answer);
    }
    onDone(answer);
    return null;
  });
  return (
    <Form action={action} submit="Make my sign-in">
      <TextField
        label="Passphrase"
        type="password"
        autoComplete="new-password"
        hint="Four or five words that only you would put together."
        value={passphrase}
        onChange={setPassphrase}
        maxLength={200}
      />
      {server?.mail && (
        <TextField
          label="E-mail (if you like)"
          type="email"
          autoComplete="email"
          hint="A one-time link can be sent to it. No member sees it."
          value={email}
          onChange={setEmail}
          required={false}
          maxLength={254}
        />
      )}
    </Form>
  );
}

/** The ways in for whoever has a sign-in. */
export function SignInWays({ onDone }: { readonly onDone: (signedIn: SignedIn) => void }) {
  const { server } = useSession();
  const [way, setWay] = useState<'passkey' | 'passphrase' | 'link'>(
    passkeysWork() ? 'passkey' : 'passphrase',
  );
  const passkey = useAction(async () => {
    const answer = await signInWithPasskey();
    if (isRejection(answer)) return answer.message;
    onDone(answer);
    return null;
  });
  return (
    <>
      {way === 'passkey' && (
        <Act action={passkey} kind="strong" busy="Follow your phone…">
          Sign in with a passkey
        </Act>
      )}
      {way === 'passphrase' && <PassphraseSignIn onDone={onDone} />}
      {way === 'link' && <LinkByMail />}
      <div className="row">
        {way !== 'passkey' && passkeysWork() && (
          <button type="button" className="button button-quiet" onClick={() => setWay('passkey')}>
            Use a passkey
          </button>
        )}
        {way !== 'passphrase' && (
          <button type="button" className="button button-quiet" onClick={() => setWay('passphrase')}>
            Use a passphrase
          </button>
        )}
        {server?.mail && way !== 'link' && (
          <button type="button" className="button button-quiet" onClick={() => setWay('link')}>
            Send me a link by mail
          </button>
        )}
      </div>
    </>
  );
}

function PassphraseSignIn({ onDone }: { readonly onDone: (signedIn: SignedIn) => void }) {
  const { server } = useSession();
  const [signInName, setSignInName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const action = useAction(async () => {
    const { signInWithPassphrase: answer } = await request(SignInWithPassphrase, {
      input: { signInName, passphrase },
    });
    if (isRejection(answer)) return answer.message;
    onDone(answer);
    return null;
  });
  return (
    <Form action={action} submit="Sign in">
      <TextField
        label={server?.mail ? 'Sign-in name or e-mail' : 'Sign-in name'}
        autoComplete="username"
        value={signInName}
        onChange={setSignInName}
        maxLength={254}
      />
      <TextField
        label="Passphrase"
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={setPassphrase}
        maxLength={200}
      />
    </Form>
  );
}

function LinkByMail() {
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const action = useAction(async () => {
    await request(RequestSignInLink, { input: { email } });
    setSent(true);
    return null;
  });
  if (sent) {
    return (
      <Notice>
        <p>
          If this address belongs to a sign-in, a link is on its way to it. It works once, for a few minutes.
        </p>
      </Notice>
    );
  }
  return (
    <Form action={action} submit="Send me a link">
      <TextField
        label="E-mail"
        type="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        maxLength={254}
      />
    </Form>
  );
}
