import { document } from '../document.ts';
import type { AssemblyStage } from './schema.ts';

export type AssemblyFrameAnswer = { assembly: ({ id: string; name: string; timeZone: string; language: string; quiet: boolean; colour: string; stage: AssemblyStage; recordSize: number; memberCount: number; joinedCount: number; myMembership: ({ id: string; displayName: string; counts: boolean; countsFrom: string | null; suspendedUntil: string | null; endedAt: string | null }); myRights: readonly (({ action: string; what: string; holder: boolean; through: string | null; fallback: string }))[]; mySeatsLost: readonly (({ id: string; endedAt: string | null; endWords: string | null; office: { id: string; name: string } }))[]; currentMeeting: ({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean }) | null; open: ({ nodes: readonly (({ id: string; question: string; closesAt: string | null; onRoll: boolean; myBallot: { receipt: { code: string } } | null }))[] }) }) | null };
export type AssemblyFrameVariables = { id: string };
export const AssemblyFrame = document<AssemblyFrameAnswer, AssemblyFrameVariables>(
  'AssemblyFrame',
  'query AssemblyFrame($id:ID!){assembly(id:$id){id name timeZone language quiet colour stage recordSize memberCount joinedCount myMembership{id displayName counts countsFrom suspendedUntil endedAt}myRights{action what holder through fallback}mySeatsLost{id endedAt endWords office{id name}}currentMeeting{...MeetingParts}open:polls(first:5 state:OPEN){nodes{id question closesAt onRoll myBallot{receipt{code}}}}}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
  '77d1c37bdba44cf5232231e7521015ee1d560a50ff560e7b9dcb533d7bb56301',
);

export type RecordAppendedAnswer = { recordAppended: ({ stale: boolean; entry: { seq: number; at: string; kind: string; sentence: string } | null }) };
export type RecordAppendedVariables = { assemblyId: string; after?: number | null };
export const RecordAppended = document<RecordAppendedAnswer, RecordAppendedVariables>(
  'RecordAppended',
  'subscription RecordAppended($assemblyId:ID!$after:Int){recordAppended(assemblyId:$assemblyId after:$after){stale entry{seq at kind sentence}}}',
  '2074800a4c5890e79ac878badf911a3051f39919c508aa57ef145dc1ff3b5ec0',
);
