import type { Candidate, PaperGroup } from '../election.js';
import type { Position } from './malformed.js';
import { Totals } from './paper-store.js';

type Scores = readonly (readonly [id: number, score: number])[];

/** Papers that give scores, while a file is read: those that say the same once. */
export class ScoreStore {
  private readonly byKey = new Map<string, { readonly scores: Scores; heads: number; weight: number }>();
  private readonly totals = new Totals();

  /** @throws MalformedFile where there are too many to count exactly */
  add(scores: Scores, votes: { readonly heads: number; readonly weight: number }, at: Position): void {
    this.totals.add(votes.heads, votes.weight, at);
    const key = scores.join(' ');
    const held = this.byKey.get(key);
    if (held === undefined) this.byKey.set(key, { scores, ...votes });
    else {
      held.heads += votes.heads;
      held.weight += votes.weight;
    }
  }

  papers(candidateOf: (id: number) => Candidate): PaperGroup[] {
    return [...this.byKey.values()].map(({ scores, heads, weight }) => ({
      paper: { kind: 'scores', scores: scores.map(([id, score]) => [candidateOf(id), score]) },
      heads,
      weight: BigInt(weight),
    }));
  }
}
