import { plural } from './when.ts';

const WORDS_A_MINUTE = 200;

/** How long a text takes to read: 'under a minute', '2 minutes'. */
export function readingTime(text: string): string {
  const minutes = text.split(/\s+/).length / WORDS_A_MINUTE;
  return minutes < 1 ? 'under a minute' : plural(Math.round(minutes), 'minute');
}
