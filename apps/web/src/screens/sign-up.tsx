import { KeepCodes } from '../components/keep-codes.tsx';
import { Page } from '../components/page.tsx';
import { SignUpWays } from '../components/sign-in-ways.tsx';
import { go } from '../hooks/route.ts';
import { useWelcome } from '../hooks/use-welcome.ts';
import { pathTo, safeNext } from '../logic/router.ts';

export default function SignUp() {
  const next = safeNext(new URLSearchParams(location.search).get('next'));
  const welcome = useWelcome(() => go(next, { replace: true }));
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
    <Page title="Make a sign-in" back={{ to: pathTo('signIn'), label: 'Sign in' }}>
      <p>
        One sign-in is enough for every assembly you are in. Your name is told to each assembly apart, as you
        choose.
      </p>
      <SignUpWays invitation={null} onDone={(signedIn) => void welcome.done(signedIn)} />
    </Page>
  );
}
