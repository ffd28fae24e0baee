import { nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { COMMITTED, commitmentTo, REVEALED } from '@plenary/sortition';
import { refuse } from '../domain/rejections.js';
import { type Roster, rosterById } from '../persistence/roster-rows.js';
import { insertCommitment, setValue, type ValueRow, valuesOf } from '../persistence/value-rows.js';
import { enterRota } from './enter-rota.js';

/** Members that contribute to one draw, at most: its entry in the record names each. */
const MOST_VALUES = 1_000;

/**
 * Binds the caller to a value for the seed of a draw that is announced, until half of its hour is over. The same again
 * is as good as once; another is refused. What counts is what the record has entered before that instant.
 * @param commitment 64 lower-case hexadecimal digits; see commitmentTo
 */
export async function commitToDraw(
  tx: Tx,
  personId: PersonId,
  rosterId: string,
  commitment: string,
): Promise<Result<Roster>> {
  const entered = await enterDraw(tx, personId, rosterId);
  if (!entered.ok) return entered;
  const { roster, values, own, membershipId, authority, now } = entered.value;
  if (own !== undefined) return own.commitment === commitment ? ok(roster) : refuse('COMMITTED_ALREADY');
  if (roster.commitUntil === null || now >= roster.commitUntil) return refuse('COMMIT_CLOSED');
  if (values.length >= MOST_VALUES) return refuse('DRAW_FULL');
  await insertCommitment(tx, { assemblyId: roster.assemblyId, rosterId, membershipId }, commitment);
  tx.record({
    assemblyId: roster.assemblyId,
    kind: COMMITTED,
    authority,
    data: { roster: rosterId, membership: membershipId, commitment },
    personal: { member: await nameInRecord(tx, membershipId) },
  });
  return ok(roster);
}

/**
 * Reveals the value that the caller is bound to, once nobody can commit any more and before the draw. Repeatable.
 * @param value 64 lower-case hexadecimal digits
 */
export async function revealToDraw(
  tx: Tx,
  personId: PersonId,
  rosterId: string,
  value: string,
): Promise<Result<Roster>> {
  const entered = await enterDraw(tx, personId, rosterId);
  if (!entered.ok) return entered;
  const { roster, own, membershipId, authority, now } = entered.value;
  if (own === undefined) return refuse('NOT_COMMITTED');
  if (own.value === value) return ok(roster);
  if (commitmentTo(rosterId, membershipId, value) !== own.commitment) return refuse('VALUE_DIFFERS');
  if (now < roster.commitUntil! || now >= roster.drawsAt) return refuse('REVEAL_NOT_OPEN');
  await setValue(tx, rosterId, membershipId, value);
  tx.record({
    assemblyId: roster.assemblyId,
    kind: REVEALED,
    authority,
    data: { roster: rosterId, membership: membershipId, value },
    personal: { member: await nameInRecord(tx, membershipId) },
  });
  return ok(roster);
}

async function enterDraw(tx: Tx, personId: PersonId, rosterId: string) {
  const seen = await rosterById(tx, rosterId);
  if (seen === null) throw notAllowed();
  const grant = await enterRota(tx, personId, seen.assemblyId, 'draw.contribute');
  if (!grant.ok) return grant;
  const { membership, authority } = grant.value;
  const values = await valuesOf(tx, rosterId);
  const own = values.find((each: ValueRow) => each.membershipId === membership.id);
  const now = await tx.now();
  return ok({ roster: seen, values, own, membershipId: membership.id, authority, now });
}
