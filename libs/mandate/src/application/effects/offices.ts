import { lockMembers } from '@plenary/assembly';
import { type AssemblyId, ok, type Result } from '@plenary/kernel';
import { effect, effectInvalid, type MotionEffect, readEffect } from '@plenary/motion';
import { newId, type Sql } from '@plenary/platform';
import { METHOD_TERMS } from '@plenary/voting';
import type { OfficeRules } from '../../domain/office-rules.js';
import {
  insertOffice,
  insertRules,
  isNameTaken,
  lockOffice,
  markAbolished,
  standing,
} from '../../persistence/office-store.js';
import { askReview } from '../../persistence/petition-store.js';
import { heldWith, highestHeld, runningTerms } from '../../persistence/term-store.js';
import { endTerm } from '../end-term.js';
import { findOffice } from '../find-office.js';
import { coherent, OFFICE_RULE_FIELDS, readOfficeRules } from '../office-codec.js';

type Creating = { officeName: string; rules: OfficeRules };
type Changing = { officeId: string; officeName: string | null; rules: OfficeRules };
type Abolishing = { officeId: string; officeName: string | null };

const NAME_MAX = 200;
const NO_ANNULMENT = 'delegates may have been elected to it since; move to change or abolish the office';

/** The rules in one sentence, for who is about to vote on them. */
export function rulesInWords(rules: OfficeRules): string {
  const { seats, termDays, method, purpose, recallPoll, vacancy, speaksAbove, signatures } = rules;
  const FILLED = { countback: 'a countback', alternate: 'the next alternate', election: 'a new election' };
  const who = seats === 1 ? 'One delegate' : `${seats} delegates`;
  const { numerator, denominator, atLeast } = recallPoll;
  return (
    `${who}, for ${termDays} days, ${METHOD_TERMS[method].words.split(':')[0]}, sent for: ${purpose.replace(/\.$/, '')}. ` +
    `More than half of the members recall at once by their${signatures === 'secret' ? ' secret' : ''} signatures; ${numerator} in ${denominator}, at least ${atLeast}, open a recall vote. ` +
    `A seat that falls empty is filled by ${FILLED[vacancy]}.` +
    (speaksAbove ? ' Its delegates speak for us in the votes of the assembly above.' : '')
  );
}

async function checkRules(
  sql: Sql,
  assemblyId: AssemblyId,
  { incompatible }: OfficeRules,
  own: string | null,
): Promise<Result<void>> {
  const others = incompatible.filter((id) => id !== own);
  if (others.length < incompatible.length)
    return effectInvalid('incompatible', 'Nobody holds two seats of one office as it is.');
  return (await standing(sql, assemblyId, others)) === others.length
    ? ok()
    : effectInvalid('incompatible', 'Name offices of this assembly that stand.');
}

export const createOfficeEffect: MotionEffect = effect<Creating>({
  kind: 'create_office',
  parse: (input) =>
    coherent(
      readEffect(input, ['officeName', 'rules'], (fields) => ({
        officeName: fields.text('officeName', NAME_MAX),
        rules: fields.part('rules', OFFICE_RULE_FIELDS, readOfficeRules),
      })),
    ),
  check: async (sql, { assemblyId }, { officeName, rules }) =>
    (await isNameTaken(sql, assemblyId, officeName))
      ? effectInvalid('officeName', 'An office of this name stands already.')
      : checkRules(sql, assemblyId, rules, null),
  words: ({ officeName, rules }) => ({
    sentence: `Creates the office “${officeName}”. ${rulesInWords(rules)}`,
    ifCarried: 'The office stands at the close. Its delegates are elected by a motion of their own.',
    ifLost: 'There is no such office.',
  }),
  execute: async (tx, { assemblyId, id }, { officeName, rules }, authority) => {
    if (await isNameTaken(tx, assemblyId, officeName))
      return { done: false, because: 'an office of this name stands already' };
    const office = { id: newId(), assemblyId, name: officeName };
    await insertOffice(tx, office);
    await insertRules(tx, office, rules, id);
    const data = { office: office.id, version: 1 };
    tx.record({ assemblyId, kind: 'office.created', authority, data, personal: { office: officeName } });
    return { done: true };
  },
  annul: { cannot: NO_ANNULMENT },
});

export const changeOfficeEffect: MotionEffect = effect<Changing>({
  kind: 'change_office',
  parse: (input) =>
    coherent(
      readEffect(input, ['officeId', 'officeName', 'rules'], (fields) => ({
        officeId: fields.id('officeId'),
        officeName: fields.has('officeName') ? fields.text('officeName', NAME_MAX) : null,
        rules: fields.part('rules', OFFICE_RULE_FIELDS, readOfficeRules),
      })),
    ),
  complete: async (sql, { assemblyId }, data) => {
    const office = await findOffice(sql, assemblyId, data.officeId);
    return office.ok ? ok({ ...data, officeName: office.value.name }) : office;
  },
  check: async (sql, { assemblyId }, { officeId, rules }) => {
    const office = await findOffice(sql, assemblyId, officeId);
    return office.ok ? checkRules(sql, assemblyId, rules, officeId) : office;
  },
  words: ({ officeName, rules }) => ({
    sentence: `Gives the office “${officeName}” other rules. ${rulesInWords(rules)}`,
    ifCarried:
      'The new rules hold from the close. Terms that run keep their length, and signatures that could be given in secret stay so while they run.',
    ifLost: 'The rules of the office stay as they are.',
  }),
  execute: async (tx, { assemblyId, id }, { officeId, rules }, authority) => {
    await lockMembers(tx, assemblyId, 'exclusive');
    const office = await lockOffice(tx, officeId);
    if (office === null || office.abolishedAt !== null)
      return { done: false, because: 'the office was abolished' };
    const held = await highestHeld(tx, officeId);
    if (held > rules.seats)
      return { done: false, because: `seat ${held} is held, and the new rules have ${rules.seats}` };
    const both = await heldWith(tx, officeId, rules.incompatible);
    if (both !== null)
      return {
        done: false,
        because: `a delegate to it also holds a seat in “${both}”, and the new rules forbid that`,
      };
    const version = await insertRules(tx, office, rules, id);
    const data = { office: officeId, version };
    tx.record({ assemblyId, kind: 'office.changed', authority, data, personal: { office: office.name } });
    // A threshold that is lower now may have been reached: then a poll opens, and no seat is emptied by it.
    await askReview(tx, assemblyId);
    return { done: true };
  },
  annul: { cannot: NO_ANNULMENT },
});

export const abolishOfficeEffect: MotionEffect = effect<Abolishing>({
  kind: 'abolish_office',
  parse: (input) =>
    readEffect(input, ['officeId', 'officeName'], (fields) => ({
      officeId: fields.id('officeId'),
      officeName: fields.has('officeName') ? fields.text('officeName', NAME_MAX) : null,
    })),
  complete: async (sql, { assemblyId }, data) => {
    const office = await findOffice(sql, assemblyId, data.officeId);
    return office.ok ? ok({ ...data, officeName: office.value.name }) : office;
  },
  check: async (sql, { assemblyId }, { officeId }) => {
    const office = await findOffice(sql, assemblyId, officeId);
    return office.ok ? ok() : office;
  },
  words: ({ officeName }) => ({
    sentence: `Abolishes the office “${officeName}”.`,
    ifCarried: 'Its seats are empty at the close, and nobody acts under its mandate any more.',
    ifLost: 'The office and its delegates stay.',
  }),
  execute: async (tx, { assemblyId }, { officeId }, authority) => {
    await lockMembers(tx, assemblyId, 'exclusive');
    const office = await lockOffice(tx, officeId);
    if (office === null || office.abolishedAt !== null)
      return { done: false, because: 'the office was abolished before' };
    for (const term of await runningTerms(tx, [officeId]))
      await endTerm(tx, term, { kind: 'abolished', authority });
    await markAbolished(tx, officeId);
    const data = { office: officeId };
    tx.record({ assemblyId, kind: 'office.abolished', authority, data, personal: { office: office.name } });
    return { done: true };
  },
  annul: { cannot: 'its delegates lost their seats; create an office and elect them again' },
});
