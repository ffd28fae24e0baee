import { describe, expect, it } from '@jest/globals';
import { outcomeOf, outcomeOfFailure } from './cast-outcome.ts';
import {
  attempted,
  dismiss,
  emptyOutbox,
  forget,
  parseOutbox,
  put,
  settle,
  takeBack,
  type WaitingVote,
  waitingFor,
} from './outbox.ts';

const vote = (change: Partial<WaitingVote> = {}): WaitingVote => ({
  pollId: 'p1',
  assemblyId: 'a1',
  personId: 'ana',
  question: 'Overtime ban?',
  answer: 'YES',
  secret: false,
  clientKey: 'key-1',
  attempts: 0,
  ...change,
});

describe('the outbox of votes', () => {
  it('keeps a vote with its key until an answer is there, however often it is sent', () => {
    let box = put(emptyOutbox, vote());
    box = attempted(box, 'key-1');
    box = settle(box, 'key-1', { kind: 'again' });
    box = attempted(box, 'key-1');
    expect(waitingFor(box, 'ana', 'p1')).toEqual(vote({ attempts: 2 }));
  });

  it('carries what a paper says of candidates as it does an answer, and keeps nothing of it either', () => {
    const choice = { ranking: [['zofia'], ['joyce', 'samir']] };
    const ranked = vote({ answer: null, choice, secret: true });
    const box = attempted(put(emptyOutbox, ranked), 'key-1');
    expect(parseOutbox(JSON.stringify(box)).waiting).toEqual([{ ...ranked, attempts: 1 }]);
    for (const outcome of [{ kind: 'counted' }, { kind: 'refused', sentence: 'Too late.' }] as const)
      expect(JSON.stringify(settle(box, 'key-1', outcome))).not.toContain('zofia');
  });

  it('has nothing of a counted vote left', () => {
    const box = settle(attempted(put(emptyOutbox, vote()), 'key-1'), 'key-1', { kind: 'counted' });
    expect(box).toEqual(emptyOutbox);
    expect(JSON.stringify(box)).not.toContain('YES');
  });

  it('has the news but not the choice of a refused vote left', () => {
    const box = settle(put(emptyOutbox, vote()), 'key-1', { kind: 'refused', sentence: 'Too late.' });
    expect(box.waiting).toEqual([]);
    expect(box.notices).toEqual([
      { pollId: 'p1', assemblyId: 'a1', personId: 'ana', question: 'Overtime ban?', sentence: 'Too late.' },
    ]);
    expect(JSON.stringify(box)).not.toContain('YES');
    expect(dismiss(box, 'p1', 'ana')).toEqual(emptyOutbox);
  });

  it('holds one vote per poll and person: the later answer', () => {
    const box = put(put(emptyOutbox, vote()), vote({ answer: 'NO', clientKey: 'key-2' }));
    expect(box.waiting).toEqual([vote({ answer: 'NO', clientKey: 'key-2' })]);
    expect(put(box, vote({ personId: 'jo', clientKey: 'key-3' })).waiting).toHaveLength(2);
  });

  it('never puts another answer in the place of a secret vote that may be in already', () => {
    const sent = attempted(put(emptyOutbox, vote({ secret: true })), 'key-1');
    expect(put(sent, vote({ secret: true, answer: 'NO', clientKey: 'key-2' }))).toBe(sent);
  });

  it('takes a vote back only while it has not left the phone', () => {
    const box = put(emptyOutbox, vote());
    expect(takeBack(box, 'key-1').waiting).toEqual([]);
    expect(takeBack(attempted(box, 'key-1'), 'key-1').waiting).toHaveLength(1);
  });

  it('waits for its owner while somebody else, or nobody, is signed in', () => {
    const box = put(emptyOutbox, vote());
    expect(settle(box, 'key-1', { kind: 'signedOut' })).toBe(box);
    expect(waitingFor(box, 'jo', 'p1')).toBeUndefined();
  });

  it('forgets what belongs to whoever signs out, and nothing else', () => {
    const box = put(put(emptyOutbox, vote()), vote({ personId: 'jo', clientKey: 'key-2' }));
    expect(forget(box, 'ana').waiting).toEqual([vote({ personId: 'jo', clientKey: 'key-2' })]);
  });

  it('takes anything unreadable for nothing', () => {
    expect(parseOutbox(null)).toEqual(emptyOutbox);
    expect(parseOutbox('{')).toEqual(emptyOutbox);
    expect(parseOutbox('7')).toEqual(emptyOutbox);
    const box = put(emptyOutbox, vote());
    expect(parseOutbox(JSON.stringify(box))).toEqual(box);
  });
});

describe('what an answer to a vote comes to', () => {
  const zone = 'Europe/Berlin';

  it('is counted with a receipt', () => {
    expect(outcomeOf({ __typename: 'BallotReceipt' }, zone)).toEqual({ kind: 'counted' });
  });

  it('tells the hour of the close to a vote that came too late', () => {
    expect(
      outcomeOf({ __typename: 'PollNotOpen', message: 'Closed.', closedAt: '2026-03-03T18:30:00Z' }, zone),
    ).toEqual({
      kind: 'refused',
      sentence: 'The poll closed at 19:30. Your ballot came too late and is not in the result.',
    });
  });

  it('says why a vote was refused otherwise', () => {
    expect(outcomeOf({ __typename: 'NotOnRoll', message: 'You are not on the roll.' }, zone)).toEqual({
      kind: 'refused',
      sentence: 'You are not on the roll. Your ballot is not in the result.',
    });
  });

  it('comes again after no answer or a passing error, and waits for its owner when signed out', () => {
    expect(outcomeOfFailure(null, '')).toEqual({ kind: 'again' });
    expect(outcomeOfFailure('TRY_AGAIN', '')).toEqual({ kind: 'again' });
    expect(outcomeOfFailure('INTERNAL_SERVER_ERROR', '')).toEqual({ kind: 'again' });
    expect(outcomeOfFailure('NOT_SIGNED_IN', '')).toEqual({ kind: 'signedOut' });
    expect(outcomeOfFailure('NOT_ALLOWED', 'There is nothing here.')).toEqual({
      kind: 'refused',
      sentence: 'There is nothing here. Your ballot is not in the result.',
    });
  });
});
