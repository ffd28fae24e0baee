import type { Candidate, CountOptions, Election, ElectionTranscript, Round, Tie } from '../election.js';
import {
  checkElection,
  condenseRankings,
  favoured,
  leastFavoured,
  standing,
  transcriptHeader,
} from '../election-papers.js';
import { figure, plural } from '../words.js';
import { firstCount, votesWords } from './marks.js';
import { Piles } from './piles.js';
import { names, outcomeWords, tiersOf } from './places.js';

type IrvOptions = Required<Pick<CountOptions, 'stop' | 'batch' | 'overvote' | 'ties'>>;

/** The defaults that {@link CountOptions} names. */
const DEFAULTS: IrvOptions = { stop: 'majority', batch: false, overvote: 'exhaust', ties: 'tie-order' };

/**
 * Instant run-off: a paper counts for the first candidate on it who is still in; whoever has the fewest votes is
 * excluded, and those papers go to their next preference, until somebody has won (California SB 1288 (2016); Robert's
 * Rules of Order Newly Revised, 12th ed., 45:62-69). A paper with no preference left is exhausted and counts no more.
 *
 * It fills one seat. With several, the fewest votes are excluded until as many are left as there are seats ('bottoms
 * up' of the RCTab program): that is not proportional, and no majority ends it early.
 *
 * @throws ElectionInvalid as `condenseRankings` does
 */
export function countIrv(election: Election): ElectionTranscript {
  checkElection(election);
  const { stop, batch, overvote, ties } = { ...DEFAULTS, ...election.options };
  return new IrvCount(election, { stop, batch, overvote, ties }).run();
}

class IrvCount {
  private readonly header;
  private readonly papers: ElectionTranscript['papers'];
  private readonly piles: Piles;
  private left: Candidate[];
  private readonly rounds: Round[] = [];
  private readonly ties: Tie[] = [];
  /** The votes of all candidates after each round. */
  private readonly history: Float64Array[] = [];

  constructor(
    private readonly election: Election,
    private readonly options: IrvOptions,
  ) {
    this.header = transcriptHeader(election);
    this.left = standing(election);
    const equalRanks = options.overvote === 'exhaust' ? 'ends' : 'split';
    const { papers, rankings } = condenseRankings(election, equalRanks);
    this.papers = papers;
    this.piles = new Piles(rankings, election.candidates.length);
  }

  run(): ElectionTranscript {
    this.note('first-preferences', [], firstCount(this.piles.votes), votesWords(this.papers));
    while (!this.isOver()) this.exclude();
    const elected = this.elect();
    const { header, options, papers, rounds, ties } = this;
    const last = rounds.pop()!;
    const electing = ties.filter((tie) => tie.about === 'elect');
    const because = `${last.because} ${this.majorityWords()}${outcomeWords(header, elected, electing)}`;
    rounds.push({ ...last, elected, because });
    return { ...header, options, papers, quota: null, elected, rounds, ties };
  }

  private isOver(): boolean {
    const { seats } = this.election;
    if (this.left.length <= Math.max(seats, 2)) return seats === 1 || this.left.length <= seats;
    return seats === 1 && this.options.stop === 'majority' && this.leaderHasMajority();
  }

  private leaderHasMajority(): boolean {
    // Below 2^53 both sides are exact: twice the most is compared as most against the rest.
    const votes = this.left.map((each) => this.piles.votes[each]!);
    const most = Math.max(...votes);
    return most > this.active() - most;
  }

  private active(): number {
    return this.left.reduce((sum, each) => sum + this.piles.votes[each]!, 0);
  }

  private exclude(): void {
    const { left, piles } = this;
    const out = this.options.batch ? this.batch() : [];
    const excluded = out.length > 1 ? out : [this.fewest()];
    this.left = left.filter((each) => !excluded.includes(each));
    const moved = piles.exclude(excluded);
    const said = excluded.map(
      (each) => `${this.header.candidates[each]} with ${votes(this.history.at(-1)![each]!)}`,
    );
    const tie = this.ties.find((each) => each.round === this.rounds.length + 1);
    const because =
      excluded.length > 1
        ? `Together ${names(this.header, excluded)} have fewer votes than the next, and cannot catch up: they are excluded.`
        : `${said[0]} has the fewest and is excluded.${tie === undefined ? '' : this.tieWords(tie)}`;
    this.note('exclude', excluded, moved, because);
  }

  private tieWords({ between, by }: Tie): string {
    const how = by === 'look-back' ? 'the votes of an earlier round decide' : 'the tie order decides';
    return ` ${names(this.header, between)} have equally few: ${how}.`;
  }

  /**
   * The most candidates from the bottom whose votes together are fewer than those of the next, so that none of them
   * can be elected (SB 1288, 'alternative defeats'; RCTab, 'batch elimination'). At least two, or as many as there
   * are seats, are left.
   */
  private batch(): Candidate[] {
    const { votes } = this.piles;
    const upwards = [...this.left].sort((a, b) => votes[a]! - votes[b]!);
    const most = upwards.length - Math.max(this.election.seats, 2);
    let [sum, size] = [0, 0];
    for (let i = 0; i < most; i += 1) {
      sum += votes[upwards[i]!]!;
      if (sum < votes[upwards[i + 1]!]!) size = i + 1;
    }
    return upwards.slice(0, size).sort((a, b) => a - b);
  }

  /** Whom to exclude of those with the fewest votes. */
  private fewest(): Candidate {
    const { votes } = this.piles;
    const tied = tiersOf(this.left, (a, b) => votes[a]! - votes[b]!)[0]!;
    if (tied.length === 1) return tied[0]!;
    const narrowed = this.lookBack(tied, (a, b) => a - b);
    const chosen = leastFavoured(narrowed, this.election.tieOrder);
    this.settled(tied, 'exclude', chosen, narrowed, this.rounds.length + 1);
    return chosen;
  }

  /** In the order of their votes; equals by the earlier rounds where the options say so, then by the tie order. */
  private elect(): Candidate[] {
    const { votes } = this.piles;
    const elected: Candidate[] = [];
    let left = [...this.left];
    while (left.length > 0 && elected.length < this.election.seats) {
      const tied = tiersOf(left, (a, b) => votes[b]! - votes[a]!)[0]!;
      const narrowed = tied.length === 1 ? tied : this.lookBack(tied, (a, b) => b - a);
      const chosen = favoured(narrowed, this.election.tieOrder);
      if (tied.length > 1) {
        const about = elected.length + tied.length > this.election.seats ? 'elect' : 'rank';
        this.settled(tied, about, chosen, narrowed, this.rounds.length);
      }
      elected.push(chosen);
      left = left.filter((each) => each !== chosen);
    }
    return elected;
  }

  private settled(
    between: readonly Candidate[],
    about: Tie['about'],
    chosen: Candidate,
    narrowed: readonly Candidate[],
    round: number,
  ): void {
    const by = narrowed.length === 1 ? 'look-back' : 'tie-order';
    this.ties.push({ round, between: [...between].sort((a, b) => a - b), about, chosen, by });
  }

  /** Those of the tied who come first by `compare` at each earlier round, the latest first. */
  private lookBack(
    tied: readonly Candidate[],
    compare: (a: number, b: number) => number,
  ): readonly Candidate[] {
    if (this.options.ties === 'tie-order') return tied;
    let among = tied;
    for (const votes of this.history.slice(0, -1).reverse()) {
      among = tiersOf(among, (a, b) => compare(votes[a]!, votes[b]!))[0]!;
      if (among.length === 1) break;
    }
    return among;
  }

  private majorityWords(): string {
    if (this.election.seats > 1) return `As many are left as there are seats. `;
    const active = this.active();
    const most = Math.max(0, ...this.left.map((each) => this.piles.votes[each]!));
    if (most > active - most)
      return `${votes(most)} ${plural(most, 'is', 'are')} more than half of the ${figure(active)} that ${plural(active, 'counts', 'count')}. `;
    return '';
  }

  private note(
    action: string,
    candidates: readonly Candidate[],
    transfers: Round['transfers'],
    because: string,
  ): void {
    this.history.push(this.piles.votes.slice());
    this.rounds.push({
      round: this.rounds.length + 1,
      action,
      candidates,
      tally: [...this.piles.votes].map(String),
      exhausted: String(this.piles.exhausted),
      lostToRounding: '0',
      quota: null,
      elected: [],
      excluded: candidates,
      transfers,
      because,
    });
  }
}

function votes(count: number): string {
  return `${figure(count)} ${plural(count, 'vote')}`;
}
