import { describe, expect, it } from '@jest/globals';
import type { TaskPower } from '../graphql/generated/schema.ts';
import { draftedTask, draftOf, effectOf, emptyDraft, whyNot } from './draft.ts';

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
      election: null,
    };
    expect(draftOf(motion, 'Europe/Berlin')).toEqual(kept);
  });

  it('keeps an election as it was drafted, and a choice with its options', () => {
    const options = [
      { name: 'Red', statement: 'All red.' },
      { name: 'Blue', statement: '' },
    ];
    const kept = {
      ...emptyDraft('CHOOSE_OPTION', false),
      title: 'The banner',
      method: 'SCORE' as const,
      maxScore: '7',
      order: 'FIXED' as const,
      options,
    };
    const terms = { method: 'SCORE' as const, seats: 1, order: 'FIXED' as const, maxScore: 7, options };
    expect(effectOf(kept, 'UTC')).toEqual(terms);
    expect(effectOf({ ...kept, kind: 'ELECTION', method: 'STV_MEEK', seats: '3' }, 'UTC')).toEqual({
      method: 'STV_MEEK',
      seats: 3,
      order: 'FIXED',
    });
    const motion = {
      kind: kept.kind,
      title: kept.title,
      text: '',
      tier: null as never,
      voteSeconds: null,
      opensAt: null,
      effect: { data: '{}' },
      election: terms,
    };
    expect(draftOf(motion, 'UTC')).toEqual(kept);
  });

  it('changes a task from what it is, and a training asks for what it teaches', () => {
    const terms = {
      name: 'Minutes',
      guide: 'Who spoke.',
      start: '20260302T190000',
      rule: 'FREQ=WEEKLY',
      minutes: 90,
      people: 2,
      effort: 3,
      longestRun: 4,
      pauseDays: 14,
      handover: true,
    };
    const requires = ['first aid', 'Welsh'];
    const given: TaskPower[] = ['FACILITATE', 'SEE_HARDSHIP', 'TELL'];
    const task = draftedTask({ id: 't1', ...terms, requires, powers: given, trains: null });
    expect(task.start).toBe('2026-03-02T19:00');
    // There is one task that facilitates, and it stays it.
    const powers = ['SEE_HARDSHIP', 'TELL'];
    const draft = { ...emptyDraft('SET_TASK', false), task };
    expect(effectOf(draft, 'Europe/Berlin')).toEqual({ task: { taskId: 't1', ...terms, requires, powers } });
    const gives = { facilitates: true, checksIn: true, seesHardship: false, tells: false };
    const kept = { ...draft, task: { ...task, ...gives } };
    expect(effectOf(kept, 'UTC')).toMatchObject({ task: { powers: ['FACILITATE', 'CHECK_IN'] } });
    const training = { ...draft, memberIds: ['m1'], task: { ...task, trains: 't2' } };
    expect(effectOf(training, 'Europe/Berlin')).toEqual({
      task: { taskId: 't1', ...terms, trains: 't2', powers },
    });
  });

  it('says what an election still needs', () => {
    const election = { ...emptyDraft('ELECTION', false), title: 'Two delegates', seats: '2' };
    expect(whyNot(election)).toBe('Choose how it is counted.');
    expect(whyNot({ ...election, method: 'STV_SCOTTISH' })).toBeNull();
    expect(whyNot({ ...election, method: 'STV_SCOTTISH', seats: '0' })).toContain('from 1 to 100');
    expect(whyNot({ ...election, method: 'STV_SCOTTISH', seats: '1.5' })).toContain('from 1 to 100');
    expect(whyNot({ ...election, method: 'SCORE', maxScore: '101' })).toContain('highest score');
    const choice = { ...election, kind: 'CHOOSE_OPTION' as const, method: 'SCHULZE' as const, seats: '1' };
    const options = (...names: string[]) => names.map((name) => ({ name, statement: '' }));
    expect(whyNot({ ...choice, options: options('Red', ' ') })).toContain('a name');
    expect(whyNot({ ...choice, options: options('Red', 'Red ') })).toContain('the same name');
    expect(whyNot({ ...choice, seats: '2', options: options('Red', 'Blue') })).toContain('more options');
    expect(whyNot({ ...choice, options: options('Red', 'Blue') })).toBeNull();
  });
});
