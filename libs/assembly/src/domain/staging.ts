import type { RollRow } from './roll-file.js';

export interface StagingVerdict {
  readonly outcome: 'created' | 'updated' | 'refused';
  readonly reason: string | null;
  /** The member on the roll that is updated. */
  readonly membershipId: string | null;
  readonly needsInvitation: boolean;
}

/** What applying a row would do, given who is on the roll under its ref. A member who joined chooses their own name. */
export function verdictOf(
  row: RollRow,
  member: { membershipId: string; name: string; joined: boolean; invited: boolean } | undefined,
): StagingVerdict {
  const refused = (reason: string): StagingVerdict => ({
    outcome: 'refused',
    reason,
    membershipId: null,
    needsInvitation: false,
  });
  if (row.problem !== null) return refused(row.problem);
  if (member === undefined)
    return { outcome: 'created', reason: null, membershipId: null, needsInvitation: true };
  if (member.joined)
    return refused('This member is on the roll and has joined: their name is theirs to change.');
  if (member.name === row.name && member.invited)
    return refused('This member is on the roll with the same name.');
  return {
    outcome: 'updated',
    reason: null,
    membershipId: member.membershipId,
    needsInvitation: !member.invited,
  };
}
