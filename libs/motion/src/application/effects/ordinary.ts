import { ok } from '@plenary/kernel';
import { readEffect } from '../../domain/effect-input.js';
import { effectInvalid } from '../../domain/rejections.js';
import { adoptText, annulAction, annulText, authoriseAction } from '../../persistence/effect-store.js';
import { effect, type MotionEffect } from '../ports.js';

const done = { done: true } as const;

/** Adopts the motion's text. */
export const ordinaryEffect: MotionEffect = effect<Record<string, never>>({
  kind: 'ordinary',
  parse: (input) => readEffect(input, [], () => ({})),
  check: async (_sql, { text }) =>
    text === '' ? effectInvalid('text', 'Write the text that the assembly is to adopt.') : ok(),
  words: () => ({
    sentence: 'Adopts the text of this motion.',
    ifCarried: 'The text is adopted: it stands among the assembly’s decisions from the close of the vote.',
    ifLost: 'The text is not adopted, and things stay as they are.',
  }),
  execute: async (tx, motion, _, authority) => {
    await adoptText(tx, motion, await tx.now());
    const { assemblyId, id } = motion;
    tx.record({
      assemblyId,
      kind: 'text.adopted',
      authority,
      data: { motion: id },
      personal: { title: motion.title },
    });
    return done;
  },
  annul: {
    execute: async (tx, motion, _, authority) => {
      if (!(await annulText(tx, motion, await tx.now())))
        return { done: false, because: 'the text is not in force' };
      const { assemblyId, id } = motion;
      tx.record({
        assemblyId,
        kind: 'text.annulled',
        authority,
        data: { motion: id },
        personal: { title: motion.title },
      });
      return done;
    },
  },
});

/** An authorisation is for a time: the assembly decides again after this. */
const LONGEST_ACTION_DAYS = 366;
const DAY_MS = 86_400_000;

/** Authorises action within a period. What the action is stands in the text. */
export const directActionEffect: MotionEffect = effect<{ validFrom: string; validUntil: string }>({
  kind: 'direct_action',
  parse: (input) =>
    readEffect(input, ['validFrom', 'validUntil'], (fields) => ({
      validFrom: fields.instant('validFrom'),
      validUntil: fields.instant('validUntil'),
    })),
  check: async (_sql, { text, now }, { validFrom, validUntil }) => {
    const [from, until] = [new Date(validFrom).getTime(), new Date(validUntil).getTime()];
    if (text === '') return effectInvalid('text', 'Write which action the assembly is to authorise.');
    if (until <= from) return effectInvalid('validUntil', 'The authorisation ends after it begins.');
    if (until <= now.getTime())
      return effectInvalid('validUntil', 'The authorisation would have ended already.');
    return until - from > LONGEST_ACTION_DAYS * DAY_MS
      ? effectInvalid('validUntil', `An authorisation lasts at most ${LONGEST_ACTION_DAYS} days.`)
      : ok();
  },
  words: ({ validFrom, validUntil }, say) => ({
    sentence: `Authorises the action in its text, from ${say.instant(validFrom)} until ${say.instant(validUntil)}.`,
    ifCarried: `The action is authorised by the assembly from ${say.instant(validFrom)} until ${say.instant(validUntil)}.`,
    ifLost: 'The action is not authorised.',
  }),
  execute: async (tx, motion, { validFrom, validUntil }, authority) => {
    if (new Date(validUntil) <= (await tx.now()))
      return { done: false, because: 'the time for which it was asked has passed' };
    await authoriseAction(tx, motion, validFrom, validUntil);
    const data = { motion: motion.id, validFrom, validUntil };
    tx.record({
      assemblyId: motion.assemblyId,
      kind: 'action.authorised',
      authority,
      data,
      personal: { title: motion.title },
    });
    return done;
  },
  annul: {
    execute: async (tx, motion, _, authority) => {
      if (!(await annulAction(tx, motion, await tx.now())))
        return { done: false, because: 'there is no authorisation in force' };
      const { assemblyId, id } = motion;
      tx.record({
        assemblyId,
        kind: 'action.withdrawn',
        authority,
        data: { motion: id },
        personal: { title: motion.title },
      });
      return done;
    },
  },
});
