import type { AssemblyId, PersonId } from '@plenary/kernel';
import { notAllowed, type Sql } from '@plenary/platform';
import { ACTIONS, type Action } from '../domain/action.js';
import { describeHolder } from '../domain/describe-right.js';
import { authorityFor, RIGHTS } from '../domain/rights.js';
import { standingOf } from './authorise.js';

export interface RightNow {
  readonly action: Action;
  readonly what: string;
  readonly holder: boolean;
  readonly through: string | null;
  readonly fallback: string;
}

/** The whole table of rights for one member, now. What is held only in one's own matters counts as held. */
export async function rightsOf(sql: Sql, caller: PersonId, assemblyId: AssemblyId): Promise<RightNow[]> {
  const found = await standingOf(sql, caller, assemblyId);
  if (found === null) throw notAllowed();
  const { standing } = found;
  const inOwnMatter = { ...standing, about: { membershipId: standing.membershipId } };
  return ACTIONS.map((action) => {
    const general = authorityFor(action, standing);
    const held = general.ok ? general : authorityFor(action, inOwnMatter);
    const { what, holders } = RIGHTS[action];
    const through = held.ok ? held.value.authority.source : null;
    return { action, what, holder: held.ok, through, fallback: describeHolder(holders.at(-1)!) };
  });
}
