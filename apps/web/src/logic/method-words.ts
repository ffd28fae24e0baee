import type { ElectionMethod } from '../graphql/generated/schema.ts';

export interface MethodChoice {
  readonly method: ElectionMethod;
  readonly label: string;
  /** What it means for who wins. */
  readonly means: string;
  /** What it asks of the voters. */
  readonly asks: string;
  /** It fills one seat and no more. */
  readonly oneSeat: boolean;
  /** A close relative of another: offered below the others. */
  readonly rare: boolean;
}

const RANK = 'Voters rank as many as they like.';
const RANK_EQUALLY = 'Voters rank, several at the same rank if they like.';

/** The methods as somebody who drafts an election chooses among them. */
export const METHODS: readonly MethodChoice[] = [
  {
    method: 'STV_SCOTTISH',
    label: 'Single transferable vote',
    means:
      'Each group of voters gets seats by its size. What somebody elected does not need, and the votes for whoever is out, pass to the next choice.',
    asks: RANK,
    oneSeat: false,
    rare: false,
  },
  {
    method: 'IRV',
    label: 'Instant run-off',
    means:
      'Whoever has the fewest votes is out, round by round, and their votes pass to the next choice, until somebody has more than half.',
    asks: RANK,
    oneSeat: true,
    rare: false,
  },
  {
    method: 'SCHULZE',
    label: 'Each against each (Schulze)',
    means:
      'Whoever most voters prefer to each of the others wins. Where that goes round in a circle, the strongest chain of majorities decides. A majority can fill every seat.',
    asks: RANK_EQUALLY,
    oneSeat: false,
    rare: false,
  },
  {
    method: 'APPROVAL',
    label: 'Approval',
    means: 'The most marks win.',
    asks: 'Voters mark everybody they agree with.',
    oneSeat: false,
    rare: false,
  },
  {
    method: 'SCORE',
    label: 'Scores',
    means: 'The highest sum of scores wins.',
    asks: 'Voters give each a score, up to a number that you set.',
    oneSeat: false,
    rare: false,
  },
  {
    method: 'SCORE_MEDIAN',
    label: 'Scores, by the middle one',
    means:
      'Of all the scores that one was given, the one in the middle counts, and the highest wins. A few who give extreme scores change little.',
    asks: 'Voters give each a score, up to a number that you set.',
    oneSeat: false,
    rare: true,
  },
  {
    method: 'PLURALITY',
    label: 'One mark',
    means: 'The most marks win, even if that is less than half.',
    asks: 'Voters mark one.',
    oneSeat: true,
    rare: false,
  },
  {
    method: 'BLOCK',
    label: 'As many marks as seats',
    means: 'The most marks win. The largest group can fill every seat.',
    asks: 'Voters mark up to as many as there are seats.',
    oneSeat: false,
    rare: false,
  },
  {
    method: 'RANKED_PAIRS',
    label: 'Each against each (ranked pairs)',
    means: 'As Schulze’s method, but where it goes round in a circle, the clearest majorities hold first.',
    asks: RANK_EQUALLY,
    oneSeat: false,
    rare: true,
  },
  {
    method: 'STV_MEEK',
    label: 'Single transferable vote, Meek’s method',
    means:
      'Votes pass on to those already elected too, who then need less of each. Only a computer can count it.',
    asks: RANK_EQUALLY,
    oneSeat: false,
    rare: true,
  },
  {
    method: 'STV_MEEK_EXACT',
    label: 'Meek’s method, with exact fractions',
    means: 'The same without any rounding. Slow with many voters.',
    asks: RANK_EQUALLY,
    oneSeat: false,
    rare: true,
  },
  {
    method: 'STV_MEEK_NZ',
    label: 'Meek’s method, New Zealand’s rules',
    means: 'As New Zealand’s local elections are counted.',
    asks: RANK,
    oneSeat: false,
    rare: true,
  },
  {
    method: 'STV_ERS97',
    label: 'Single transferable vote, ERS97 rules',
    means: 'As many British unions count by hand: two decimals, and several may be out at once.',
    asks: RANK,
    oneSeat: false,
    rare: true,
  },
];
