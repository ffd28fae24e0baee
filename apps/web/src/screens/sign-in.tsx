import { KeepCodes } from '../components/keep-codes.tsx';
import { Link } from '../components/link.tsx';
import { Page, Section } from '../components/page.tsx';
import { SignInWays } from '../components/sign-in-ways.tsx';
import { go } from '../hooks/route.ts';
import { useWelcome } from '../hooks/use-welcome.ts';
import { pathTo, safeNext } from '../logic/router.ts';

export default function SignIn() {
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
    <Page title="Sign in" back={{ to: '/', label: 'Start' }}>
      {next !== '/' && <p>You are not signed in on this device now. Sign in, and your page opens.</p>}
      <SignInWays onDone={(signedIn) => void welcome.done(signedIn)} />
      <Section title="Otherwise">
        <ul className="list">
          <li>
            <Link to={pathTo('recover')}>I have lost my phone or forgotten my passphrase</Link>
          </li>
          <li>
            <Link to={pathTo('signUp')}>I have no sign-in yet</Link>
          </li>
        </ul>
      </Section>
    </Page>
  );
}
