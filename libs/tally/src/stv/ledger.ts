import type {
  Candidate,
  Election,
  ElectionTranscript,
  ExactVotes,
  Round,
  Tie,
  Transfer,
} from '../election.js';
import { transcriptHeader } from '../election-papers.js';
import { listed } from '../words.js';
import { readable } from './exact.js';

/** What a round says beside its figures. */
export interface RoundSays {
  readonly action: string;
  readonly candidates: readonly Candidate[];
  readonly quota: ExactVotes | null;
  readonly elected: readonly Candidate[];
  readonly excluded: readonly Candidate[];
  readonly because: string;
}

/**
 * Where every vote is, in whole units, and what moved since the last round. Votes only ever move, between candidates
 * or to nobody, so that their sum stays what it was.
 */
export class Ledger {
  readonly votes: bigint[];
  readonly rounds: Round[] = [];
  readonly ties: Tie[] = [];
  readonly elected: Candidate[] = [];
  /** Votes that no candidate holds, with what rounding lost. */
  exhausted = 0n;
  lostToRounding = 0n;
  private readonly moved = new Map<number, bigint>();

  constructor(
    private readonly election: Election,
    private readonly write: (units: bigint) => ExactVotes,
  ) {
    this.votes = election.candidates.map(() => 0n);
  }

  /** The number of the round that is being counted. */
  get round(): number {
    return this.rounds.length + 1;
  }

  /** Gives votes of the first count to a candidate. */
  credit(to: Candidate, units: bigint): void {
    this.votes[to]! += units;
    this.note(null, to, units);
  }

  /** Counts votes of the first count that are nobody's. */
  setAside(units: bigint): void {
    this.exhausted += units;
    this.note(null, null, units);
  }

  move(from: Candidate, to: Candidate | null, units: bigint): void {
    this.votes[from]! -= units;
    if (to === null) this.exhausted += units;
    else this.votes[to]! += units;
    this.note(from, to, units);
  }

  /** Moves what rounding left of `from`'s votes to nobody. */
  lose(from: Candidate, units: bigint): void {
    this.lostToRounding += units;
    this.move(from, null, units);
  }

  private note(from: Candidate | null, to: Candidate | null, units: bigint): void {
    if (units === 0n) return;
    const key = ((from ?? -1) + 1) * (this.votes.length + 1) + (to ?? -1) + 1;
    this.moved.set(key, (this.moved.get(key) ?? 0n) + units);
  }

  /** Closes the round with the votes as they stand; what moved is what was moved, unless `transfers` says. */
  close(says: RoundSays, transfers = this.takeMoved()): void {
    const ties = this.ties.filter(({ round }) => round === this.round);
    const because = [says.because, ...ties.map((tie) => this.tieSentence(tie))].join(' ');
    this.elected.push(...says.elected);
    this.rounds.push({
      round: this.round,
      action: says.action,
      candidates: says.candidates,
      tally: this.votes.map(this.write),
      exhausted: this.write(this.exhausted),
      lostToRounding: this.write(this.lostToRounding),
      quota: says.quota,
      elected: says.elected,
      excluded: says.excluded,
      transfers,
      because,
    });
  }

  private takeMoved(): Transfer[] {
    const base = this.votes.length + 1;
    const person = (index: number): Candidate | null => (index === 0 ? null : index - 1);
    const transfers = [...this.moved]
      .sort(([a], [b]) => a - b)
      .map(([key, units]) => ({
        from: person(Math.floor(key / base)),
        to: person(key % base),
        votes: this.write(units),
      }));
    this.moved.clear();
    return transfers;
  }

  private tieSentence({ between, about, chosen, by }: Tie): string {
    const name = this.name(chosen);
    const outcome = {
      elect: `${name} is elected`,
      exclude: `${name} is out`,
      surplus: `the votes of ${name} pass on first`,
      rank: `${name} comes first`,
    }[about];
    const decided = by === 'look-back' ? 'The votes of an earlier round decided' : 'The tie order decided';
    return `${this.names(between)} were tied. ${decided}: ${outcome}.`;
  }

  transcript(papers: ElectionTranscript['papers']): ElectionTranscript {
    return {
      ...transcriptHeader(this.election),
      papers,
      quota: this.rounds.at(-1)?.quota ?? null,
      elected: this.elected,
      rounds: this.rounds,
      ties: this.ties,
    };
  }

  name(candidate: Candidate): string {
    return this.election.candidates[candidate]!;
  }

  /** 'Ana, Ben and Cem'. */
  names(candidates: readonly Candidate[]): string {
    return listed(candidates.map((each) => this.name(each)));
  }

  /** 'Ana (35) and Ben (21)': with the votes that they have now. */
  namesWithVotes(candidates: readonly Candidate[]): string {
    return listed(candidates.map((each) => `${this.name(each)} (${this.say(this.votes[each]!)})`));
  }

  /** Votes as a sentence has them. */
  say(units: bigint): string {
    return readable(this.write(units));
  }
}
