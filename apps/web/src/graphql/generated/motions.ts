import { document } from '../document.ts';
import type { AssemblyStage, MotionKind, MotionState, NominationState, PollState } from './schema.ts';

export type MotionsAnswer = { assembly: ({ id: string; stage: AssemblyStage; motions: ({ nodes: readonly (({ id: string; kind: MotionKind; title: string; state: MotionState; movedAt: string | null; opensAt: string | null; secondsNeeded: number | null; secondedByMe: boolean; election: ({ seats: number; nominationsOpen: boolean; myNomination: { state: NominationState } | null }) | null; mover: { id: string; displayName: string } | null; seconders: readonly ({ id: string })[]; poll: ({ id: string; state: PollState; opensAt: string; closesAt: string | null; closedAt: string | null; result: { carried: boolean; sentence: string } | null }) | null }))[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }) | null };
export type MotionsVariables = { id: string; state?: MotionState | null; after?: string | null };
export const Motions = document<MotionsAnswer, MotionsVariables>(
  'Motions',
  'query Motions($id:ID!$state:MotionState$after:String){assembly(id:$id){id stage motions(first:20 after:$after state:$state){nodes{...MotionLine}pageInfo{hasNextPage endCursor}}}}fragment MotionLine on Motion{id kind title state movedAt opensAt secondsNeeded secondedByMe election{seats nominationsOpen myNomination{state}}mover{id displayName}seconders{id}poll{id state opensAt closesAt closedAt result{carried sentence}}}',
  '67bceeca2647e0444b3f26cf87729ee7666a0adf6a43432310114eef123af2fc',
);
