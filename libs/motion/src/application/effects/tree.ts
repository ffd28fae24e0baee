import {
  acceptAffiliation,
  affiliationById,
  affiliationOf,
  askAffiliation,
  disaffiliate,
} from '@plenary/assembly';
import { ok } from '@plenary/kernel';
import { readEffect } from '../../domain/effect-input.js';
import { effectInvalid } from '../../domain/rejections.js';
import { effect, type MotionEffect } from '../ports.js';

const STANDS_ALONE = 'Each assembly keeps deciding for itself, and its members have no rights in the other.';

/** Asks another assembly; it begins when that one has accepted. */
export const affiliateEffect: MotionEffect = effect<{ parentId: string }>({
  kind: 'affiliate',
  parse: (input) => readEffect(input, ['parentId'], (fields) => ({ parentId: fields.id('parentId') })),
  check: async (sql, { assemblyId }, { parentId }) => {
    if (parentId === assemblyId) return effectInvalid('parentId', 'Name another assembly, not this one.');
    return (await affiliationOf(sql, assemblyId)) === null
      ? ok()
      : effectInvalid(
          'parentId',
          'This assembly stands below another, or has asked one: move to leave that first.',
        );
  },
  words: ({ parentId }) => ({
    sentence: `Asks the assembly with the id ${parentId} to take this one in below it.`,
    ifCarried: `It is asked at once, and decides by a motion of its own within 90 days. ${STANDS_ALONE}`,
    ifLost: 'Nothing is asked.',
  }),
  execute: (tx, { assemblyId, id }, { parentId }, authority) =>
    askAffiliation(tx, { assemblyId, parentId, motionId: id }, authority),
  annul: {
    execute: (tx, { assemblyId, id }, _, authority) => disaffiliate(tx, assemblyId, authority, id),
  },
});

/** Takes in an assembly that has asked. */
export const acceptAffiliateEffect: MotionEffect = effect<{ affiliationId: string }>({
  kind: 'accept_affiliate',
  parse: (input) =>
    readEffect(input, ['affiliationId'], (fields) => ({ affiliationId: fields.id('affiliationId') })),
  check: async (sql, { assemblyId }, { affiliationId }) => {
    const asked = await affiliationById(sql, affiliationId);
    return asked?.parentId === assemblyId && asked.state === 'asked'
      ? ok()
      : effectInvalid('affiliationId', 'Name an assembly that has asked this one and waits for its answer.');
  },
  words: ({ affiliationId }, say) => ({
    sentence: `Takes in ${say.affiliate(affiliationId)}, which asked to stand below this assembly.`,
    ifCarried: `It stands below this assembly at once, and may leave by its own decision. ${STANDS_ALONE}`,
    ifLost: 'It is not taken in by this vote.',
  }),
  execute: (tx, { assemblyId, id }, { affiliationId }, authority) =>
    acceptAffiliation(tx, { affiliationId, assemblyId, motionId: id }, authority),
  annul: { cannot: 'the assembly below stands there by its own decision, too; it alone ends it' },
});

/** Leaves the assembly above, or takes back what was asked of it. */
export const disaffiliateEffect: MotionEffect = effect<Record<string, never>>({
  kind: 'disaffiliate',
  parse: (input) => readEffect(input, [], () => ({})),
  check: async (sql, { assemblyId }) =>
    (await affiliationOf(sql, assemblyId)) !== null
      ? ok()
      : effectInvalid('kind', 'This assembly stands below no other, and has asked none.'),
  words: () => ({
    sentence: 'Leaves the assembly above, or takes back what was asked of it.',
    ifCarried: 'This assembly stands below no other from the close of the vote. The other is not asked.',
    ifLost: 'Things stay as they are between the two assemblies.',
  }),
  execute: (tx, { assemblyId }, _, authority) => disaffiliate(tx, assemblyId, authority),
  annul: { cannot: 'the other assembly would have to take it in again; ask it by a motion' },
});
