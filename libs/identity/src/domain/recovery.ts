/** How a recovery that can still be undone came about. */
export interface OpenRecovery {
  readonly id: string;
  readonly kind: 'code' | 'vouchers';
}

/** Members who have to vouch, each for the same membership. */
export const VOUCHES_NEEDED = 2;

/** How long two members have time to vouch. */
export const REQUEST_DAYS = 3;

/** How long what came through a recovery can be undone; the view open_recovery says the same. */
export const UNDO_HOURS = 24;

/**
 * Whether a session may end older sessions and tokens. One that others vouched for may not before the owner had 24
 * hours to object; one that came by the owner's own recovery code may, since a lost phone is the usual reason.
 */
export function mayEndOlder(session: OpenRecovery | null): boolean {
  return session === null || session.kind === 'code';
}

/**
 * Which kinds of recovery a session may undo: what belonged to the owner before weighs more than a recovery, and the
 * owner's own code weighs more than two vouchers.
 */
export function undoable(session: OpenRecovery | null): readonly OpenRecovery['kind'][] {
  if (session === null) return ['code', 'vouchers'];
  return session.kind === 'code' ? ['vouchers'] : [];
}
