import { describe, expect, it } from '@jest/globals';
import { effectOf, emptyDraft, whyNot } from './draft.ts';

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
});
