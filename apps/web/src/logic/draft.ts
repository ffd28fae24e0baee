import type { MotionEffectInput, MotionKind, Tier } from '../graphql/generated/schema.ts';
import { instantIn, localIn } from './when.ts';

/** What the draft's form holds; times as its fields have them, in the assembly's time zone. */
export interface Draft {
  readonly kind: MotionKind;
  readonly title: string;
  readonly text: string;
  readonly memberIds: readonly string[];
  readonly until: string;
  readonly reason: string;
  readonly preset: string;
  readonly numbers: readonly { readonly path: string; readonly value: number }[];
  readonly hearingAt: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly importId: string;
  readonly parentId: string;
  readonly affiliationId: string;
  readonly opensAt: string;
  /** Null: as long as the bylaws say. */
  readonly voteSeconds: number | null;
  /** Null: as the bylaws say. */
  readonly tier: Tier | null;
}

export function emptyDraft(kind: MotionKind, founding: boolean): Draft {
  return {
    kind,
    title: founding ? (FOUNDING_TITLES[kind] ?? '') : '',
    text: '',
    memberIds: [],
    until: '',
    reason: '',
    preset: '',
    numbers: [],
    hearingAt: '',
    validFrom: '',
    validUntil: '',
    importId: '',
    parentId: '',
    affiliationId: '',
    opensAt: '',
    // A founding decision is taken in the meeting: minutes. Others have the time of the bylaws.
    voteSeconds: founding ? 120 : null,
    tier: null,
  };
}

/** What was kept of a draft, back in the form's fields. */
export function draftOf(motion: Kept, timeZone: string): Draft {
  const effect = JSON.parse(motion.effect.data) as MotionEffectInput;
  const local = (instant: string | null | undefined) =>
    instant ? localIn(Date.parse(instant), timeZone) : '';
  return {
    kind: motion.kind,
    title: motion.title,
    text: motion.text,
    memberIds: effect.memberIds ?? (effect.memberId ? [effect.memberId] : []),
    until: local(effect.until),
    reason: effect.reason ?? '',
    preset: effect.preset ?? '',
    numbers: effect.numbers ?? [],
    hearingAt: local(effect.hearingAt),
    validFrom: local(effect.validFrom),
    validUntil: local(effect.validUntil),
    importId: effect.importId ?? '',
    parentId: effect.parentId ?? '',
    affiliationId: effect.affiliationId ?? '',
    opensAt: local(motion.opensAt),
    voteSeconds: motion.voteSeconds,
    tier: motion.tier,
  };
}

interface Kept {
  readonly kind: MotionKind;
  readonly title: string;
  readonly text: string;
  readonly tier: Tier;
  readonly opensAt: string | null;
  readonly voteSeconds: number | null;
  /** As JSON with the fields of `MotionEffectInput`. */
  readonly effect: { readonly data: string };
}

const FOUNDING_TITLES: Partial<Record<MotionKind, string>> = {
  CONFIRM_ROLL: 'Shall everybody on the list be confirmed as a member?',
  CHOOSE_FACILITATOR: 'Shall this member facilitate for the first 30 days?',
  ADOPT_BYLAWS: 'Shall we adopt these bylaws?',
};

const ONE_MEMBER: readonly MotionKind[] = ['CHOOSE_FACILITATOR', 'SUSPEND_MEMBER', 'EXPEL_MEMBER'];

export const needsOneMember = (kind: MotionKind): boolean => ONE_MEMBER.includes(kind);

/** What is still missing, as a sentence; null when the draft can be kept. */
export function whyNot(draft: Draft): string | null {
  if (draft.title.trim() === '') return 'Write the question.';
  if (needsOneMember(draft.kind) && draft.memberIds.length !== 1) return 'Choose the member.';
  if (draft.kind === 'CONFIRM_MEMBERS' && draft.memberIds.length === 0) return 'Choose at least one member.';
  if (draft.kind === 'ADOPT_BYLAWS' && draft.preset === '') return 'Choose the bylaws.';
  if (draft.kind === 'AMEND_BYLAWS' && draft.numbers.length === 0) return 'Change at least one number.';
  if (draft.kind === 'SUSPEND_MEMBER' && draft.until === '') return 'Say until when the suspension lasts.';
  if (draft.kind === 'EXPEL_MEMBER' && draft.until === '')
    return 'Say from when they may be invited again: an expulsion has an end too.';
  if (needsHearing(draft.kind) && draft.hearingAt === '') return 'Say when the member is heard.';
  if ((draft.kind === 'SUSPEND_MEMBER' || draft.kind === 'EXPEL_MEMBER') && draft.reason.trim() === '')
    return 'Give the reasons.';
  if (draft.kind === 'DIRECT_ACTION' && (draft.validFrom === '' || draft.validUntil === ''))
    return 'Say from when until when the action is authorised.';
  if (draft.kind === 'APPLY_IMPORT' && draft.importId === '') return 'Choose the list.';
  if (draft.kind === 'AFFILIATE' && draft.parentId.trim() === '') return 'Give the id of the other assembly.';
  if (draft.kind === 'ACCEPT_AFFILIATE' && draft.affiliationId === '') return 'Choose the assembly.';
  return null;
}

const needsHearing = (kind: MotionKind): boolean => kind === 'SUSPEND_MEMBER' || kind === 'EXPEL_MEMBER';

const instantOf = (local: string, timeZone: string): string | null =>
  local === '' ? null : instantIn(local, timeZone);

/** The effect's fields that this kind has, and no others. */
export function effectOf(draft: Draft, timeZone: string): MotionEffectInput | null {
  switch (draft.kind) {
    case 'CHOOSE_FACILITATOR':
      return { memberId: draft.memberIds[0] ?? null };
    case 'CONFIRM_MEMBERS':
      return { memberIds: [...draft.memberIds] };
    case 'SUSPEND_MEMBER':
    case 'EXPEL_MEMBER':
      return {
        memberId: draft.memberIds[0] ?? null,
        reason: draft.reason,
        hearingAt: instantOf(draft.hearingAt, timeZone),
        until: instantOf(draft.until, timeZone),
      };
    case 'ADOPT_BYLAWS':
      return { preset: draft.preset, numbers: [...draft.numbers] };
    case 'AMEND_BYLAWS':
      return { numbers: [...draft.numbers] };
    case 'DIRECT_ACTION':
      return {
        validFrom: instantOf(draft.validFrom, timeZone),
        validUntil: instantOf(draft.validUntil, timeZone),
      };
    case 'APPLY_IMPORT':
      return { importId: draft.importId };
    case 'AFFILIATE':
      return { parentId: draft.parentId.trim() };
    case 'ACCEPT_AFFILIATE':
      return { affiliationId: draft.affiliationId };
    default:
      return null;
  }
}
