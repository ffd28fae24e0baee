import { readPaper } from '@plenary/tally';
import {
  electionSentence,
  isElectionMethod,
  METHOD_TERMS,
  mostMarks,
  publishWarning,
  TIE_SENTENCE,
} from '../domain/election.js';
import type { PaperLine } from '../domain/paper.js';
import type { Poll } from '../domain/poll.js';
import type { PaperGroupObject, PaperObject, PollElectionObject } from './election.objects.js';

export function presentElection(poll: Poll, candidates: number): PollElectionObject | null {
  const { election: terms, method, tier, tieSeedHash } = poll;
  if (terms === null || !isElectionMethod(method)) return null;
  const { kind, equalRanks } = METHOD_TERMS[method];
  return {
    seats: terms.seats,
    paper: kind,
    equalRanks,
    mostMarks: candidates === 0 ? null : mostMarks(method, terms.seats, candidates),
    maxScore: terms.maxScore,
    order: terms.order,
    publishesBallots: terms.publishBallots,
    publishWarning: publishWarning(terms, tier),
    sentence: electionSentence(method, terms),
    tieSentence: TIE_SENTENCE,
    tieSeedHash: tieSeedHash?.toString('hex') ?? null,
    pollId: poll.id,
  };
}

/** What a stored ballot of an election says; null for yes/no and consensus. */
export function presentPaper(answer: string | null, { method }: Poll): PaperObject | null {
  if (answer === null || !isElectionMethod(method)) return null;
  const paper = readPaper(answer, method);
  return {
    ranking: paper.kind === 'ranking' ? paper.ranking : null,
    marks: paper.kind === 'marks' ? paper.marks : null,
    scores: paper.kind === 'scores' ? paper.scores.map(([place, score]) => ({ place, score })) : null,
    spoilt: paper.kind === 'spoilt',
  };
}

/** An answer as the schema's enum has it; null for a choice among candidates, which is in the paper. */
export function presentAnswer(answer: string | null, poll: Poll): string | null {
  if (poll.election === null || answer === 'blank' || answer === 'spoilt') return answer;
  return null;
}

export function presentPaperGroup({ answer, heads, weight }: PaperLine, poll: Poll): PaperGroupObject {
  return { answer, heads, weight, paper: presentPaper(answer, poll)! };
}
