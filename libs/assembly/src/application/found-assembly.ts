import {
  type AssemblyId,
  type MembershipId,
  ok,
  type PersonId,
  type Result,
  rejected,
} from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { openStream } from '@plenary/record';
import { type BylawSection, Bylaws, composeBylaws } from '../domain/bylaws.js';
import { cleanName, MAX_ASSEMBLY_NAME, MAX_DISPLAY_NAME, type NameNotUsable } from '../domain/names.js';
import { insertBylaws } from '../persistence/bylaw-rows.js';
import { insertAssembly } from '../persistence/founding-rows.js';

/** The interim convener's seat ends after so many days, or when the first meeting has taken its three decisions. */
export const CONVENER_DAYS = 30;

export interface FoundAssemblyInput {
  readonly name: string;
  /** An IANA time zone. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly language: string;
  /** Quiet: no directory, no mail, no named notifications. */
  readonly quiet: boolean;
  readonly displayName: string;
}

export interface FoundedAssembly {
  readonly assemblyId: AssemblyId;
  readonly membershipId: MembershipId;
}

export type FoundAssemblyRejection =
  | NameNotUsable
  | { code: 'TIME_ZONE_UNKNOWN'; message: string }
  | { code: 'LANGUAGE_UNKNOWN'; message: string };

/**
 * Founds an assembly: its founder is its first member, counts at once, and holds the interim convener's seat.
 * Until bylaws are adopted the founding rules of every section are in force.
 */
export async function foundAssembly(
  ports: { readonly sections: readonly BylawSection[] },
  tx: Tx,
  founder: PersonId,
  input: FoundAssemblyInput,
): Promise<Result<FoundedAssembly, FoundAssemblyRejection>> {
  const name = cleanName(input.name, MAX_ASSEMBLY_NAME);
  if (!name.ok) return name;
  const displayName = cleanName(input.displayName, MAX_DISPLAY_NAME);
  if (!displayName.ok) return displayName;
  const language = languageTag(input.language);
  if (language === null) {
    return rejected({
      code: 'LANGUAGE_UNKNOWN',
      message: 'The language is not known: choose one from the list.',
    });
  }
  const timeZone = ianaZone(input.timeZone);
  if (timeZone === null) {
    return rejected({
      code: 'TIME_ZONE_UNKNOWN',
      message: 'The time zone is not known: choose one from the list.',
    });
  }

  const assemblyId = newId<'assembly'>();
  const membershipId = newId<'membership'>();
  const seatId = newId<'seat'>();
  const now = await tx.now();
  await openStream(tx, assemblyId);
  await insertAssembly(tx, {
    assemblyId,
    membershipId,
    officeId: newId<'office'>(),
    seatId,
    founder,
    name: name.value,
    timeZone,
    language,
    quiet: input.quiet,
    displayName: displayName.value,
    convenerDays: CONVENER_DAYS,
    now,
  });
  const sections = composeBylaws(ports.sections, 'founding');
  if (!sections.ok) throw new Error(sections.rejection.message);
  const authority = { source: 'membership', membership: membershipId } as const;
  await insertBylaws(tx, new Bylaws(assemblyId, 1, 'founding', now, sections.value), authority);
  tx.record({
    assemblyId,
    kind: 'assembly.founded',
    authority,
    data: { membership: membershipId, convenerSeat: seatId, quiet: input.quiet, timeZone, language },
    personal: { name: name.value, displayName: displayName.value },
  });
  tx.change({
    scope: founder,
    kind: 'membership.began',
    ids: { assembly: assemblyId, membership: membershipId },
  });
  return ok({ assemblyId, membershipId });
}

function languageTag(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

/** The zone's name as IANA writes it. An offset is no zone: it knows no summer time. */
function ianaZone(text: string): string | null {
  if (!/^[A-Za-z]/.test(text)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
