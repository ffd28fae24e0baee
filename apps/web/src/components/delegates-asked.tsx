import {
  type AskedParts,
  type DelegatesAskedAnswer,
  DelegatesAsked as Query,
} from '../graphql/generated/delegates.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathToDraft } from '../logic/draft-link.ts';
import { aboveWords, instructedSentence } from '../logic/mandate-words.ts';
import { pathTo } from '../logic/router.ts';
import { Link } from './link.tsx';
import { More } from './more.tsx';
import { Problem } from './notice.tsx';
import { Section } from './page.tsx';
import { SeatVoteLine } from './seat-vote.tsx';
import { Time, Until } from './times.tsx';
import { Outside } from './votes-above.tsx';

const pick = (answer: DelegatesAskedAnswer) => answer.assembly?.delegatesAsked;

/** What the assembly above asks our delegates, what they were told, and how they voted; nothing where it asks nothing. */
export function OurDelegatesAsked() {
  const { id } = useAssembly();
  const query = useQuery(Query, { id, after: null });
  const pages = usePages(Query, { id }, query.data?.assembly?.delegatesAsked ?? null, pick);
  const now = pages.nodes.filter(({ state }) => state === 'OPEN' || state === 'DRAFT');
  const before = pages.nodes.filter(({ state }) => state === 'CLOSED' || state === 'VOID');
  if (pages.nodes.length === 0) return null;
  return (
    <>
      {now.length > 0 && (
        <Section title="Our delegates are asked">
          {now.map((asked) => (
            <Asked key={asked.id} asked={asked} />
          ))}
        </Section>
      )}
      {before.length > 0 && (
        <details>
          <summary>What our delegates were asked before</summary>
          {before.map((asked) => (
            <Asked key={asked.id} asked={asked} />
          ))}
          {pages.hasMore && <More busy={pages.busy} onMore={pages.more} label="Show more questions" />}
          <Problem text={pages.problem} />
        </details>
      )}
    </>
  );
}

function Asked({ asked }: { readonly asked: AskedParts }) {
  const { id } = useAssembly();
  const right = useRight('motion.draft');
  const running = asked.state === 'OPEN' || asked.state === 'DRAFT';
  const uninstructed = asked.seats.find(({ instructed, term }) => instructed === null && term !== null);
  const office = uninstructed?.term?.office;
  return (
    <div className="asked">
      <h3>{asked.question}</h3>
      <p className="muted">
        <AskedWhen asked={asked} />
      </p>
      {asked.sentence && <p>{asked.sentence}</p>}
      {asked.text && (
        <details>
          <summary>Read the text</summary>
          <p className="text">{asked.text}</p>
        </details>
      )}
      <ul className="list">
        {asked.seats.map((seat) => (
          <li key={seat.id}>
            <SeatName seat={seat} />
            {running && <div>{instructedSentence(seat.instructed)}</div>}
            {seat.vote ? (
              <>
                <SeatVoteLine vote={seat.vote} open={asked.state === 'OPEN'} />
                {seat.vote.verdict === 'OUTSIDE' && <Outside because={seat.vote.because} />}
              </>
            ) : (
              <div className="muted">{running ? 'Has not voted yet.' : 'Did not vote.'}</div>
            )}
          </li>
        ))}
      </ul>
      {running && office && right.holds && (
        <p>
          <Link
            to={pathToDraft(id, {
              kind: 'GIVE_MANDATE',
              office: office.id,
              title: `A mandate for ${office.name}`,
            })}
          >
            Draft an instruction about it
          </Link>
        </p>
      )}
    </div>
  );
}

/** Who asks, and until when. */
export function AskedWhen({ asked }: { readonly asked: AskedParts }) {
  const { timeZone } = useAssembly();
  const by = `asked by ${aboveWords(asked.above)}`;
  if (asked.state === 'DRAFT')
    return (
      <>
        {by}, the vote opens <Time at={asked.opensAt} zone={timeZone} />
      </>
    );
  if (asked.closesAt === null) return <>{by}</>;
  if (asked.state === 'OPEN')
    return (
      <>
        {by}, closes <Until at={asked.closesAt} zone={timeZone} />
      </>
    );
  return (
    <>
      {by}, closed <Time at={asked.closesAt} zone={timeZone} />
    </>
  );
}

function SeatName({ seat }: { readonly seat: AskedParts['seats'][number] }) {
  const { id } = useAssembly();
  return (
    <>
      {seat.term && seat.speaker !== null ? (
        <Link to={pathTo('delegate', { assembly: id, term: seat.term.id })} className="list-link">
          {seat.speaker}
          {seat.mine && ' (you)'}
        </Link>
      ) : (
        <span className="list-link">Nobody speaks for this seat now</span>
      )}
      <div className="muted">
        {seat.name}
        {seat.weight > 1 && ` · weighs ${seat.weight}`}
      </div>
    </>
  );
}
