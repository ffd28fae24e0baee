import { describe, expect, it } from '@jest/globals';
import { draftOf, effectOf, emptyDraft, whyNot } from './draft.ts';

describe('a draft', () => {
  it('says what is missing, kind by kind', () => {
    expect(whyNot(emptyDraft('ORDINARY', false))).toBe('Write the question.');
    expect(whyNot(emptyDraft('CHOOSE_FACILITATOR', true))).toBe('Choose the member.');
    expect(whyNot(emptyDraft('ADOPT_BYLAWS', true))).toBe('Choose the bylaws.');
    expect(whyNot(emptyDraft('CONFIRM_ROLL', true))).toBeNull();
    const suspend = { ...emptyDraft('SUSPEND_MEMBER', false), title: 'Suspend?', memberIds: ['m1'] };
    expect(whyNot(suspend)).toBe('Say until when the suspension lasts.');
    expect(whyNot({ ...suspend, until: '2026-03-03T19:30' })).toBe('Say when the member is heard.');
    expect(whyNot({ ...suspend, until: '2026-03-03T19:30', hearingAt: '2026-02-03T19:30' })).toBe(
      'Give the reasons.',
    );
    expect(whyNot({ ...suspend, kind: 'EXPEL_MEMBER' })).toContain('an expulsion has an end too');
  });

  it('sends the fields of its kind and no others', () => {
    const draft = {
      ...emptyDraft('SUSPEND_MEMBER', false),
      memberIds: ['m1'],
      until: '2026-03-03T19:30',
      reason: 'r',
      preset: 'left over',
    };
    expect(effectOf(draft, 'Europe/Berlin')).toEqual({
      memberId: 'm1',
      until: '2026-03-03T18:30:00.000Z',
      hearingAt: null,
      reason: 'r',
    });
    expect(effectOf(emptyDraft('ORDINARY', false), 'Europe/Berlin')).toBeNull();
    const affiliate = { ...emptyDraft('AFFILIATE', false), title: 'Join?', parentId: ' id ' };
    expect(effectOf(affiliate, 'Europe/Berlin')).toEqual({ parentId: 'id' });
    expect(whyNot({ ...affiliate, parentId: ' ' })).toBe('Give the id of the other assembly.');
    const accept = { ...emptyDraft('ACCEPT_AFFILIATE', false), title: 'Take them in?' };
    expect(whyNot(accept)).toBe('Choose the assembly.');
    expect(effectOf({ ...accept, affiliationId: 'a1' }, 'Europe/Berlin')).toEqual({ affiliationId: 'a1' });
  });

  it('comes back into the form as it was kept', () => {
    const kept = {
      ...emptyDraft('SUSPEND_MEMBER', false),
      title: 'Suspend?',
      text: 'Because.',
      memberIds: ['m1'],
      hearingAt: '2026-02-03T19:30',
      until: '2026-07-03T19:30',
      reason: 'r',
      opensAt: '2026-02-04T08:00',
      voteSeconds: 3600,
      tier: 'SECRET' as const,
    };
    const { kind, title, text, tier, voteSeconds } = kept;
    const data = JSON.stringify(effectOf(kept, 'Europe/Berlin'));
    const motion = {
      kind,
      title,
      text,
      tier,
      voteSeconds,
      opensAt: '2026-02-04T07:00:00.000Z',
      effect: { data },
    };
    expect(draftOf(motion, 'Europe/Berlin')).toEqual(kept);
  });
});
