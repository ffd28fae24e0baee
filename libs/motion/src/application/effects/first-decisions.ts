import {
  adoptBylaws,
  type BylawSection,
  chooseFacilitator,
  composeBylaws,
  confirmRoll,
  PRESETS,
  type Preset,
} from '@plenary/assembly';
import { type MembershipId, ok } from '@plenary/kernel';
import { readEffect } from '../../domain/effect-input.js';
import { effectInvalid } from '../../domain/rejections.js';
import { effect, type MotionEffect } from '../ports.js';
import { checkMembers } from './check-members.js';

export const confirmRollEffect: MotionEffect = effect<Record<string, never>>({
  kind: 'confirm_roll',
  parse: (input) => readEffect(input, [], () => ({})),
  words: () => ({
    sentence: 'Confirms the roll: everybody who is on the list of members counts from now on.',
    ifCarried:
      'Everybody on the list of members counts at once: they vote, second and are part of every base.',
    ifLost: 'The roll stays unconfirmed, and the first meeting cannot go on to its next decision.',
  }),
  execute: (tx, motion, _, authority) => confirmRoll(tx, motion.assemblyId, authority),
  annul: {
    cannot: 'decisions have been taken on this roll since; challenge a membership, or move to end it',
  },
});

export const chooseFacilitatorEffect: MotionEffect = effect<{ memberId: string }>({
  kind: 'choose_facilitator',
  parse: (input) => readEffect(input, ['memberId'], (fields) => ({ memberId: fields.id('memberId') })),
  check: (sql, { assemblyId }, { memberId }) => checkMembers(sql, assemblyId, 'memberId', [memberId]),
  subjects: ({ memberId }) => [memberId],
  words: ({ memberId }, say) => ({
    sentence: `Chooses ${say.member(memberId)} to facilitate for 30 days.`,
    ifCarried: `${say.member(memberId)} facilitates for 30 days: calls meetings, and closes votes in them when the meeting is ready.`,
    ifLost: 'Nobody is chosen by this vote. Members together keep every right of the facilitator.',
  }),
  execute: (tx, motion, { memberId }, authority) =>
    chooseFacilitator(tx, motion.assemblyId, memberId as MembershipId, authority),
  annul: { cannot: 'the shift has begun; choose another facilitator, whose shift takes its place' },
});

const PRESET_LABELS: Readonly<Record<Preset, string>> = {
  consensus_collective: 'of a consensus collective',
  union_local: 'of a union local',
  delegate_council: 'of a delegate council',
};

export function adoptBylawsEffect(sections: readonly BylawSection[]): MotionEffect {
  return effect<{ preset: Preset; numbers: { path: string; value: number }[] }>({
    kind: 'adopt_bylaws',
    parse: (input) =>
      readEffect(input, ['preset', 'numbers'], (fields) => ({
        preset: fields.oneOf('preset', PRESETS),
        numbers: fields.numbers('numbers', 0, 100),
      })),
    check: async (_sql, _about, { preset, numbers }) => {
      const composed = composeBylaws(sections, preset, numbers);
      return composed.ok ? ok() : effectInvalid('numbers', composed.rejection.message);
    },
    words: ({ preset, numbers }) => {
      const changed = numbers.length === 0 ? '' : ` with ${numbers.length} of their numbers changed`;
      return {
        sentence: `Adopts the bylaws ${PRESET_LABELS[preset]}${changed}.`,
        ifCarried: 'These bylaws are in force at once, and the interim convener’s seat ends.',
        ifLost: 'The founding rules stay in force. Other bylaws can be moved.',
      };
    },
    execute: (tx, motion, choice, authority) =>
      adoptBylaws({ sections }, tx, motion.assemblyId, choice, authority),
    annul: { cannot: 'the assembly has acted under these bylaws since; amend them by a motion' },
  });
}
