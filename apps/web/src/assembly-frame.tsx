import { type ReactNode, useEffect, useState } from 'react';
import { ClosingBand } from './components/closing-band.tsx';
import { Link } from './components/link.tsx';
import { LostSeats } from './components/lost-seats.tsx';
import { Waiting } from './components/notice.tsx';
import { Page } from './components/page.tsx';
import { AssemblyFrame as FrameQuery } from './graphql/generated/assembly.ts';
import { AssemblyContext } from './hooks/assembly.ts';
import { TickContext, useRecordTick } from './hooks/assembly-live.ts';
import { useSession } from './hooks/session.ts';
import { useNow } from './hooks/use-now.ts';
import { useQuery } from './hooks/use-query.ts';
import { type PageName, pathTo } from './logic/router.ts';
import { exactDay, localIn } from './logic/when.ts';
import { onSettled, outboxTimeZone } from './offline/outbox.ts';
import { toSignIn } from './session-provider.tsx';
import { setColour } from './theme.ts';

const NAV: readonly {
  readonly page: 'home' | 'motions' | 'delegates' | 'members' | 'rota' | 'record';
  readonly label: string;
  readonly under: readonly PageName[];
}[] = [
  { page: 'home', label: 'Home', under: [] },
  { page: 'motions', label: 'Motions', under: ['motion', 'draft', 'editDraft', 'poll'] },
  {
    page: 'delegates',
    label: 'Delegates',
    under: ['office', 'delegate', 'recordAct', 'writeReport', 'desk'],
  },
  { page: 'members', label: 'Members', under: ['member', 'invite', 'import'] },
  { page: 'rota', label: 'Rota', under: ['helpOthers'] },
  { page: 'record', label: 'Record', under: [] },
];

/** What every page of an assembly stands in: its name, the ways around, its colour, its live record. */
export function AssemblyFrame({
  id,
  page,
  pollId,
  children,
}: {
  readonly id: string;
  readonly page: PageName;
  /** The poll whose page this is, if it is one's. */
  readonly pollId: string | null;
  readonly children: ReactNode;
}) {
  const query = useQuery(FrameQuery, { id });
  const { me, known } = useSession();
  const assembly = query.data?.assembly ?? null;
  const tick = useRecordTick(id, assembly?.recordSize ?? null);
  const { again } = query;

  // A grown record may change what this frame shows: the polls that close, one's own standing.
  useEffect(() => {
    if (tick > 0) void again();
  }, [tick, again]);
  useEffect(() => onSettled(() => void again()), [again]);
  useEffect(() => {
    if (assembly) outboxTimeZone(assembly.timeZone);
  }, [assembly]);
  useEffect(() => {
    setColour(assembly?.colour ?? null);
    return () => setColour(null);
  }, [assembly?.colour]);

  // Ended elsewhere: what stands here is asked for anew, and refused.
  const nobody = known && me === null;
  useEffect(() => {
    if (nobody) void again();
  }, [nobody, again]);
  // To whoever is not signed in an assembly is as one that is not there: said in this visit, not before it.
  const [since] = useState(Date.now);
  const isStranger = query.data !== null && query.at >= since && assembly === null;
  const signedOut = nobody && (isStranger || query.problem?.code === 'NOT_SIGNED_IN');
  useEffect(() => {
    if (signedOut) toSignIn();
  }, [signedOut]);

  if (assembly === null) {
    const isNone = isStranger && known && !nobody;
    return (
      <Page
        title={isNone || query.problem?.code === 'NOT_ALLOWED' ? 'Nothing here for you' : 'Assembly'}
        back={{ to: '/', label: 'Start' }}
      >
        {isNone ? (
          <p>There is no such assembly, or you are not a member of it.</p>
        ) : (
          <Waiting query={query} again={again} />
        )}
      </Page>
    );
  }
  // A wall shows one thing to everybody: nothing of who signed in there, and no way around.
  if (page === 'rotaWall')
    return (
      <AssemblyContext value={assembly}>
        <TickContext value={tick}>{children}</TickContext>
      </AssemblyContext>
    );
  return (
    <AssemblyContext value={assembly}>
      <TickContext value={tick}>
        <div className="with-nav">
          <header className="head-wrap">
            <div className="head">
              <Link to={pathTo('home', { assembly: id })} className="head-name">
                {assembly.name}
              </Link>
              <Link to={pathTo('more', { assembly: id })} current={page === 'more'}>
                More
              </Link>
            </div>
          </header>
          <LostSeats seats={assembly.mySeatsLost} />
          {page !== 'home' && <ClosingBand polls={assembly.open.nodes} except={pollId} />}
          <nav className="nav" aria-label="Assembly">
            <ul>
              {NAV.map((item) => (
                <li key={item.page}>
                  <Link
                    to={pathTo(item.page, { assembly: id })}
                    current={item.page === page || item.under.includes(page)}
                  >
                    {item.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <OtherTimes zone={assembly.timeZone} />
          {children}
        </div>
      </TickContext>
    </AssemblyContext>
  );
}

/** Where this device's clock is another than the assembly's: whose times these are. */
function OtherTimes({ zone }: { readonly zone: string }) {
  const now = useNow(30_000);
  const own = -new Date(now).getTimezoneOffset() * 60_000;
  if (localIn(now, zone) === new Date(now + own).toISOString().slice(0, 16)) return null;
  return (
    <p className="other-times no-print">
      Times here are those of {placeOf(zone)}, where it is {exactDay(new Date(now).toISOString(), zone)} now.
    </p>
  );
}

/** 'Auckland', 'Buenos Aires'. */
const placeOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
