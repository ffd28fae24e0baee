import { countElection, type Method, type PaperGroup } from '@plenary/tally';
import { Schulze, utils } from 'votes';
import { type Bench, figure, type Measured, type Options, worst } from './figure.js';
import { type StvVote, stvPackage } from './rivals.js';

const BALLOTS = 1_000_000;
const CANDIDATES = 10;
const SEATS = 3;
const SCHULZE_BALLOTS = 20_000;
const SCHULZE_CANDIDATES = 100;

/** Marsaglia's xorshift: every run counts the same ballots. From 0 to less than 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * Rankings of uneven length in which the candidates are liked unequally; the index is the candidate. Half of a million
 * with ten candidates are rankings that nobody else has.
 */
function rankings(ballots: number, candidates: number): number[][] {
  const random = randomFrom(20_070_42);
  return Array.from({ length: ballots }, () => {
    const liking = Array.from({ length: candidates }, (_, each) => ({
      each,
      by: random() * (1 + each / candidates),
    }));
    const length = 1 + Math.floor(random() * candidates);
    return liking
      .sort((a, b) => b.by - a.by)
      .slice(0, length)
      .map(({ each }) => each);
  });
}

const names = (candidates: number) =>
  Array.from({ length: candidates }, (_, each) => `candidate ${each + 1}`);

/** One group a paper: nothing is condensed beforehand. */
function groups(ballots: readonly (readonly number[])[]): PaperGroup[] {
  return ballots.map((ballot) => ({
    paper: { kind: 'ranking', ranking: ballot.map((each) => [each]) },
    heads: 1,
    weight: 1n,
  }));
}

function ours(method: Method, candidates: readonly string[], seats: number, papers: readonly PaperGroup[]) {
  const tieOrder = candidates.map((_, each) => each);
  const { elected } = countElection({ method, candidates, withdrawn: [], seats, papers, tieOrder });
  return elected.map((each) => candidates[each]!);
}

/** What came out, and in how many seconds. */
function timed(work: () => readonly string[]): { readonly winners: string; readonly seconds: number } {
  const began = performance.now();
  const winners = work();
  return { winners: [...winners].sort().join(', '), seconds: (performance.now() - began) / 1_000 };
}

const said = (same: boolean) => (same ? 'the same winners' : 'other winners');

type Contest = 'scottish' | 'meek' | 'stv' | 'schulze' | 'votes';

async function run({ quick, say }: Options): Promise<Measured> {
  const { stv } = await stvPackage();
  say(`${BALLOTS} ballots of ${CANDIDATES} candidates, ${SCHULZE_BALLOTS} of ${SCHULZE_CANDIDATES}`);
  const [few, many] = [names(CANDIDATES), names(SCHULZE_CANDIDATES)];
  const ballots = rankings(BALLOTS, CANDIDATES);
  const papers = groups(ballots);
  const long = rankings(SCHULZE_BALLOTS, SCHULZE_CANDIDATES);
  const longPapers = groups(long);
  const longRankings = long.map((ballot) => ({ ranking: ballot.map((each) => [many[each]!]), weight: 1 }));
  const votes: StvVote[] = ballots.map((ballot) => ({
    weight: 1,
    preferences: ballot.map((each) => few[each]!),
  }));

  const contests: Readonly<Record<Contest, () => readonly string[]>> = {
    scottish: () => ours('stv-scottish', few, SEATS, papers),
    stv: () => stv({ seatsToFill: SEATS, candidates: few, votes }).winners,
    meek: () => ours('stv-meek', few, SEATS, papers),
    schulze: () => ours('schulze', many, 1, longPapers),
    votes: () => new Schulze(utils.matrixFromBallots(longRankings, many)).ranking()[0]!,
  };
  const seconds: Record<Contest, number[]> = { scottish: [], stv: [], meek: [], schulze: [], votes: [] };
  const winners: Partial<Record<Contest, string>> = {};
  const rounds = quick ? 1 : 5;
  for (let i = 0; i < rounds; i++) {
    for (const contest of Object.keys(contests) as Contest[]) {
      for (const vote of votes) vote.weight = 1;
      const done = timed(contests[contest]);
      seconds[contest].push(done.seconds);
      winners[contest] = done.winners;
    }
    const took = Object.entries(seconds).map(([contest, runs]) => `${contest} ${runs.at(-1)!.toFixed(2)} s`);
    say(`round ${i + 1} of ${rounds}: ${took.join(', ')}`);
  }
  const agrees = { stv: winners.stv === winners.scottish, votes: winners.votes === winners.schulze };
  say(`the package stv names ${said(agrees.stv)}, votes ${said(agrees.votes)}`);
  return measured(seconds, agrees);
}

function measured(
  seconds: Readonly<Record<Contest, readonly number[]>>,
  agrees: { readonly stv: boolean; readonly votes: boolean },
): Measured {
  const bound = { bound: 'at most', than: 2 } as const;
  const million = `1,000,000 ballots, ${CANDIDATES} candidates, ${SEATS} seats`;
  const against = (package_: 'stv' | 'votes', contest: Contest, what: string) =>
    figure(
      'count_vs_best_package',
      `${what}: the seconds of the npm package \`${package_}\` over ours; it names ${said(agrees[package_])}`,
      'ratio',
      { bound: 'at least', than: 1 },
      seconds[contest].map((own, i) => seconds[package_][i]! / own),
    );
  return {
    figures: [
      figure('count_1m_stv_scottish_seconds', `stv-scottish: ${million}`, 's', bound, seconds.scottish),
      figure('count_1m_stv_meek_seconds', `stv-meek: ${million}`, 's', bound, seconds.meek),
      worst([
        against('stv', 'scottish', `Scottish STV, ${million} (the lesser of the two ratios)`),
        against(
          'votes',
          'schulze',
          `Schulze, ${SCHULZE_BALLOTS.toLocaleString('en')} ballots, ${SCHULZE_CANDIDATES} candidates (the lesser of the two ratios)`,
        ),
      ]),
    ],
    parts: [
      { what: `stv-scottish, ${million}`, unit: 's', runs: seconds.scottish },
      { what: `package \`stv\` 0.0.2, the same (${said(agrees.stv)})`, unit: 's', runs: seconds.stv },
      { what: `stv-meek, ${million}`, unit: 's', runs: seconds.meek },
      {
        what: `schulze, ${SCHULZE_BALLOTS.toLocaleString('en')} ballots, ${SCHULZE_CANDIDATES} candidates`,
        unit: 's',
        runs: seconds.schulze,
      },
      { what: `package \`votes\` 3.0.0, the same (${said(agrees.votes)})`, unit: 's', runs: seconds.votes },
    ],
    profile: [
      'A count of a million ballots is for the most part the reading of them, one by one, and the taking together of those that say the same; the rounds that follow move the different rankings alone. Meek’s iterations go over the few hundred different ways in which papers can pass votes on.',
    ],
  };
}

export const counting: Bench = {
  names: ['count_1m_stv_scottish_seconds', 'count_1m_stv_meek_seconds', 'count_vs_best_package'],
  how: 'Counting. The library’s own counts, single-threaded, from papers in memory, one by one and in no order, to the whole transcript. Beside it, in turns in the same process and on the same ballots, the packages of the npm registry that do the same: `stv`, which says that it counts by the Scottish rules, and does so in floating point, without the five decimal places, a paper’s weight multiplied anew at each transfer and one winner a round; and `votes`, whose Schulze takes its majorities from a table of who is preferred to whom, which it makes from the ballots and which is in its time. No package there counts by Meek’s method. What each makes besides the winners (our transcript of every transfer, tie and path) is in its time too.',
  run,
};
