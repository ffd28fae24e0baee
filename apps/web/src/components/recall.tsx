import { useRef, useState } from 'react';
import { isRejection, RequestFailed, request } from '../graphql/client.ts';
import type { RecallBand } from '../graphql/generated/schema.ts';
import {
  type RecallParts,
  RestoreConfidence,
  type RestoreConfidenceAnswer,
  WithdrawConfidence,
  type WithdrawConfidenceAnswer,
} from '../graphql/generated/term.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { useStore } from '../hooks/store.ts';
import { type Action, useAction } from '../hooks/use-action.ts';
import { listOf } from '../logic/election-words.ts';
import { pathTo } from '../logic/router.ts';
import { network } from '../offline/network.ts';
import { RecallBar } from './bar.tsx';
import { Act } from './form.tsx';
import { Link } from './link.tsx';
import { BandSteps, bandWords } from './recall-band.tsx';
import { Time } from './times.tsx';

interface Props {
  readonly termId: string;
  readonly recall: RecallParts;
  /** The delegate's name. */
  readonly name: string;
  /** Whether the reader is the delegate: who gives a seat up resigns. */
  readonly mine: boolean;
  readonly again: () => Promise<void>;
}

/** How many have withdrawn their confidence, what that does, and one's own part in it. */
export function Recall(props: Props) {
  const { recall } = props;
  const { id, timeZone } = useAssembly();
  return (
    <>
      {recall.band === null ? <Counted recall={recall} /> : <Secret recall={recall} band={recall.band} />}
      {recall.motion && (
        <p>
          The recall vote:{' '}
          <Link to={pathTo('motion', { assembly: id, motion: recall.motion.id })}>{recall.motion.title}</Link>
        </p>
      )}
      {!props.mine && <MyConfidence {...props} />}
      {recall.signers.length > 0 && (
        <details>
          <summary>Who has signed</summary>
          <p>{listOf(recall.signers.map((each) => each.displayName))}.</p>
          {recall.expiresAt && (
            <p className="muted">
              The signatures lapse <Time at={recall.expiresAt} zone={timeZone} />.
            </p>
          )}
        </details>
      )}
    </>
  );
}

function Counted({ recall }: { readonly recall: RecallParts }) {
  // How it stands, and then what the next signatures do.
  const end = recall.sentence.indexOf('. ') + 1;
  return (
    <>
      <p className="big count">{recall.sentence.slice(0, end)}</p>
      <RecallBar {...recall} pollOpened={recall.motion !== null} />
      <p>{recall.sentence.slice(end + 1)}</p>
    </>
  );
}

/** Where signatures are secret, how far they are is all that anybody reads, and only from day to day. */
function Secret({ recall, band }: { readonly recall: RecallParts; readonly band: RecallBand }) {
  return (
    <>
      <p className="big">{bandWords(band)}</p>
      <BandSteps band={band} />
      {band !== 'REACHED' && <p className="muted">As it was last midnight: it is refreshed once a day.</p>}
      <p>{recall.sentence}</p>
    </>
  );
}

/**
 * The one control. A signature is not kept to be sent later: it may empty the seat at a moment that its signer does not
 * see. What takes it back lies elsewhere on the page, behind a step of its own, so that a double tap does one thing.
 */
function MyConfidence({ termId, recall, name, again }: Props) {
  const offline = useStore(network).requests === 'failing';
  const stands = useRef<HTMLParagraphElement>(null);
  const [restored, setRestored] = useState(false);
  // Sent, and no answer came: it may be counted.
  const [unsure, setUnsure] = useState(false);
  const act = (send: () => Promise<Answer>, restores: boolean) => async () => {
    setUnsure(false);
    try {
      const answer = await send();
      if (isRejection(answer)) return answer.message;
    } catch (error) {
      setUnsure(error instanceof RequestFailed && error.code === null);
      throw error;
    }
    await again();
    setRestored(restores);
    // Its button has gone: the keyboard goes on from how it stands now.
    stands.current?.focus();
    return null;
  };
  const input = { termId };
  const withdraw = useAction(
    act(async () => (await request(WithdrawConfidence, { input })).withdrawConfidence, false),
  );
  const restore = useAction(
    act(async () => (await request(RestoreConfidence, { input })).restoreConfidence, true),
  );
  if (offline)
    return (
      <p role="status">
        {unsure
          ? 'You are offline, and no answer came: what you sent may be counted, or not. This page says which as soon as you are back online.'
          : 'You are offline. A signature is not kept on this phone to be sent later: it counts at a moment that you see, or not at all.'}
      </p>
    );
  const { signedByMe } = recall;
  return (
    <>
      <p
        ref={stands}
        tabIndex={-1}
        role="status"
        className={signedByMe ? 'big' : restored ? 'notice' : 'visually-hidden'}
      >
        {signedByMe && (
          <>
            <span aria-hidden="true">✓ </span>You have withdrawn your confidence.
          </>
        )}
        {!signedByMe && restored && 'You have restored your confidence: your signature counts no more.'}
      </p>
      {signedByMe ? (
        <Restore recall={recall} name={name} action={restore} />
      ) : (
        <Withdraw recall={recall} name={name} action={withdraw} />
      )}
    </>
  );
}

type Answer = WithdrawConfidenceAnswer['withdrawConfidence'] | RestoreConfidenceAnswer['restoreConfidence'];

interface PartProps extends Pick<Props, 'recall' | 'name'> {
  readonly action: Action;
}

function Restore({ recall, name, action }: PartProps) {
  return (
    <>
      {recall.secret && <p>That you signed is yours alone to see.</p>}
      <details>
        <summary>Restore it</summary>
        <p>Your signature then counts no more. You can withdraw your confidence again at any time.</p>
        <Act action={action}>Restore my confidence in {name}</Act>
      </details>
    </>
  );
}

function Withdraw({ recall, name, action }: PartProps) {
  const { timeZone } = useAssembly();
  const right = useRight('confidence.withdraw');
  if (recall.waitsUntil)
    return (
      <p>
        The assembly kept {name} in a recall vote. Signatures are possible again{' '}
        <Time at={recall.waitsUntil} zone={timeZone} />; a motion to recall can be moved at any time.
      </p>
    );
  if (!right.holds) return <p className="muted">Members withdraw their confidence once they count.</p>;
  const next = whatMineDoes(recall);
  return (
    <>
      {next && <p className="problem">{next}</p>}
      {recall.secret && <p>That you sign is yours alone to see: no other member reads it, now or later.</p>}
      <Act action={action}>Withdraw my confidence</Act>
    </>
  );
}

/** What the reader's own signature would do beside being counted; null for nothing. */
function whatMineDoes(recall: RecallParts): string | null {
  const { count, neededAtOnce, neededForPoll, motion } = recall;
  if (count === null) return null;
  if (count + 1 >= neededAtOnce) return 'With yours the seat is empty at once.';
  if (motion === null && count + 1 >= neededForPoll) return 'With yours a recall vote opens by itself.';
  return null;
}
