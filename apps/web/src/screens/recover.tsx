import { useEffect, useState } from 'react';
import { Act, Form, TextField } from '../components/form.tsx';
import { KeepCodes } from '../components/keep-codes.tsx';
import { Link } from '../components/link.tsx';
import { Notice } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { SignUpWays } from '../components/sign-in-ways.tsx';
import { Until } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  RequestRecovery,
  type RequestRecoveryAnswer,
  SignInWithRecoveryCode,
} from '../graphql/generated/sign-in.ts';
import { go } from '../hooks/route.ts';
import { useSession } from '../hooks/session.ts';
import { useAction } from '../hooks/use-action.ts';
import { useWelcome } from '../hooks/use-welcome.ts';
import { pathTo } from '../logic/router.ts';

/** Back in after losing every sign-in: with a recovery code, or with two members who vouch. */
export default function Recover() {
  const { me } = useSession();
  const welcome = useWelcome(() => {
    go(pathTo('recover'), { replace: true });
  });
  if (welcome.shown) {
    return (
      <Page title="Keep these">
        <KeepCodes
          signInName={welcome.shown.signInName}
          codes={welcome.shown.recoveryCodes ?? []}
          onKept={welcome.kept}
        />
      </Page>
    );
  }
  return (
    <Page title="Get back in" back={{ to: pathTo('signIn'), label: 'Sign in' }}>
      <p>
        Either way, whoever is signed in as you is told at once and can undo it for 24 hours. In that time you
        cannot vouch, second or withdraw confidence in anything that is already open.
      </p>
      {me === null && <WithCode />}
      <Section title="With two members who vouch">
        <p>
          Two members of your assembly who know you open this site on their own phones and confirm that it is
          you.
        </p>
        {me === null ? (
          <>
            <p>First make a new sign-in on this phone:</p>
            <SignUpWays invitation={null} onDone={(signedIn) => void welcome.done(signedIn)} />
          </>
        ) : (
          <AskForVouchers />
        )}
      </Section>
    </Page>
  );
}

function WithCode() {
  const { refresh } = useSession();
  const [code, setCode] = useState('');
  const action = useAction(async () => {
    const { signInWithRecoveryCode: answer } = await request(SignInWithRecoveryCode, {
      input: { code: code.trim() },
    });
    if (isRejection(answer)) return answer.message;
    await refresh();
    go(pathTo('account'), { replace: true });
    return null;
  });
  return (
    <Section title="With a recovery code">
      <Form action={action} submit="Use this code" strong={false}>
        <TextField
          label="Recovery code"
          value={code}
          onChange={setCode}
          maxLength={64}
          hint="Each code works once."
        />
      </Form>
    </Section>
  );
}

const LOOK_MS = 4_000;

function AskForVouchers() {
  const { me, refresh } = useSession();
  const [recovery, setRecovery] = useState<RequestRecoveryAnswer['requestRecovery'] | null>(null);
  const [askedAs, setAskedAs] = useState<string | null>(null);
  const action = useAction(async () => {
    setAskedAs(me?.id ?? null);
    setRecovery((await request(RequestRecovery, {})).requestRecovery);
    return null;
  });
  const asked = recovery !== null;
  const isIn = asked && me !== null && me.id !== askedAs;
  // The new sign-in that waits becomes the one that was lost: nothing is sent to it, so it looks.
  useEffect(() => {
    if (!asked || isIn) return;
    const timer = setInterval(() => void refresh(), LOOK_MS);
    return () => clearInterval(timer);
  }, [asked, isIn, refresh]);
  if (isIn) {
    return (
      <Notice>
        <p>You are in again: two members have vouched for you.</p>
        <p>
          <Link to="/">Go to your assemblies</Link>
        </p>
      </Notice>
    );
  }
  if (recovery === null) {
    return (
      <Act action={action} kind="strong">
        Show the code for my vouchers
      </Act>
    );
  }
  return (
    <>
      <QrCode
        text={`${location.origin}${pathTo('vouch')}#${recovery.code}`}
        label="The code for the two members who vouch for you"
      />
      <p>
        <span className="receipt">{recovery.code}</span>
      </p>
      <p>
        Let two members scan this, or tell them the code. It ends{' '}
        <Until at={recovery.expiresAt} zone={Intl.DateTimeFormat().resolvedOptions().timeZone} />. When the
        second has vouched, you are in.
      </p>
    </>
  );
}
