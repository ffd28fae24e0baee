import type { Sql } from '@plenary/platform';
import type { Tally } from '@plenary/tally';
import type { Poll, PollResult } from '../domain/poll.js';
import { choicesMayBeSeen, versionOf, votedShown } from '../domain/rules.js';
import { replacementsIn, tallyOf, votedIn } from '../persistence/count-store.js';
import { resultOf } from '../persistence/result-store.js';

/** How a poll stands, as far as anybody may know it now. */
export interface PollFigures {
  readonly version: number;
  readonly voted: number | null;
  readonly liveTally: Tally | null;
  readonly result: PollResult | null;
}

/** Counts what may be shown and nothing else: of a secret poll only how many voted, from five up. */
export async function pollFigures(sql: Sql, poll: Poll): Promise<PollFigures> {
  const result = await resultOf(sql, poll);
  if (poll.state !== 'open') {
    const voted = result?.outcome.tally.cast.heads ?? null;
    return { version: versionOf(poll, 0, 0), voted, liveTally: null, result };
  }
  const liveTally = choicesMayBeSeen(poll) ? await tallyOf(sql, poll) : null;
  const counted = liveTally?.cast.heads ?? (await votedIn(sql, [poll])).get(poll.id) ?? 0;
  const voted = votedShown(poll, counted);
  const changes = liveTally ? await replacementsIn(sql, poll) : 0;
  return { version: versionOf(poll, voted ?? 0, changes), voted, liveTally, result: null };
}
