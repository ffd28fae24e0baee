import { Act } from '../components/form.tsx';
import { Page } from '../components/page.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { SignInWithLink } from '../graphql/generated/sign-in.ts';
import { go } from '../hooks/route.ts';
import { useSession } from '../hooks/session.ts';
import { useAction } from '../hooks/use-action.ts';
import { pathTo } from '../logic/router.ts';

/**
 * Where the link in a mail leads. It asks for a tap: mail programs open links to look at them, and this one
 * works once. The token is behind the `#`, so that no log on the way has it.
 */
export default function SignInLink() {
  const { refresh } = useSession();
  const token = location.hash.slice(1);
  const action = useAction(async () => {
    const { signInWithLink: answer } = await request(SignInWithLink, { input: { token } });
    if (isRejection(answer)) return answer.message;
    await refresh();
    go('/', { replace: true });
    return null;
  });
  return (
    <Page title="Sign in with this link" back={{ to: pathTo('signIn'), label: 'Other ways to sign in' }}>
      <p>The link works once. Whoever has it can sign in as you, so do not pass it on.</p>
      <Act action={action} kind="strong">
        Sign in
      </Act>
    </Page>
  );
}
