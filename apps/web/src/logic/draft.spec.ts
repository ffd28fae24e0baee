import { describe, expect, it } from '@jest/globals';
import type { TaskPower } from '../graphql/generated/schema.ts';
import { draftOf, effectOf, emptyDraft, startedDraft, whyNot } from './draft.ts';
import { draftStartIn, pathToDraft } from './draft-link.ts';
import { draftedTask, startingAt } from './draft-task.ts';

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
      except: ['20260406T190000'],
      minutes: 90,
      people: 2,
      effort: 3,
      longestRun: 4,
      pauseDays: 14,
      handover: true,
    };
    const requires = ['first aid', 'Welsh'];
    const given: TaskPower[] = ['FACILITATE', 'SEE_HARDSHIP', 'TELL'];
    const present = { id: 't1', ...terms, requires, powers: given, trains: null };
    const task = draftedTask(present, 'Europe/Berlin');
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
    // The days stay when the hour changes; with none left that is said of a task that there is.
    const more = { ...task, except: [...task.except, '2026-04-13T07:00'] };
    const later = { ...draft, task: startingAt(more, '2026-03-02T20:30') };
    expect(effectOf(later, 'UTC')).toMatchObject({
      task: { except: ['20260406T203000', '20260413T070000'] },
    });
    expect(startingAt(startingAt(more, ''), '2026-03-02T20:30').except).toEqual(more.except);
    const none = { ...draft, task: { ...task, except: [] } };
    expect(effectOf(none, 'UTC')).toMatchObject({ task: { except: [] } });
    expect(effectOf({ ...none, task: { ...none.task, taskId: null } }, 'UTC')!.task).not.toHaveProperty(
      'except',
    );
  });

  it('begins a training with all that it needs, from the task that it trains for', () => {
    const taught = {
      id: 't1',
      name: 'x'.repeat(199),
      guide: '',
      start: '20240102T203000',
      rule: 'FREQ=DAILY',
      except: [],
      minutes: 45,
      people: 1,
      effort: 1,
      requires: ['first aid'],
      longestRun: 1,
      pauseDays: 0,
      handover: false,
      powers: [],
      trains: null,
    };
    const path = pathToDraft('a1', { kind: 'SET_TASK', trains: 't1', title: 'Shall we train?' });
    const start = draftStartIn(path.slice(path.indexOf('?')), ['SET_TASK'])!;
    expect(start.trains).toBe('t1');
    // In a week, on that day in the assembly's zone.
    const now = Date.parse('2026-03-22T23:30:00Z');
    const draft = startedDraft(start, { taught, now, timeZone: 'Europe/Berlin' });
    expect(whyNot(draft)).toBeNull();
    expect(effectOf(draft, 'Europe/Berlin')!.task).toMatchObject({
      taskId: null,
      name: `Training: ${'x'.repeat(190)}`,
      start: '20260330T203000',
      rule: 'FREQ=WEEKLY',
      minutes: 45,
      trains: 't1',
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
