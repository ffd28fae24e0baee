import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ACTIONS } from './action.js';
import { permissionMatrix } from './permission-matrix.js';
import { authorityFor, RIGHTS } from './rights.js';
import type { Standing } from './standing.js';

const BASE: Standing = {
  membershipId: 'm',
  joined: true,
  suspended: false,
  counts: true,
  founding: false,
  invites: 'members',
  convener: null,
  shifts: [],
};
const shift = (
  state: 'now' | 'next',
  chosen: 'assembly' | 'roster' | 'spot' = 'assembly',
  membershipId = 'm',
) => ({
  shiftId: 's',
  task: 'facilitate' as const,
  membershipId,
  state,
  chosen,
});
const may = (action: (typeof ACTIONS)[number], change: Partial<Standing>) =>
  authorityFor(action, { ...BASE, ...change });

describe('the table of rights', () => {
  it('has a line of holders for every action', () => {
    for (const action of ACTIONS) expect(RIGHTS[action].holders.length).toBeGreaterThan(0);
  });

  it('gives members that count their voice, and nobody else', () => {
    for (const action of ['motion.move', 'motion.second', 'request.sign', 'member.vouch'] as const) {
      expect(may(action, {})).toMatchObject({
        ok: true,
        value: { authority: { source: 'membership', membership: 'm' } },
      });
      expect(may(action, { counts: false }).ok).toBe(false);
      expect(may(action, { suspended: true }).ok).toBe(false);
      expect(may(action, { counts: false, founding: true }).ok).toBe(true);
    }
  });

  it('lets a suspended member read and leave', () => {
    expect(may('assembly.read', { suspended: true, counts: false }).ok).toBe(true);
    expect(may('member.leave', { suspended: true, about: { membershipId: 'm' } }).ok).toBe(true);
  });

  it('asks the shift first, the next on the roster after 10 minutes, then whoever was chosen on the spot', () => {
    expect(may('meeting.end', { shifts: [shift('now')] })).toMatchObject({
      value: { authority: { source: 'shift' } },
    });
    expect(may('meeting.end', { shifts: [shift('next')], about: { minutesDue: 9 } }).ok).toBe(false);
    expect(may('meeting.end', { shifts: [shift('next')], about: { minutesDue: 10 } }).ok).toBe(true);
    expect(may('meeting.end', { shifts: [shift('now', 'spot')] }).ok).toBe(true);
    expect(may('meeting.end', { shifts: [shift('now', 'assembly', 'other')] }).ok).toBe(false);
  });

  it('gives nobody a shift’s or a seat’s powers in a matter about themselves', () => {
    expect(may('poll.void', { shifts: [shift('now')], about: { membershipId: 'm' } }).ok).toBe(false);
    expect(may('poll.void', { shifts: [shift('now')], about: { membershipId: 'other' } }).ok).toBe(true);
    const convener = { seatId: 'seat', membershipId: 'm' };
    expect(may('meeting.convene', { founding: true, convener, about: { membershipId: 'm' } }).ok).toBe(false);
  });

  it('gives the interim convener inviting and convening, and no other power of a seat', () => {
    const founding = { ...BASE, founding: true, convener: { seatId: 'seat', membershipId: 'm' } };
    const through = ACTIONS.filter((action) => {
      const held = authorityFor(action, founding);
      return held.ok && held.value.authority.source === 'mandate';
    });
    expect(through.sort()).toEqual([
      'meeting.convene',
      'member.invite',
      'member.revokeInvitation',
      'roll.stage',
    ]);
  });

  it('never gives one member what members together or the assembly hold', () => {
    for (const action of ['roll.import', 'poll.contest', 'poll.cast'] as const)
      expect(may(action, {}).ok).toBe(false);
  });

  it('says who holds a right, in order, and who when nobody else can', () => {
    const refused = may('poll.closeByHand', {});
    expect(refused).toMatchObject({
      ok: false,
      rejection: { code: 'RIGHT_NOT_HELD', holders: { length: 4 }, fallback: 'members together' },
    });
  });

  it('leaves every right that is not one’s own, a seat’s, the roll’s or each member’s with a fallback that never ends', () => {
    const endless = new Set(['member', 'own', 'delegate', 'roll', 'together']);
    const ending = ACTIONS.filter((action) => !endless.has(RIGHTS[action].holders.at(-1)!.kind));
    // What is asked in confidence has its readers by turns and no others, however long it waits (ADR 35).
    expect(ending).toEqual(['hardship.hear']);
  });

  it('shows what is asked in confidence to whoever has the shift now, in no matter of their own, and to nobody after them', () => {
    const hears = (change: Partial<Standing>) => may('hardship.hear', change).ok;
    const see = (...given: Parameters<typeof shift>) => ({
      ...shift(...given),
      task: 'see_hardship' as const,
    });
    expect(hears({ shifts: [see('now')] })).toBe(true);
    expect(hears({ shifts: [see('now')], about: { membershipId: 'm' } })).toBe(false);
    expect(hears({ shifts: [see('now')], suspended: true })).toBe(false);
    for (const other of [see('next'), see('now', 'spot'), see('now', 'roster', 'n'), shift('now')])
      expect(hears({ shifts: [other], about: { minutesDue: 1_000_000 } })).toBe(false);
    expect(may('hardship.ask', { suspended: true, counts: false, about: { membershipId: 'm' } }).ok).toBe(
      true,
    );
    expect(may('hardship.ask', { about: { membershipId: 'n' } }).ok).toBe(false);
  });

  it('is what docs/permissions.md says', () => {
    const committed = readFileSync(new URL('../../../../docs/permissions.md', import.meta.url), 'utf8');
    expect(committed).toBe(permissionMatrix());
  });
});
