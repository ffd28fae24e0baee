import { useCallback, useState } from 'react';
import { CheckField, ChoiceField, Form, TextField } from '../components/form.tsx';
import { KeepCodes } from '../components/keep-codes.tsx';
import { Link } from '../components/link.tsx';
import { Page } from '../components/page.tsx';
import { SignUpWays } from '../components/sign-in-ways.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { FoundAssembly } from '../graphql/generated/found.ts';
import { go } from '../hooks/route.ts';
import { useSession } from '../hooks/session.ts';
import { useAction } from '../hooks/use-action.ts';
import { useWelcome } from '../hooks/use-welcome.ts';
import { pathTo } from '../logic/router.ts';

export default function Found() {
  const { me } = useSession();
  const stay = useCallback(() => {}, []);
  const welcome = useWelcome(stay);
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
  if (me === null) {
    return (
      <Page title="Found an assembly" back={{ to: '/', label: 'Start' }}>
        <p>First make the sign-in that is yours alone. The assembly comes next.</p>
        <SignUpWays invitation={null} onDone={(signedIn) => void welcome.done(signedIn)} />
        <p>
          <Link to={`${pathTo('signIn')}?next=${pathTo('found')}`}>I have a sign-in already</Link>
        </p>
      </Page>
    );
  }
  return <FoundForm />;
}

const LANGUAGES = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'tr', 'uk', 'ar'];

function timeZones(): readonly string[] {
  return typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
}

function languageName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
}

function FoundForm() {
  const { refresh } = useSession();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [language, setLanguage] = useState(() => {
    const own = navigator.language.split('-')[0] ?? 'en';
    return LANGUAGES.includes(own) ? own : 'en';
  });
  const [quiet, setQuiet] = useState(false);
  const action = useAction(async () => {
    const { foundAssembly: answer } = await request(FoundAssembly, {
      input: { name, displayName, timeZone, language, quiet },
    });
    if (isRejection(answer)) return answer.message;
    await refresh();
    go(pathTo('home', { assembly: answer.id }), { replace: true });
    return null;
  });
  return (
    <Page title="Found an assembly" back={{ to: '/', label: 'Start' }}>
      <p>
        You will convene it until its first meeting, for 30 days at most: you may invite and convene, and
        nothing else. After that the assembly decides.
      </p>
      <Form action={action} submit="Found the assembly">
        <TextField
          label="Name of the assembly"
          hint="A workplace, a local, a house, a region."
          value={name}
          onChange={setName}
          maxLength={200}
        />
        <TextField
          label="Your name here"
          hint="What members of this assembly see. A pseudonym is fine."
          value={displayName}
          onChange={setDisplayName}
          maxLength={80}
          autoComplete="nickname"
        />
        <TextField
          label="Time zone"
          hint="Its deadlines are in this zone."
          value={timeZone}
          onChange={setTimeZone}
          list={timeZones()}
          maxLength={64}
        />
        <ChoiceField
          label="Language"
          value={language}
          onChange={setLanguage}
          choices={LANGUAGES.map((code) => ({ value: code, label: languageName(code) }))}
        />
        <div className="field">
          <CheckField
            label="Quiet"
            hint="No directory of members, invitations in person by QR code, no mail, and no notification that names anybody. For when being known as a member is a risk."
            checked={quiet}
            onChange={setQuiet}
          />
        </div>
      </Form>
    </Page>
  );
}
