import type { PersonId } from '@plenary/kernel';
import { notAllowed, type Sql } from '@plenary/platform';
import { type PaperGroup, readPaper, writeBlt } from '@plenary/tally';
import { isElectionMethod, METHOD_TERMS } from '../domain/election.js';
import type { PaperLine } from '../domain/paper.js';
import { papersMayBeSeen } from '../domain/rules.js';
import { paperPage } from '../persistence/paper-store.js';
import { resultOf } from '../persistence/result-store.js';
import { visiblePoll } from './visible-poll.js';

const PAGE = 5_000;

/**
 * The published papers of an election as a BLT file, piece by piece, for a member of the assembly. The groups of equal
 * papers are in memory, however many papers there are.
 * @throws NOT_ALLOWED for anybody else, and where there is nothing that may be shown so: another kind of poll, not
 *   closed, papers kept back, or scores, which BLT cannot hold.
 */
export async function papersAsBlt(sql: Sql, personId: PersonId, pollId: string): Promise<Iterable<string>> {
  const poll = await visiblePoll(sql, personId, pollId);
  const { method } = poll;
  if (!isElectionMethod(method) || !papersMayBeSeen(poll) || METHOD_TERMS[method].kind === 'scores')
    throw notAllowed('There are no published papers of this vote that a BLT file can hold.');
  const count = (await resultOf(sql, poll))!.election!.transcript;
  const papers: PaperGroup[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const lines: PaperLine[] = await paperPage(sql, poll, after, PAGE);
    for (const { answer, heads, weight } of lines)
      papers.push({ paper: readPaper(answer, method), heads, weight: BigInt(weight) });
    after = lines.at(-1)?.answer ?? null;
    more = lines.length === PAGE;
  }
  const { candidates, seats, withdrawn, tieOrder } = count;
  return writeBlt({ candidates, seats, withdrawn, tieOrder, papers }, poll.question);
}
