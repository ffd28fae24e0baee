import { nameInRecord } from '@plenary/assembly';
import { ok } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { type Method as ElectionMethod, METHODS } from '@plenary/tally';
import {
  BALLOT_ORDERS,
  type BallotOrder,
  type Candidate,
  MAX_CANDIDATES,
  MAX_SCORE,
  MAX_SEATS,
  METHOD_TERMS,
} from '@plenary/voting';
import { type EffectFields, readEffect } from '../../domain/effect-input.js';
import { type Motion, OPTION_NAME_MAX, STATEMENT_MAX } from '../../domain/motion.js';
import { effectInvalid } from '../../domain/rejections.js';
import { type ElectionOfMotion, effect, type MotionEffect } from '../ports.js';

type Terms = { method: ElectionMethod; seats: number; order: BallotOrder; maxScore: number | null };
type Option = { name: string; statement: string };

/** What the row of a motion has room for, with the rest of its effect. */
const OPTIONS_BYTES = 50_000;

const TERMS = ['method', 'seats', 'order', 'maxScore'] as const;

function readTerms(fields: EffectFields): Terms {
  const method = fields.oneOf('method', METHODS);
  return {
    method,
    seats: fields.whole('seats', 1, METHOD_TERMS[method].oneSeat ? 1 : MAX_SEATS),
    order: fields.oneOf('order', BALLOT_ORDERS),
    maxScore:
      METHOD_TERMS[method].kind === 'scores'
        ? fields.whole('maxScore', 1, MAX_SCORE)
        : fields.absent('maxScore'),
  };
}

function electionWith(terms: Terms, options: ElectionOfMotion['options']): ElectionOfMotion {
  const { method, seats, order, maxScore } = terms;
  return { method, terms: { seats, order, maxScore }, options };
}

/** 'by approval', 'by single transferable vote, Scottish rules': how the count goes, without what the voter does. */
const counted = (method: ElectionMethod) => METHOD_TERMS[method].words.split(':')[0]!;

/** Members as the record names them: in a quiet assembly it does not. */
async function namesForRecord(tx: Tx, elected: readonly Candidate[]): Promise<string> {
  const names: string[] = [];
  for (const { name, membershipId } of elected)
    names.push(membershipId === null ? name : await nameInRecord(tx, membershipId));
  return names.join(', ');
}

const facts = (motion: Motion, elected: readonly Candidate[]) => ({
  motion: motion.id,
  poll: motion.pollId,
  elected: elected.map(({ id, membershipId }) => ({ candidate: id, member: membershipId })),
});

/** Members who were nominated and accepted are elected. Which seat they take belongs to offices, not to this motion. */
export const electionEffect: MotionEffect = effect<Terms>({
  kind: 'election',
  parse: (input) => readEffect(input, TERMS, readTerms),
  election: (terms) => electionWith(terms, null),
  words: ({ method, seats }) => ({
    sentence: `Elects ${seats === 1 ? 'one member' : `${seats} members`} from those who stand, ${counted(method)}.`,
    ifCarried: `Whoever the count elects is elected, in its order. ${seats === 1 ? 'Where one alone stands, the vote is held all the same.' : `Where no more than ${seats} stand, the vote is held all the same, and seats that are left stay empty.`}`,
    ifLost: 'Nobody is elected: nobody stood, no paper named anybody, or the quorum was missed.',
  }),
  execute: async (tx, motion, { seats }, authority, elected) => {
    tx.record({
      assemblyId: motion.assemblyId,
      kind: 'members.elected',
      authority,
      data: { ...facts(motion, elected), seats },
      personal: { title: motion.title, elected: await namesForRecord(tx, elected) },
    });
    return { done: true };
  },
  annul: {
    execute: async (tx, motion, _, authority) => {
      const data = { motion: motion.id, poll: motion.pollId };
      const personal = { title: motion.title };
      tx.record({ assemblyId: motion.assemblyId, kind: 'election.annulled', authority, data, personal });
      return { done: true };
    },
  },
});

type Choosing = Terms & { options: Option[] };

function readOptions(fields: EffectFields): Option[] {
  return fields.list('options', 2, MAX_CANDIDATES, ['name', 'statement'], (option) => ({
    name: option.text('name', OPTION_NAME_MAX),
    statement: option.textOrEmpty('statement', STATEMENT_MAX),
  }));
}

/** Options that the mover wrote are chosen. */
export const chooseOptionEffect: MotionEffect = effect<Choosing>({
  kind: 'choose_option',
  parse: (input) =>
    readEffect(input, [...TERMS, 'options'], (fields) => ({
      ...readTerms(fields),
      options: readOptions(fields),
    })),
  check: async (_sql, _about, { options, seats }) => {
    if (new Set(options.map(({ name }) => name)).size < options.length)
      return effectInvalid('options', 'Two options have the same name. Give each its own.');
    if (Buffer.byteLength(JSON.stringify(options)) > OPTIONS_BYTES)
      return effectInvalid(
        'options',
        'The options take too much room together. Move their details to the text.',
      );
    return seats >= options.length
      ? effectInvalid('seats', 'As many would be chosen as there are options. Choose fewer, or add options.')
      : ok();
  },
  election: ({ options, ...terms }) => electionWith(terms, options),
  words: ({ method, seats, options }) => ({
    sentence: `Chooses ${seats === 1 ? 'one' : seats} of ${options.length} options, ${counted(method)}: ${options.map(({ name }) => name).join('; ')}.`,
    ifCarried: 'What the count chooses is decided.',
    ifLost: 'Nothing is chosen: no paper named an option, or the quorum was missed.',
  }),
  execute: async (tx, motion, { seats }, authority, elected) => {
    tx.record({
      assemblyId: motion.assemblyId,
      kind: 'option.chosen',
      authority,
      data: { ...facts(motion, elected), seats },
      personal: { title: motion.title, chosen: await namesForRecord(tx, elected) },
    });
    return { done: true };
  },
  annul: {
    execute: async (tx, motion, _, authority) => {
      const data = { motion: motion.id, poll: motion.pollId };
      const personal = { title: motion.title };
      tx.record({ assemblyId: motion.assemblyId, kind: 'option.annulled', authority, data, personal });
      return { done: true };
    },
  },
});
