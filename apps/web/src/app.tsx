import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { AssemblyFrame } from './assembly-frame.tsx';
import { Bands } from './components/bands.tsx';
import { Page } from './components/page.tsx';
import { place } from './hooks/route.ts';
import { useStore } from './hooks/store.ts';
import { type Route, routeOf } from './logic/router.ts';
import { Home } from './screens/home.tsx';
import { Motion } from './screens/motion.tsx';
import { Motions } from './screens/motions.tsx';
import { Poll } from './screens/poll.tsx';
import { Start } from './screens/start.tsx';
import { SessionProvider } from './session-provider.tsx';

// What a vote needs is in the first load, so that it is there in a dead spot; the rest comes when it is opened
// (and the service worker has it by then).
const Account = lazy(() => import('./screens/account.tsx'));
const Bylaws = lazy(() => import('./screens/bylaws.tsx'));
const ClosePoll = lazy(() => import('./screens/close-poll.tsx'));
const Delegate = lazy(() => import('./screens/delegate.tsx'));
const Delegates = lazy(() => import('./screens/delegates.tsx'));
const Desk = lazy(() => import('./screens/desk.tsx'));
const Draft = lazy(() => import('./screens/draft.tsx'));
const FacilitateNow = lazy(() => import('./screens/facilitate-now.tsx'));
const Found = lazy(() => import('./screens/found.tsx'));
const Help = lazy(() => import('./screens/help.tsx'));
const HelpOthers = lazy(() => import('./screens/help-others.tsx'));
const Import = lazy(() => import('./screens/import.tsx'));
const Invite = lazy(() => import('./screens/invite.tsx'));
const Join = lazy(() => import('./screens/join.tsx'));
const Meeting = lazy(() => import('./screens/meeting.tsx'));
const Member = lazy(() => import('./screens/member.tsx'));
const Members = lazy(() => import('./screens/members.tsx'));
const More = lazy(() => import('./screens/more.tsx'));
const Office = lazy(() => import('./screens/office.tsx'));
const PollBallots = lazy(() => import('./screens/poll-ballots.tsx'));
const PollCount = lazy(() => import('./screens/poll-count.tsx'));
const PollRoll = lazy(() => import('./screens/poll-roll.tsx'));
const RecordAct = lazy(() => import('./screens/record-act.tsx'));
const RecordPage = lazy(() => import('./screens/record.tsx'));
const Recover = lazy(() => import('./screens/recover.tsx'));
const Requests = lazy(() => import('./screens/requests.tsx'));
const Rota = lazy(() => import('./screens/rota.tsx'));
const RotaWall = lazy(() => import('./screens/rota-wall.tsx'));
const SignIn = lazy(() => import('./screens/sign-in.tsx'));
const SignInLink = lazy(() => import('./screens/sign-in-link.tsx'));
const SignUp = lazy(() => import('./screens/sign-up.tsx'));
const Tree = lazy(() => import('./screens/tree.tsx'));
const JoinStation = lazy(() => import('./screens/join-station.tsx'));
const OpenStation = lazy(() => import('./screens/open-station.tsx'));
const Station = lazy(() => import('./screens/station.tsx'));
const StationDevice = lazy(() => import('./screens/station-device.tsx'));
const VoidPoll = lazy(() => import('./screens/void-poll.tsx'));
const Vouch = lazy(() => import('./screens/vouch.tsx'));
const WriteReport = lazy(() => import('./screens/write-report.tsx'));

export function App() {
  const path = useStore(place);
  const route = routeOf(path);
  return (
    <SessionProvider>
      <a className="skip" href="#page">
        Go to the page
      </a>
      <Bands />
      <Suspense fallback={<Loading />}>{route ? pageOf(route) : <Unknown />}</Suspense>
    </SessionProvider>
  );
}

function pageOf(route: Route): ReactNode {
  switch (route.page) {
    case 'start':
      return <Start />;
    case 'found':
      return <Found />;
    case 'join':
      return <Join />;
    case 'signIn':
      return <SignIn />;
    case 'signInLink':
      return <SignInLink />;
    case 'signUp':
      return <SignUp />;
    case 'recover':
      return <Recover />;
    case 'vouch':
      return <Vouch />;
    case 'stationDevice':
      return <StationDevice />;
    case 'account':
      return <Account />;
    default:
      return (
        <AssemblyFrame
          key={route.assembly}
          id={route.assembly}
          page={route.page}
          pollId={'poll' in route ? route.poll : null}
        >
          <Suspense fallback={<Loading />}>{assemblyPageOf(route)}</Suspense>
        </AssemblyFrame>
      );
  }
}

type AssemblyRoute = Extract<Route, { readonly assembly: string }>;

const SIMPLE: Partial<Record<AssemblyRoute['page'], ComponentType>> = {
  home: Home,
  motions: Motions,
  draft: Draft,
  members: Members,
  invite: Invite,
  import: Import,
  requests: Requests,
  bylaws: Bylaws,
  meeting: Meeting,
  facilitateNow: FacilitateNow,
  tree: Tree,
  rota: Rota,
  delegates: Delegates,
  desk: Desk,
  help: Help,
  helpOthers: HelpOthers,
  rotaWall: RotaWall,
  record: RecordPage,
  more: More,
};

function assemblyPageOf(route: AssemblyRoute): ReactNode {
  switch (route.page) {
    case 'motion':
      return <Motion key={route.motion} id={route.motion} />;
    case 'editDraft':
      return <Draft key={route.motion} motionId={route.motion} />;
    case 'poll':
      return <Poll key={route.poll} id={route.poll} />;
    case 'pollRoll':
      return <PollRoll id={route.poll} />;
    case 'pollBallots':
      return <PollBallots id={route.poll} />;
    case 'pollCount':
      return <PollCount id={route.poll} />;
    case 'closePoll':
      return <ClosePoll id={route.poll} />;
    case 'voidPoll':
      return <VoidPoll id={route.poll} />;
    case 'openStation':
      return <OpenStation id={route.poll} />;
    case 'joinStation':
      return <JoinStation id={route.poll} />;
    case 'station':
      return <Station key={route.station} id={route.station} />;
    case 'member':
      return <Member key={route.member} id={route.member} />;
    case 'office':
      return <Office key={route.office} id={route.office} />;
    case 'delegate':
      return <Delegate key={route.term} id={route.term} />;
    case 'recordAct':
      return <RecordAct key={route.term} termId={route.term} />;
    case 'writeReport':
      return <WriteReport key={route.report} termId={route.term} reportId={route.report} />;
    default: {
      const Simple = SIMPLE[route.page];
      return Simple ? <Simple /> : <Unknown />;
    }
  }
}

function Loading() {
  return <main className="page muted">Loading…</main>;
}

function Unknown() {
  return (
    <Page title="No such page" back={{ to: '/', label: 'Start' }}>
      <p>The address names no page here. It may have been cut off on its way to you.</p>
    </Page>
  );
}
