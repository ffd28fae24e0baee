import { affiliationById } from '@plenary/assembly';
import type { Sql } from '@plenary/platform';
import { membersByIds, placesOf } from '../persistence/assembly-facts.js';
import type { Say } from './ports.js';

/** Names and dates for the sentences of one assembly; members who are not known are called that. */
export async function sayIn(
  sql: Sql,
  assemblyId: string,
  memberIds: readonly string[],
  affiliationId: string | null = null,
): Promise<Say> {
  const members = memberIds.length === 0 ? [] : await membersByIds(sql, memberIds);
  const names = new Map(members.map((member) => [member.id, member.displayName]));
  const [place] = await placesOf(sql, [assemblyId]);
  const asked = affiliationId === null ? null : await affiliationById(sql, affiliationId);
  const format = dateFormat(place?.language ?? 'en', place?.timeZone ?? 'UTC');
  return {
    member: (id) => names.get(id) ?? 'a member who is not known',
    affiliate: () => asked?.childName ?? 'a quiet assembly',
    instant: (iso) => format.format(new Date(iso)),
  };
}

/** The sentences around it are English: so is the date, in the way of the assembly's language where that is English. */
function dateFormat(language: string, timeZone: string): Intl.DateTimeFormat {
  const locale = language.startsWith('en-') ? language : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
}
