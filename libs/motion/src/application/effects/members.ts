import {
  type AssemblyPorts,
  applyImport,
  bylawsOf,
  confirmMembers,
  EXPULSION_DAYS_MAX,
  expelMember,
  liftSuspension,
  MEMBERSHIP_SECTION,
  type Sanction,
  type SuspensionPorts,
  suspendMember,
  undoExpulsion,
} from '@plenary/assembly';
import { type AssemblyId, ok, quantity, type Result } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import { readEffect } from '../../domain/effect-input.js';
import { type Motion, REASON_MAX } from '../../domain/motion.js';
import { effectInvalid } from '../../domain/rejections.js';
import { LONGEST_WAIT_DAYS } from '../../domain/terms.js';
import { isStagedImport } from '../../persistence/assembly-facts.js';
import { effect, type MotionEffect, type Say } from '../ports.js';
import { checkMembers } from './check-members.js';

export const confirmMembersEffect: MotionEffect = effect<{ memberIds: string[] }>({
  kind: 'confirm_members',
  parse: (input) =>
    readEffect(input, ['memberIds'], (fields) => ({ memberIds: fields.ids('memberIds', 200) })),
  check: (sql, { assemblyId }, { memberIds }) => checkMembers(sql, assemblyId, 'memberIds', memberIds),
  subjects: ({ memberIds }) => memberIds,
  words: ({ memberIds }, say) => {
    const shown = memberIds.slice(0, 5).map((id) => say.member(id));
    const rest = memberIds.length - shown.length;
    const who = rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
    return {
      sentence: `Confirms as members: ${who}.`,
      ifCarried:
        'They count at once: they vote, second and are part of every base. Votes that are open keep their rolls.',
      ifLost:
        'They are not confirmed by this vote. Who is not challenged counts once the waiting time is over.',
    };
  },
  execute: (tx, motion, { memberIds }, authority) =>
    confirmMembers(tx, motion.assemblyId, memberIds, authority),
  annul: { cannot: 'they have counted as members since; challenge a membership, or move to end it' },
});

export const applyImportEffect: MotionEffect = effect<{ importId: string }>({
  kind: 'apply_import',
  parse: (input) => readEffect(input, ['importId'], (fields) => ({ importId: fields.id('importId') })),
  check: async (sql, { assemblyId }, { importId }) =>
    (await isStagedImport(sql, assemblyId, importId))
      ? ok()
      : effectInvalid('importId', 'Name an import that is staged here and not applied.'),
  words: () => ({
    sentence: 'Applies the staged import of the roll, whole.',
    ifCarried:
      'Its members come onto the roll at once and count; each gets an invitation. Votes that are open keep their rolls.',
    ifLost: 'The import is not applied, and the roll stays as it is.',
  }),
  execute: async (tx, motion, { importId }, authority) => {
    const applied = await applyImport(tx, motion.assemblyId, importId, authority);
    return applied.done ? { done: true } : applied;
  },
  annul: { cannot: 'the imported members have counted since; challenge a membership, or move to end it' },
});

/** Why, when the member is heard, and when it ends: no suspension and no expulsion without the three. */
type AboutMember = { memberId: string; reason: string; hearingAt: string; until: string };

const ABOUT_FIELDS = ['memberId', 'reason', 'hearingAt', 'until'] as const;
const readAboutMember = (input: unknown) =>
  readEffect<AboutMember>(input, ABOUT_FIELDS, (fields) => ({
    memberId: fields.id('memberId'),
    reason: fields.text('reason', REASON_MAX),
    hearingAt: fields.instant('hearingAt'),
    until: fields.instant('until'),
  }));

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `daysMax`: for how long it may last; judged from the hearing, so that what can be moved can be carried out. */
async function checkAboutMember(
  sql: Sql,
  about: { readonly assemblyId: AssemblyId; readonly now: Date },
  data: AboutMember,
  daysMax: number,
): Promise<Result<void>> {
  const { hearingNoticeHours } = (await bylawsOf(sql, about.assemblyId)).section(MEMBERSHIP_SECTION);
  if (new Date(data.hearingAt).getTime() < about.now.getTime() + hearingNoticeHours * HOUR_MS) {
    const notice = quantity(hearingNoticeHours, 'hours');
    return effectInvalid(
      'hearingAt',
      `The member is heard at the earliest ${notice} from now: choose a later time.`,
    );
  }
  if (new Date(data.hearingAt).getTime() > about.now.getTime() + LONGEST_WAIT_DAYS * DAY_MS)
    return effectInvalid('hearingAt', `The member is heard within ${LONGEST_WAIT_DAYS} days.`);
  if (new Date(data.until).getTime() > new Date(data.hearingAt).getTime() + daysMax * DAY_MS)
    return effectInvalid('until', `It ends at most ${daysMax} days after the hearing.`);
  if (new Date(data.until) <= new Date(data.hearingAt))
    return effectInvalid('until', 'It ends after the hearing.');
  const member = await checkMembers(sql, about.assemblyId, 'memberId', [data.memberId]);
  return member.ok ? ok() : member;
}

function sanctionOf(motion: { assemblyId: AssemblyId }, data: AboutMember): Sanction {
  return {
    assemblyId: motion.assemblyId,
    membershipId: data.memberId,
    reason: data.reason,
    hearingAt: new Date(data.hearingAt),
    until: new Date(data.until),
  };
}

const heard = (data: AboutMember, say: Say) =>
  `${say.member(data.memberId)} is heard on ${say.instant(data.hearingAt)}, before the vote opens. The reasons given: ${data.reason}`;

export function suspendMemberEffect(ports: SuspensionPorts): MotionEffect {
  return effect<AboutMember>({
    kind: 'suspend_member',
    parse: readAboutMember,
    check: async (sql, about, data) => {
      const { suspensionDaysMax } = (await bylawsOf(sql, about.assemblyId)).section(MEMBERSHIP_SECTION);
      return checkAboutMember(sql, about, data, suspensionDaysMax);
    },
    subjects: ({ memberId }) => [memberId],
    notBefore: ({ hearingAt }) => new Date(hearingAt),
    words: (data, say) => ({
      sentence: `Suspends ${say.member(data.memberId)} until ${say.instant(data.until)}. ${heard(data, say)}`,
      ifCarried: `From the close until ${say.instant(data.until)} ${say.member(data.memberId)} neither votes nor seconds nor holds a shift: those until then pass on to others. Votes that are open keep their rolls.`,
      ifLost: `${say.member(data.memberId)} keeps every right.`,
    }),
    execute: async (tx, motion, data, authority) => {
      const suspended = await suspendMember(ports, tx, sanctionOf(motion, data), authority);
      return suspended.done ? { done: true, undo: { sanctionId: suspended.sanctionId ?? null } } : suspended;
    },
    annul: {
      execute: async (tx, motion, data, authority) => {
        const made = motion.undo?.sanctionId;
        if (typeof made !== 'string') return { done: false, because: 'its suspension is not known' };
        return liftSuspension(ports, tx, motion.assemblyId, data.memberId, authority, made);
      },
    },
  });
}

export function expelMemberEffect(ports: Pick<AssemblyPorts, 'ended'>): MotionEffect {
  return effect<AboutMember>({
    kind: 'expel_member',
    parse: readAboutMember,
    check: (sql, about, data) => checkAboutMember(sql, about, data, EXPULSION_DAYS_MAX),
    subjects: ({ memberId }) => [memberId],
    notBefore: ({ hearingAt }) => new Date(hearingAt),
    words: (data, say) => ({
      sentence: `Expels ${say.member(data.memberId)}, who may be invited again from ${say.instant(data.until)}. ${heard(data, say)}`,
      ifCarried: `The membership of ${say.member(data.memberId)} ends at the close. Votes that are open keep their rolls.`,
      ifLost: `${say.member(data.memberId)} stays a member with every right.`,
    }),
    execute: (tx, motion: Motion, data, authority) =>
      expelMember(ports, tx, sanctionOf(motion, data), authority),
    annul: {
      execute: (tx, motion, data, authority) =>
        undoExpulsion(tx, motion.assemblyId, data.memberId, authority),
    },
  });
}
