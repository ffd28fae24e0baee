import type { JointRequestState, MotionKind, MotionState, NominationState, PollMethod, PollState, Tier, TogetherAction } from './schema.ts';

export type MeParts = { id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] };

export type TallyParts = { yes: number; no: number; abstain: number; standAside: number; block: number; blank: number; spoilt: number; cast: number };

export type ResultParts = { carried: boolean; turnout: number; entitled: number; present: number | null; sentence: string; quorum: ({ label: string; needed: number; got: number; base: number | null; met: boolean }) | null; tally: { yes: number; no: number; abstain: number; standAside: number; block: number; blank: number; spoilt: number; cast: number }; conditions: readonly (({ label: string; needed: number; got: number; base: number | null; met: boolean }))[] };

export type PollLine = { id: string; question: string; state: PollState; tier: Tier; method: PollMethod; opensAt: string; openedAt: string | null; closesAt: string | null; closedAt: string | null; voted: number | null; entitled: number; quorumNeeded: number | null; onRoll: boolean; version: number; myBallot: { receipt: { code: string } } | null };

export type MotionLine = { id: string; kind: MotionKind; title: string; state: MotionState; movedAt: string | null; opensAt: string | null; secondsNeeded: number | null; secondedByMe: boolean; election: ({ seats: number; nominationsOpen: boolean; myNomination: { state: NominationState } | null }) | null; mover: { id: string; displayName: string } | null; seconders: readonly ({ id: string })[]; poll: ({ id: string; state: PollState; opensAt: string; closesAt: string | null; closedAt: string | null; result: { carried: boolean; sentence: string } | null }) | null };

export type PaperParts = { ranking: readonly (readonly (number)[])[] | null; marks: readonly (number)[] | null; scores: readonly ({ place: number; score: number })[] | null; spoilt: boolean };

export type MeetingParts = { id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean };

export type RequestParts = { id: string; action: TogetherAction; subjectId: string | null; reason: string; askedBy: { id: string; displayName: string }; signatures: number; needed: number; signedByMe: boolean; expiresAt: string; state: JointRequestState };

export type RuleSection = { name: string; label: string; rules: readonly (({ path: string; label: string; value: number | null; text: string; min: number | null; max: number | null; unit: string | null; amendable: boolean }))[] };
