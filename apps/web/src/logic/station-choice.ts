import type { BallotChoiceInput } from '../graphql/generated/schema.ts';
import type { StationDeviceAnswer } from '../graphql/generated/station.ts';

type Device = NonNullable<StationDeviceAnswer['stationDevice']>;
export type StationPaper = Pick<Device['paper'], 'election' | 'candidates'>;

/** By candidate: the rank from 1, the score, or 1 for a mark. Who is not in it has none. */
export type Marks = Readonly<Record<string, number>>;

/** What the paper says, as the API takes it. */
export function toChoice({ election, candidates }: StationPaper, marks: Marks): BallotChoiceInput {
  const marked = candidates.filter(({ id }) => marks[id] !== undefined).map(({ id }) => id);
  switch (election?.paper) {
    case 'MARKS':
      return { marks: marked };
    case 'SCORES':
      return { scores: marked.map((candidateId) => ({ candidateId, score: marks[candidateId]! })) };
    default: {
      const ranks = [...new Set(marked.map((id) => marks[id]!))].sort((a, b) => a - b);
      return { ranking: ranks.map((rank) => marked.filter((id) => marks[id] === rank)) };
    }
  }
}

/** The same to be read before it is handed in: 'First Ada, then Bo.' */
export function sentenceOf(paper: StationPaper, marks: Marks): string {
  const nameOf = (id: string) => paper.candidates.find((each) => each.id === id)!.name;
  const { ranking, marks: marked, scores } = toChoice(paper, marks);
  if (marked) return `You mark ${marked.map(nameOf).join(', ')}.`;
  if (scores) return scores.map(({ candidateId, score }) => `${nameOf(candidateId)}: ${score}`).join(' · ');
  return (ranking ?? []).map((rank, i) => `${i + 1}. ${rank.map(nameOf).join(' and ')}`).join(' · ');
}
