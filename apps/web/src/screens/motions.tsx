import { useState } from 'react';
import { ChoiceField } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { More } from '../components/more.tsx';
import { Empty, Problem, Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { Time, Until } from '../components/times.tsx';
import { type MotionsAnswer, Motions as MotionsQuery } from '../graphql/generated/motions.ts';
import type { MotionState } from '../graphql/generated/schema.ts';
import type { MotionLine } from '../graphql/generated/shared.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import { KINDS, outcomeWord, STATES } from '../logic/motion-words.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';

const pick = (answer: MotionsAnswer) => answer.assembly?.motions;

export function Motions() {
  const assembly = useAssembly();
  const [state, setState] = useState<MotionState | 'ALL'>('ALL');
  const variables = { id: assembly.id, state: state === 'ALL' ? null : state };
  const query = useQuery(MotionsQuery, { ...variables, after: null });
  const first = query.data?.assembly?.motions ?? null;
  const pages = usePages(MotionsQuery, variables, first, pick);
  return (
    <Page title="Motions">
      <div className="stack">
        <Link to={pathTo('draft', { assembly: assembly.id })} className="button">
          Draft a motion
        </Link>
      </div>
      <ChoiceField
        label="Show"
        value={state}
        onChange={setState}
        choices={[
          { value: 'ALL', label: 'All motions' },
          ...(Object.entries(STATES) as [MotionState, string][]).map(([value, label]) => ({ value, label })),
        ]}
      />
      {first === null ? (
        <Waiting query={query} again={query.again} />
      ) : pages.nodes.length === 0 ? (
        <Empty>No motion here yet.</Empty>
      ) : (
        <ul className="list">
          {pages.nodes.map((motion) => (
            <li key={motion.id}>
              <Link to={pathTo('motion', { assembly: assembly.id, motion: motion.id })} className="list-link">
                {motion.title}
              </Link>
              <div className="muted">
                <strong>{outcomeWord(motion.kind, motion.state)}</strong> · {KINDS[motion.kind].label}
                <StateDetail motion={motion} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <Problem text={pages.problem} />
      {pages.hasMore && <More busy={pages.busy} onMore={pages.more} />}
    </Page>
  );
}

function StateDetail({ motion }: { readonly motion: MotionLine }) {
  const { timeZone } = useAssembly();
  switch (motion.state) {
    case 'MOVED':
      return ` · ${motion.seconders.length} of ${plural(motion.secondsNeeded ?? 0, 'seconder')}`;
    case 'SECONDED':
      return motion.opensAt ? (
        <>
          {' '}
          · vote opens <Time at={motion.opensAt} zone={timeZone} />
        </>
      ) : null;
    case 'VOTING':
      return motion.poll?.closesAt ? (
        <>
          {' '}
          · closes <Until at={motion.poll.closesAt} zone={timeZone} />
        </>
      ) : null;
    case 'CARRIED':
    case 'LOST':
      return motion.poll?.closedAt ? (
        <>
          {' '}
          · <Time at={motion.poll.closedAt} zone={timeZone} />
        </>
      ) : null;
    default:
      return null;
  }
}
