import type { Answer, PollMethod } from '../graphql/generated/schema.ts';
import type { AnswerKey } from './bar.ts';

/** The fixed order of the answers: each has its place on every screen. */
const ORDER: readonly Answer[] = ['YES', 'NO', 'STAND_ASIDE', 'BLOCK', 'ABSTAIN', 'BLANK', 'SPOILT'];

export type Method = PollMethod;

export interface AnswerWords {
  /** As a heading of a figure: 'For'. */
  readonly word: string;
  /** As the button that does it: 'Vote for'. */
  readonly act: string;
  /** As a sentence about one's own vote: 'You vote for it.' */
  readonly sentence: string;
}

const WORDS: Record<'YES_NO' | 'CONSENSUS', Record<Answer, AnswerWords>> = {
  YES_NO: {
    YES: { word: 'For', act: 'Vote for', sentence: 'You vote for.' },
    NO: { word: 'Against', act: 'Vote against', sentence: 'You vote against.' },
    ABSTAIN: { word: 'Abstain', act: 'Abstain', sentence: 'You abstain.' },
    STAND_ASIDE: { word: 'Stand aside', act: 'Stand aside', sentence: 'You stand aside.' },
    BLOCK: { word: 'Block', act: 'Block', sentence: 'You block.' },
    BLANK: { word: 'Blank paper', act: 'Hand in a blank paper', sentence: 'You hand in a blank paper.' },
    SPOILT: { word: 'Spoilt paper', act: 'Spoil the paper', sentence: 'You spoil your paper.' },
  },
  CONSENSUS: {
    YES: { word: 'Agree', act: 'Agree', sentence: 'You agree.' },
    NO: { word: 'Against', act: 'Vote against', sentence: 'You vote against.' },
    ABSTAIN: { word: 'Abstain', act: 'Abstain', sentence: 'You abstain.' },
    STAND_ASIDE: {
      word: 'Stand aside',
      act: 'Stand aside',
      sentence: 'You stand aside: you do not agree, and let it pass.',
    },
    BLOCK: { word: 'Block', act: 'Block', sentence: 'You block: you ask that this is not done.' },
    BLANK: { word: 'Blank paper', act: 'Hand in a blank paper', sentence: 'You hand in a blank paper.' },
    SPOILT: { word: 'Spoilt paper', act: 'Spoil the paper', sentence: 'You spoil your paper.' },
  },
};

const KEYS: Record<AnswerKey, Answer> = {
  yes: 'YES',
  no: 'NO',
  abstain: 'ABSTAIN',
  standAside: 'STAND_ASIDE',
  block: 'BLOCK',
  blank: 'BLANK',
  spoilt: 'SPOILT',
};

export const wordsOf = (answer: Answer, method: Method): AnswerWords =>
  WORDS[method === 'CONSENSUS' ? method : 'YES_NO'][answer];

export const answerOf = (key: AnswerKey): Answer => KEYS[key];

/** The answers of a poll in their places; papers that take no side come apart, after the big ones. */
export function placesOf(answers: readonly Answer[]): {
  readonly big: readonly Answer[];
  readonly small: readonly Answer[];
} {
  const ordered = ORDER.filter((answer) => answers.includes(answer));
  const isPaper = (answer: Answer) => answer === 'BLANK' || answer === 'SPOILT';
  return { big: ordered.filter((answer) => !isPaper(answer)), small: ordered.filter(isPaper) };
}
