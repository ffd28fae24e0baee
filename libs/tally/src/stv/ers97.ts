import type { Candidate, Election, ElectionTranscript, Tie } from '../election.js';
import { checkElection, condenseRankings, standing } from '../election-papers.js';
import { type Exclusion, exclusion } from './ers97-exclusion.js';
import { ceilDiv, decimal } from './exact.js';
import { Ledger } from './ledger.js';
import { type KeptPapers, Papers, type Parcel } from './parcels.js';
import { byVotes, extreme, settleTie } from './ties.js';

/** ERS97 5.1.6 and 5.3.7: quota and transfer values have two decimal places. */
export const ERS97_PLACES = 2;
const VOTE = 100n;

/**
 * The single transferable vote by the rules of the Electoral Reform Society: Newland and Britton, 'How to conduct an
 * election by the Single Transferable Vote', 3rd edition 1997, section 5, whose paragraphs are named beside the code.
 *
 * A paper that ranks candidates equally counts down to there (6.10, 6.12: void for uncertainty), and is spoilt where
 * its first preference is (6.9). Where the rules say 'by lot', the tie order decides. A round is a stage; the
 * sub-stages of an exclusion (5.4.11, a batch of papers of one value each) are told in its sentence.
 *
 * @throws ElectionInvalid
 */
export function countErs97(election: Election): ElectionTranscript {
  return new Ers97Count(election).transcript();
}

export class Ers97Count {
  private readonly ledger: Ledger;
  readonly papers: Papers;
  private readonly header: ElectionTranscript['papers'];
  private readonly continuing: Uint8Array;
  /** For each candidate its batches of papers, in the order in which they came. */
  private readonly batches: Parcel[][];
  /** The votes after the first stage and after every batch since (5.2.3). */
  private readonly history: bigint[][] = [];
  private quota = 0n;
  private elected: Candidate[] = [];
  private electedNow: Candidate[] = [];
  /** Being excluded, with papers that were not transferred yet. */
  private leaving: readonly Candidate[] = [];
  private readonly transferred = new Map<Candidate, KeptPapers[]>();

  /** @param keptBy whose papers {@link kept} will tell; countback asks for them. */
  constructor(
    private readonly election: Election,
    private readonly keptBy: Candidate | null = null,
  ) {
    checkElection(election, 'stv-ers97');
    const { papers, rankings } = condenseRankings(election, 'ends');
    this.header = papers;
    this.papers = new Papers(rankings, election.candidates.length);
    this.ledger = new Ledger(election, (units) => decimal(units, ERS97_PLACES));
    this.continuing = new Uint8Array(election.candidates.length);
    for (const each of standing(election)) this.continuing[each] = 1;
    this.batches = election.candidates.map(() => []);
    this.count();
  }

  transcript(): ElectionTranscript {
    return this.ledger.transcript(this.header);
  }

  /** What stayed with {@link keptBy} at the end: of which papers, and how much of each. */
  kept(): KeptPapers[] {
    const batches = this.keptBy === null ? [] : this.batches[this.keptBy]!;
    const held = batches.map(({ head, value }) => ({ rankings: this.papers.rankingsFrom(head), value }));
    return [...(this.transferred.get(this.keptBy ?? -1) ?? []), ...held];
  }

  private count(): void {
    this.firstStage();
    while (this.places() > 0 && this.open().length > 0) {
      const surpluses = this.elected.filter((each) => this.surplusOf(each) > 0n);
      const proposed = this.exclusionWith(surpluses);
      // 5.2.2: surpluses wait where they could not change who is excluded next.
      if (proposed === null) this.transferSurplus(surpluses);
      else this.exclude(proposed, surpluses);
    }
  }

  /** 5.1. */
  private firstStage(): void {
    const sorted = this.papers.sort(this.papers.all(VOTE), this.continuing);
    for (const { candidate, ...parcel } of sorted.to) {
      this.batches[candidate]!.push({ value: VOTE, ...parcel });
      this.ledger.credit(candidate, BigInt(parcel.papers) * VOTE);
    }
    this.setQuota();
    this.afterBatch();
    this.close(
      'first-preferences',
      [],
      [],
      `The first preferences were counted; the quota is ${this.ledger.say(this.quota)} votes.`,
    );
  }

  /** 5.1.6, and 5.4.8 while nobody is elected: votes that nobody holds are left out; rounded up to two places. */
  private setQuota(): void {
    const votes = BigInt(this.header.valid.weight) * VOTE - this.ledger.exhausted;
    this.quota = ceilDiv(votes, BigInt(this.election.seats + 1));
  }

  /** 5.2.3 and 5.3. */
  private transferSurplus(surpluses: readonly Candidate[]): void {
    const { ledger } = this;
    const from = this.settle(extreme('most', surpluses, ledger.votes), 'surplus', 'most');
    const surplus = this.surplusOf(from);
    // 5.3.1, 5.3.2: the batch that came last; it is all the papers where they are first preferences.
    const batch = this.batches[from]!.pop()!;
    const sorted = this.papers.sort(batch, this.continuing);
    const transferable = BigInt(sorted.transferable);
    // 5.3.7: at a part of their value, two places, any remainder ignored; at all of it where that is no more.
    const isMore = transferable * batch.value > surplus;
    const value = isMore ? surplus / transferable : batch.value;
    if (from === this.keptBy) this.keepOf(from, batch, sorted, value);
    let left = surplus;
    for (const { candidate, ...parcel } of sorted.to) {
      this.batches[candidate]!.push({ value, ...parcel });
      ledger.move(from, candidate, BigInt(parcel.papers) * value);
      left -= BigInt(parcel.papers) * value;
    }
    // 5.3.9: the remainder; and where all transferable papers together were worth less, what the others are worth.
    if (isMore) ledger.lose(from, left);
    else ledger.move(from, null, left);
    this.afterBatch();
    const which = this.batches[from]!.length === 0 ? 'papers' : 'papers that came last';
    const why = `${ledger.name(from)} has ${ledger.say(surplus)} votes more than the quota. The ${which} of ${ledger.name(from)} go to their next choices with ${ledger.say(value)} of a vote each.`;
    this.close('transfer-surplus', [from], [], why);
  }

  /** What of a batch stays with the candidate: papers without a next preference stay whole (5.3.3). */
  private keepOf(from: Candidate, batch: Parcel, sorted: ReturnType<Papers['sort']>, value: bigint): void {
    const moved = sorted.to.flatMap(({ head }) => this.papers.rankingsFrom(head));
    this.transferred.set(from, [
      { rankings: moved, value: batch.value - value },
      { rankings: this.papers.rankingsFrom(sorted.nonTransferableHead), value: batch.value },
    ]);
  }

  /** 5.2.5, 5.4 and 5.5.1. */
  private exclude(proposed: Exclusion, surpluses: readonly Candidate[]): void {
    const { ledger } = this;
    const out = this.settleExclusion(proposed);
    const some =
      out.length === 1
        ? 'has the fewest votes and is out'
        : 'have the fewest votes and are out together: even with all that could still pass to one of them nobody of them would overtake the next';
    const waits =
      surpluses.length > 0
        ? ` The surplus of ${ledger.names(surpluses)} waits, since it could not save them.`
        : '';
    let why = `${ledger.namesWithVotes(out)} ${some}.${waits}`;
    for (const each of out) this.continuing[each] = 0;
    if (this.open().length > this.places()) {
      this.leaving = out;
      const steps = this.transferAll(out);
      this.leaving = [];
      if (steps > 1) why += ` These papers moved in ${steps} steps, those worth most first.`;
    }
    this.close('exclude', out, out, why);
  }

  /** 5.4.1 to 5.4.11: batches in descending order of value, an election after each; returns how many. */
  private transferAll(out: readonly Candidate[]): number {
    const { ledger } = this;
    const held = out.flatMap((from) => this.batches[from]!.map((batch) => ({ from, batch })));
    for (const each of out) this.batches[each] = [];
    const values = [...new Set(held.map(({ batch }) => batch.value))].sort((a, b) => (a > b ? -1 : 1));
    let steps = 0;
    for (const value of values) {
      if (this.places() === 0) break;
      steps += 1;
      const received = new Map<Candidate, Parcel>();
      for (const { from, batch } of held.filter((each) => each.batch.value === value)) {
        const sorted = this.papers.sort(batch, this.continuing);
        ledger.move(from, null, BigInt(sorted.nonTransferable) * value);
        for (const { candidate, ...papers } of sorted.to) {
          ledger.move(from, candidate, BigInt(papers.papers) * value);
          const before = received.get(candidate);
          if (before === undefined) received.set(candidate, { value, ...papers });
          else this.papers.join(before, papers);
        }
      }
      for (const [candidate, batch] of received) this.batches[candidate]!.push(batch);
      if (this.elected.length === 0) this.setQuota();
      this.afterBatch();
    }
    return steps;
  }

  /** 5.1.7, 5.3.13 and 5.4.9: in turn, in descending order of votes, whoever has the quota or its equal by (b). */
  private afterBatch(): void {
    const { ledger } = this;
    this.history.push([...ledger.votes]);
    for (;;) {
      const open = this.open();
      if (this.places() === 0 || open.length === 0) return;
      const most = extreme('most', open, ledger.votes);
      const votes = ledger.votes[most[0]!]!;
      if (!this.isEnough(votes)) return;
      const next = most.length > this.places() ? this.firstAhead(most) : most[0]!;
      if (next === null) return;
      this.continuing[next] = 0;
      this.elected.push(next);
      this.electedNow.push(next);
    }
  }

  private isEnough(votes: bigint): boolean {
    if (votes === 0n) return false;
    // 6.20: of the continuing candidates, and what awaits transfer.
    const awaiting = this.elected.reduce((sum, each) => sum + this.surplusOf(each), 0n);
    const counted = [...this.open(), ...this.leaving].reduce(
      (sum, each) => sum + this.ledger.votes[each]!,
      0n,
    );
    return votes >= this.quota || votes * BigInt(this.places() + 1) >= counted + awaiting;
  }

  /** 5.6.2: too few places for the tied; whoever was ahead first, or nobody where they never differed. */
  private firstAhead(between: readonly Candidate[]): Candidate | null {
    const { ledger, election, history } = this;
    const question = { round: ledger.round, between, about: 'elect', take: 'most', ask: 'earliest' } as const;
    const tie = settleTie(question, history, election.tieOrder);
    if (tie.by === 'tie-order') return null;
    ledger.ties.push(tie);
    return tie.chosen;
  }

  private exclusionWith(surpluses: readonly Candidate[]): Exclusion | null {
    const { ledger, election } = this;
    const ascending = byVotes(this.open(), ledger.votes, election.tieOrder).reverse();
    return exclusion(ascending, ledger.votes, this.places(), this.totalSurplus(surpluses));
  }

  /** Takes of the equal ones as many as are excluded, one by one, and returns all of the excluded. */
  private settleExclusion({ sure, equal, ofEqual }: Exclusion): Candidate[] {
    const out = [...sure];
    let left = equal;
    for (let taken = 0; taken < ofEqual; taken += 1) {
      const next = ofEqual === equal.length ? left[0]! : this.settle(left, 'exclude', 'fewest');
      out.push(next);
      left = left.filter((each) => each !== next);
    }
    return out.sort((a, b) => a - b);
  }

  private totalSurplus(of: readonly Candidate[]): bigint {
    return of.reduce((sum, each) => sum + this.surplusOf(each), 0n);
  }

  private surplusOf(candidate: Candidate): bigint {
    const above = this.ledger.votes[candidate]! - this.quota;
    return above > 0n ? above : 0n;
  }

  private close(
    action: string,
    candidates: readonly Candidate[],
    out: readonly Candidate[],
    why: string,
  ): void {
    const { ledger, election } = this;
    let because = why;
    const full = this.electedNow.filter((each) => ledger.votes[each]! >= this.quota);
    const below = this.electedNow.filter((each) => ledger.votes[each]! < this.quota);
    if (full.length > 0) {
      because += ` ${ledger.namesWithVotes(full)} ${full.length === 1 ? 'has' : 'have'} the quota and ${full.length === 1 ? 'is' : 'are'} elected.`;
    }
    if (below.length > 0) {
      because += ` ${ledger.namesWithVotes(below)} ${below.length === 1 ? 'is' : 'are'} elected with less than the quota: too few votes are left in play for as many others as seats are open to overtake.`;
    }
    const open = this.open();
    if (open.length > 0 && open.length <= this.places()) {
      const rest = byVotes(open, ledger.votes, election.tieOrder);
      for (const each of rest) this.continuing[each] = 0;
      this.elected.push(...rest);
      this.electedNow.push(...rest);
      because += ` As many seats are open as candidates are left: ${ledger.names(rest)} ${rest.length === 1 ? 'is' : 'are'} elected.`;
    }
    // 5.5.2: once the places are filled the others are formally excluded.
    const over = this.places() === 0 ? this.open() : [];
    for (const each of over) this.continuing[each] = 0;
    const elected = this.electedNow;
    this.electedNow = [];
    ledger.close({
      action,
      candidates,
      quota: decimal(this.quota, ERS97_PLACES),
      elected,
      excluded: [...out, ...over],
      because,
    });
  }

  private open(): Candidate[] {
    return standing(this.election).filter((each) => this.continuing[each] === 1);
  }

  private places(): number {
    return this.election.seats - this.elected.length;
  }

  /** 5.2.3 and 5.2.5: the earliest point at which they differed, then the lot. */
  private settle(between: readonly Candidate[], about: Tie['about'], take: 'most' | 'fewest'): Candidate {
    if (between.length === 1) return between[0]!;
    const question = { round: this.ledger.round, between, about, take, ask: 'earliest' } as const;
    const tie = settleTie(question, this.history, this.election.tieOrder);
    this.ledger.ties.push(tie);
    return tie.chosen;
  }
}
