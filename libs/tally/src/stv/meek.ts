import type { Candidate, Election, ElectionTranscript, Transfer } from '../election.js';
import { checkElection, condenseRankings, standing } from '../election-papers.js';
import type { Rankings } from '../rankings.js';
import { readable } from './exact.js';
import { Ledger } from './ledger.js';
import { EXACT, type MeekRule, NZ, PRF, type Quota, type Standing } from './meek-rules.js';
import type { KeptPapers } from './parcels.js';
import {
  type Distribution,
  distribute,
  equalTiers,
  flows,
  flowUnit,
  KEEPS_ALL,
  KEEPS_NOTHING,
  type Keep,
  type Moment,
  type Paths,
  pathsOf,
  shareOut,
} from './paths.js';
import { byVotes, settleTie } from './ties.js';

/** Meek's method by the reference rule, nine decimals; see {@link PRF}. @throws ElectionInvalid */
export function countMeek(election: Election): ElectionTranscript {
  return new MeekCount(election, PRF).transcript();
}

/** The same with exact fractions; see {@link EXACT}. @throws ElectionInvalid */
export function countMeekExact(election: Election): ElectionTranscript {
  return new MeekCount(election, EXACT).transcript();
}

/** Meek's method as in New Zealand; see {@link NZ}. @throws ElectionInvalid */
export function countMeekNz(election: Election): ElectionTranscript {
  return new MeekCount(election, NZ).transcript();
}

/**
 * A count by Meek's method: everybody elected keeps of each vote just the part that makes up a quota, found by
 * iterating, and the rest of the vote passes on down the paper.
 *
 * A round is what happens between two decisions. Its tally is what the decision was taken on; the papers of whoever
 * was excluded pass on in the next round, if there is one.
 */
export class MeekCount {
  private readonly ledger: Ledger;
  private readonly header: ElectionTranscript['papers'];
  private readonly rankings: Rankings;
  private readonly keeps: Keep[];
  private hopeful: readonly Candidate[];
  private elected: readonly Candidate[] = [];
  /** Excluded before the round that is being counted, and in the round before it. */
  private readonly gone: Uint8Array;
  private justExcluded: readonly Candidate[] = [];
  private paths!: Paths;
  private moment!: Moment;
  /** The moment of the last round's tally; none before the first. */
  private before: Moment | null = null;
  private readonly history: bigint[][] = [];
  private readonly tierFactor: bigint;

  constructor(
    private readonly election: Election,
    private readonly rule: MeekRule,
  ) {
    checkElection(election, rule.method);
    const { papers, rankings } = condenseRankings(election, rule.equalRanks);
    this.header = papers;
    this.rankings = rankings;
    const { sizes, tiers } = equalTiers(rankings);
    this.tierFactor = sizes ** BigInt(tiers);
    this.hopeful = standing(election);
    this.gone = new Uint8Array(election.candidates.length);
    for (const each of election.withdrawn) this.gone[each] = 1;
    this.keeps = election.candidates.map((_, each) => (this.gone[each] === 1 ? KEEPS_NOTHING : KEEPS_ALL));
    this.ledger = new Ledger(election, (units) => rule.write(units, this.moment.unit));
    this.count();
  }

  transcript(): ElectionTranscript {
    return this.ledger.transcript(this.header);
  }

  /** What stayed with a candidate by the last tally: of which papers, and how much of each. */
  kept(by: Candidate): { readonly rankings: Rankings; readonly papers: KeptPapers[]; readonly unit: bigint } {
    const { keeps, unit } = this.moment;
    const papers: KeptPapers[] = [];
    for (let ranking = 0; ranking < this.rankings.count; ranking += 1) {
      const { kept } = shareOut(this.rankings, ranking, keeps, unit);
      const value = kept.find(([candidate]) => candidate === by)?.[1];
      if (value !== undefined) papers.push({ rankings: [ranking], value });
    }
    return { rankings: this.rankings, papers, unit };
  }

  private count(): void {
    this.findPaths();
    // B.1: enough candidates for the seats, without a contest.
    if (this.hopeful.length <= this.election.seats) {
      this.closeRound(this.iterate(), [], []);
      return;
    }
    let last: { readonly surplus: bigint; readonly scale: bigint } | null = null;
    while (this.hopeful.length > 0) {
      const now = this.iterate();
      this.history.push([...now.distribution.votes]);
      const winners = byVotes(
        this.hopeful.filter((each) => this.rule.isElected(now.distribution.votes[each]!, now.quota)),
        now.distribution.votes,
        this.election.tieOrder,
      );
      this.hopeful = this.hopeful.filter((each) => !winners.includes(each));
      this.elected = [...this.elected, ...winners];
      const stands = this.stands(now);
      const scale = now.quota.denominator * this.moment.unit;
      // B.2.e and clause 23: a surplus that no longer falls is as small as the decimals allow.
      const stable = last !== null && stands.surplus * last.scale >= last.surplus * scale;
      const losers = this.losers(stands, winners, stable);
      if (winners.length > 0 || losers.length > 0) {
        this.closeRound(now, winners, losers);
        if (this.hopeful.length === 0) return;
        last = null;
      } else last = { surplus: stands.surplus, scale };
      if (this.rule.electsAndExcludes || last !== null) this.updateKeeps(now);
      if (last === null) this.findPaths();
    }
  }

  private iterate(): { readonly distribution: Distribution; readonly quota: Quota } {
    const unit = this.rule.unit(this.keeps, this.tierFactor);
    this.moment = { keeps: [...this.keeps], unit };
    const distribution = distribute(this.paths, this.keeps, unit);
    const all = distribution.votes.reduce((a, b) => a + b, 0n);
    return { distribution, quota: this.rule.quota(all, this.election.seats) };
  }

  private stands({ distribution, quota }: ReturnType<MeekCount['iterate']>): Standing {
    const { votes } = distribution;
    const above = this.elected.reduce(
      (sum, each) => sum + votes[each]! * quota.denominator - quota.numerator,
      0n,
    );
    return {
      votes,
      unit: this.moment.unit,
      quota,
      surplus: above > 0n ? above : 0n,
      hopeful: this.hopeful,
      vacancies: this.vacancies(),
    };
  }

  private losers(stands: Standing, winners: readonly Candidate[], stable: boolean): readonly Candidate[] {
    if (winners.length > 0 && !this.rule.electsAndExcludes) return [];
    if (stands.vacancies === 0 || stands.hopeful.length <= stands.vacancies) return [];
    if (!this.rule.isSettled(stands) && !stable) return this.rule.sureLosers(stands);
    const lowest = this.rule.lowest(stands);
    if (lowest.length === 1) return lowest;
    const tie = settleTie(
      {
        round: this.ledger.round,
        between: lowest,
        about: 'exclude',
        take: 'fewest',
        ask: this.rule.tiesAsk,
      },
      this.history,
      this.election.tieOrder,
    );
    this.ledger.ties.push(tie);
    return [tie.chosen];
  }

  private closeRound(
    { distribution, quota }: ReturnType<MeekCount['iterate']>,
    winners: readonly Candidate[],
    losers: readonly Candidate[],
  ): void {
    const { ledger, election } = this;
    const transfers = this.post(distribution);
    this.hopeful = this.hopeful.filter((each) => !losers.includes(each));
    for (const each of losers) this.keeps[each] = KEEPS_NOTHING;
    // C.1: where as many candidates are left as seats, they are elected.
    const rest =
      this.hopeful.length <= this.vacancies()
        ? byVotes(this.hopeful, distribution.votes, election.tieOrder)
        : [];
    this.elected = [...this.elected, ...rest];
    if (rest.length > 0) this.hopeful = [];
    // C.2: where the seats are filled, the others are not elected.
    const over = this.vacancies() === 0 ? this.hopeful : [];
    if (over.length > 0) this.hopeful = [];
    const written = this.rule.writeQuota(quota, this.moment.unit);
    ledger.close(
      {
        action: winners.length > 0 || losers.length === 0 ? 'elect' : 'exclude',
        candidates: winners.length > 0 || losers.length === 0 ? [...winners, ...rest] : losers,
        quota: written,
        elected: [...winners, ...rest],
        excluded: [...losers, ...over],
        because: this.because(written, winners, losers, rest),
      },
      transfers,
    );
    this.before = this.moment;
    this.justExcluded = losers;
  }

  /** Sets the ledger to a tally, and returns what moved since the last one. */
  private post({ votes, exhausted, lost }: Distribution): Transfer[] {
    const { ledger, before, moment, rule } = this;
    for (const [each, units] of votes.entries()) ledger.votes[each] = units;
    ledger.exhausted = exhausted;
    ledger.lostToRounding = lost;
    if (before === null) {
      const first = [...votes.entries(), [null, exhausted] as const].filter(([, units]) => units > 0n);
      return first.map(([to, units]) => ({ from: null, to, votes: rule.write(units, moment.unit) }));
    }
    const sums = new Map<string, [from: Candidate | null, to: Candidate | null, units: bigint]>();
    flows(this.paths, before, moment, (from, to, units) => {
      const sum = sums.get(`${from}>${to}`);
      if (sum === undefined) sums.set(`${from}>${to}`, [from, to, units]);
      else sum[2] += units;
    });
    const place = (each: Candidate | null): number => each ?? -1;
    const unit = flowUnit(before, moment);
    return [...sums.values()]
      .sort(([a, b], [c, d]) => place(a) - place(c) || place(b) - place(d))
      .map(([from, to, units]) => ({ from, to, votes: rule.write(units, unit) }));
  }

  private updateKeeps({ distribution, quota }: ReturnType<MeekCount['iterate']>): void {
    for (const each of this.elected) {
      this.keeps[each] = this.rule.nextKeep(this.keeps[each]!, quota, distribution.votes[each]!);
    }
  }

  /** The paths on which the last round's tally and those of the next round can be worked out. */
  private findPaths(): void {
    const passing = new Uint8Array(this.gone.length);
    for (const each of [...this.elected, ...this.justExcluded]) passing[each] = 1;
    this.paths = pathsOf(this.rankings, this.gone, passing);
    for (const each of this.justExcluded) this.gone[each] = 1;
  }

  private vacancies(): number {
    return this.election.seats - this.elected.length;
  }

  private because(
    quota: string,
    winners: readonly Candidate[],
    losers: readonly Candidate[],
    rest: readonly Candidate[],
  ): string {
    const { ledger } = this;
    const { enough } = this.rule;
    const sentences = [
      this.before === null
        ? 'The first preferences were counted.'
        : 'What the elected do not need, and the papers of whoever is out, passed to the next choices.',
      `The quota is ${readable(quota)} votes.`,
    ];
    if (winners.length > 0) {
      const [have, are] = winners.length === 1 ? ['has', 'is'] : ['have', 'are'];
      sentences.push(`${ledger.namesWithVotes(winners)} ${have} ${enough} and ${are} elected.`);
    }
    if (losers.length === 1) {
      const nobody = this.elected.length > rest.length ? 'Nobody else' : 'Nobody';
      sentences.push(
        `${nobody} has ${enough}: ${ledger.namesWithVotes(losers)} has the fewest votes and is out.`,
      );
    }
    if (losers.length > 1) {
      sentences.push(`${ledger.namesWithVotes(losers)} cannot win, whatever still passes on, and are out.`);
    }
    if (rest.length > 0) {
      const are = rest.length === 1 ? 'is' : 'are';
      sentences.push(`As many seats are open as candidates are left: ${ledger.names(rest)} ${are} elected.`);
    }
    return sentences.join(' ');
  }
}
