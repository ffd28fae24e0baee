import type { Authority } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { readEffect } from '../../domain/effect-input.js';
import type { EffectOutcome, Motion, MotionKind } from '../../domain/motion.js';
import { lockMotion, markAnnulled, motionsOfPolls } from '../../persistence/motion-store.js';
import { effect, type MotionEffect } from '../ports.js';

/**
 * Annuls a contested result: the effect's declared inverse runs, and a new entry says so. What was decided stays in
 * the record. An effect that cannot be undone says why, and then its result stands.
 */
export function annulResultEffect(effects: () => ReadonlyMap<MotionKind, MotionEffect>): MotionEffect {
  return effect<{ pollId: string }>({
    kind: 'annul_result',
    parse: (input) => readEffect(input, ['pollId'], (fields) => ({ pollId: fields.id('pollId') })),
    words: () => ({
      sentence: 'Annuls the result of the contested vote.',
      ifCarried: 'The result is annulled, and what it did is undone as far as that is possible.',
      ifLost: 'The contested result stands.',
    }),
    execute: async (tx, motion, { pollId }, authority) => {
      const found = (await motionsOfPolls(tx, [pollId])).get(pollId);
      const contested = found && (await lockMotion(tx, found.id));
      if (!contested || contested.assemblyId !== motion.assemblyId || contested.decidedAt === null) {
        return { done: false, because: 'there is no such result' };
      }
      if (contested.annulledAt !== null) return { done: false, because: 'it has been annulled before' };
      const undone = await undo(effects(), tx, contested, authority);
      if (!undone.done) return undone;
      await markAnnulled(tx, contested.id, await tx.now());
      tx.record({
        assemblyId: motion.assemblyId,
        kind: 'result.annulled',
        authority,
        data: {
          motion: contested.id,
          poll: pollId,
          annulledBy: motion.id,
          was: contested.state,
          effectUndone: hadEffect(contested),
        },
        personal: { title: contested.title },
      });
      return undone;
    },
    annul: { cannot: 'an annulment is not annulled; move the matter again' },
  });
}

function hadEffect(motion: Motion): boolean {
  return motion.outcome?.done === true;
}

async function undo(
  effects: ReadonlyMap<MotionKind, MotionEffect>,
  tx: Tx,
  motion: Motion,
  authority: Authority,
): Promise<EffectOutcome> {
  // A lost motion, or one whose effect could not be executed, did nothing that could be undone.
  if (!hadEffect(motion)) return { done: true };
  const done = effects.get(motion.kind);
  if (done === undefined) return { done: false, because: 'this server does not know how to undo it' };
  if ('cannot' in done.annul) return { done: false, because: done.annul.cannot };
  const data = done.parse(motion.effect);
  if (!data.ok) return { done: false, because: data.rejection.message };
  return done.annul.execute(tx, motion, data.value, authority);
}
