import { smallestMeeting } from './decide.js';
import { type Base, type Condition, type DecisionRule, type Quorum } from './decision-rule.js';
import type { Figures } from './figures.js';
import {
  baseWithNumber,
  baseWords,
  capital,
  figure,
  isWeighted,
  listed,
  plural,
  thresholdWords,
} from './words.js';

/** What a rule asks and does, in plain English, for the voter to read before voting. Whole sentences. */
export interface RuleWords {
  /** What must be met, quorum included: {@link RuleWords.carries} and {@link RuleWords.quorum} together. */
  readonly text: string;
  readonly carries: string;
  /** Null where the rule has no quorum. */
  readonly quorum: string | null;
  /** What as many votes for as against lead to; null where the rule does not turn on it. */
  readonly tie: string | null;
  readonly abstaining: string;
  readonly notVoting: string;
  /** Null under a majority rule, as is `blocking`. */
  readonly standingAside: string | null;
  readonly blocking: string | null;
}

/**
 * What an answer, or its absence, does under a rule. Computed from the rule; the words follow from it.
 * `quorum`: it helps to reach the quorum. `against`: the bases of those conditions in which it has the very
 * effect of a vote against.
 */
export interface Effect {
  readonly quorum: boolean;
  readonly against: readonly Base[];
}

const ALL_BASES: readonly Base[] = ['yes_and_no', 'cast', 'present', 'entitled'];

/** What abstaining does: it is cast, and for neither side. A blank or spoilt paper does the same. */
export function effectOfAbstaining(rule: DecisionRule): Effect {
  const bases = basesOf(rule).filter((base) => base !== 'yes_and_no');
  return { quorum: rule.quorum?.counted === 'cast', against: bases };
}

/** What not voting does, for somebody on the roll; where the base is those present, for those present. */
export function effectOfNotVoting(rule: DecisionRule): Effect {
  const bases = basesOf(rule).filter((base) => base === 'present' || base === 'entitled');
  return { quorum: false, against: bases };
}

/**
 * Says what the rule asks. With the figures of a poll the numbers that are already certain are given ('At
 * least 50 of 99 members must vote.'); without them, or without presence, the shares are ('At least half of
 * all members must vote.'). Never fails for a rule that passed its validation.
 */
export function describeRule(rule: DecisionRule, figures: Figures | null = null): RuleWords {
  const known = new Known(figures);
  const carries =
    rule.kind === 'consensus'
      ? `Carries when at least one member agrees and ${blocksWords(rule.bearableBlocks, known)}.`
      : `Carries with ${majorityWords(rule, known)}.`;
  const quorum = rule.quorum && `${capital(quorumWords(rule.quorum, known))}.`;
  return {
    text: quorum === null ? carries : `${carries} ${quorum}`,
    carries,
    quorum,
    tie: tieWords(rule),
    abstaining: `${abstainingWords(rule, known)}.${minimumWords(rule)}`,
    notVoting: `${notVotingWords(rule, known)}.${minimumWords(rule)}`,
    standingAside: standingAsideWords(rule),
    blocking: blockingWords(rule),
  };
}

/** The figures that are certain before anybody votes. */
class Known {
  readonly weighted: boolean;

  constructor(private readonly figures: Figures | null) {
    this.weighted = figures !== null && isWeighted(figures.entitled, figures.present);
  }

  /** The size of a base, or null while it is open. */
  sizeOf(base: Base): number | null {
    if (base === 'entitled') return this.figures?.entitled.weight ?? null;
    return base === 'present' ? (this.figures?.present?.weight ?? null) : null;
  }

  get unit(): string {
    return this.weighted ? 'vote' : 'member';
  }
}

function basesOf(rule: DecisionRule): readonly Base[] {
  if (rule.kind === 'consensus') return [];
  return ALL_BASES.filter((base) => rule.conditions.some((condition) => condition.base === base));
}

function majorityWords(rule: DecisionRule & { kind: 'majority' }, known: Known): string {
  const parts = rule.conditions.map((condition) => conditionWords(condition, known));
  if (rule.minimumYes !== null) parts.push(`at least ${votes(rule.minimumYes)} for`);
  return parts.join(', and ');
}

function conditionWords(condition: Condition, known: Known): string {
  const threshold = thresholdWords(condition);
  const size = known.sizeOf(condition.base);
  const base =
    size === null
      ? baseWords(condition.base, known.weighted)
      : baseWithNumber(condition.base, size, known.weighted);
  const included = condition.base === 'cast' ? ' (abstentions, blank and spoilt papers included)' : '';
  const needed = size === null ? '' : ` (${votes(smallestMeeting(condition, size))} for)`;
  // 'all of all 540 members' says one 'all' too many.
  const words =
    threshold === 'all' ? `all of the ${base.replace(/^(all|the) /, '')}` : `${threshold} of ${base}`;
  return `${words}${included}${needed}`;
}

function quorumWords(quorum: Quorum, known: Known): string {
  const must = mustWords(quorum, known.weighted);
  if (quorum.kind === 'number') {
    return `at least ${figure(quorum.atLeast)} ${plural(quorum.atLeast, known.unit)} ${must}`;
  }
  const size = known.sizeOf(quorum.base);
  if (size === null) {
    const base = baseWords(quorum.base, known.weighted);
    const threshold = thresholdWords(quorum);
    return threshold === 'all' ? `${base} ${must}` : `${threshold} of ${base} ${must}`;
  }
  const base = quorum.base === 'present' ? ' present' : '';
  const needed = figure(smallestMeeting(quorum, size));
  return `at least ${needed} of ${figure(size)} ${plural(size, known.unit)}${base} ${must}`;
}

function mustWords({ counted }: Quorum, weighted: boolean): string {
  if (counted === 'present') return 'must be present';
  return weighted ? 'must be cast' : 'must vote';
}

function tieWords(rule: DecisionRule): string | null {
  if (rule.kind === 'consensus') return null;
  const halves = rule.conditions.filter(
    ({ base, numerator, denominator }) => base === 'yes_and_no' && numerator * 2 === denominator,
  );
  if (halves.some(({ comparison }) => comparison === 'more_than')) {
    return 'A tie does not carry: things stay as they are.';
  }
  // Beside other conditions a tie may be enough or not: their own words say it.
  return halves.length > 0 && rule.conditions.length === 1 ? 'As many for as against is enough.' : null;
}

function abstainingWords(rule: DecisionRule, known: Known): string {
  const { quorum, against } = effectOfAbstaining(rule);
  if (rule.kind === 'consensus') {
    return quorum
      ? 'Abstaining counts for the quorum, and neither agrees nor blocks'
      : 'Abstaining neither agrees nor blocks';
  }
  if (against.length > 0)
    return `Abstaining counts ${quorum ? 'for the quorum, and ' : ''}${asAgainst(rule, against, known)}`;
  return quorum
    ? 'Abstaining counts for the quorum, not for either side'
    : 'Abstaining does not count for either side';
}

function notVotingWords(rule: DecisionRule, known: Known): string {
  const { against } = effectOfNotVoting(rule);
  const noQuorum = rule.quorum?.counted === 'cast' ? ', and does not help to reach the quorum' : '';
  if (rule.kind === 'consensus') return `Not voting neither agrees nor blocks${noQuorum}`;
  if (against.length === 0) return `Not voting does not count for either side${noQuorum}`;
  if (against.length === 2) {
    const [all, present] = [baseWords('entitled', known.weighted), baseWords('present', known.weighted)];
    return `Not voting counts as against where the base is ${all}, and for those present also where it is ${present}${noQuorum}`;
  }
  const who = against.includes('present') ? 'Not voting while present' : 'Not voting';
  return `${who} counts ${asAgainst(rule, against, known)}${noQuorum}`;
}

/** 'as against, because the base is all members'; where there are several bases, only where it is that. */
function asAgainst(rule: DecisionRule, against: readonly Base[], known: Known): string {
  const bases = listed(against.map((base) => baseWords(base, known.weighted)));
  return basesOf(rule).length === 1
    ? `as against, because the base is ${bases}`
    : `as against where the base is ${bases}`;
}

function minimumWords(rule: DecisionRule): string {
  if (rule.kind === 'consensus' || rule.minimumYes === null) return '';
  return ` Only votes for count towards the ${figure(rule.minimumYes)} that are needed.`;
}

function standingAsideWords(rule: DecisionRule): string | null {
  if (rule.kind === 'majority') return null;
  const quorum = rule.quorum?.counted === 'cast' ? 'counts for the quorum, and ' : '';
  return `Standing aside ${quorum}lets it carry without your support.`;
}

function blocksWords(bearable: number, known: Known): string {
  if (bearable === 0) return 'nobody blocks';
  return `at most ${figure(bearable)} ${plural(bearable, known.unit)} ${plural(bearable, 'blocks', 'block')}`;
}

function blockingWords(rule: DecisionRule): string | null {
  if (rule.kind === 'majority') return null;
  if (rule.bearableBlocks === 0) return 'One block stops it.';
  return `${figure(rule.bearableBlocks + 1)} blocks stop it; this assembly bears ${figure(rule.bearableBlocks)}.`;
}

function votes(count: number): string {
  return `${figure(count)} ${plural(count, 'vote')}`;
}
