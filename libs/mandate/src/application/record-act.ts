import { authorise, nameInRecord } from '@plenary/assembly';
import { isUuid, ok, type PersonId, type Result } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { type Act, judgeAct } from '../domain/act.js';
import type { Matter } from '../domain/mandate.js';
import { contradictsMandate, refuse } from '../domain/rejections.js';
import { actByKey, insertAct, type RecordedAct } from '../persistence/act-store.js';
import { mandateInForce } from '../persistence/mandate-store.js';
import { officeById } from '../persistence/office-store.js';
import { holdSeat, holdsSeat, termById } from '../persistence/term-store.js';
import { visibleTerm } from './visible.js';

export interface ActInput extends Omit<Act, 'matter'> {
  /** Null where neither a motion nor words were given. */
  readonly matter: Matter | null;
  readonly termId: string;
  /** A retry with the same key answers what the first wrote. */
  readonly clientKey: string;
  /** What was done, for the members: 1 to 2,000 characters. */
  readonly text: string;
  /** From when it has effect; null for at once. Until then losing the seat stops it. */
  readonly takesEffectAt: Date | null;
}

const TEXT_MAX = 2_000;
const MATTER_MAX = 500;

/** An id in another form names nothing: an instruction about that motion would be passed by. */
const isMatter = (matter: Matter) =>
  matter.kind === 'motion' ? isUuid(matter.id) : [...matter.text].length <= MATTER_MAX;

/**
 * Writes down what a delegate does, held against the mandate in force. The seat's row is locked in share mode, then the
 * right is judged again on the clock: a recall comes before this act or after it, never in between.
 */
export async function recordAct(tx: Tx, personId: PersonId, input: ActInput): Promise<Result<RecordedAct>> {
  const { termId, clientKey, matter, position, figures, takesEffectAt } = input;
  const seen = await visibleTerm(tx, personId, termId);
  const about = { membershipId: seen.membershipId, seat: seen.seatId };
  const grant = await authorise(tx, personId, seen.assemblyId, 'act.record', about);
  if (!grant.ok) return grant;
  const text = input.text.trim();
  if (text === '' || [...text].length > TEXT_MAX) return refuse('TEXT_INVALID');
  if (matter === null || !isMatter(matter)) return refuse('MATTER_INVALID');

  await holdSeat(tx, seen.seatId);
  const before = await actByKey(tx, termId, clientKey);
  if (before !== null) return ok(before);
  const term = (await termById(tx, termId))!;
  if (!(await holdsSeat(tx, term))) return refuse('SEAT_NOT_HELD');
  if (term.acceptedAt === null) return refuse('NOT_ACCEPTED');
  const mandate = await mandateInForce(tx, term.officeId);
  if (mandate === null) return refuse('NO_MANDATE');
  if (takesEffectAt !== null && takesEffectAt <= (await tx.now())) return refuse('EFFECT_TIME_PAST');
  const judged = judgeAct(mandate.instructions, { matter, position, figures });
  if (judged.verdict === 'refused') return contradictsMandate(judged.because, mandate.version);

  const { verdict, because } = judged;
  const { assemblyId, officeId } = term;
  const id = newId<'act'>();
  const act = { id, assemblyId, termId, officeId, mandateVersion: mandate.version, text, verdict, because };
  // Another request with this key wrote it while this one was on its way.
  if (!(await insertAct(tx, { ...act, matter, position, figures, takesEffectAt, clientKey })))
    return ok((await actByKey(tx, termId, clientKey))!);
  tx.record({
    assemblyId,
    kind: verdict === 'within' ? 'act.recorded' : 'act.outside-mandate',
    authority: grant.value.authority,
    data: {
      act: id,
      office: officeId,
      term: termId,
      mandate: mandate.version,
      position,
      verdict,
      takesEffectAt: takesEffectAt?.toISOString() ?? null,
      ...(matter.kind === 'motion' && { motion: matter.id }),
    },
    personal: {
      member: await nameInRecord(tx, term.membershipId),
      office: (await officeById(tx, officeId))!.name,
      text,
      because,
    },
  });
  return ok((await actByKey(tx, termId, clientKey))!);
}
