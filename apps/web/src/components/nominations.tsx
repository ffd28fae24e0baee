import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import {
  DeclineNomination,
  type MotionParts,
  Nominate,
  StandForElection,
} from '../graphql/generated/motion.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { listOf, seatsSentence } from '../logic/election-words.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';
import { Act, Form, LongField } from './form.tsx';
import { Link } from './link.tsx';
import { MemberPicker } from './member-picker.tsx';
import { Empty } from './notice.tsx';
import { Section } from './page.tsx';
import { Statement } from './statement.tsx';

interface Props {
  readonly motion: MotionParts;
  readonly again: () => Promise<void>;
}

type Election = NonNullable<MotionParts['election']>;

/** Who stands in an election, and one's own part in it; or the options that are chosen among. */
export default function Nominations({ motion, again }: Props) {
  const election = motion.election!;
  if (motion.kind === 'CHOOSE_OPTION') return <Options election={election} />;
  const open = election.nominationsOpen;
  return (
    <>
      {open && <MyPart motion={motion} election={election} again={again} />}
      <Section title="Who stands">
        <Standing election={election} open={open} />
        {open && <NominateAnother motion={motion} again={again} />}
      </Section>
    </>
  );
}

function Options({ election }: { readonly election: Election }) {
  return (
    <Section title="The options">
      <p>{seatsSentence(election.seats, false)}</p>
      <ol className="list">
        {election.options.map(({ name, statement }) => (
          <li key={name}>
            <span className="list-link">{name}</span>
            <Statement of={{ name, statement, memberId: null }} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Standing({ election, open }: { readonly election: Election; readonly open: boolean }) {
  const { id } = useAssembly();
  const { nominations, seats } = election;
  const by = (state: Election['nominations'][number]['state']) =>
    nominations.filter((each) => each.state === state);
  const standing = by('STANDING');
  const names = (all: typeof nominations) => listOf(all.map(({ member }) => member.displayName));
  const asked = by('PROPOSED');
  const declined = [...by('DECLINED'), ...by('WITHDRAWN')];
  const few = open && standing.length > 0 && standing.length <= seats;
  return (
    <>
      {standing.length === 0 ? (
        <Empty>
          {open ? 'Nobody yet. If nobody stands when the vote is due, it is not held.' : 'Nobody stands.'}
        </Empty>
      ) : (
        <ul className="list">
          {standing.map(({ member, nominatedBy, statement }) => (
            <li key={member.id}>
              <Link to={pathTo('member', { assembly: id, member: member.id })} className="list-link">
                {member.displayName}
              </Link>
              {nominatedBy.id !== member.id && (
                <div className="muted">named by {nominatedBy.displayName}</div>
              )}
              <Statement of={{ name: member.displayName, statement, memberId: member.id }} />
            </li>
          ))}
        </ul>
      )}
      {few && (
        <p>
          {plural(standing.length, 'member')} {standing.length === 1 ? 'stands' : 'stand'} for{' '}
          {plural(seats, 'seat')}: the vote is held all the same.
        </p>
      )}
      {open && asked.length > 0 && <p className="muted">Named, and yet to answer: {names(asked)}.</p>}
      {declined.length > 0 && <p className="muted">Do not stand: {names(declined)}.</p>}
    </>
  );
}

function MyPart({ motion, election, again }: Props & { readonly election: Election }) {
  const stand = useRight('election.stand');
  const decline = useRight('election.decline');
  const mine = election.myNomination;
  const [statement, setStatement] = useState(mine?.statement ?? '');
  const [editing, setEditing] = useState(false);
  const standing = useAction(async () => {
    const { standForElection: answer } = await request(StandForElection, {
      input: { motionId: motion.id, statement: statement.trim() },
    });
    if (isRejection(answer)) return answer.message;
    setEditing(false);
    await again();
    return null;
  });
  const declining = useAction(async () => {
    const { declineNomination: answer } = await request(DeclineNomination, {
      input: { motionId: motion.id },
    });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  const field = (
    <LongField
      label="What you say to the voters (if you like)"
      hint="Everybody who votes can read it beside your name. Up to 2,000 characters."
      value={statement}
      onChange={setStatement}
      required={false}
      maxLength={2000}
      rows={4}
    />
  );
  if (!stand.holds) return null;
  if (mine?.state === 'PROPOSED') {
    return (
      <Section title="You were named" strong>
        <p className="big">{mine.nominatedBy.displayName} has named you. Will you stand?</p>
        <p>Without your answer you are not a candidate.</p>
        <Form action={standing} submit="Stand as a candidate">
          {field}
        </Form>
        {decline.holds && <Act action={declining}>Decline</Act>}
      </Section>
    );
  }
  if (mine?.state === 'STANDING') {
    return (
      <Section title="You stand">
        <p className="big">
          <span aria-hidden="true">✓ </span>You are a candidate.
        </p>
        {editing ? (
          <Form action={standing} submit="Keep what I say">
            {field}
          </Form>
        ) : (
          <p>
            <button type="button" className="button" onClick={() => setEditing(true)}>
              {mine.statement === '' ? 'Say something to the voters' : 'Change what I say'}
            </button>
          </p>
        )}
        <details>
          <summary>Stand down</summary>
          <p>You are then no candidate. Until the vote opens you can stand again.</p>
          <Act action={declining}>Stand down</Act>
        </details>
      </Section>
    );
  }
  return (
    <Section title="Will you stand?">
      {mine && <p>{mine.state === 'DECLINED' ? 'You declined.' : 'You stood down.'} You can still stand.</p>}
      <details open={editing} onToggle={(event) => setEditing(event.currentTarget.open)}>
        <summary>Stand as a candidate</summary>
        <Form action={standing} submit="Stand as a candidate">
          {field}
        </Form>
      </details>
    </Section>
  );
}

function NominateAnother({ motion, again }: Props) {
  const assembly = useAssembly();
  const right = useRight('election.nominate');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const action = useAction(async () => {
    if (chosen === null) return 'Choose whom you name.';
    const { nominate: answer } = await request(Nominate, {
      input: { motionId: motion.id, memberId: chosen },
    });
    if (isRejection(answer)) return answer.message;
    setChosen(null);
    setOpen(false);
    await again();
    return null;
  });
  if (!right.holds) return null;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Name another member</summary>
      {open && (
        <Form action={action} submit="Name this member" strong={false}>
          <p className="hint">They are asked, and are a candidate once they say yes.</p>
          <MemberPicker
            assemblyId={assembly.id}
            label="Whom you name"
            value={chosen}
            onChange={setChosen}
            joinedOnly
          />
        </Form>
      )}
    </details>
  );
}
