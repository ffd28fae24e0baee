import { useState } from 'react';
import { request } from '../graphql/client.ts';
import { CreateAccessToken, RevokeAccessToken } from '../graphql/generated/account.ts';
import type { TokenScope } from '../graphql/generated/schema.ts';
import { useAction } from '../hooks/use-action.ts';
import { type AccountData, ownZone } from './account-data.ts';
import { Copy } from './copy.tsx';
import { Act, CheckField, ChoiceField, Form, TextField } from './form.tsx';
import { Notice } from './notice.tsx';
import { Section } from './page.tsx';
import { Time } from './times.tsx';

const SCOPES: readonly { readonly value: TokenScope; readonly label: string }[] = [
  { value: 'READ', label: 'Read what I may read' },
  { value: 'VOTE', label: 'Cast my votes' },
  { value: 'WRITE', label: 'Do everything else I may do' },
];

/** Tokens for programs that act for the person, each with what it may do and an end. */
export function AccessTokens({
  me,
  again,
}: {
  readonly me: AccountData;
  readonly again: () => Promise<void>;
}) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Section title="Tokens for programs">
      {secret && (
        <Notice>
          <p>Shown only now:</p>
          <code className="secret">{secret}</code>
          <Copy text={secret} label="Copy the token" />
        </Notice>
      )}
      <ul className="list">
        {me.accessTokens.map((token) => (
          <TokenLine key={token.id} token={token} again={again} />
        ))}
      </ul>
      <details>
        <summary>Make a token</summary>
        <NewToken
          onMade={(made) => {
            setSecret(made);
            void again();
          }}
        />
      </details>
      <p>
        <a href="/explorer/">Explore the API</a>
      </p>
    </Section>
  );
}

function NewToken({ onMade }: { readonly onMade: (secret: string) => void }) {
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['READ']);
  const [days, setDays] = useState<'7' | '30' | '90' | '365'>('30');
  const action = useAction(async () => {
    if (scopes.length === 0) return 'Choose what the token may do.';
    const { createAccessToken } = await request(CreateAccessToken, {
      input: { label, scopes, days: Number(days) },
    });
    onMade(createAccessToken.secret);
    return null;
  });
  return (
    <Form action={action} submit="Make the token" strong={false}>
      <TextField label="What it is for" value={label} onChange={setLabel} maxLength={100} />
      <fieldset className="field">
        <legend>What it may do</legend>
        {SCOPES.map((scope) => (
          <CheckField
            key={scope.value}
            label={scope.label}
            checked={scopes.includes(scope.value)}
            onChange={(on) =>
              setScopes(on ? [...scopes, scope.value] : scopes.filter((each) => each !== scope.value))
            }
          />
        ))}
      </fieldset>
      <ChoiceField
        label="It ends after"
        value={days}
        onChange={setDays}
        choices={[
          { value: '7', label: '7 days' },
          { value: '30', label: '30 days' },
          { value: '90', label: '90 days' },
          { value: '365', label: '365 days' },
        ]}
      />
    </Form>
  );
}

function TokenLine({
  token,
  again,
}: {
  readonly token: AccountData['accessTokens'][number];
  readonly again: () => Promise<void>;
}) {
  const revoke = useAction(async () => {
    await request(RevokeAccessToken, { input: { accessTokenId: token.id } });
    await again();
    return null;
  });
  return (
    <li>
      <span className="list-link">{token.label}</span>
      <div className="muted">
        {token.scopes.map((scope) => scope.toLowerCase()).join(', ')}; ends{' '}
        <Time at={token.expiresAt} zone={ownZone} />
      </div>
      <Act action={revoke} kind="quiet">
        Revoke this token
      </Act>
    </li>
  );
}
