import { Fraction } from '@plenary/kernel';
import { type Condition, describeRule, type Method as ElectionMethod } from '@plenary/tally';
import { contestWindow } from '../domain/contest.js';
import { type ElectionTerms, electionSentence, isElectionMethod, TIE_SENTENCE } from '../domain/election.js';
import type { Poll } from '../domain/poll.js';
import type { PollObject } from './poll.object.js';
import type { PollRuleObject } from './tally.objects.js';

/** Whoever presents a poll has judged that the reader may see it. */
export function presentPoll(poll: Poll): PollObject {
  const {
    rollHash,
    id,
    question,
    text,
    tier,
    method,
    state,
    liveResults,
    opensAt,
    openedAt,
    closesAt,
    closedAt,
    noticeAt,
    voidReason,
    waitingFor,
    ruleReason,
  } = poll;
  return {
    id,
    question,
    text,
    tier,
    method,
    state,
    liveResults,
    opensAt,
    openedAt,
    closesAt,
    closedAt,
    noticeAt,
    voidReason,
    waitingFor,
    ruleReason,
    rollHash: rollHash?.toString('hex') ?? null,
    contestableUntil: contestWindow(poll),
    poll,
  };
}

export function presentRule(poll: Poll): PollRuleObject {
  const { rule, entitled, present } = poll;
  if (poll.election !== null && isElectionMethod(poll.method))
    return electionRule(poll, poll.method, poll.election);
  const words = describeRule(rule, entitled && { entitled, present });
  const { quorum, tie, abstaining, notVoting, standingAside, blocking } = words;
  const conditions = rule.kind === 'majority' ? rule.conditions : [];
  return {
    sentence: words.text,
    quorum,
    tie,
    abstaining,
    notVoting,
    standingAside,
    blocking,
    conditions: conditions.map(({ comparison, base, ...share }) => ({
      share: lowest(share),
      comparison,
      base,
    })),
    minimumYes: rule.kind === 'majority' ? rule.minimumYes : null,
    bearableBlocks: rule.kind === 'consensus' ? rule.bearableBlocks : null,
  };
}

/** An election is not carried by a majority: whoever the count elects is elected, if the quorum is met. */
function electionRule(
  { rule, entitled, present }: Poll,
  method: ElectionMethod,
  terms: ElectionTerms,
): PollRuleObject {
  const { quorum } = describeRule(rule, entitled && { entitled, present });
  const sentence = electionSentence(method, terms);
  return {
    sentence: quorum === null ? sentence : `${sentence} ${quorum}`,
    quorum,
    tie: TIE_SENTENCE,
    abstaining: 'A blank or spoilt paper counts as cast, and for nobody.',
    notVoting:
      quorum === null
        ? 'Not voting changes nothing in the count.'
        : 'Whoever does not vote is missing in the quorum.',
    standingAside: null,
    blocking: null,
    conditions: [],
    minimumYes: null,
    bearableBlocks: null,
  };
}

function lowest({ numerator, denominator }: Pick<Condition, 'numerator' | 'denominator'>) {
  const share = Fraction.of(numerator, denominator);
  return { numerator: Number(share.numerator), denominator: Number(share.denominator) };
}
