import { type EffectData, effect, effectInvalid, type MotionEffect, ordinaryEffect } from '@plenary/motion';
import { SEATS_ROLL } from '@plenary/voting';
import { anySeatAbove } from '../../persistence/seat-poll-store.js';

/** Adopts the motion's text, as an ordinary motion does, by the votes of the delegates of the assemblies below. */
export const askDelegatesEffect: MotionEffect = effect<EffectData>({
  ...ordinaryEffect,
  kind: 'ask_delegates',
  rollPolicy: SEATS_ROLL,
  check: async (sql, about, data) => {
    const text = await ordinaryEffect.check!(sql, about, data);
    if (!text.ok) return text;
    return (await anySeatAbove(sql, about.assemblyId))
      ? text
      : effectInvalid('kind', 'No assembly below has an office whose delegates speak here.');
  },
  words: () => ({
    sentence:
      'Adopts the text of this motion, if the delegates of the assemblies below carry it. Members of those assemblies read it, so that they can instruct them.',
    ifCarried: 'The text is adopted: it stands among the assembly’s decisions from the close of the vote.',
    ifLost: 'The text is not adopted, and things stay as they are.',
  }),
} as MotionEffect<EffectData>);
