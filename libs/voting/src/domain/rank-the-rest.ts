import { type Candidate, countElection, type Election, type PaperGroup } from '@plenary/tally';

/** An election whose papers can be gone through more than once. */
type Counted = Election & { readonly papers: readonly PaperGroup[] };

/**
 * The order in which those who were not elected follow, for every method alike: first whoever would be elected to one
 * seat if the elected had not stood, then whoever would be without that one too, and so on. Whoever no paper names is
 * left out.
 */
export function rankTheRest(election: Counted, elected: readonly Candidate[], most: number): Candidate[] {
  const gone = new Set([...election.withdrawn, ...elected]);
  const order: Candidate[] = [];
  while (order.length < most && gone.size < election.candidates.length) {
    const [next] = countElection({ ...election, seats: 1, withdrawn: [...gone] }).elected;
    if (next === undefined || !isNamed(election, next)) break;
    order.push(next);
    gone.add(next);
  }
  return order;
}

function isNamed({ papers }: Counted, candidate: Candidate): boolean {
  return papers.some(({ paper }) => {
    if (paper.kind === 'ranking') return paper.ranking.some((rank) => rank.includes(candidate));
    if (paper.kind === 'marks') return paper.marks.includes(candidate);
    return paper.kind === 'scores' && paper.scores.some(([of, score]) => of === candidate && score > 0);
  });
}
