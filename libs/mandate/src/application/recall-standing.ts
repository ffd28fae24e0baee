import type { Sql } from '@plenary/platform';
import {
  type Band,
  neededAtOnce,
  neededForPoll,
  type Support,
  signsInSecret,
  WAIT_AFTER_POLL_DAYS,
} from '../domain/recall.js';
import type { Term } from '../domain/term.js';
import type { Office } from '../persistence/office-store.js';
import { countingNow, lastCleared, type Petition, supportOf } from '../persistence/petition-store.js';
import { bandNow } from '../persistence/secret-store.js';

export interface RecallStanding {
  /** Null where signatures are secret: then there is a band. */
  readonly count: number | null;
  readonly base: number;
  readonly secret: boolean;
  readonly band: Band | null;
  readonly petition: Petition | null;
  readonly neededAtOnce: number;
  readonly neededForPoll: number;
  readonly waitsUntil: Date | null;
  readonly sentence: string;
}

const DAY_MS = 86_400_000;

/** How a delegate's recall stands now. `last`: the last petition about the term. */
export async function recallStanding(
  sql: Sql,
  office: Office,
  term: Term,
  last: Petition | null,
  now: Date,
): Promise<RecallStanding> {
  const petition = last !== null && last.endedAt === null ? last : null;
  const secret = petition?.secret ?? signsInSecret(office, term);
  const support =
    petition === null || secret
      ? { count: 0, base: await countingNow(sql, term.assemblyId) }
      : await supportOf(sql, petition);
  const cleared = petition === null ? await lastCleared(sql, term.id) : null;
  const until = cleared && new Date(cleared.getTime() + WAIT_AFTER_POLL_DAYS * DAY_MS);
  const atOnce = neededAtOnce(support.base);
  const forPoll = neededForPoll(office.rules.recallPoll, support.base);
  return {
    count: secret ? null : support.count,
    base: support.base,
    secret,
    band: secret ? await bandShown(sql, term, petition) : null,
    petition,
    neededAtOnce: atOnce,
    neededForPoll: forPoll,
    waitsUntil: until !== null && until > now ? until : null,
    sentence: secret
      ? secretSentence(atOnce, forPoll, petition, office.rules.petitionDays)
      : sentence(support, atOnce, forPoll, petition, office.rules.petitionDays),
  };
}

function sentence(
  { count, base }: Support,
  atOnce: number,
  forPoll: number,
  petition: Petition | null,
  days: number,
): string {
  const now =
    count === 0
      ? 'Nobody has withdrawn their confidence.'
      : `${count} of ${base} members ${count === 1 ? 'has' : 'have'} withdrawn their confidence.`;
  const poll =
    forPoll < atOnce && petition?.motionId == null ? ` With ${forPoll} a recall vote opens by itself.` : '';
  const opened = petition?.motionId == null ? '' : ' A recall vote has been put.';
  return `${now}${opened}${poll} With ${atOnce} the seat is empty at once. Members see who signed; you can restore your confidence at any time, and signatures lapse after ${days} days.`;
}

/** That a recall vote was opened is public at once; else what the last refresh found. */
async function bandShown(sql: Sql, term: Term, petition: Petition | null): Promise<Band> {
  if (petition?.motionId != null) return 'reached';
  return (await bandNow(sql, term.id)) ?? 'less_than_half';
}

function secretSentence(atOnce: number, forPoll: number, petition: Petition | null, days: number): string {
  const opened = petition?.motionId != null;
  const poll =
    forPoll < atOnce && !opened ? ` With ${forPoll} signatures a recall vote opens by itself.` : '';
  const put = opened ? 'A recall vote has been put. ' : '';
  return `${put}Signatures are secret: members see once a day whether there are less than half of what is needed, half or more.${poll} With ${atOnce} the seat is empty at once. The server knows who signed, and the last signature may be guessed from its moment. You can restore your confidence at any time, and signatures lapse after ${days} days.`;
}
