import { useState } from 'react';
import { Act, Form, LongField } from '../components/form.tsx';
import { HardshipNotes } from '../components/hardship-notes.tsx';
import { Link } from '../components/link.tsx';
import { Problem, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  HardshipPage,
  type HardshipPageAnswer,
  type HardshipParts,
  MakeHardshipRequest,
  WithdrawHardshipRequest,
  WriteInHardshipRequest,
} from '../graphql/generated/hardship.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useKey } from '../hooks/use-key.ts';
import { usePolled } from '../hooks/use-polled.ts';
import { pathToDraft } from '../logic/draft-link.ts';
import { readersNow, standsNow } from '../logic/hardship-words.ts';
import { pathTo } from '../logic/router.ts';
import { timeInWords } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';

type Hardship = NonNullable<NonNullable<HardshipPageAnswer['assembly']>['hardship']>;
type Again = () => Promise<void>;

/** Nothing tells this page of an answer: it looks for one. */
const EVERY_MS = 5_000;
const MOST = 2_000;

/** Asking for help in confidence: who could read it comes before what is asked. Nothing of it stays on the phone. */
export default function Help() {
  const { id } = useAssembly();
  const query = usePolled(HardshipPage, { id }, EVERY_MS);
  const back = { to: pathTo('more', { assembly: id }), label: 'More' };
  const hardship = query.data?.assembly?.hardship;
  if (!hardship)
    return (
      <Page title="Ask for help" back={back}>
        <Waiting query={{ ...query, at: 0 }} again={query.again} />
      </Page>
    );
  const open = hardship.mine.find(({ erasedAt }) => erasedAt === null);
  return (
    <Page title="Ask for help" back={back}>
      {query.problem && <Problem text={query.problem.message} />}
      {hardship.heard && (
        <p>
          It is your turn to hear others:{' '}
          <Link to={pathTo('helpOthers', { assembly: id })}>Requests for help</Link>
        </p>
      )}
      {hardship.mine.map((each) => (
        <OneOfMine key={each.id} asked={each} again={query.again} />
      ))}
      {hardship.isHeard ? (
        <>
          <Section title="Who can read it">
            <WhoReads hardship={hardship} />
          </Section>
          {!open && (
            <Section title="Ask in confidence">
              <Ask again={query.again} />
            </Section>
          )}
        </>
      ) : (
        <Unheard />
      )}
    </Page>
  );
}

function Unheard() {
  const { id } = useAssembly();
  const draft = pathToDraft(id, {
    kind: 'SET_TASK',
    title: 'Shall somebody hear requests for help, by turns?',
  });
  return (
    <Section title="Nobody hears it yet">
      <p>
        No task of this assembly gives anybody the right to read such a request, so none can be asked. A
        motion changes that: it sets a task of the rota, a week each for example, and says that whoever has
        the shift hears requests for help.
      </p>
      <p>
        <Link to={draft} className="button">
          Draft that motion
        </Link>
      </p>
    </Section>
  );
}

function WhoReads({ hardship }: { readonly hardship: Hardship }) {
  const { id } = useAssembly();
  return (
    <ul>
      <li>
        {readersNow(hardship.readers.map(({ displayName }) => displayName))}{' '}
        {hardship.heard && 'You have the turn too, and nobody answers their own.'}
      </li>
      <li>
        Later, while it is open: whoever’s turn it is then.{' '}
        <Link to={pathTo('rota', { assembly: id })}>The roster</Link> and motions decide that. No other member
        does, and no facilitator as such.
      </li>
      <li>Whoever runs this server could look into its database, and into copies of its disk.</li>
      <li>
        The record has nothing of it. You find the answer on this page; no mail is sent. When it was answered,
        you alone read it, for 30 days: then it is erased. You can erase it at any time before, and leaving
        the assembly erases it too.
      </li>
    </ul>
  );
}

function Ask({ again }: { readonly again: Again }) {
  const assembly = useAssembly();
  const [text, setText] = useState('');
  const key = useKey();
  const action = useAction(async () => {
    const input = { assemblyId: assembly.id, clientKey: key.of(text), text };
    const { makeHardshipRequest: answer } = await request(MakeHardshipRequest, { input });
    await again();
    return isRejection(answer) ? answer.message : null;
  });
  return (
    <Form action={action} submit="Ask for help">
      <LongField
        label="What you need help with"
        hint="Only as much as somebody needs to know to help you."
        value={text}
        onChange={setText}
        maxLength={MOST}
        rows={5}
      />
    </Form>
  );
}

function OneOfMine({ asked, again }: { readonly asked: HardshipParts; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const [text, setText] = useState('');
  const key = useKey();
  const over = asked.erasedAt !== null;
  const write = useAction(async () => {
    const input = { hardshipRequestId: asked.id, clientKey: key.of(text), text };
    const { writeInHardshipRequest: answer } = await request(WriteInHardshipRequest, { input });
    if (isRejection(answer)) return answer.message;
    key.done();
    setText('');
    await again();
    return null;
  });
  const withdraw = useAction(async () => {
    const input = { hardshipRequestId: asked.id };
    const { withdrawHardshipRequest: answer } = await request(WithdrawHardshipRequest, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <Section
      title={`You asked ${timeInWords(asked.askedAt, serverNow(), timeZone)}`}
      strong={asked.state === 'ASKED_BACK'}
    >
      <p role="status">{standsNow(asked.state, asked.holder?.displayName ?? null)}</p>
      {asked.erasedAt && (
        <p className="muted">
          You alone read it now. It is erased <Time at={asked.erasedAt} zone={timeZone} />.
        </p>
      )}
      <HardshipNotes asked={asked} mine />
      <details>
        <summary>{over ? 'Answer back' : 'Write more'}</summary>
        {over && <p>That opens it again: whoever’s turn it is then reads all of it.</p>}
        <Form action={write} submit="Send it" strong={false}>
          <LongField label="What you write" value={text} onChange={setText} maxLength={MOST} rows={3} />
        </Form>
      </details>
      <details>
        <summary>{over ? 'Erase it' : 'Withdraw it'}</summary>
        <p>All that was written in it is erased at once, the answers too. It cannot be taken back.</p>
        <Act action={withdraw}>{over ? 'Erase this request' : 'Withdraw and erase this request'}</Act>
      </details>
    </Section>
  );
}
