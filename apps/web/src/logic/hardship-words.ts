import type { HardshipOutcome, HardshipState } from '../graphql/generated/schema.ts';

/** Where a request stands, to whoever asked; `holder` saw to it last. */
export function standsNow(state: HardshipState, holder: string | null): string {
  switch (state) {
    case 'WAITING':
      return 'It waits for whoever’s turn it is.';
    case 'TAKEN_UP':
      return `${holder} sees to it.`;
    case 'ASKED_BACK':
      return `${holder} asks you something: write back below.`;
    case 'HELPED':
      return `${holder} answered: help was found.`;
    case 'NOT_HELPED':
      return `${holder} answered: no help was found.`;
    case 'WITHDRAWN':
      return 'You withdrew it.';
  }
}

/** What an answer can say, to whoever gives it. */
export const OUTCOMES: readonly {
  readonly value: HardshipOutcome;
  readonly label: string;
  readonly hint: string;
}[] = [
  { value: 'ASKED_BACK', label: 'I ask something', hint: 'The request stays open.' },
  { value: 'HELPED', label: 'Help was found', hint: 'The request ends, and you see it no more.' },
  { value: 'NOT_HELPED', label: 'No help was found', hint: 'The request ends, and you see it no more.' },
];

const LISTED = new Intl.ListFormat('en', { type: 'conjunction' });

/** Who could read a request of one's own now. */
export function readersNow(names: readonly string[]): string {
  return names.length === 0
    ? 'Now nobody: it waits until the turn of another member begins. The roster says whose.'
    : `Now ${LISTED.format(names)}, whose turn it is.`;
}
