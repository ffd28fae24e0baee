import type { FoundingDecision } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';
import type { HomeData } from '../screens/home.tsx';
import { Link } from './link.tsx';
import { Section } from './page.tsx';
import { Time } from './times.tsx';

const DECISIONS: readonly {
  readonly kind: FoundingDecision;
  readonly title: string;
  readonly why: string;
}[] = [
  {
    kind: 'CONFIRM_ROLL',
    title: 'Confirm who the members are',
    why: 'Everybody who has joined and is on the list then counts.',
  },
  {
    kind: 'CHOOSE_FACILITATOR',
    title: 'Choose a facilitator',
    why: 'Who keeps order for the first 30 days.',
  },
  { kind: 'ADOPT_BYLAWS', title: 'Adopt bylaws', why: 'How the assembly decides from then on.' },
];

/** The way of a new assembly to its own rules: what is done, what is next, in order. */
export function FoundingGuide({ data }: { readonly data: HomeData }) {
  const assembly = useAssembly();
  const at = DECISIONS.findIndex((decision) => decision.kind === data.nextFoundingDecision);
  const meeting = data.currentMeeting ?? data.nextMeeting;
  const met = data.currentMeeting !== null || at > 0;
  const stepOf = (done: boolean, now: boolean) => (done ? 'step-done' : now ? 'step-now' : undefined);
  return (
    <Section title="Founding, step by step">
      <ol className="steps">
        <li className={stepOf(data.joinedCount > 1, true)}>
          <Link to={pathTo('invite', { assembly: assembly.id })} className="list-link">
            Invite members
          </Link>
          <div className="muted">
            {plural(data.joinedCount, 'member')} {data.joinedCount === 1 ? 'has' : 'have'} joined, you
            included. <Link to={pathTo('import', { assembly: assembly.id })}>Import a list</Link>
          </div>
        </li>
        <li className={stepOf(met, data.joinedCount > 1 && !met)}>
          <Link to={pathTo('meeting', { assembly: assembly.id })} className="list-link">
            Hold the first meeting
          </Link>
          <div className="muted">
            {data.currentMeeting ? (
              'It is on.'
            ) : meeting ? (
              <Time at={meeting.startsAt} zone={assembly.timeZone} />
            ) : (
              'In a room, online, or both. The three decisions are taken there, in this order.'
            )}
          </div>
        </li>
        {DECISIONS.map((decision, index) => (
          <li key={decision.kind} className={stepOf(at > index, met && at === index)}>
            {at === index ? (
              <Link to={pathTo('draft', { assembly: assembly.id })} className="list-link">
                {decision.title}
              </Link>
            ) : (
              <span className="list-link">{decision.title}</span>
            )}
            <div className="muted">{decision.why}</div>
          </li>
        ))}
      </ol>
      {data.convener && data.convenerUntil && (
        <p className="muted">
          {data.convener.displayName} convenes until then, and until{' '}
          <Time at={data.convenerUntil} zone={assembly.timeZone} /> at the latest. After that any three
          members may call the first meeting.
        </p>
      )}
    </Section>
  );
}
