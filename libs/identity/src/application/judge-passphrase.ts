import { ok, type Result } from '@plenary/kernel';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { type PassphraseTooWeak, passphraseTooWeak } from '../domain/rejections.js';

/** Characters. Long enough that the few patterns we can recognise without dictionaries decide the rest. */
export const MIN_PASSPHRASE = 15;
export const MAX_PASSPHRASE = 200;

const MIN_DIFFERENT_CHARACTERS = 8;
/** log10 of the guesses that an attacker who knows the patterns below needs at least. */
const MIN_GUESSES_LOG10 = 11;

// zxcvbn's core ships its matchers (repeats, sequences, dates, keyboard-free patterns, l33t) and no word lists. These
// are the words that people put into a passphrase here first, and the commonest bases of long passwords.
const COMMON = [
  ...[
    'password',
    'passwort',
    'passphrase',
    'passw0rd',
    'plenary',
    'union',
    'assembly',
    'member',
    'motion',
    'ballot',
  ],
  ...[
    'welcome',
    'iloveyou',
    'qwerty',
    'qwertyuiop',
    'asdfghjkl',
    'zxcvbnm',
    'azerty',
    'qwertz',
    'letmein',
    'admin',
  ],
  ...[
    'administrator',
    'football',
    'monkey',
    'dragon',
    'sunshine',
    'princess',
    'master',
    'shadow',
    'superman',
  ],
  ...[
    'solidarity',
    'correct',
    'horse',
    'battery',
    'staple',
    'secret',
    'changeme',
    'default',
    'please',
    'test',
  ],
  ...['1qaz2wsx', 'q1w2e3r4', 'abc123', '123456', '123456789', 'loveyou', 'forever', 'computer', 'internet'],
];
const estimator = new ZxcvbnFactory({ dictionary: { commonWords: COMMON }, maxLength: MAX_PASSPHRASE });

/** One spelling of what was typed: keyboards differ in how they compose accents and widths. */
export function normalPassphrase(typed: string): string {
  return typed.normalize('NFKC');
}

/**
 * Whether a passphrase holds against guessing.
 * @param known what an attacker would try first: the sign-in name, the e-mail address
 */
export function judgePassphrase(
  passphrase: string,
  known: readonly string[],
): Result<void, PassphraseTooWeak> {
  const characters = [...passphrase];
  if (characters.length < MIN_PASSPHRASE) {
    return passphraseTooWeak(
      `Use at least ${MIN_PASSPHRASE} characters; four or five words in a row are easiest.`,
    );
  }
  if (new Set(characters.map((c) => c.toLowerCase())).size < MIN_DIFFERENT_CHARACTERS) {
    return passphraseTooWeak(
      'Use more different letters; four or five words that do not belong together are easiest.',
    );
  }
  const words = known
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2);
  if (estimator.check(passphrase, words).guessesLog10 < MIN_GUESSES_LOG10) {
    return passphraseTooWeak(
      'Avoid repeats, rows of keys, dates, your own name and address; add another word or two.',
    );
  }
  return ok();
}
