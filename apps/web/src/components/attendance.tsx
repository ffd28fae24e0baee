import type { TermPageAnswer } from '../graphql/generated/term.ts';
import { share } from '../logic/bar.ts';
import { plural } from '../logic/when.ts';
import { DrawnBar } from './bar.tsx';

type Figures = NonNullable<NonNullable<TermPageAnswer['term']>['attendance']>;

/** To how many of our meetings a delegate came, and in how many votes above they voted. */
export function Attendance({ attendance }: { readonly attendance: Figures }) {
  const { meetings, attended, votesAbove, voted } = attendance;
  return (
    <>
      {meetings === 0 ? (
        <p className="muted">No meeting of this assembly has begun in this term yet.</p>
      ) : (
        <div className="figure-turnout">
          <p className="figure-words">
            Came to {attended} of {plural(meetings, 'meeting')} of this assembly.
          </p>
          <DrawnBar kind="turnout" width={share(attended, meetings)} />
        </div>
      )}
      {votesAbove > 0 && (
        <div className="figure-turnout">
          <p className="figure-words">
            Voted in {voted} of {plural(votesAbove, 'vote')} of the assembly above.
          </p>
          <DrawnBar kind="turnout" width={share(voted, votesAbove)} />
        </div>
      )}
    </>
  );
}
