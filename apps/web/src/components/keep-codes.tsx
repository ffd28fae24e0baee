import { Copy } from './copy.tsx';
import { Notice } from './notice.tsx';

/** What is shown once and never again: the sign-in name of a passphrase, and the recovery codes. */
export function KeepCodes({
  signInName,
  codes,
  onKept,
}: {
  readonly signInName: string | null;
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  return (
    <>
      {signInName && (
        <>
          <h2>Your sign-in name</h2>
          <p>You sign in with this name and your passphrase. It says nothing about you.</p>
          <p>
            <span className="receipt">{signInName}</span>
          </p>
        </>
      )}
      <h2>Your recovery codes</h2>
      <p>
        If you lose this phone, one of these lets you in again, once. They are shown only now. Write them down
        or print them, and keep them where you keep your keys.
      </p>
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="row">
        <Copy text={[signInName, ...codes].filter(Boolean).join('\n')} label="Copy the codes" />
        <button type="button" className="button button-small" onClick={() => print()}>
          Print the codes
        </button>
      </div>
      <Notice>
        <p>Without them, two members who know you can vouch for you.</p>
      </Notice>
      <button type="button" className="button button-strong" onClick={onKept}>
        I have kept them
      </button>
    </>
  );
}
