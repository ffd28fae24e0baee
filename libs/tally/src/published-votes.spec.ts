import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decide, type Outcome } from './decide.js';
import type { MajorityRule } from './decision-rule.js';
import { replay } from './replay.js';
import { condition, figures, majority, shareQuorum, votes } from './spec-builders.js';
import { transcriptOf } from './transcript.js';

// The compiled spec lies in libs/tally/dist; the published figures lie beside the repository.
const folder = new URL('../../../../shared/data/motions-thresholds/', import.meta.url);
const absent = !existsSync(folder);
if (absent) console.info(`${folder.pathname} is absent: votes published elsewhere were not counted again.`);

const half = condition('more than 1/2', 'yes_and_no');

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
}

/** Runs the cases of a file, or states in one passing test that the file is not there. */
function published<T>(name: string, cases: (data: T) => void): void {
  describe(`the votes of ${name}`, () => {
    if (absent) it('are not beside this repository, and were not counted', () => expect(absent).toBe(true));
    else cases(read<T>(name));
  });
}

/** `part` of `whole` in per cent, rounded half up to so many places, as text; in integers alone. */
function percent(part: number, whole: number, places = 2): string {
  const scale = 10n ** BigInt(places);
  const rounded = (2n * 100n * scale * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole));
  return `${rounded / scale}.${String(rounded % scale).padStart(places, '0')}`;
}

/** A published decimal with so many places: 69.7 as '69.70'. */
function decimal(value: number, places = 2): string {
  const [whole, fraction = ''] = String(value).split('.');
  return `${whole}.${fraction.padEnd(places, '0')}`;
}

interface UkQuestion {
  readonly question: string;
  readonly entitled: number;
  readonly cast: number;
  readonly yes: number;
  readonly no: number;
  readonly spoilt: number;
  readonly expected: {
    readonly turnoutPercent: number;
    readonly yesOfEntitledPercent: number;
    readonly yesOfYesAndNoPercent: number;
    readonly turnoutAtLeast50: boolean;
    readonly yesAtLeast40OfEntitled: boolean;
    readonly majority: boolean;
    readonly mandate: boolean;
  };
}

interface UkBallots {
  readonly cases: readonly {
    readonly title: string;
    readonly rule: string;
    readonly questions: readonly UkQuestion[];
    readonly statedInSource: string | { readonly mandate?: boolean };
  }[];
}

published<UkBallots>('uk-ballots.json', ({ cases }) => {
  const turnout = shareQuorum('at least 1/2');
  const fortyPercent = condition('at least 40/100', 'entitled');
  const rules: Readonly<Record<string, MajorityRule>> = {
    'uk-2016': majority(half, { quorum: turnout }),
    'uk-2016 with 40% of entitled': majority([half, fortyPercent], { quorum: turnout }),
  };

  for (const { title, rule: name, questions, statedInSource } of cases) {
    const rule = rules[name];
    if (rule === undefined) throw new Error(`a rule that is not expressed: ${name}`);
    for (const question of questions) {
      const { entitled, cast, yes, no, spoilt, expected } = question;
      const tally = votes({ yes, no, spoilt });

      it(`${title}, ${question.question}: comes out as published`, () => {
        const outcome = decide(rule, tally, figures(entitled));
        expect(tally.cast.weight).toBe(cast);
        expect(outcome.quorum?.met).toBe(expected.turnoutAtLeast50);
        expect(outcome.conditions[0]?.met).toBe(expected.majority);
        // Where the 40 % do not bind, the figure is still published: hold it against that condition alone.
        const alone = decide(majority(fortyPercent), tally, figures(entitled));
        expect(alone.carried).toBe(expected.yesAtLeast40OfEntitled);
        expect(outcome.carried).toBe(expected.mandate);
        if (typeof statedInSource === 'object' && statedInSource.mandate !== undefined) {
          expect(outcome.carried).toBe(statedInSource.mandate);
        }
        expect(replay(transcriptOf(rule, tally, figures(entitled)))).toEqual({ ok: true, value: outcome });
      });

      it(`${title}, ${question.question}: has the published percentages`, () => {
        const { conditions, quorum } = decide(rule, tally, figures(entitled));
        expect(percent(quorum!.got, quorum!.of!)).toBe(decimal(expected.turnoutPercent));
        expect(percent(yes, entitled)).toBe(decimal(expected.yesOfEntitledPercent));
        expect(percent(conditions[0]!.got, conditions[0]!.of)).toBe(decimal(expected.yesOfYesAndNoPercent));
      });
    }
  }
});

interface UkPercentages {
  readonly cases: readonly {
    readonly title: string;
    readonly voted?: number;
    readonly yes?: number;
    readonly no?: number;
    readonly yesPercent: number;
    readonly outcome: string;
  }[];
}

published<UkPercentages>('uk-percentages.json', ({ cases }) => {
  for (const { title, voted, yes, no, yesPercent, outcome } of cases) {
    // The others give percentages alone: there are no votes to count.
    if (voted === undefined || yes === undefined || no === undefined) continue;
    it(`${title}: comes out as published, consultative as it was`, () => {
      const result = decide(majority(half), votes({ yes, no }), figures(voted));
      expect(result.tally.cast.heads).toBe(voted);
      expect(result.carried).toBe(outcome === 'carried');
      expect(percent(yes, yes + no, 1)).toBe(decimal(yesPercent, 1));
    });
  }
});

interface PublicVote {
  readonly id: string;
  readonly title: string;
  readonly numbers: { readonly yes: number; readonly no: number; readonly abstain: number };
  readonly expected: {
    readonly yesOfYesAndNoPercent: number;
    readonly yesOfAllThreePercent: number;
    readonly carried: boolean;
  };
}

interface DebianVote {
  readonly id: string;
  readonly numbers: {
    readonly developers: number;
    readonly options: readonly {
      readonly aboveDefault: number;
      readonly belowDefault: number;
      readonly statedMajority: number;
    }[];
  };
  readonly expected: { readonly Q: number; readonly quorum: number; readonly allReachQuorum: boolean };
}

published<{ readonly cases: readonly (PublicVote | DebianVote)[] }>('public-votes.json', ({ cases }) => {
  // Rules 85 and 86 of the General Assembly: abstentions are not votes.
  const rules: Readonly<Record<string, MajorityRule>> = {
    'motions/unga-a73-procedural': majority(half),
    'motions/unga-a73-l49': majority(condition('at least 2/3', 'yes_and_no')),
  };

  for (const vote of cases) {
    if ('developers' in vote.numbers) debian(vote as DebianVote);
    else general(vote as PublicVote);
  }

  function general({ id, title, numbers, expected }: PublicVote): void {
    it(`${title}: comes out as published`, () => {
      const rule = rules[id];
      if (rule === undefined) throw new Error(`a rule that is not expressed: ${id}`);
      const { yes, no, abstain } = numbers;
      const outcome = decide(rule, votes({ yes, no, abstain }), figures(yes + no + abstain));
      expect(outcome.carried).toBe(expected.carried);
      expect(percent(yes, outcome.conditions[0]!.of)).toBe(decimal(expected.yesOfYesAndNoPercent));
      expect(percent(yes, outcome.tally.cast.weight)).toBe(decimal(expected.yesOfAllThreePercent));
    });
  }

  function debian({ numbers, expected }: DebianVote): void {
    const { developers, options } = numbers;

    it('Debian 2023: its quorum of 3Q, Q half the root of the developers, is the published one', () => {
      // 3Q = 3·√developers / 2, so (3Q)² = 9·developers / 4.
      expect(isRootOf(String(expected.quorum), 9n * BigInt(developers), 4n)).toBe(true);
      expect(isRootOf(String(expected.Q), BigInt(developers), 4n)).toBe(true);
    });

    for (const { aboveDefault: yes, belowDefault: no, statedMajority } of options) {
      it('Debian 2023: reaches its quorum as a minimum of votes for, and its majority', () => {
        let minimumYes = 0;
        while (4 * minimumYes * minimumYes < 9 * developers) minimumYes++;
        const outcome = decide(majority(half, { minimumYes }), votes({ yes, no }), figures(developers));
        expect(outcome.minimum).toEqual({ needed: 48, got: yes, met: expected.allReachQuorum });
        expect(outcome.carried).toBe(true);
        const thousandths = (2n * 1000n * BigInt(yes) + BigInt(no)) / (2n * BigInt(no));
        expect(`${thousandths / 1000n}.${thousandths % 1000n}`).toBe(String(statedMajority));
        const short = decide(majority(half, { minimumYes }), votes({ yes: 47 }), figures(developers));
        expect(short.lostBecause).toEqual(['minimum']);
      });
    }
  }

  /** True when the printed decimal is the root of n/d to within one unit of its last place. */
  function isRootOf(printed: string, n: bigint, d: bigint): boolean {
    const places = BigInt(printed.split('.')[1]?.length ?? 0);
    const digits = BigInt(printed.replace('.', ''));
    const target = n * 10n ** (2n * places);
    return (digits - 1n) ** 2n * d < target && target < (digits + 1n) ** 2n * d;
  }
});

interface MajorityTypes {
  readonly cases: readonly {
    readonly rule: string;
    readonly ruleText: string;
    readonly yes: number;
    readonly no: number;
    readonly abstain: number;
    readonly expected: { readonly accepted: boolean };
  }[];
}

published<MajorityTypes>('majority-types.json', ({ cases }) => {
  const rules: Readonly<Record<string, MajorityRule>> = {
    simple: majority(half),
    'two thirds': majority(condition('at least 2/3', 'yes_and_no')),
    absolute: majority(condition('more than 1/2', 'cast')),
  };
  for (const { rule: name, ruleText, yes, no, abstain, expected } of cases) {
    it(`${yes} for, ${no} against, ${abstain} abstaining, by ${ruleText}`, () => {
      const rule = rules[name];
      if (rule === undefined) throw new Error(`a rule that is not expressed: ${name}`);
      const outcome = decide(rule, votes({ yes, no, abstain }), figures(yes + no + abstain));
      expect(outcome.carried).toBe(expected.accepted);
    });
  }
});

interface MajorityWithBlanks {
  readonly cases: readonly {
    readonly votes: Readonly<Record<string, number>>;
    readonly blank: number;
    readonly votesCast: number;
    readonly rule: string;
    readonly expected: { readonly needed: number; readonly winner: string | null };
  }[];
}

published<MajorityWithBlanks>('majority-with-blanks.json', ({ cases }) => {
  const rules: Readonly<Record<string, MajorityRule>> = {
    'more than half of all votes cast, blank ones included': majority(condition('more than 1/2', 'cast')),
    'more than 2/3 of all votes cast, blank ones included': majority(condition('more than 2/3', 'cast')),
  };
  for (const { votes: byOption, blank, votesCast, rule: name, expected } of cases) {
    const title = Object.entries(byOption).map(([option, count]) => `${option} ${count}`);
    it(`${title.join(', ')}, blank ${blank}: needs ${expected.needed} by ${name}`, () => {
      const rule = rules[name];
      if (rule === undefined) throw new Error(`a rule that is not expressed: ${name}`);
      const winners = Object.entries(byOption).filter(([, yes]) => {
        // Each option held against all the others.
        const outcome: Outcome = decide(
          rule,
          votes({ yes, no: votesCast - blank - yes, blank }),
          figures(votesCast),
        );
        expect(outcome.conditions[0]).toMatchObject({ of: votesCast, needed: expected.needed });
        return outcome.carried;
      });
      expect(winners.map(([option]) => option)).toEqual(expected.winner === null ? [] : [expected.winner]);
    });
  }
});
