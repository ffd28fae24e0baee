import type { TaskPower } from '../graphql/generated/schema.ts';

const THEY: Record<TaskPower, string> = {
  FACILITATE: 'facilitates',
  CHECK_IN: 'checks members in at meetings',
  SEE_HARDSHIP: 'reads what members ask for in confidence, and answers',
  TELL: 'tells at the stations of votes',
};
const YOU: Record<TaskPower, string> = {
  FACILITATE: 'facilitate',
  CHECK_IN: 'check members in at meetings',
  SEE_HARDSHIP: 'read what members ask for in confidence, and answer',
  TELL: 'tell at the stations of votes',
};
const LISTED = new Intl.ListFormat('en', { type: 'conjunction' });

/** What a task's shifts give, in one sentence; null where they give nothing. */
export function whoMay(powers: readonly TaskPower[]): string | null {
  return said('Whoever has the shift', THEY, powers);
}

/** The same to whoever has the shift. */
export function youMay(powers: readonly TaskPower[]): string | null {
  return said('You', YOU, powers);
}

function said(who: string, words: Record<TaskPower, string>, powers: readonly TaskPower[]): string | null {
  if (powers.length === 0) return null;
  return `${who} ${LISTED.format(powers.map((power) => words[power]))}, from its start to its end.`;
}
