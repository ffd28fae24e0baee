import { quantity } from '@plenary/kernel';
import type { BylawSection } from '../domain/bylaws.js';
import { type Bylaws, valueAt } from '../domain/bylaws.js';
import type { AffiliationRow } from '../persistence/affiliation-rows.js';
import type { AssemblyRow } from '../persistence/assembly-rows.js';
import type { RollImportRow, StagedRow } from '../persistence/import-rows.js';
import type { InvitationRow } from '../persistence/invitation-rows.js';
import type { MemberRow } from '../persistence/member-rows.js';
import type { JointRequestRow } from '../persistence/request-rows.js';
import type { AffiliationObject, AffiliationStateEnum, AssemblyObject } from './assembly.objects.js';
import type { BylawSectionObject, BylawsObject } from './bylaws.objects.js';
import type { ImportRowObject, ImportState, RollImportObject } from './import.objects.js';
import type { InvitationObject } from './invitation.objects.js';
import type { MemberObject, MemberStateEnum, MembershipObject } from './member.objects.js';
import type { JointRequestObject, JointRequestState, TogetherActionEnum } from './together.objects.js';

export const presentAssembly = (row: AssemblyRow): AssemblyObject => ({ ...row, row });

export const presentMember = (row: MemberRow): MemberObject => ({
  ...row,
  state: row.state as MemberStateEnum,
});

export const presentMembership = (row: MemberRow): MembershipObject => ({
  ...row,
  counts: row.state === 'COUNTING',
});

export const presentInvitation = (row: InvitationRow): InvitationObject => ({ ...row });

export const presentImport = (row: RollImportRow, key: string | null = null): RollImportObject => ({
  ...row,
  key,
  state: row.state.toUpperCase() as ImportState,
});

export const presentImportRow = (row: StagedRow): ImportRowObject => ({
  ...row,
  outcome: row.outcome.toUpperCase() as ImportRowObject['outcome'],
});

export const presentRequest = (row: JointRequestRow): JointRequestObject => ({
  ...row,
  row,
  action: row.action as TogetherActionEnum,
  state: row.state.toUpperCase() as JointRequestState,
});

export function presentBylaws(sections: readonly BylawSection[], bylaws: Bylaws): BylawsObject {
  const { version, preset, adoptedAt } = bylaws;
  return { version, preset, adoptedAt, sections: sections.map((s) => presentSection(s, bylaws.section(s))) };
}

/** A section as members read it: what is said in words first, then the numbers that a motion can amend. */
export function presentSection(section: BylawSection, value: unknown): BylawSectionObject {
  const none = { value: null, min: null, max: null, unit: null, amendable: false };
  const words = (section.rules?.(value) ?? []).map((rule) => ({
    ...none,
    ...rule,
    path: `${section.name}.${rule.path}`,
  }));
  const numbers = section.numbers.flatMap(({ path, label, min, max, unit }) => {
    const number = valueAt(JSON.parse(JSON.stringify(value)), path);
    if (number === undefined) return [];
    const rule = { path: `${section.name}.${path}`, label, text: quantity(number, unit), value: number };
    return [{ ...rule, min, max, unit, amendable: true }];
  });
  return { name: section.name, label: section.label, rules: [...words, ...numbers] };
}

/** As the members of one of the two see it; `other` is the one that they are not members of. */
export function presentAffiliation(row: AffiliationRow, other: 'parent' | 'child'): AffiliationObject {
  const { id, askedAt, expiresAt, begunAt } = row;
  const state = row.state.toUpperCase() as AffiliationStateEnum;
  // Who asks learns nothing of the other before it has answered, not even whether there is one.
  const parentName = row.state === 'asked' ? null : row.parentName;
  return { id, name: other === 'child' ? row.childName : parentName, state, askedAt, expiresAt, begunAt };
}
