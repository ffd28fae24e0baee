import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, type Outcome, smallestMeeting } from './decide.js';
import { describeRule, effectOfAbstaining, effectOfNotVoting } from './describe-rule.js';
import { explain } from './explain.js';
import { replay } from './replay.js';
import { anyPoll, anyRule, consensus, majorityPoll, type Poll, pollUnder, share } from './spec-generators.js';
import { type Answer, type Ballot, countGroups, countYesNo, mergeTallies } from './tally.js';
import { transcriptOf } from './transcript.js';
import { validateDecisionRule } from './validate-decision-rule.js';

function outcomeOf({ rule, ballots, figures }: Poll, ...more: Answer[]): Outcome {
  const added = more.map((answer) => ({ answer, weight: 1 }));
  return decide(rule, countYesNo([...ballots, ...added]), figures);
}

describe('whatever the ballots are, the count', () => {
  it('does not depend on their order', () => {
    fc.assert(
      fc.property(
        anyPoll.chain((poll) =>
          fc.tuple(
            fc.constant(poll),
            fc.shuffledSubarray([...poll.ballots], { minLength: poll.ballots.length }),
          ),
        ),
        ([poll, ballots]) => {
          expect(countYesNo(ballots)).toEqual(countYesNo(poll.ballots));
        },
      ),
    );
  });

  it('is the same from one pile, from several merged, and from groups', () => {
    fc.assert(
      fc.property(anyPoll, fc.nat(25), ({ ballots }, cut) => {
        const whole = countYesNo(ballots);
        const merged = mergeTallies(countYesNo(ballots.slice(0, cut)), countYesNo(ballots.slice(cut)));
        expect(merged).toEqual(whole);
        const groups = Map.groupBy(ballots, ({ answer, weight }) => `${answer} ${weight}`);
        const grouped = [...groups.values()].map((each) => ({ ...each[0]!, heads: BigInt(each.length) }));
        expect(countGroups(grouped)).toEqual(whole);
      }),
    );
  });

  it('decides the same when a weighted ballot is split into ballots of weight 1', () => {
    fc.assert(
      fc.property(anyPoll, ({ rule, ballots, figures }) => {
        const split = ballots.flatMap(({ answer, weight }) =>
          Array<Ballot>(weight).fill({ answer, weight: 1 }),
        );
        const roll = {
          ...figures,
          entitled: { heads: figures.entitled.weight, weight: figures.entitled.weight },
        };
        const [a, b] = [decide(rule, countYesNo(ballots), roll), decide(rule, countYesNo(split), roll)];
        expect(b.lostBecause).toEqual(a.lostBecause);
        expect(b.conditions).toEqual(a.conditions);
      }),
    );
  });
});

describe('whatever the rule is', () => {
  it('needs the smallest number that meets the share, and at least 1', () => {
    const size = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 });
    fc.assert(
      fc.property(share, size, (each, of) => {
        const needed = BigInt(smallestMeeting(each, of));
        const meets = (votes: bigint) => {
          const [left, right] = [votes * BigInt(each.denominator), BigInt(of) * BigInt(each.numerator)];
          return each.comparison === 'more_than' ? left > right : left >= right;
        };
        expect(meets(needed)).toBe(true);
        expect(needed === 1n || !meets(needed - 1n)).toBe(true);
      }),
    );
  });

  it('carries exactly when quorum, minimum, blocks and every condition are met, and somebody is for it', () => {
    fc.assert(
      fc.property(anyPoll, (poll) => {
        const outcome = outcomeOf(poll);
        const { quorum, minimum, blocks, agreement, conditions } = outcome;
        const all = [quorum, minimum, blocks, agreement, ...conditions].every((each) => each?.met ?? true);
        expect(outcome.carried).toBe(all && outcome.tally.yes.heads > 0);
        expect(outcome.carried).toBe(outcome.lostBecause.length === 0);
      }),
    );
  });

  it('never loses by one more vote for it, whatever its bases', () => {
    fc.assert(
      fc.property(anyPoll, (poll) => {
        expect(!outcomeOf(poll).carried || outcomeOf(poll, 'yes').carried).toBe(true);
      }),
    );
  });

  it('never carries by a vote against, except by reaching a quorum that counts the votes cast', () => {
    fc.assert(
      fc.property(majorityPoll, (poll) => {
        const [before, after] = [outcomeOf(poll), outcomeOf(poll, 'no')];
        if (before.carried || !after.carried) return;
        expect(before.lostBecause).toEqual(['quorum']);
        expect(poll.rule.quorum?.counted).toBe('cast');
      }),
    );
  });

  it('never carries by one more block, except by reaching such a quorum', () => {
    fc.assert(
      fc.property(pollUnder(consensus), (poll) => {
        const [before, after] = [outcomeOf(poll), outcomeOf(poll, 'block')];
        expect(before.carried || !after.carried || before.lostBecause.includes('quorum')).toBe(true);
      }),
    );
  });

  it('can be read back from its JSON as it was', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(validateDecisionRule(JSON.parse(JSON.stringify(rule)))).toEqual({ ok: true, value: rule });
      }),
    );
  });

  it('can be replayed from its transcript, to the same outcome and the same bytes', () => {
    fc.assert(
      fc.property(anyPoll, ({ rule, ballots, figures }) => {
        const tally = countYesNo(ballots);
        const transcript = transcriptOf(rule, tally, figures);
        const again = replay(JSON.parse(JSON.stringify(transcript)));
        if (!again.ok) throw new Error(again.rejection.message);
        expect(again.value).toEqual(decide(rule, tally, figures));
        const { value } = again;
        const rewritten = transcriptOf(value.rule, value.tally, value.figures);
        expect(JSON.stringify(rewritten)).toBe(JSON.stringify(transcript));
      }),
    );
  });

  it('holds in its transcript whole numbers and strings, null in rule and figures alone', () => {
    const leaves = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
    fc.assert(
      fc.property(anyPoll, ({ rule, ballots, figures }) => {
        for (const leaf of leaves(transcriptOf(rule, countYesNo(ballots), figures).steps)) {
          expect(typeof leaf === 'string' || Number.isSafeInteger(leaf)).toBe(true);
        }
      }),
    );
  });

  it('is explained in sentences with every number in them', () => {
    fc.assert(
      fc.property(anyPoll, (poll) => {
        const outcome = outcomeOf(poll);
        const sentence = explain(outcome);
        expect(sentence).toMatch(outcome.carried ? /^Carried: .+\. .+\.$/ : /^Lost: .+\. .+\.$/);
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object| {2}|\d\.\d/);
        for (const { met, of } of outcome.conditions) {
          if (met === outcome.carried && outcome.tally.cast.heads > 0 && of > 0)
            expect(sentence).toContain(`${of} `);
        }
        for (const words of Object.values(describeRule(poll.rule, poll.figures))) {
          if (words !== null) expect(words).toMatch(/^[A-Z0-9].*\.$/);
          expect(String(words)).not.toMatch(/undefined|NaN|\[object| {2}|\d\.\d/);
        }
      }),
    );
  });
});

describe('what is said of abstaining and not voting is what they do', () => {
  const met = (outcome: Outcome) => outcome.conditions.map((each) => each.met);

  it('has abstaining work as a vote against in exactly the conditions that are named', () => {
    fc.assert(
      fc.property(majorityPoll, (poll) => {
        const { against } = effectOfAbstaining(poll.rule);
        const [opposed, abstained, absent] = [
          outcomeOf(poll, 'no'),
          outcomeOf(poll, 'abstain'),
          outcomeOf(poll),
        ];
        abstained.conditions.forEach((each, i) => {
          const model = against.includes(each.condition.base) ? opposed : absent;
          expect(each).toEqual(model.conditions[i]);
        });
      }),
    );
  });

  it('has not voting work as a vote against in exactly the conditions that are named', () => {
    fc.assert(
      fc.property(majorityPoll, (poll) => {
        const { against } = effectOfNotVoting(poll.rule);
        const [opposed, absent] = [outcomeOf(poll, 'no'), outcomeOf(poll)];
        absent.conditions.forEach((each, i) => {
          if (against.includes(each.condition.base)) expect(each).toEqual(opposed.conditions[i]);
          else expect(opposed.conditions[i]?.of).toBe(each.of + 1);
        });
        expect(met(absent).every((each, i) => each || !met(opposed)[i])).toBe(true);
      }),
    );
  });

  it('has abstaining count for the quorum exactly where it says so, and not voting nowhere', () => {
    fc.assert(
      fc.property(anyPoll, (poll) => {
        const [absent, abstained] = [outcomeOf(poll), outcomeOf(poll, 'abstain')];
        const gain = (abstained.quorum?.got ?? 0) - (absent.quorum?.got ?? 0);
        expect(gain).toBe(effectOfAbstaining(poll.rule).quorum ? 1 : 0);
        expect(effectOfNotVoting(poll.rule).quorum).toBe(false);
      }),
    );
  });

  it('has a blank or a spoilt paper do what abstaining does', () => {
    fc.assert(
      fc.property(anyPoll, fc.constantFrom('blank' as const, 'spoilt' as const), (poll, answer) => {
        const [paper, abstained] = [outcomeOf(poll, answer), outcomeOf(poll, 'abstain')];
        expect(paper.lostBecause).toEqual(abstained.lostBecause);
        expect(paper.conditions).toEqual(abstained.conditions);
        expect(paper.quorum).toEqual(abstained.quorum);
      }),
    );
  });
});
