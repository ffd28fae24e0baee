import { expect, it } from '@jest/globals';
import type { ElectionTranscript, Round } from '../election.js';
import { countMeek, countMeekExact } from './meek.js';
import { type Case, electionOf, publishedCases, winners } from './spec-cases.js';

interface Event {
  readonly round: number;
  readonly action: string;
  readonly candidate?: string;
  readonly quota: string;
  readonly votes: readonly string[] | Readonly<Record<string, string>>;
}

interface Events {
  readonly figuresInOrderOf: readonly string[];
  readonly events: readonly Event[];
  readonly final: { readonly quota: string; readonly votes: readonly string[] };
}

/** Votes of a round in the order in which the case has its figures. */
function figures(transcript: ElectionTranscript, round: Round, order: readonly string[]): string[] {
  return order.map((name) => round.tally[transcript.candidates.indexOf(name)]!);
}

/** The first event of each of the case's rounds: what the round's tally was when it was decided. */
function decisions(events: readonly Event[]): Event[] {
  return events.filter((each, i) => each.round !== events[i - 1]?.round);
}

/** An exact fraction to so many places, rounded as the case prints it. */
function shown(votes: string, places: number): string {
  const [n, d = '1'] = votes.split('/');
  const units = (BigInt(n!) * 10n ** BigInt(places) * 2n + BigInt(d)) / (BigInt(d) * 2n);
  const digits = units.toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** In these counts a tie for exclusion took whoever comes first on the ballot paper. */
function reversed(each: Case<unknown>): string[] {
  return [...each.candidates].reverse();
}

publishedCases<Events>('meek', (each) => {
  const { expected } = each;
  if (expected.figuresInOrderOf === undefined) return ofStvRs(each);
  const transcript = countMeek(electionOf(each, 'stv-meek', reversed(each)));
  it('elects whom they elected', () => expect(winners(transcript)).toEqual([...expected.winners].sort()));
  it('gives every figure of every round', () => {
    const rounds = transcript.rounds.map((round) => ({
      quota: round.quota,
      votes: figures(transcript, round, expected.figuresInOrderOf),
    }));
    expect(rounds).toEqual(decisions(expected.events).map(({ quota, votes }) => ({ quota, votes })));
  });
  it('elects and excludes the same in every round', () => {
    const name = (index: number): string => transcript.candidates[index]!;
    for (const round of transcript.rounds) {
      const of = expected.events.filter((event) => event.round === round.round);
      const who = (action: string): (string | undefined)[] =>
        of.filter((event) => event.action === action).map(({ candidate }) => candidate);
      expect(round.elected.map(name).sort()).toEqual(who('elect').sort());
      expect(round.excluded.map(name).sort()).toEqual(who('defeat').sort());
    }
  });
});

/**
 * The three counts of stv-rs: the same rounds, but other last digits where a paper passes an elected candidate.
 * stv-rs rounds down what is kept and what passes on; the reference rule (step B.2.a) rounds up what is kept, as we
 * do. In the case of equal preferences, say, Apple keeps 0.5 * 0.375000001 = 0.1875000005 of each of two papers:
 * 0.187500000 there, 0.187500001 here. So their figures are held to a millionth, the rule's own omega.
 */
function ofStvRs(each: Case<Events>): void {
  const { expected } = each;
  // 'Break tie (defeat)' takes the first of the file's order: the reverse of an order of favour.
  const order = each.tieOrder === undefined ? reversed(each) : [...each.tieOrder].reverse();
  const transcript = countMeek(electionOf(each, 'stv-meek', order));
  it('elects whom they elected', () => expect(winners(transcript)).toEqual([...expected.winners].sort()));
  it('gives the figures of every round to a millionth', () => {
    const told = decisions(expected.events.filter(({ votes }) => votes !== undefined));
    expect(transcript.rounds).toHaveLength(told.length);
    for (const [i, event] of told.entries()) {
      const round = transcript.rounds[i]!;
      for (const [name, votes] of Object.entries(event.votes)) {
        const ours = BigInt(round.tally[transcript.candidates.indexOf(name)]!.replace('.', ''));
        const theirs = BigInt(votes.replace('.', ''));
        const apart = ours > theirs ? ours - theirs : theirs - ours;
        expect({ round: round.round, name, close: apart < 1000n }).toEqual({
          round: round.round,
          name,
          close: true,
        });
      }
    }
  });
}

publishedCases<Events>('meek-exact', (each) => {
  const { expected } = each;
  const transcript = countMeekExact(electionOf(each, 'stv-meek-exact', reversed(each)));
  it('elects whom they elected', () => expect(winners(transcript)).toEqual([...expected.winners].sort()));
  it('gives every figure of every round to twelve places', () => {
    const rounds = transcript.rounds.map((round) => ({
      quota: shown(round.quota!, 12),
      votes: figures(transcript, round, expected.figuresInOrderOf).map((votes) => shown(votes, 12)),
    }));
    expect(rounds).toEqual(decisions(expected.events).map(({ quota, votes }) => ({ quota, votes })));
  });
});
