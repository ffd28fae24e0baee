import { Fraction } from '@plenary/kernel';
import { type Condition, describeRule } from '@plenary/tally';
import { contestWindow } from '../domain/contest.js';
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

export function presentRule({ rule, entitled, present }: Poll): PollRuleObject {
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

function lowest({ numerator, denominator }: Pick<Condition, 'numerator' | 'denominator'>) {
  const share = Fraction.of(numerator, denominator);
  return { numerator: Number(share.numerator), denominator: Number(share.denominator) };
}
