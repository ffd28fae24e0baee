import type { PollId, Result } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import { isElectionMethod } from '../domain/election.js';
import {
  type BallotInvalid,
  type BallotPaper,
  ballotInvalid,
  type Choice,
  writePaper,
} from '../domain/paper.js';
import { candidatesOf } from '../persistence/candidate-store.js';
import { pollOf } from '../persistence/poll-store.js';

/** Ballot papers that are remembered. */
const PAPERS = 200;

/** The ballot papers of the polls that have opened: frozen, so that each is read once in a process. */
export class BallotPapers {
  /** One reading for all who come at once. */
  readonly #papers = new Map<PollId, Promise<BallotPaper | null>>();

  constructor(readonly sql: Sql) {}

  /** The canonical text of the choice, or what to mend. Judges nobody's right to vote. */
  async write(pollId: PollId, choice: Choice): Promise<Result<string, BallotInvalid>> {
    const paper = await (this.#papers.get(pollId) ?? this.#remember(pollId));
    // Heard by those alone whose poll has opened meanwhile, or has no candidates.
    if (paper === null)
      return ballotInvalid(
        'There were no candidates to choose from. Look at the poll again and answer as it says.',
      );
    return writePaper(choice, paper);
  }

  #remember(pollId: PollId): Promise<BallotPaper | null> {
    const paper = this.#read(pollId);
    if (this.#papers.size >= PAPERS) this.#papers.delete(this.#papers.keys().next().value!);
    this.#papers.set(pollId, paper);
    // What could not be read, or may have a paper later, is read again.
    const forget = () => this.#papers.get(pollId) === paper && this.#papers.delete(pollId);
    paper.then((found) => found === null && forget(), forget);
    return paper;
  }

  async #read(pollId: PollId): Promise<BallotPaper | null> {
    const poll = await pollOf(this.sql, pollId);
    if (poll?.election == null || poll.openedAt === null || !isElectionMethod(poll.method)) return null;
    const candidates = (await candidatesOf(this.sql, [pollId])).get(pollId)!;
    const places = new Map(candidates.map(({ id, place }) => [id, place]));
    return { method: poll.method, terms: poll.election, places };
  }
}

/** What stands for a choice that is not valid: the statement that judges the voter refuses it as the last thing. */
export const INVALID = 'invalid';

/** The answer to send to the ballot box, and what to say if it is refused as invalid. */
export async function answerOf(
  papers: BallotPapers,
  input: { readonly pollId: PollId; readonly answer?: string | null; readonly choice?: Choice | null },
): Promise<{ readonly answer: string; readonly refusal: BallotInvalid | null }> {
  if (input.choice == null && input.answer != null) return { answer: input.answer, refusal: null };
  const written: Result<string, BallotInvalid> =
    input.choice == null || input.answer != null
      ? ballotInvalid('A ballot has an answer or a choice among candidates: fill in one of the two.')
      : await papers.write(input.pollId, input.choice);
  return written.ok
    ? { answer: written.value, refusal: null }
    : { answer: INVALID, refusal: written.rejection };
}
