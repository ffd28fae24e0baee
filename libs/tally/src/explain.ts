import { type ConditionOutcome, isTie, type Outcome, type QuorumOutcome } from './decide.js';
import type { Comparison } from './decision-rule.js';
import {
  baseWithNumber,
  capital,
  figure,
  isWeighted,
  listed,
  plural,
  shareWords,
  thresholdWords,
} from './words.js';

/** A result in plain English, in the three pieces in which a screen sets it. */
export interface ResultWords {
  readonly verdict: 'Carried' | 'Lost';
  /** The counts and why they are enough or not, with the base named; one sentence. */
  readonly why: string;
  /** Who voted, of how many, and the quorum; one sentence. */
  readonly turnout: string;
}

/**
 * Says the result: 'Carried: 401 for, 98 against: more than half of 499 for and against. 520 of 540 voted;
 * quorum was 270.' Where votes have weights the figures are weights, and the sentence says so.
 */
export function explain(outcome: Outcome): string {
  const { verdict, why, turnout } = resultWords(outcome);
  return `${verdict}: ${lowerFirst(why)} ${turnout}`;
}

/** The result's sentence in pieces; {@link explain} joins them. */
export function resultWords(outcome: Outcome): ResultWords {
  return {
    verdict: outcome.carried ? 'Carried' : 'Lost',
    why: `${capital(why(outcome))}.`,
    turnout: `${turnout(outcome)}.`,
  };
}

function why(outcome: Outcome): string {
  const { lostBecause, rule } = outcome;
  if (lostBecause.includes('nobody_voted')) return 'nobody voted, and nothing carries without a vote for it';
  const held = rule.kind === 'consensus' ? consensusWhy(outcome) : majorityWhy(outcome);
  return lostBecause.includes('quorum') ? `the quorum was not reached; ${held}` : held;
}

function majorityWhy(outcome: Outcome): string {
  const counts = majorityCounts(outcome);
  const grounds = outcome.carried ? metGrounds(outcome) : unmetGrounds(outcome);
  return grounds.length === 0 ? counts : `${counts}: ${grounds.join(outcome.carried ? ', and ' : '; ')}`;
}

/** Abstentions, blank and spoilt papers are named where they are part of the base, so that it adds up. */
function majorityCounts({ rule, tally }: Outcome): string {
  const counts = [`${figure(tally.yes.weight)} for`, `${figure(tally.no.weight)} against`];
  if (rule.kind === 'majority' && rule.conditions.some(({ base }) => base === 'cast')) {
    const others = [
      [tally.abstain.weight, 'abstaining'],
      [tally.blank.weight, 'blank'],
      [tally.spoilt.weight, 'spoilt'],
    ] as const;
    for (const [count, word] of others) if (count > 0) counts.push(`${figure(count)} ${word}`);
  }
  return counts.join(', ');
}

function metGrounds(outcome: Outcome): string[] {
  const grounds = outcome.conditions.map(
    (each) => `${thresholdWords(each.condition)} of ${baseOf(each, outcome)}${exactlyEnough(each)}`,
  );
  if (outcome.minimum) grounds.push(`at least the ${figure(outcome.minimum.needed)} for that were needed`);
  return grounds;
}

function exactlyEnough(each: ConditionOutcome): string {
  return isTie(each) ? ' (a tie is enough under this rule)' : '';
}

function unmetGrounds(outcome: Outcome): string[] {
  const grounds = outcome.conditions.filter((each) => !each.met).map((each) => unmetGround(each, outcome));
  const { minimum } = outcome;
  if (minimum && !minimum.met) {
    grounds.push(`at least ${figure(minimum.needed)} for ${wasOrWere(minimum.needed)} needed`);
  }
  return grounds;
}

function unmetGround(each: ConditionOutcome, outcome: Outcome): string {
  const { condition, needed, of } = each;
  if (of === 0) {
    return condition.base === 'present'
      ? 'nobody was present when the vote opened'
      : 'nobody voted for or against, and nothing carries without a vote for it';
  }
  const base = baseOf(each, outcome);
  const share = shareWords(condition);
  if (isTie(each)) return `a tie, which is not more than half of ${base}, so things stay as they are`;
  if (each.exactly) return `exactly ${share} of ${base}, and more than ${share} was needed`;
  return `${shortOf(condition.comparison, share)} of ${base}; ${figure(needed)} ${wasOrWere(needed)} needed`;
}

function shortOf(comparison: Comparison, share: string): string {
  if (comparison === 'more_than') return `not more than ${share}`;
  return share === 'all' ? 'not all' : `less than ${share}`;
}

function baseOf({ condition, of }: ConditionOutcome, outcome: Outcome): string {
  // 'all of all 540 members' says one 'all' too many.
  const words = baseWithNumber(condition.base, of, weighted(outcome));
  return condition.numerator === condition.denominator ? words.replace(/^all /, '') : words;
}

function consensusWhy({ tally, blocks, carried, lostBecause }: Outcome): string {
  const agreeing = tally.yes.weight;
  const counts = [
    agreeing === 0 ? 'nobody agreed' : `${figure(agreeing)} ${plural(agreeing, 'agrees', 'agree')}`,
  ];
  const aside = tally.standAside.weight;
  if (aside > 0) counts.push(`${figure(aside)} ${plural(aside, 'stands', 'stand')} aside`);
  const got = blocks?.got ?? 0;
  counts.push(got === 0 ? 'no blocks' : `${figure(got)} ${plural(got, 'block')}`);
  const bearable = blocks?.bearable ?? 0;
  const bears = bearable === 0 ? 'none' : `at most ${figure(bearable)}`;
  const grounds = got > 0 ? [`this assembly bears ${bears}`] : [];
  if (!carried && lostBecause.includes('nobody_agreed')) {
    grounds.push('nothing carries unless somebody agrees');
  }
  return [counts.join(', '), ...grounds].join('; ');
}

function turnout(outcome: Outcome): string {
  const { tally, figures, quorum } = outcome;
  const heads = `${figure(tally.cast.heads)} of ${figure(figures.entitled.heads)}`;
  const votes = `${figure(tally.cast.weight)} of ${figure(figures.entitled.weight)}`;
  const voted = weighted(outcome) ? `${heads} members voted, with ${votes} votes` : `${heads} voted`;
  return quorum === null ? voted : `${voted}; ${listed(quorumWords(quorum, outcome))}`;
}

function quorumWords({ quorum, needed, got }: QuorumOutcome, outcome: Outcome): string[] {
  const votes = weighted(outcome) ? ` ${plural(needed, 'vote')}` : '';
  const was = `quorum was ${figure(needed)}${votes}`;
  if (quorum.counted === 'cast') return [was];
  const present = weighted(outcome)
    ? `${figure(got)} ${plural(got, 'vote')} ${wasOrWere(got)} present`
    : `${figure(got)} ${wasOrWere(got)} present`;
  return [present, was];
}

function weighted({ tally, figures }: Outcome): boolean {
  return isWeighted(tally.cast, figures.entitled, figures.present);
}

function wasOrWere(count: number): string {
  return plural(count, 'was', 'were');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
