import { document } from '../document.ts';
import type { AssemblyStage, MotionKind, MotionState, PollState } from './schema.ts';

export type MotionsAnswer = { assembly: ({ id: string; stage: AssemblyStage; motions: ({ nodes: readonly (({ id: string; kind: MotionKind; title: string; state: MotionState; movedAt: string | null; opensAt: string | null; secondsNeeded: number | null; secondedByMe: boolean; mover: { id: string; displayName: string } | null; seconders: readonly ({ id: string })[]; poll: ({ id: string; state: PollState; opensAt: string; closesAt: string | null; closedAt: string | null; result: { carried: boolean; sentence: string } | null }) | null }))[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }) | null };
export type MotionsVariables = { id: string; state?: MotionState | null; after?: string | null };
export const Motions = document<MotionsAnswer, MotionsVariables>(
  'Motions',
  'query Motions($id:ID!$state:MotionState$after:String){assembly(id:$id){id stage motions(first:20 after:$after state:$state){nodes{...MotionLine}pageInfo{hasNextPage endCursor}}}}fragment MotionLine on Motion{id kind title state movedAt opensAt secondsNeeded secondedByMe mover{id displayName}seconders{id}poll{id state opensAt closesAt closedAt result{carried sentence}}}',
  '40b1cb7cce01a0a1daac232e153c2a687b7280561e380344a3ac13e85b525eec',
);
