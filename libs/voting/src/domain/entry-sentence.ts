import type { JsonObject } from '@plenary/kernel';

/** Readable sentences for the record, `kind → template`; `{name}` stands for a personal value or a datum. */
export type EntrySentences = Readonly<Record<string, string>>;

export interface ReadableEntry {
  readonly kind: string;
  readonly data: JsonObject;
  /** Personal values that have not been erased. */
  readonly personal: Readonly<Record<string, { readonly value: string }>>;
}

/** What the record says of voting. */
export const VOTING_SENTENCES: EntrySentences = {
  'poll.opened': 'The vote on “{question}” opened: {entitled.heads} may vote, until {closesAt}.',
  'poll.closed': 'The vote on “{question}” closed. {sentence}',
  'poll.voters-named':
    'For the list of the vote on “{question}”, {voters} of its voters were named: no entry had named them yet.',
  'poll.voided': 'The vote on “{question}” was ended without a result: {reason}',
  'poll.countdown-started': 'The vote on “{question}” is being closed by hand, at {closesAt}.',
  'station.opened':
    'A station opened for the vote on “{question}”, for members without a phone. Tellers: {tellers}.',
  'station.closed': 'A station for the vote on “{question}” closed.',
  'signing-key.made': 'The key that signs this assembly’s receipts was made.',
};

/** Personal values that are a member's name: erased when the member asks for it. */
const NAMES = ['member', 'displayName', 'mover', 'seconder'];
const FORMER = 'a former member';

const PLACE = /\{([a-zA-Z]+(?:\.[a-zA-Z]+)*)\}/g;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * An entry as a sentence: the template of its kind, filled with personal values and data. A kind that nobody has
 * words for is read from its name: `membership.vouched` is 'Membership vouched.'
 */
export function entrySentence(templates: EntrySentences, entry: ReadableEntry, timeZone: string): string {
  const template = templates[entry.kind];
  if (template === undefined) return plainWords(entry.kind);
  return template.replace(PLACE, (_, path: string, at: number) => {
    const value = valueAt(entry, path, timeZone);
    return value === FORMER && at === 0 ? 'A former member' : value;
  });
}

function valueAt(entry: ReadableEntry, path: string, timeZone: string): string {
  const personal = entry.personal[path];
  if (personal !== undefined) return personal.value;
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], entry.data);
  if (typeof value === 'number') return value.toLocaleString('en-GB');
  if (typeof value !== 'string') return NAMES.includes(path) ? FORMER : '(no longer known)';
  return INSTANT.test(value) ? localTime(value, timeZone) : value;
}

function localTime(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    new Date(iso),
  );
}

function plainWords(kind: string): string {
  const words = kind.replace(/[.-]+/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
