import type { ActPosition, InstructionPosition } from '../graphql/generated/schema.ts';

/** What a delegate is told to do, before the matter: ‘must support’ … ‘no two-tier pay’. */
export const POSITIONS: Record<InstructionPosition, { readonly label: string; readonly hint: string }> = {
  MUST_SUPPORT: { label: 'Must support', hint: 'They speak and vote for it.' },
  MUST_OPPOSE: { label: 'Must oppose', hint: 'They speak and vote against it.' },
  MUST_ABSTAIN: { label: 'Must abstain', hint: 'They take no side.' },
  MAY_DECIDE_WITHIN: {
    label: 'May decide within limits',
    hint: 'They may agree to figures that stay within what you set.',
  },
  MUST_REFER_BACK: { label: 'Must bring back to us', hint: 'They decide nothing: the assembly does.' },
};

/** What a delegate did, as they choose it and as the members read it. */
export const ACTS: Record<ActPosition, { readonly label: string; readonly did: string }> = {
  SUPPORTED: { label: 'I supported it', did: 'Supported' },
  OPPOSED: { label: 'I opposed it', did: 'Opposed' },
  ABSTAINED: { label: 'I took no side', did: 'Took no side' },
  DECIDED: { label: 'I agreed to figures or terms', did: 'Agreed' },
  REFERRED_BACK: { label: 'I brought it back to the assembly', did: 'Brought back to us' },
};

/** The assembly that asks our delegates: a quiet one has no name here. */
export const aboveWords = (above: string | null): string => above ?? 'the assembly above';

/** What the mandate in force says of a question put to delegates, in a sentence. */
export function instructedSentence(instructed: { readonly position: InstructionPosition } | null): string {
  return instructed === null
    ? 'The mandate does not say.'
    : `The mandate says: ${POSITIONS[instructed.position].label.toLowerCase()}.`;
}

export interface LimitWords {
  readonly name: string;
  readonly unit: string;
  readonly atLeast?: string | null;
  readonly atMost?: string | null;
}

/** ‘Rise: from 5 to 9 %’, ‘Length: no more than 24 months’. */
export function limitWords({ name, unit, atLeast, atMost }: LimitWords): string {
  // A figure and its unit stay on one line.
  const size = (figure: string) => `${figure}\u00a0${unit}`;
  if (atLeast && atMost) return `${name}: from ${atLeast} to ${size(atMost)}`;
  if (atLeast) return `${name}: no less than ${size(atLeast)}`;
  return `${name}: no more than ${size(atMost ?? '')}`;
}

/** The motion that an address, or an id, names; null for none. */
export function motionIdIn(typed: string): string | null {
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\W*$)/i.exec(typed.trim())?.[0].toLowerCase() ?? null;
}

/** 'Two seats', said with what is empty: ‘2 seats, 1 of them empty’. */
export function seatsWords(seats: number, held: number): string {
  const all = seats === 1 ? 'One seat' : `${seats} seats`;
  const empty = seats - held;
  if (empty <= 0) return all;
  if (empty === seats) return seats === 1 ? 'One seat, empty' : `${seats} seats, all empty`;
  return `${all}, ${empty} of them empty`;
}

interface Owed {
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly writtenAt: string | null;
}

/** The next report that is still to be given: the one that is due first. */
export function nextDue<R extends Owed>(reports: readonly R[]): R | null {
  const open = reports.filter(({ writtenAt }) => writtenAt === null);
  return open.reduce<R | null>((first, each) => (first && first.dueAt <= each.dueAt ? first : each), null);
}

/** How a term ended, said to whoever held it: ‘You were recalled by a motion’. */
export function endToYou(words: string): string {
  return `You ${words.replace(/^was /, 'were ').replace(/^is /, 'are ')}`;
}
