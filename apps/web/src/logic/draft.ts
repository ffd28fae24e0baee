import type {
  BallotOrder,
  ElectionMethod,
  MotionEffectInput,
  MotionKind,
  TaskPower,
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

/** A task of the rota, as the form holds it. */
export interface DraftTask {
  /** Null for a new one. */
  readonly taskId: string | null;
  readonly name: string;
  readonly guide: string;
  /** The first time, as its field has it. */
  readonly start: string;
  readonly rule: string;
  readonly minutes: string;
  readonly people: string;
  readonly effort: string;
  /** Separated by commas. */
  readonly requires: string;
  readonly longestRun: string;
  readonly pauseDays: string;
  readonly facilitates: boolean;
  /** Its shifts give the right to check members in. */
  readonly checksIn: boolean;
  /** Its shifts give the right to tell at stations. */
  readonly seesHardship: boolean;
  readonly tells: boolean;
  readonly handover: boolean;
  /** The task that it trains for; empty for none. */
  readonly trains: string;
  readonly ends: boolean;
}

const NEW_TASK: DraftTask = {
  taskId: null,
  name: '',
  guide: '',
  start: '',
  rule: 'FREQ=WEEKLY',
  minutes: '60',
  people: '1',
  effort: '1',
  requires: '',
  longestRun: '1',
  pauseDays: '0',
  facilitates: false,
  checksIn: false,
  seesHardship: false,
  tells: false,
  handover: false,
  trains: '',
  ends: false,
};

/** A task that is not filled in yet. */
export const newTask = (): DraftTask => NEW_TASK;

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
    task: NEW_TASK,
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

/** A draft that a link began. */
export function startedDraft({ kind, office, term, report, title }: DraftStart): Draft {
  return {
    ...emptyDraft(kind, false),
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
    task: taskOf(effect.task),
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

/** `2026-03-02T19:00` is `20260302T190000` in a rule, and back. */
export const ruleStart = (local: string): string => `${local.replace(/[-:]/g, '')}00`;
const fieldStart = (start: string): string =>
  start.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5');

/** A task as it is now, for whoever changes it. */
export function draftedTask(task: {
  readonly id: string;
  readonly name: string;
  readonly guide: string;
  readonly start: string | null;
  readonly rule: string | null;
  readonly minutes: number | null;
  readonly people: number;
  readonly effort: number;
  readonly requires: readonly string[];
  readonly longestRun: number;
  readonly pauseDays: number;
  readonly handover: boolean;
  readonly powers: readonly TaskPower[];
  readonly trains: { readonly id: string } | null;
}): DraftTask {
  const { id, powers, requires, trains, ...terms } = task;
  // That it facilitates goes without saying again: there is one such task, and it stays it.
  const given = powers.filter((power) => power !== 'FACILITATE');
  return {
    ...taskOf({ ...terms, powers: given, requires: [...requires], trains: trains?.id ?? null }),
    taskId: id,
  };
}

function taskOf(task: MotionEffectInput['task']): DraftTask {
  if (!task) return NEW_TASK;
  // As the form sends them, or as a motion keeps them.
  const gives = (power: TaskPower) => (task.powers ?? []).some((each) => each.toUpperCase() === power);
  return {
    taskId: task.taskId ?? null,
    name: task.name ?? '',
    guide: task.guide ?? '',
    start: fieldStart(task.start ?? ''),
    rule: task.rule ?? NEW_TASK.rule,
    minutes: String(task.minutes ?? NEW_TASK.minutes),
    people: String(task.people ?? 1),
    effort: String(task.effort ?? 1),
    requires: (task.requires ?? []).join(', '),
    longestRun: String(task.longestRun ?? 1),
    pauseDays: String(task.pauseDays ?? 0),
    facilitates: gives('FACILITATE'),
    checksIn: gives('CHECK_IN'),
    seesHardship: gives('SEE_HARDSHIP'),
    tells: gives('TELL'),
    handover: task.handover ?? false,
    trains: task.trains ?? '',
    ends: task.ends ?? false,
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
      return { task: taskInput(draft) };
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

function taskInput({ task, memberIds }: Draft): MotionEffectInput['task'] {
  if (task.ends) return { taskId: task.taskId, ends: true };
  // A training asks for what the task asks for that it teaches.
  const requires = (task.trains === '' ? task.requires : '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return {
    taskId: task.taskId,
    name: task.name,
    guide: task.guide,
    start: ruleStart(task.start),
    rule: task.rule,
    minutes: Number(task.minutes),
    people: Number(task.people),
    effort: Number(task.effort),
    ...(task.trains === '' ? { requires } : { trains: task.trains }),
    longestRun: Number(task.longestRun),
    pauseDays: Number(task.pauseDays),
    handover: task.handover,
    powers: [
      ...(task.facilitates ? (['FACILITATE'] as const) : []),
      ...(task.checksIn ? (['CHECK_IN'] as const) : []),
      ...(task.seesHardship ? (['SEE_HARDSHIP'] as const) : []),
      ...(task.tells ? (['TELL'] as const) : []),
    ],
    ...(requires.length > 0 && memberIds.length > 0 ? { trainedIds: [...memberIds] } : {}),
  };
}

function electionOf({ method, seats, order, maxScore }: Draft): MotionEffectInput {
  return {
    method,
    seats: Number(seats),
    order,
    ...(method !== null && givesScores(method) ? { maxScore: Number(maxScore) } : {}),
  };
}
