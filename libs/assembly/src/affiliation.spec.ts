import { describe, expect, it } from '@jest/globals';
import { presentAffiliation } from './graphql/present.js';
import type { AffiliationRow } from './persistence/affiliation-rows.js';

const row = (change: Partial<AffiliationRow>): AffiliationRow => ({
  id: '01890a5d-ac96-774b-bcce-b302099a8001',
  assemblyId: '01890a5d-ac96-774b-bcce-b302099a8002' as AffiliationRow['assemblyId'],
  parentId: '01890a5d-ac96-774b-bcce-b302099a8003' as AffiliationRow['parentId'],
  motionId: '01890a5d-ac96-774b-bcce-b302099a8004',
  state: 'asked',
  askedAt: new Date(0),
  expiresAt: new Date(1),
  begunAt: null,
  childName: 'Depot North',
  parentName: 'Transport Region',
  ...change,
});

describe('what two assemblies know of each other', () => {
  it('is the name of the one that asked, and of the other once it has accepted', () => {
    expect(presentAffiliation(row({}), 'child').name).toBe('Depot North');
    expect(presentAffiliation(row({}), 'parent').name).toBeNull();
    expect(presentAffiliation(row({ state: 'accepted' }), 'parent').name).toBe('Transport Region');
    expect(presentAffiliation(row({ state: 'in_force' }), 'parent').name).toBe('Transport Region');
  });

  it('never holds the id of the other assembly', () => {
    for (const other of ['parent', 'child'] as const) {
      const shown = JSON.stringify(presentAffiliation(row({ state: 'in_force' }), other));
      expect(shown).not.toContain(row({}).assemblyId);
      expect(shown).not.toContain(row({}).parentId);
    }
  });
});
