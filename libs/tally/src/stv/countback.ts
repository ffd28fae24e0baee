import type { Candidate, Election, ElectionTranscript, ExactVotes } from '../election.js';
import { ElectionInvalid } from '../election-papers.js';
import type { Rankings } from '../rankings.js';
import { ERS97_PLACES, Ers97Count } from './ers97.js';
import { decimal, fraction } from './exact.js';
import { Ledger } from './ledger.js';
import { MeekCount } from './meek.js';
import { EXACT, NZ, PRF } from './meek-rules.js';
import type { KeptPapers } from './parcels.js';
import { equalTiers } from './paths.js';
import { SCOTTISH_PLACES, ScottishCount } from './scottish.js';
import { extreme, settleTie } from './ties.js';

/** An elected member's seat that falls empty. */
export interface Vacancy {
  /**
   * Whom the election elected to the seat. Where a follower by countback leaves it again, still that one: the seat
   * belongs to the voters whose papers filled it, and they are counted anew for those who are still willing.
   */
  readonly leaving: Candidate;
  /** Who is still willing: neither elected nor withdrawn, each once. */
  readonly willing: readonly Candidate[];
}

/**
 * Who follows an elected member (DESIGN.md, *alternate*). The votes that elected the leaving member, and no others,
 * are counted again among those who were not elected and are still willing; whoever has more than half of the votes
 * that are still with somebody follows; until then the last one is out, and the papers go to their next choice.
 *
 * So it is done in Tasmania (Local Government Act 1993, section 307(2) and schedule 8; for the Assembly, Electoral Act
 * 2004, section 231 and schedule 6) and in the Australian Capital Territory (Electoral Act 1992, schedule 4, part
 * 4.3). They work out from the returning officer's bundles what each paper is to count; we know it: each counts with
 * the part of its vote that stayed with the member at the end of the count. For a member whose surplus passed on that
 * is what did not pass on, so that the votes recounted make up a quota but for what was rounded. A paper counts for
 * the willing candidate whom it ranks highest, also if ahead of the member; equal ones share it exactly. Ties go by
 * the latest round that tells the candidates apart, then by the election's tie order. A sole willing candidate
 * follows without a contest (schedule 8, clause 2).
 *
 * @throws ElectionInvalid where the method is no single transferable vote, `leaving` was not elected, or one of
 *   `willing` was, withdrew, or is named twice.
 */
export function countback(election: Election, vacancy: Vacancy): ElectionTranscript {
  const held = heldBy(election, vacancy.leaving);
  checkVacancy(vacancy, held.transcript);
  return new Countback(election, vacancy, held).transcript();
}

/** What the leaving member held at the end, of which papers. */
interface Held {
  readonly transcript: ElectionTranscript;
  readonly rankings: Rankings;
  readonly papers: readonly KeptPapers[];
  /** Units as votes; `split` says into how many parts each unit was divided. */
  write(units: bigint, split: bigint): ExactVotes;
}

function heldBy(election: Election, leaving: Candidate): Held {
  switch (election.method) {
    case 'stv-scottish':
      return ofTransfers(new ScottishCount(election, leaving), SCOTTISH_PLACES);
    case 'stv-ers97':
      return ofTransfers(new Ers97Count(election, leaving), ERS97_PLACES);
    case 'stv-meek':
      return ofMeek(new MeekCount(election, PRF), leaving, 9);
    case 'stv-meek-nz':
      return ofMeek(new MeekCount(election, NZ), leaving, 9);
    case 'stv-meek-exact':
      return ofMeek(new MeekCount(election, EXACT), leaving, null);
    default:
      throw new ElectionInvalid(
        'method',
        `a countback is of a single transferable vote, not of '${election.method}'`,
      );
  }
}

function ofTransfers(count: ScottishCount | Ers97Count, places: number): Held {
  return {
    transcript: count.transcript(),
    rankings: count.papers.rankings,
    papers: count.kept(),
    write: (units) => decimal(units, places),
  };
}

function ofMeek(count: MeekCount, leaving: Candidate, places: number | null): Held {
  const { rankings, papers, unit } = count.kept(leaving);
  const write = (units: bigint, split: bigint): ExactVotes =>
    places === null || split !== 1n ? fraction(units, unit * split) : decimal(units, places);
  return { transcript: count.transcript(), rankings, papers, write };
}

function checkVacancy(
  { leaving, willing }: Vacancy,
  { elected, withdrawn, candidates }: ElectionTranscript,
): void {
  if (!elected.includes(leaving)) {
    throw new ElectionInvalid('vacancy', `candidate ${leaving} was not elected and leaves no seat`);
  }
  for (const [i, each] of willing.entries()) {
    if (candidates[each] === undefined) throw new ElectionInvalid('vacancy', `${each} is no candidate`);
    if (elected.includes(each)) throw new ElectionInvalid('vacancy', `candidate ${each} is elected already`);
    if (withdrawn.includes(each)) throw new ElectionInvalid('vacancy', `candidate ${each} withdrew`);
    if (willing.indexOf(each) !== i) throw new ElectionInvalid('vacancy', `candidate ${each} is named twice`);
  }
}

class Countback {
  private readonly ledger: Ledger;
  private readonly history: bigint[][] = [];
  private readonly split: bigint;
  private open: readonly Candidate[];

  constructor(
    private readonly election: Election,
    private readonly vacancy: Vacancy,
    private readonly held: Held,
  ) {
    this.split = equalTiers(held.rankings).sizes;
    this.ledger = new Ledger(election, (units) => held.write(units, this.split));
    this.open = [...vacancy.willing].sort((a, b) => a - b);
    this.count();
  }

  transcript(): ElectionTranscript {
    const { leaving, willing } = this.vacancy;
    return {
      ...this.ledger.transcript(this.held.transcript.papers),
      countback: { leaving, willing: [...willing].sort((a, b) => a - b) },
    };
  }

  private count(): void {
    const { ledger } = this;
    const first = this.tally();
    for (const [each, units] of first.votes.entries()) ledger.credit(each, units);
    ledger.setAside(first.exhausted);
    const all = first.votes.reduce((a, b) => a + b, first.exhausted);
    const leaving = ledger.name(this.vacancy.leaving);
    this.close(
      'first-preferences',
      [],
      [],
      `${leaving} leaves. The ${ledger.say(all)} votes that elected ${leaving} are counted again, for those who are willing to follow.`,
    );
    while (this.open.length > 0 && ledger.elected.length === 0) this.exclude();
  }

  private exclude(): void {
    const { ledger } = this;
    const fewest = extreme('fewest', this.open, ledger.votes);
    const out = fewest.length === 1 ? fewest[0]! : this.settle(fewest);
    const votes = ledger.say(ledger.votes[out]!);
    this.open = this.open.filter((each) => each !== out);
    const next = this.tally();
    for (const each of this.open) ledger.move(out, each, next.votes[each]! - ledger.votes[each]!);
    ledger.move(out, null, ledger.votes[out]!);
    this.close(
      'exclude',
      [out],
      [out],
      `Nobody has more than half. ${ledger.name(out)} has the fewest votes, ${votes}, and is out; these papers go to their next choice.`,
    );
  }

  private close(
    action: string,
    candidates: readonly Candidate[],
    excluded: readonly Candidate[],
    why: string,
  ): void {
    const { ledger, open } = this;
    this.history.push([...ledger.votes]);
    const all = open.reduce((sum, each) => sum + ledger.votes[each]!, 0n);
    const follows = open.find((each) => open.length === 1 || ledger.votes[each]! * 2n > all);
    const because = `${why} ${follows === undefined ? '' : this.follows(follows, all)}`.trim();
    ledger.close({
      action,
      candidates,
      quota: null,
      elected: follows === undefined ? [] : [follows],
      excluded,
      because,
    });
  }

  private follows(each: Candidate, all: bigint): string {
    const { ledger } = this;
    return this.open.length === 1
      ? `${ledger.name(each)} is the only one left and follows.`
      : `${ledger.name(each)} has ${ledger.say(ledger.votes[each]!)} of ${ledger.say(all)}, more than half, and follows.`;
  }

  /** What each of those still open has of the papers, and what nobody has. */
  private tally(): { readonly votes: bigint[]; readonly exhausted: bigint } {
    const votes = this.election.candidates.map(() => 0n);
    const open = new Set(this.open);
    let exhausted = 0n;
    for (const { rankings, value } of this.held.papers) {
      for (const ranking of rankings) {
        const units = BigInt(this.held.rankings.votes[ranking]!) * value * this.split;
        const top = this.top(ranking, open);
        for (const each of top) votes[each]! += units / BigInt(top.length);
        if (top.length === 0) exhausted += units;
      }
    }
    return { votes, exhausted };
  }

  /** Those of `open` whom a ranking ranks highest. */
  private top(ranking: number, open: ReadonlySet<Candidate>): Candidate[] {
    const { start, entries } = this.held.rankings;
    const top: Candidate[] = [];
    for (let entry = start[ranking]!; entry < start[ranking + 1]!; entry += 1) {
      const held = entries[entry]!;
      if (held >= 0 && top.length > 0) break;
      const candidate = held < 0 ? ~held : held;
      if (open.has(candidate)) top.push(candidate);
    }
    return top;
  }

  private settle(between: readonly Candidate[]): Candidate {
    const question = {
      round: this.ledger.round,
      between,
      about: 'exclude',
      take: 'fewest',
      ask: 'latest',
    } as const;
    const tie = settleTie(question, this.history, this.election.tieOrder);
    this.ledger.ties.push(tie);
    return tie.chosen;
  }
}
