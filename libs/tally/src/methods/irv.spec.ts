import { describe, expect, it } from '@jest/globals';
import { countElection } from '../count-election.js';
import type { CountOptions, Election, ElectionTranscript } from '../election.js';
import { electionFrom, published } from './spec-published.js';

interface Case {
  readonly id: string;
  readonly candidates: readonly string[];
  readonly withdrawn: readonly string[];
  readonly ballots: readonly (readonly [number, unknown])[];
  readonly expected: {
    readonly winners?: readonly string[];
    readonly irv?: readonly string[];
    readonly plurality?: string | readonly string[];
    readonly rounds: readonly {
      readonly tally: Readonly<Record<string, number>>;
      readonly eliminated?: readonly string[];
      readonly inactive?: Readonly<Record<string, number>>;
      readonly overvotes?: number;
      readonly abstentions?: number;
      readonly otherExhausted?: number;
      readonly nonTransferable?: number;
    }[];
  };
}

/** Where the reference drew a lot at random: whom it favoured, first. */
const LOTS: Readonly<Record<string, readonly string[]>> = {
  'irv/rctab-tiebreak-seed-test': ['George Gervin', 'Mookie Blaylock', 'Yinka Dare'],
};

/** RCTab's row for names that are not on the paper; nobody has one in these files. */
const WRITE_INS = 'Undeclared Write-ins';

published<Case>('irv', (data, text) => {
  const { expected } = data;
  const lot = LOTS[data.id];
  const transcript = countElection(electionFrom(text, 'irv', lot === undefined ? {} : { lot }));
  const name = (candidate: number) => transcript.candidates[candidate]!;
  // Told to go on until two remain, RCTab notes that somebody has a majority in a round of its own, which moves no
  // vote; ours tells it at the end. Such a round repeats the tally of the one before.
  const rounds = expected.rounds.filter(
    (round, i) => JSON.stringify(round.tally) !== JSON.stringify(expected.rounds[i - 1]?.tally),
  );

  it('elects whom the source says', () => {
    expect(transcript.elected.map(name)).toEqual(expected.winners ?? expected.irv);
  });

  it('has its rounds, with every tally', () => {
    const ours = transcript.rounds.map(({ tally }) => tally);
    expect(ours.length).toBe(rounds.length);
    for (const [i, round] of rounds.entries()) {
      for (const [candidate, votes] of Object.entries(round.tally)) {
        if (candidate === WRITE_INS) continue;
        expect([candidate, ours[i]![data.candidates.indexOf(candidate)]]).toEqual([candidate, String(votes)]);
      }
    }
  });

  it('excludes whom it excludes', () => {
    const ours = transcript.rounds.slice(1).map(({ excluded }) => excluded.map(name).sort());
    const theirs = rounds
      .slice(0, -1)
      .map(({ eliminated }) => (eliminated ?? []).filter((each) => each !== WRITE_INS).sort());
    const said = expected.rounds.length === rounds.length ? theirs : theirs.filter((each) => each.length > 0);
    expect(ours.slice(0, said.length)).toEqual(said);
  });

  it('loses as many votes in each round', () => {
    const { blank, spoilt } = transcript.papers;
    for (const [i, round] of rounds.entries()) {
      const { inactive, overvotes, abstentions = 0, otherExhausted = 0, nonTransferable } = round;
      const parts = inactive === undefined ? [] : Object.values(inactive);
      const lost =
        overvotes === undefined
          ? (nonTransferable ?? parts.reduce((sum, each) => sum + each, 0))
          : overvotes + abstentions + otherExhausted;
      if (inactive === undefined && overvotes === undefined && nonTransferable === undefined) continue;
      const ours = Number(transcript.rounds[i]!.exhausted) + Number(blank.weight) + Number(spoilt.weight);
      expect(ours).toBe(lost);
    }
  });

  if (expected.plurality !== undefined) {
    it('has the winner by plurality that the source names', () => {
      const { elected } = countElection(electionFrom(text, 'plurality'));
      expect(elected.map(name)).toEqual([expected.plurality].flat());
    });
  }
});

/** Candidates are letters; 'AB' ranks A above B. */
function election(papers: Readonly<Record<string, number>>, options: CountOptions = {}, seats = 1): Election {
  const letters = [
    ...new Set(Object.keys(papers).flatMap((each) => [...each].filter((x) => x !== '='))),
  ].sort();
  return {
    method: 'irv',
    candidates: letters,
    withdrawn: [],
    seats,
    tieOrder: letters.map((_, i) => i),
    options,
    papers: Object.entries(papers).map(([ranking, heads]) => ({
      // 'A=BC': A and B at one rank, then C.
      paper: {
        kind: 'ranking',
        ranking: (ranking.match(/\w(=\w)*/g) ?? []).map((tier) =>
          tier.split('=').map((x) => letters.indexOf(x)),
        ),
      },
      heads,
      weight: BigInt(heads),
    })),
  };
}

function elected(transcript: ElectionTranscript): string {
  return transcript.elected.map((each) => transcript.candidates[each]).join('');
}

describe('instant run-off', () => {
  it('settles a tie by the tie order, and names it', () => {
    const transcript = countElection(election({ AC: 2, BC: 2, C: 3 }));
    expect(elected(transcript)).toBe('C');
    expect(transcript.ties).toEqual([
      { round: 2, between: [0, 1], about: 'exclude', chosen: 1, by: 'tie-order' },
    ]);
  });

  it('looks back at earlier rounds where it is told to', () => {
    // First preferences: A 5, B 4, C 3, D 1. D goes to C: B and C are equal, and C had fewer before.
    const papers = { A: 5, BA: 4, CB: 3, DC: 1 };
    const looking = countElection(election(papers, { ties: 'look-back' }));
    expect(looking.ties).toEqual([
      { round: 3, between: [1, 2], about: 'exclude', chosen: 2, by: 'look-back' },
    ]);
    expect(looking.rounds[2]!.because).toContain('the votes of an earlier round decide');
    const reversed = { ...election(papers), tieOrder: [3, 2, 1, 0] };
    expect(countElection(reversed).ties[0]).toMatchObject({ chosen: 1, by: 'tie-order' });
  });

  it('ends a paper at a rank with several candidates, or passes the rank over', () => {
    const papers = { 'A=BC': 3, 'DB=CA': 2, A: 4, BA: 4 };
    const ended = countElection(election(papers));
    expect(ended.papers.spoilt.heads).toBe(3);
    expect(ended.rounds.at(-1)).toMatchObject({ tally: ['4', '4', '0', '0'], exhausted: '2' });
    const skipped = countElection(election(papers, { overvote: 'skip' }));
    expect(skipped.papers.spoilt.heads).toBe(0);
    expect(skipped.rounds[0]!.tally).toEqual(['4', '4', '3', '2']);
  });

  it('with several seats stops when as many are left', () => {
    const transcript = countElection(election({ A: 9, B: 2, CB: 1, D: 4 }, {}, 2));
    expect(elected(transcript)).toBe('AD');
    expect(transcript.rounds.map(({ excluded }) => excluded)).toEqual([[], [2], [1]]);
  });

  it('elects by the tie order where nobody voted, and nobody where nobody stands', () => {
    const nothing = { ...election({ AB: 1 }), papers: [] };
    expect(elected(countElection(nothing))).toBe('A');
    expect(countElection({ ...nothing, withdrawn: [0, 1] }).elected).toEqual([]);
  });
});
