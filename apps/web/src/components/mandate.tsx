import { AskedMotions, type MandateParts, MatterMotion } from '../graphql/generated/delegates.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useNow } from '../hooks/use-now.ts';
import { useQuery } from '../hooks/use-query.ts';
import { aboveWords, limitWords, POSITIONS } from '../logic/mandate-words.ts';
import { pathTo } from '../logic/router.ts';
import { Link } from './link.tsx';
import { Empty } from './notice.tsx';
import { Time } from './times.tsx';

type Instruction = MandateParts['instructions'][number];

/** What an instruction or an act is about: words as they were written, or a motion by its title. */
export function MatterWords({
  matter,
  linked = true,
}: {
  readonly matter: Instruction['matter'];
  /** Whether a motion's title leads to it: not where the words are a control themselves. */
  readonly linked?: boolean;
}) {
  if (matter.motionId !== null) return <MotionTitle id={matter.motionId} linked={linked} />;
  return <>{matter.text}</>;
}

function MotionTitle({ id, linked }: { readonly id: string; readonly linked: boolean }) {
  const assembly = useAssembly();
  const motion = useQuery(MatterMotion, { id }).data?.motion;
  // One of an assembly above, of which this member may not be one.
  if (!motion) return <AskedTitle id={id} />;
  const path = pathTo('motion', { assembly: motion.assembly.id, motion: id });
  return (
    <>
      {linked ? <Link to={path}>{motion.title}</Link> : motion.title}
      {motion.assembly.id !== assembly.id && ` (${motion.assembly.name})`}
    </>
  );
}

function AskedTitle({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const asked = useQuery(AskedMotions, { id: assembly.id }).data?.assembly?.delegatesAsked.nodes;
  const found = asked?.find(({ motionId }) => motionId === id);
  if (!found) return <>a motion of another assembly</>;
  return (
    <>
      {found.question} ({aboveWords(found.above)})
    </>
  );
}

/** Instructions in plain words: what to do, and about what. */
export function Instructions({ instructions }: { readonly instructions: readonly Instruction[] }) {
  return (
    <ul className="list">
      {instructions.map((each, at) => (
        <li key={at}>
          <div className="instruction-position">{POSITIONS[each.position].label}</div>
          <div>
            <MatterWords matter={each.matter} />
          </div>
          {each.limits.length > 0 && (
            <ul className="limits">
              {each.limits.map((limit, i) => (
                <li key={i}>{limitWords(limit)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The mandate of an office: its version, until when, and its instructions. */
export function MandateInWords({ mandate }: { readonly mandate: MandateParts | null }) {
  const { id, timeZone } = useAssembly();
  const now = useNow(30_000);
  if (mandate === null)
    return <Empty>No mandate yet: until the assembly gives one, nothing is done in its name.</Empty>;
  const over = Date.parse(mandate.endsAt) <= now;
  return (
    <>
      {over && (
        <p className="problem">
          It ended <Time at={mandate.endsAt} zone={timeZone} />. Nothing is done under it until the assembly
          gives another.
        </p>
      )}
      <p className="muted">
        Version {mandate.version}, given <Time at={mandate.givenAt} zone={timeZone} /> by{' '}
        <Link to={pathTo('motion', { assembly: id, motion: mandate.motion.id })}>{mandate.motion.title}</Link>
        {!over && (
          <>
            , until <Time at={mandate.endsAt} zone={timeZone} />
          </>
        )}
        .
        {mandate.reportBackAt !== null && !over && (
          <>
            {' '}
            They report back <Time at={mandate.reportBackAt} zone={timeZone} />.
          </>
        )}
      </p>
      <Instructions instructions={mandate.instructions} />
      {mandate.text !== '' && (
        <details>
          <summary>What was written with it</summary>
          <p className="text">{mandate.text}</p>
        </details>
      )}
    </>
  );
}
