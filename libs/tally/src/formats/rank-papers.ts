import type { Candidate, Paper } from '../election.js';
import type { Rank, ReadingRules } from './ballot-file.js';

/**
 * A paper from what stands at its ranks. Whoever is ranked a second time is passed over there. A paper that begins
 * with several candidates that cannot be told is spoilt where they end it: it names nobody.
 */
export function paperOf(ranks: readonly Rank[], rules: ReadingRules): Paper {
  const ranking: Candidate[][] = [];
  const seen = new Set<Candidate>();
  let skipped = 0;
  for (const rank of ranks) {
    if (rank === 'overvote') {
      skipped = 0;
      if (rules.overvote === 'skip') continue;
      return ranking.length === 0 ? { kind: 'spoilt' } : { kind: 'ranking', ranking };
    }
    skipped = rank.length === 0 ? skipped + 1 : 0;
    if (rules.skippedRanks !== null && skipped > rules.skippedRanks) break;
    const tier = [...new Set(rank)].filter((candidate) => !seen.has(candidate));
    for (const candidate of tier) seen.add(candidate);
    if (tier.length > 0) ranking.push(tier);
  }
  return { kind: 'ranking', ranking };
}
