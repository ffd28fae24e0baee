import type {
  BallotOrder,
  ElectionMethod,
  MotionEffectInput,
  MotionKind,
  Tier,
} from '../graphql/generated/schema.ts';
import type { DraftStart } from './draft-link.ts';
import {
  type DraftMandate,
  type DraftRules,
  draftMandate,
  draftRules,
  mandateInput,
  NO_MANDATE,
  rulesInput,
  USUAL_RULES,
  whyNoMandate,
  whyNoRules,
} from './draft-office.ts';
import { type DraftTask, newTask, type PresentTask, taskInput, taskOf, trainingFor } from './draft-task.ts';
import { givesScores } from './election-words.ts';
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
  readonly task: DraftTask;
  readonly officeId: string;
  readonly officeName: string;
  readonly rules: DraftRules;
  readonly mandate: DraftMandate;
  readonly termId: string;
  readonly reportId: string;
  /** Null: not chosen yet. */
  readonly method: ElectionMethod | null;
  /** As typed. */
  readonly seats: string;
  /** As typed. */
  readonly maxScore: string;
  readonly order: BallotOrder;
  readonly options: readonly { readonly name: string; readonly statement: string }[];
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
    task: newTask(),
    officeId: '',
    officeName: '',
    rules: USUAL_RULES,
    mandate: NO_MANDATE,
    termId: '',
    reportId: '',
    method: null,
    seats: '1',
    maxScore: '5',
    order: 'DRAWN',
    options: NO_OPTIONS,
    opensAt: '',
    // A founding decision is taken in the meeting: minutes. Others have the time of the bylaws.
    voteSeconds: founding ? 120 : null,
    tier: null,
  };
}

/** A draft that a link began; `training`: for which task, from when on. */
export function startedDraft(
  { kind, office, term, report, title }: DraftStart,
  training: { readonly taught: PresentTask; readonly now: number; readonly timeZone: string } | null = null,
): Draft {
  return {
    ...emptyDraft(kind, false),
    ...(training ? { task: trainingFor(training.taught, training.now, training.timeZone) } : {}),
    title: title ?? '',
    officeId: office ?? '',
    termId: term ?? '',
    reportId: report ?? '',
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
    memberIds: effect.memberIds ?? effect.task?.trainedIds ?? (effect.memberId ? [effect.memberId] : []),
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
    task: taskOf(effect.task, timeZone),
    officeId: effect.officeId ?? '',
    officeName: effect.officeName ?? '',
    rules: draftRules(effect.rules),
    mandate: draftMandate(effect.mandate, timeZone),
    termId: effect.termId ?? '',
    reportId: effect.reportId ?? '',
    // The effect names the method as the count does: what the form knows comes from the election itself.
    method: motion.election?.method ?? null,
    seats: String(motion.election?.seats ?? 1),
    maxScore: String(motion.election?.maxScore ?? 5),
    order: motion.election?.order ?? 'DRAWN',
    options: motion.election?.options.length ? motion.election.options : NO_OPTIONS,
    opensAt: local(motion.opensAt),
    voteSeconds: motion.voteSeconds,
    tier: motion.tier,
  };
}

const NO_OPTIONS = [
  { name: '', statement: '' },
  { name: '', statement: '' },
];

interface Kept {
  readonly kind: MotionKind;
  readonly title: string;
  readonly text: string;
  readonly tier: Tier;
  readonly opensAt: string | null;
  readonly voteSeconds: number | null;
  /** As JSON with the fields of `MotionEffectInput`. */
  readonly effect: { readonly data: string };
  readonly election: {
    readonly method: ElectionMethod;
    readonly seats: number;
    readonly maxScore: number | null;
    readonly order: BallotOrder;
    readonly options: readonly { readonly name: string; readonly statement: string }[];
  } | null;
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
  if (
    draft.kind === 'SET_TASK' &&
    !draft.task.ends &&
    (draft.task.name.trim() === '' || draft.task.start === '')
  )
    return 'Name the task, and say when it is first.';
  if (needsOffice(draft.kind) && draft.officeId === '') return 'Choose the office.';
  if (draft.kind === 'CREATE_OFFICE' && draft.officeName.trim() === '') return 'Name the office.';
  if (draft.kind === 'CREATE_OFFICE' || draft.kind === 'CHANGE_OFFICE') return whyNoRules(draft.rules);
  if (draft.kind === 'GIVE_MANDATE') return whyNoMandate(draft.mandate)?.why ?? null;
  if (draft.kind === 'RECALL_DELEGATE' && draft.termId === '') return 'Choose the delegate.';
  if ((draft.kind === 'ACCEPT_REPORT' || draft.kind === 'CENSURE_REPORT') && draft.reportId === '')
    return 'Choose the report.';
  return draft.kind === 'ELECTION' || draft.kind === 'CHOOSE_OPTION' ? whyNoElection(draft) : null;
}

const OF_AN_OFFICE: readonly MotionKind[] = [
  'CHANGE_OFFICE',
  'ABOLISH_OFFICE',
  'ELECT_DELEGATES',
  'GIVE_MANDATE',
];

export const needsOffice = (kind: MotionKind): boolean => OF_AN_OFFICE.includes(kind);

function whyNoElection({ kind, method, seats, maxScore, options }: Draft): string | null {
  if (!isWhole(seats, 1, 100)) return 'Say how many, from 1 to 100.';
  if (kind === 'CHOOSE_OPTION') {
    const names = options.map(({ name }) => name.trim());
    if (names.includes('')) return 'Give every option a name, or take it away.';
    if (new Set(names).size < names.length) return 'Two options have the same name.';
    if (Number(seats) >= names.length) return 'There must be more options than are chosen.';
  }
  if (method === null) return 'Choose how it is counted.';
  if (givesScores(method) && !isWhole(maxScore, 1, 100)) return 'Say the highest score, from 1 to 100.';
  return null;
}

const isWhole = (typed: string, least: number, most: number): boolean =>
  /^\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most;

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
    case 'SET_TASK':
      return { task: taskInput(draft.task, draft.memberIds) };
    case 'CREATE_OFFICE':
      return { officeName: draft.officeName.trim(), rules: rulesInput(draft.rules) };
    case 'CHANGE_OFFICE':
      return { officeId: draft.officeId, rules: rulesInput(draft.rules) };
    case 'ABOLISH_OFFICE':
    case 'ELECT_DELEGATES':
      return { officeId: draft.officeId };
    case 'GIVE_MANDATE':
      return { officeId: draft.officeId, mandate: mandateInput(draft.mandate, timeZone) };
    case 'RECALL_DELEGATE':
      return { termId: draft.termId };
    case 'ACCEPT_REPORT':
    case 'CENSURE_REPORT':
      return { reportId: draft.reportId };
    case 'ELECTION':
      return electionOf(draft);
    case 'CHOOSE_OPTION':
      return {
        ...electionOf(draft),
        options: draft.options.map(({ name, statement }) => ({
          name: name.trim(),
          statement: statement.trim(),
        })),
      };
    default:
      return null;
  }
}

function electionOf({ method, seats, order, maxScore }: Draft): MotionEffectInput {
  return {
    method,
    seats: Number(seats),
    order,
    ...(method !== null && givesScores(method) ? { maxScore: Number(maxScore) } : {}),
  };
}
