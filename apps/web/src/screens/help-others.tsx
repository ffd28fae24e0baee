import { useEffect, useRef, useState } from 'react';
import { Act, Form, LongField, RadioField } from '../components/form.tsx';
import { HardshipNotes } from '../components/hardship-notes.tsx';
import { Link } from '../components/link.tsx';
import { Empty, Notice, Problem, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  AnswerHardshipRequest,
  HardshipHeard,
  type HardshipParts,
  HardshipUpdated,
  TakeUpHardshipRequest,
} from '../graphql/generated/hardship.ts';
import type { HardshipOutcome } from '../graphql/generated/schema.ts';
import { follow } from '../graphql/live.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useKey } from '../hooks/use-key.ts';
import { useNow } from '../hooks/use-now.ts';
import { usePolled } from '../hooks/use-polled.ts';
import { OUTCOMES } from '../logic/hardship-words.ts';
import { pathTo } from '../logic/router.ts';

type Again = () => Promise<void>;

/** Beside what the service tells: whose turn begins finds it without reloading. */
const EVERY_MS = 5_000;

/**
 * What other members ask for in confidence, for whoever's turn it is. It is gone from the screen with the turn: told by
 * the service, and by the clock where there is no network.
 */
export default function HelpOthers() {
  const { id, timeZone } = useAssembly();
  const query = usePolled(HardshipHeard, { id }, EVERY_MS);
  const heard = query.data?.assembly?.hardship?.heard ?? null;
  const [told, setTold] = useState('');
  const now = useNow();
  const hears = heard !== null && now < Date.parse(heard.until);
  useFollowed(id, hears, query.again);
  const back = { to: pathTo('rota', { assembly: id }), label: 'Rota' };
  if (!query.data)
    return (
      <Page title="Requests for help" back={back}>
        <Waiting query={{ ...query, at: 0 }} again={query.again} />
      </Page>
    );
  return (
    <Page title="Requests for help" back={back}>
      {query.problem && <Problem text={query.problem.message} />}
      {told !== '' && <Notice>{told}</Notice>}
      {heard === null || !hears ? (
        <p>
          It is not your turn now. What members ask for in confidence is read by whoever’s turn it is, from
          the shift’s start to its end.{' '}
          <Link to={pathTo('help', { assembly: id })}>Ask for help yourself</Link>
        </p>
      ) : (
        <>
          <p>
            Your turn lasts until <Time at={heard.until} zone={timeZone} />. These members told this to you,
            and to whoever’s turn comes: keep it to yourself. Your own request is not here.
          </p>
          {heard.requests.length === 0 && <Empty>Nobody asks for anything now.</Empty>}
          {heard.requests.map((each) => (
            <OneOfTheirs key={each.id} asked={each} again={query.again} tell={setTold} />
          ))}
        </>
      )}
    </Page>
  );
}

/** Asks again whenever the service says that something has changed, or that the turn is over. */
function useFollowed(id: string, hears: boolean, again: Again): void {
  const ask = useRef(again);
  ask.current = again;
  useEffect(() => {
    if (!hears) return;
    const told = () => void ask.current();
    return follow(HardshipUpdated, { id }, told, told);
  }, [id, hears]);
}

function OneOfTheirs({
  asked,
  again,
  tell,
}: {
  readonly asked: HardshipParts;
  readonly again: Again;
  readonly tell: (what: string) => void;
}) {
  const assembly = useAssembly();
  const [outcome, setOutcome] = useState<HardshipOutcome | null>(null);
  const [text, setText] = useState('');
  const key = useKey();
  const who = asked.member.displayName;
  const isMine = asked.holder?.id === assembly.myMembership.id;
  const input = { assemblyId: assembly.id, hardshipRequestId: asked.id };
  const takeUp = useAction(async () => {
    const { takeUpHardshipRequest: answer } = await request(TakeUpHardshipRequest, { input });
    await again();
    return isRejection(answer) ? answer.message : null;
  });
  const send = useAction(async () => {
    if (outcome === null) return 'Choose what your answer says.';
    const sent = { ...input, clientKey: key.of(`${outcome} ${text}`), outcome, text };
    const { answerHardshipRequest: answer } = await request(AnswerHardshipRequest, { input: sent });
    if (isRejection(answer)) return answer.message;
    key.done();
    setText('');
    tell(`Your answer to ${who} is sent.${outcome === 'ASKED_BACK' ? '' : ' They alone read it now.'}`);
    await again();
    return null;
  });
  return (
    <Section title={who} strong={asked.state === 'WAITING'}>
      <p>
        {asked.state === 'WAITING' && 'Nobody has taken it up yet.'}
        {asked.state === 'TAKEN_UP' &&
          (isMine ? 'You see to it.' : `${asked.holder?.displayName} sees to it.`)}
        {asked.state === 'ASKED_BACK' &&
          (isMine ? `You asked ${who} something.` : `${asked.holder?.displayName} asked ${who} something.`)}
      </p>
      <HardshipNotes asked={asked} mine={false} />
      {!isMine && asked.state !== 'TAKEN_UP' && <Act action={takeUp}>I see to it</Act>}
      <details>
        <summary>Answer {who}</summary>
        <Form action={send} submit={`Send this answer to ${who}`}>
          <RadioField label="What it says" value={outcome} onChange={setOutcome} choices={OUTCOMES} />
          <LongField
            label="Your answer"
            hint={`${who} alone reads it, with your name; while the request is open, so does whoever’s turn it is.`}
            value={text}
            onChange={setText}
            maxLength={2_000}
            rows={4}
          />
        </Form>
      </details>
    </Section>
  );
}
