import { useEffect } from 'react';
import { Act } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { knownOf } from '../graphql/answers.ts';
import { isRejection, request } from '../graphql/client.ts';
import { OpenSample, Session } from '../graphql/generated/session.ts';
import { go } from '../hooks/route.ts';
import { useSession } from '../hooks/session.ts';
import { useStore } from '../hooks/store.ts';
import { useAction } from '../hooks/use-action.ts';
import { pathTo } from '../logic/router.ts';

/** The first page: what Plenary is and how to get in; for members, their assemblies. */
export function Start() {
  const { me, server, known, refresh } = useSession();
  const query = useStore(knownOf(Session, {}));
  const only = me?.memberships.length === 1 ? me.memberships[0]!.assembly.id : null;
  useEffect(() => {
    if (only) go(pathTo('home', { assembly: only }), { replace: true });
  }, [only]);
  if (!known || server === null) {
    return (
      <Page title="Plenary">
        <Waiting query={query} again={() => void refresh()} />
      </Page>
    );
  }
  if (me !== null) return <MyAssemblies />;
  return server.empty ? <EmptyServer /> : <Welcome />;
}

function Poster() {
  return (
    <>
      <div className="poster-mark" aria-hidden="true" />
      <p className="poster">The assembly decides.</p>
    </>
  );
}

function EmptyServer() {
  const { server, refresh } = useSession();
  const sample = useAction(async () => {
    const { openSample } = await request(OpenSample, {});
    if (isRejection(openSample)) return openSample.message;
    await refresh();
    const first = openSample.me.memberships[0]?.assembly;
    if (first) go(pathTo('home', { assembly: first.id }));
    return null;
  });
  return (
    <Page title="Plenary">
      <Poster />
      <p>Motions, live votes and a record that anyone can check. There is no assembly on this server yet.</p>
      <div className="stack">
        <Link to={pathTo('found')} className="button button-strong">
          Found an assembly
        </Link>
        {server?.sampleOffered && (
          <Act action={sample} busy="Setting it up…">
            Open the sample assembly
          </Act>
        )}
      </div>
      {server?.sampleOffered && (
        <p className="muted">
          The sample is a made-up union local: members, motions in every state, and an open vote to try.
        </p>
      )}
    </Page>
  );
}

function Welcome() {
  return (
    <Page title="Plenary">
      <Poster />
      <p>Motions, live votes and a record that anyone can check.</p>
      <div className="stack">
        <Link to={pathTo('signIn')} className="button button-strong">
          Sign in
        </Link>
        <Link to={pathTo('found')} className="button">
          Found an assembly
        </Link>
      </div>
      <p className="muted">
        To join an assembly, open the link or scan the code that one of its members gives you.
      </p>
    </Page>
  );
}

function MyAssemblies() {
  const { me } = useSession();
  const memberships = me?.memberships ?? [];
  return (
    <Page title="Your assemblies">
      {memberships.length === 0 ? (
        <p>
          You are in no assembly now. Open the link or scan the code that a member gives you, or found one.
        </p>
      ) : (
        <ul className="list">
          {memberships.map((membership) => (
            <li key={membership.id}>
              <Link to={pathTo('home', { assembly: membership.assembly.id })} className="list-link">
                {membership.assembly.name}
              </Link>
              <div className="muted">as {membership.displayName}</div>
            </li>
          ))}
        </ul>
      )}
      <div className="stack">
        <Link to={pathTo('found')} className="button">
          Found an assembly
        </Link>
      </div>
      <Section title="You">
        <p>
          <Link to={pathTo('account')}>My account</Link>
        </p>
      </Section>
    </Page>
  );
}
