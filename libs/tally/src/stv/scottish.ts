import type { Candidate, Election, ElectionTranscript, Tie } from '../election.js';
import { checkElection, condenseRankings, standing } from '../election-papers.js';
import { decimal } from './exact.js';
import { Ledger } from './ledger.js';
import { type KeptPapers, Papers, type Parcel } from './parcels.js';
import { byVotes, extreme, settleTie } from './ties.js';

/** SSI 2007/42 schedule 1 rule 48(3): the transfer value is calculated to five decimal places. */
export const SCOTTISH_PLACES = 5;
const VOTE = 10n ** BigInt(SCOTTISH_PLACES);

/**
 * The single transferable vote as in Scottish local elections: the Scottish Local Government Elections Order 2007
 * (SSI 2007/42), schedule 1, rules 45 to 52; the same text is in SSI 2011/399.
 *
 * A paper that ranks candidates equally counts down to there: article 2 knows a next available preference only 'in
 * consecutive order', and rule 43 rejects a paper whose first preference is not one candidate's (here: spoilt). Each
 * vote of a voter with several is a paper of its own, so that splitting a weight changes nothing. Where the order
 * says 'by lot', the tie order decides. Rounds are the order's stages.
 *
 * @throws ElectionInvalid
 */
export function countScottish(election: Election): ElectionTranscript {
  return new ScottishCount(election).transcript();
}

export class ScottishCount {
  private readonly ledger: Ledger;
  readonly papers: Papers;
  private readonly header: ElectionTranscript['papers'];
  private readonly continuing: Uint8Array;
  /** For each candidate the parcels by value: those of one value are treated alike for the rest of the count. */
  private readonly parcels: Map<bigint, Parcel>[];
  private readonly history: bigint[][] = [];
  private readonly quota: bigint;
  /** Elected with a surplus that was not transferred yet. */
  private pending: Candidate[] = [];
  private electedNow: Candidate[] = [];
  private readonly transferred = new Map<Candidate, KeptPapers[]>();

  /** @param keptBy whose papers {@link kept} will tell; countback asks for them. */
  constructor(
    private readonly election: Election,
    private readonly keptBy: Candidate | null = null,
  ) {
    checkElection(election, 'stv-scottish');
    const { papers, rankings } = condenseRankings(election, 'ends');
    this.header = papers;
    this.papers = new Papers(rankings, election.candidates.length);
    this.ledger = new Ledger(election, (units) => decimal(units, SCOTTISH_PLACES));
    this.continuing = new Uint8Array(election.candidates.length);
    for (const each of standing(election)) this.continuing[each] = 1;
    this.parcels = election.candidates.map(() => new Map());
    // Rule 46: divided by one more than the seats, decimal places ignored, increased by one.
    this.quota = (BigInt(papers.valid.weight) / BigInt(election.seats + 1) + 1n) * VOTE;
    this.count();
  }

  transcript(): ElectionTranscript {
    return this.ledger.transcript(this.header);
  }

  /** What stayed with {@link keptBy} at the end: of which papers, and how much of each. */
  kept(): KeptPapers[] {
    const parcels = this.keptBy === null ? [] : [...this.parcels[this.keptBy]!.values()];
    const held = parcels.map(({ head, value }) => ({ rankings: this.papers.rankingsFrom(head), value }));
    return [...(this.transferred.get(this.keptBy ?? -1) ?? []), ...held];
  }

  private count(): void {
    this.firstStage();
    while (!this.complete()) {
      if (this.pending.length > 0) this.transferSurplus();
      else this.exclude();
    }
  }

  /** Rule 45. */
  private firstStage(): void {
    const sorted = this.papers.sort(this.papers.all(VOTE), this.continuing);
    for (const { candidate, ...parcel } of sorted.to) {
      this.parcels[candidate]!.set(VOTE, { value: VOTE, ...parcel });
      this.ledger.credit(candidate, BigInt(parcel.papers) * VOTE);
    }
    const { valid } = this.header;
    const why = `The first preferences were counted; ${this.ledger.say(this.quota)} of ${valid.weight} votes make a quota.`;
    this.close('first-preferences', [], [], why);
  }

  /** Rules 48 and 49: the largest surplus first, every paper of the candidate at a part of its value. */
  private transferSurplus(): void {
    const { ledger } = this;
    const most = extreme('most', this.pending, ledger.votes);
    const from = this.settle(most, 'surplus', 'most');
    this.pending = this.pending.filter((each) => each !== from);
    const total = ledger.votes[from]!;
    const surplus = total - this.quota;
    let left = surplus;
    const parcels = [...this.parcels[from]!.values()];
    this.parcels[from]!.clear();
    for (const parcel of parcels) {
      // Rule 48(3): surplus times the paper's value, divided by the candidate's votes, any remainder ignored.
      const value = (surplus * parcel.value) / total;
      if (from === this.keptBy) this.keep(from, parcel, parcel.value - value);
      left -= this.transfer(from, parcel, value);
    }
    ledger.lose(from, left);
    const why = `${ledger.name(from)} has ${ledger.say(surplus)} votes more than the quota. They pass on: every paper of ${ledger.name(from)} goes to its next choice with the part of its vote that was not needed.`;
    this.close('transfer-surplus', [from], [], why);
  }

  /** Rules 50 and 51. */
  private exclude(): void {
    const { ledger } = this;
    const open = this.open();
    const fewest = extreme('fewest', open, ledger.votes);
    const out = this.settle(fewest, 'exclude', 'fewest');
    const votes = ledger.say(ledger.votes[out]!);
    this.continuing[out] = 0;
    const parcels = [...this.parcels[out]!.values()];
    this.parcels[out]!.clear();
    // Rule 50(4): each paper keeps the value at which the candidate received it.
    for (const parcel of parcels) this.transfer(out, parcel, parcel.value);
    const why = `No surplus is left to pass on. ${ledger.name(out)} has the fewest votes, ${votes}, and is out; these papers go to their next choice.`;
    this.close('exclude', [out], [out], why);
  }

  /** Moves a parcel's papers to their next preferences at `value` each; returns the votes that so left. */
  private transfer(from: Candidate, parcel: Parcel, value: bigint): bigint {
    const sorted = this.papers.sort(parcel, this.continuing);
    let moved = BigInt(sorted.nonTransferable) * value;
    this.ledger.move(from, null, moved);
    for (const { candidate, ...papers } of sorted.to) {
      const votes = BigInt(papers.papers) * value;
      this.ledger.move(from, candidate, votes);
      moved += votes;
      const held = this.parcels[candidate]!.get(value);
      if (held === undefined) this.parcels[candidate]!.set(value, { value, ...papers });
      else this.papers.join(held, papers);
    }
    return moved;
  }

  private keep(from: Candidate, parcel: Parcel, value: bigint): void {
    const kept = this.transferred.get(from) ?? [];
    kept.push({ rankings: this.papers.rankingsFrom(parcel.head), value });
    this.transferred.set(from, kept);
  }

  /** Ends a stage: rule 47, then rule 52 where it applies. */
  private close(action: string, candidates: Candidate[], excluded: Candidate[], why: string): void {
    const { ledger, election, quota } = this;
    this.history.push([...ledger.votes]);
    const reached = byVotes(
      this.open().filter((each) => ledger.votes[each]! >= quota),
      ledger.votes,
      election.tieOrder,
    );
    let because = why;
    this.elect(reached);
    if (reached.length > 0) {
      because += ` ${ledger.names(reached)} ${reached.length === 1 ? 'has' : 'have'} at least the quota and ${reached.length === 1 ? 'is' : 'are'} elected.`;
      this.pending.push(...reached.filter((each) => ledger.votes[each]! > quota));
    }
    const open = this.open();
    if (open.length > 0 && open.length <= this.vacancies()) {
      const rest = byVotes(open, ledger.votes, election.tieOrder);
      this.elect(rest);
      because += ` As many seats are open as candidates are left: ${ledger.names(rest)} ${rest.length === 1 ? 'is' : 'are'} elected.`;
    }
    const elected = this.electedNow;
    this.electedNow = [];
    ledger.close({
      action,
      candidates,
      quota: decimal(quota, SCOTTISH_PLACES),
      elected,
      excluded,
      because,
    });
  }

  private elect(candidates: readonly Candidate[]): void {
    for (const each of candidates) this.continuing[each] = 0;
    this.electedNow.push(...candidates);
  }

  private open(): Candidate[] {
    return standing(this.election).filter((each) => this.continuing[each] === 1);
  }

  private vacancies(): number {
    return this.election.seats - this.ledger.elected.length - this.electedNow.length;
  }

  private complete(): boolean {
    return this.vacancies() <= 0 || this.open().length === 0;
  }

  /** Rules 49(2), 49(3) and 51(2): the most recent stage at which they differed, then the lot. */
  private settle(between: Candidate[], about: Tie['about'], take: 'most' | 'fewest'): Candidate {
    if (between.length === 1) return between[0]!;
    const question = { round: this.ledger.round, between, about, take, ask: 'latest' } as const;
    const tie = settleTie(question, this.history, this.election.tieOrder);
    this.ledger.ties.push(tie);
    return tie.chosen;
  }
}
