import { useCallback, useState } from 'react';
import { Form, TextField } from '../components/form.tsx';
import { KeepCodes } from '../components/keep-codes.tsx';
import { Link } from '../components/link.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { SignInWays, SignUpWays } from '../components/sign-in-ways.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { AcceptInvitation, Invitation, type InvitationAnswer } from '../graphql/generated/join.ts';
import { go } from '../hooks/route.ts';
import { useSession } from '../hooks/session.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { useWelcome } from '../hooks/use-welcome.ts';
import { pathTo } from '../logic/router.ts';

type Preview = NonNullable<InvitationAnswer['invitation']>;

/** Where an invitation leads. Its secret is behind the `#`: it reaches the service only when it is used. */
export default function Join() {
  const [secret] = useState(() => location.hash.slice(1));
  const query = useQuery(Invitation, { secret });
  if (query.data === null) {
    return (
      <Page title="An invitation">
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  const preview = query.data.invitation;
  if (preview === null) {
    return (
      <Page title="This invitation cannot be used" back={{ to: '/', label: 'Start' }}>
        <p>
          It was used already, has ended, was taken back, or was cut off on its way. Ask the member who gave
          it to you for another.
        </p>
        <p>
          If you joined with it yourself, <Link to={pathTo('signIn')}>sign in</Link>.
        </p>
      </Page>
    );
  }
  return <Invited secret={secret} preview={preview} />;
}

function Invited({ secret, preview }: { readonly secret: string; readonly preview: Preview }) {
  const { me } = useSession();
  const stay = useCallback(() => {}, []);
  const welcome = useWelcome(stay);
  const [hasSignIn, setHasSignIn] = useState(false);
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
    <Page title={preview.assemblyName} over="You are invited to join">
      {me !== null ? (
        <ChooseName secret={secret} preview={preview} />
      ) : hasSignIn ? (
        <>
          <SignInWays onDone={(signedIn) => void welcome.done(signedIn)} />
          <button type="button" className="button button-quiet" onClick={() => setHasSignIn(false)}>
            I have no sign-in yet
          </button>
        </>
      ) : (
        <>
          <p>
            {preview.kind === 'IMPORTED'
              ? 'You are on this assembly’s list of members. First make the sign-in that is yours alone.'
              : 'First make the sign-in that is yours alone. Then choose the name that members see.'}
          </p>
          <SignUpWays
            invitation={preview.kind === 'IMPORTED' ? secret : null}
            onDone={(signedIn) => void welcome.done(signedIn)}
          />
          {preview.kind === 'NEW' && (
            <p>
              <button type="button" className="button button-quiet" onClick={() => setHasSignIn(true)}>
                I have a sign-in already
              </button>
            </p>
          )}
        </>
      )}
      <Section title="What happens then">
        {preview.kind === 'IMPORTED' ? (
          <p>
            Your membership counts as the assembly’s import said: the members who brought the list in answer
            for it.
          </p>
        ) : (
          <p>
            Two members vouch for you. You vote and second once the assembly confirms you, or 14 days after
            that without a challenge. Until then you read along.
          </p>
        )}
      </Section>
    </Page>
  );
}

function ChooseName({ secret, preview }: { readonly secret: string; readonly preview: Preview }) {
  const { refresh } = useSession();
  const [displayName, setDisplayName] = useState(preview.displayName ?? '');
  const action = useAction(async () => {
    const { acceptInvitation: answer } = await request(AcceptInvitation, { input: { secret, displayName } });
    if (isRejection(answer)) return answer.message;
    await refresh();
    go(answer.assembly ? pathTo('home', { assembly: answer.assembly.id }) : '/', { replace: true });
    return null;
  });
  return (
    <Form action={action} submit={`Join ${preview.assemblyName}`}>
      <TextField
        label="Your name here"
        hint="What members of this assembly see. A pseudonym is fine."
        value={displayName}
        onChange={setDisplayName}
        maxLength={80}
        autoComplete="nickname"
      />
    </Form>
  );
}
