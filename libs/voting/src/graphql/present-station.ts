import { answersOf } from '@plenary/tally';
import type { Candidate } from '../domain/election.js';
import type { Poll } from '../domain/poll.js';
import { smallRollWarning, tierSentence } from '../domain/secrecy-words.js';
import type { CheckOff, Station } from '../domain/station.js';
import { presentCandidate } from './election.objects.js';
import { presentRule } from './present.js';
import { presentElection } from './present-election.js';
import type { CheckOffObject, StationObject, StationPaperObject } from './station.objects.js';

/** Whoever presents a station has judged that the reader may see it. */
export function presentStation(station: Station): StationObject {
  const { id, pollId, state, openedAt, joinedAt, closedAt } = station;
  return { id, pollId, state, openedAt, joinedAt, closedAt, station };
}

export function presentCheckOff({ id, displayName, state, askedBy, until }: CheckOff): CheckOffObject {
  return { id, displayName, state, askedBy, until };
}

export function presentPaperOf(poll: Poll, candidates: readonly Candidate[]): StationPaperObject {
  const { question, text, tier, method, closesAt } = poll;
  const rule = presentRule(poll);
  return {
    question,
    text,
    tier,
    method,
    closesAt: closesAt!,
    tierSentence: tierSentence(poll),
    smallRollWarning: smallRollWarning(poll, poll.entitled!.heads),
    rule: rule.sentence,
    abstaining: rule.abstaining,
    answers: poll.election === null ? answersOf(poll.rule) : ['blank', 'spoilt'],
    election: presentElection(poll, candidates.length),
    candidates: candidates.map(presentCandidate),
  };
}
