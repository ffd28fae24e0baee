import { lazy, Suspense } from 'react';
import { Act } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { PollRow, PollToDo } from '../components/poll-lines.tsx';
import { useSaid } from '../components/said.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  MotionPage,
  type MotionParts,
  MoveMotion,
  SecondMotion,
  WithdrawMotion,
} from '../graphql/generated/motion.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { electedSentence } from '../logic/election-words.ts';
import { ABOUT_DELEGATES, electsMembers, KINDS, outcomeWord, voterOf } from '../logic/motion-words.ts';
import { pathTo } from '../logic/router.ts';
import { withoutVerdict } from '../logic/tally-sentence.ts';
import { plural } from '../logic/when.ts';

const AboutDelegates = lazy(() => import('../components/about-delegates.tsx'));
const Nominations = lazy(() => import('../components/nominations.tsx'));

export function Motion({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const query = useQuery(MotionPage, { id });
  const { place, again } = useSaid(query.again);
  const motion = query.data?.motion;
  const back = { to: pathTo('motions', { assembly: assembly.id }), label: 'Motions' };
  if (!motion) {
    return (
      <Page title="Motion" back={back}>
        {query.data ? (
          <p>There is no such motion, or it is not yours to see.</p>
        ) : (
          <Waiting query={query} again={query.again} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={motion.title}
      over={`${KINDS[motion.kind].label} · ${outcomeWord(motion.kind, motion.state)}`}
      back={back}
      aside={<About motion={motion} />}
    >
      {motion.saysFirst && <p className="problem">{motion.saysFirst}</p>}
      {motion.annulledAt && (
        <p className="problem">The assembly has annulled this result by another motion.</p>
      )}
      {place}
      <NextStep motion={motion} again={again} />
      {motion.election && (
        <Suspense fallback={<p className="muted">Loading…</p>}>
          <Nominations motion={motion} again={query.again} />
        </Suspense>
      )}
      {ABOUT_DELEGATES.includes(motion.kind) && (
        <Suspense fallback={<p className="muted">Loading…</p>}>
          <AboutDelegates motion={motion} />
        </Suspense>
      )}
      <Section title="Text">
        {motion.text === '' ? (
          <p className="muted">This motion has no text of its own.</p>
        ) : (
          <p className="text">{motion.text}</p>
        )}
      </Section>
    </Page>
  );
}

/** What goes with the text: what follows, how it is decided, who brought it. */
function About({ motion }: { readonly motion: MotionParts }) {
  const assembly = useAssembly();
  return (
    <>
      <Section title="What it leads to">
        <dl className="facts">
          {motion.effect.outcome === null && motion.kind !== 'ORDINARY' && (
            <div>
              <dt>What it does</dt>
              <dd>{motion.effect.sentence}</dd>
            </div>
          )}
          {motion.state !== 'LOST' && (
            <div>
              <dt>{motion.election ? 'With a result' : 'If carried'}</dt>
              <dd>{motion.ifCarried}</dd>
            </div>
          )}
          {motion.state !== 'CARRIED' && (
            <div>
              <dt>{motion.election ? 'Without one' : 'If lost'}</dt>
              <dd>{motion.ifLost}</dd>
            </div>
          )}
          {motion.effect.outcome && !(motion.election && motion.effect.outcome.done) && (
            <div>
              <dt>What happened then</dt>
              <dd>
                {motion.effect.outcome.done
                  ? motion.effect.sentence
                  : `It could not be done: ${motion.effect.outcome.because}`}
              </dd>
            </div>
          )}
        </dl>
      </Section>
      <Section title="How it is decided">
        <p>{motion.rule}</p>
        <p>{motion.tier === 'SECRET' ? 'The vote is secret.' : 'Members see who voted how.'}</p>
      </Section>
      <Section title="Who brought it">
        <dl className="facts">
          <div>
            <dt>Moved by</dt>
            <dd>
              {motion.mover?.displayName ?? 'The rules of an office'}
              {motion.movedAt && (
                <>
                  , <Time at={motion.movedAt} zone={assembly.timeZone} />
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>Seconders</dt>
            <dd>
              {motion.seconders.length}
              {motion.secondsNeeded !== null && ` of ${motion.secondsNeeded} needed`}
              {motion.seconders.length > 0 &&
                `: ${motion.seconders.map((each) => each.displayName).join(', ')}`}
            </dd>
          </div>
        </dl>
      </Section>
    </>
  );
}

interface StepProps {
  readonly motion: MotionParts;
  /** Shows it as it is now, and says what was done: its button has gone. */
  readonly again: (said: string) => Promise<void>;
}

/** The one thing to do with a motion, by its state. */
function NextStep({ motion, again }: StepProps) {
  const assembly = useAssembly();
  const mine = motion.mover?.id === assembly.myMembership.id;
  const result = motion.poll?.result;
  switch (motion.state) {
    case 'DRAFT':
      return <OwnDraft motion={motion} again={again} />;
    case 'MOVED':
      return (
        <>
          {!mine && !motion.secondedByMe && <Second motion={motion} again={again} />}
          <p className="muted">
            {`It has ${motion.seconders.length} of ${plural(motion.secondsNeeded ?? 0, 'seconder')}${motion.secondedByMe ? ', you among them' : ''}. With enough of them and its notice it opens its own vote.`}
          </p>
          {mine && <Withdraw motion={motion} again={again} />}
        </>
      );
    case 'SECONDED':
      return (
        <>
          <p className="big">
            The vote opens{' '}
            {motion.opensAt ? (
              <Time at={motion.opensAt} zone={assembly.timeZone} />
            ) : (
              'when the meeting has begun'
            )}
            .
          </p>
          {motion.poll && (
            <p>
              <Link to={pathTo('poll', { assembly: assembly.id, poll: motion.poll.id })}>
                Who may vote, and how
              </Link>
            </p>
          )}
          {mine && <Withdraw motion={motion} again={again} />}
        </>
      );
    case 'VOTING': {
      if (!motion.poll) return null;
      const open = motion.poll.state === 'OPEN' && motion.poll.onRoll && motion.poll.myBallot === null;
      return open ? <PollToDo poll={motion.poll} /> : <PollRow poll={motion.poll} voter={voterOf(motion)} />;
    }
    case 'CARRIED':
    case 'LOST':
      return (
        <>
          <p className="verdict">{outcomeWord(motion.kind, motion.state)}</p>
          <p className="big">
            {result?.election
              ? electedSentence(result.election, electsMembers(motion.kind))
              : result
                ? withoutVerdict(result.sentence)
                : motion.sentence}
          </p>
          {result?.election && <p>{result.sentence}</p>}
          {motion.poll && (
            <p>
              <Link to={pathTo('poll', { assembly: assembly.id, poll: motion.poll.id })}>
                The result in full
              </Link>
            </p>
          )}
        </>
      );
    default:
      return <p>It was withdrawn and is not voted on.</p>;
  }
}

function OwnDraft({ motion, again }: StepProps) {
  const assembly = useAssembly();
  const move = useAction(async () => {
    const { moveMotion: answer } = await request(MoveMotion, { input: { motionId: motion.id } });
    if (isRejection(answer)) return answer.message;
    await again('It is moved. Members second it now.');
    return null;
  });
  return (
    <>
      <p className="muted">Only you see this draft. Once moved, its text stays as it is.</p>
      <Act action={move} kind="strong">
        Move this motion
      </Act>
      <div className="stack">
        <Link to={pathTo('editDraft', { assembly: assembly.id, motion: motion.id })} className="button">
          Change the draft
        </Link>
      </div>
      <Withdraw motion={motion} again={again} />
    </>
  );
}

function Second({ motion, again }: StepProps) {
  const second = useAction(async () => {
    const { secondMotion: answer } = await request(SecondMotion, { input: { motionId: motion.id } });
    if (isRejection(answer)) return answer.message;
    await again('You have seconded it.');
    return null;
  });
  return (
    <Act action={second} kind="strong">
      Second this motion
    </Act>
  );
}

function Withdraw({ motion, again }: StepProps) {
  const withdraw = useAction(async () => {
    const { withdrawMotion: answer } = await request(WithdrawMotion, { input: { motionId: motion.id } });
    if (isRejection(answer)) return answer.message;
    await again('It is withdrawn.');
    return null;
  });
  return (
    <details>
      <summary>Withdraw it</summary>
      <p>It is then not voted on. To bring it again it has to be moved anew.</p>
      <Act action={withdraw}>Withdraw my motion</Act>
    </details>
  );
}
