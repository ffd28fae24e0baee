import { describe, expect, it } from '@jest/globals';
import type { OfficeRulesInput } from '../graphql/generated/schema.ts';
import { draftOf, effectOf, emptyDraft, startedDraft, whyNot } from './draft.ts';
import { draftStartIn, pathToDraft } from './draft-link.ts';
import {
  type DraftInstruction,
  draftMandate,
  draftRules,
  keptRules,
  NO_INSTRUCTION,
  NO_MANDATE,
  rulesInput,
  USUAL_RULES,
  whyNoMandate,
  whyNoRules,
} from './draft-office.ts';
import { judge, judgeSeatVote } from './judge.ts';
import {
  aboveWords,
  endToYou,
  instructedSentence,
  limitWords,
  motionIdIn,
  nextDue,
  seatsWords,
} from './mandate-words.ts';
import { newUuid } from './uuid.ts';

const ZONE = 'Europe/Berlin';
const MOTION = '0198c0de-0000-7000-8000-000000000001';
const about = (text: string, part: Partial<DraftInstruction> = {}): DraftInstruction => ({
  ...NO_INSTRUCTION,
  matter: { kind: 'text', text, motion: '' },
  ...part,
});
const rise = (atLeast: string, atMost = '') => [{ name: 'Rise', unit: '%', atLeast, atMost }];
const asKept = (draft: Parameters<typeof effectOf>[0], data: unknown) => ({
  kind: draft.kind,
  title: draft.title,
  text: draft.text,
  tier: 'ROLL_CALL' as const,
  opensAt: null,
  voteSeconds: null,
  effect: { data: JSON.stringify(data) },
  election: null,
});

describe('the draft of a motion about delegates', () => {
  it('begins where its link says', () => {
    const path = pathToDraft('a1', { kind: 'GIVE_MANDATE', office: 'o1', title: 'A mandate?' });
    const search = path.slice(path.indexOf('?'));
    expect(path.startsWith('/a/a1/motions/new?')).toBe(true);
    const start = draftStartIn(search, ['GIVE_MANDATE'])!;
    expect(startedDraft(start)).toMatchObject({ kind: 'GIVE_MANDATE', officeId: 'o1', title: 'A mandate?' });
    expect(draftStartIn(search, ['ORDINARY'])).toBeNull();
    expect(draftStartIn('', ['ORDINARY'])).toBeNull();
  });

  it('says what is missing, kind by kind', () => {
    const draft = (kind: Parameters<typeof emptyDraft>[0]) => ({
      ...emptyDraft(kind, false),
      title: 'Shall we?',
    });
    expect(whyNot(draft('CREATE_OFFICE'))).toBe('Name the office.');
    expect(whyNot({ ...draft('CREATE_OFFICE'), officeName: 'Bank' })).toBe(
      'Say what delegates are sent for.',
    );
    for (const kind of ['CHANGE_OFFICE', 'ABOLISH_OFFICE', 'ELECT_DELEGATES', 'GIVE_MANDATE'] as const)
      expect(whyNot(draft(kind))).toBe('Choose the office.');
    expect(whyNot({ ...draft('GIVE_MANDATE'), officeId: 'o1' })).toBe('Say what it is about.');
    expect(whyNot({ ...draft('ABOLISH_OFFICE'), officeId: 'o1' })).toBeNull();
    expect(whyNot(draft('RECALL_DELEGATE'))).toBe('Choose the delegate.');
    for (const kind of ['ACCEPT_REPORT', 'CENSURE_REPORT'] as const)
      expect(whyNot(draft(kind))).toBe('Choose the report.');
  });

  it('brings rules back as they were kept, in the words of the effect', () => {
    const rules = {
      ...USUAL_RULES,
      purpose: 'Wages.',
      seats: '2',
      method: 'STV_MEEK' as const,
      vacancy: 'COUNTBACK' as const,
      consecutiveTerms: '2',
      reportDays: '',
      signatures: 'SECRET' as const,
      speaksAbove: true,
    };
    const draft = { ...emptyDraft('CREATE_OFFICE', false), officeName: 'Bank', rules };
    const input = effectOf(draft, ZONE)!;
    expect(input.rules).toMatchObject({
      seats: 2,
      consecutiveTerms: 2,
      reportDays: null,
      method: 'STV_MEEK',
    });
    // What the server keeps has its own words, and no maxScore but by score.
    const kept = {
      ...input,
      rules: {
        ...input.rules!,
        method: 'stv-meek',
        vacancy: 'countback',
        signatures: 'secret',
        maxScore: null,
      },
    };
    const back = draftOf(asKept(draft, kept), ZONE);
    expect(back.rules).toEqual(rules);
    expect(back.officeName).toBe('Bank');
    expect(keptRules(kept.rules as OfficeRulesInput)).toMatchObject({
      signatures: 'SECRET',
      speaksAbove: true,
    });
    // An effect from before there was a choice.
    const { signatures, speaksAbove, ...before } = kept.rules;
    expect(keptRules(before as OfficeRulesInput)).toMatchObject({ signatures: 'OPEN', speaksAbove: false });
    expect(rulesInput({ ...rules, method: 'SCORE' }).maxScore).toBe(5);
    expect(draftRules(null)).toBe(USUAL_RULES);
    // An office whose rules are changed keeps what nobody has touched.
    const secret = draftRules({ ...input.rules!, signatures: 'SECRET', speaksAbove: true });
    expect(rulesInput(secret)).toMatchObject({ signatures: 'SECRET', speaksAbove: true });
  });

  it('holds rules to their bounds before they are sent', () => {
    const rules = { ...USUAL_RULES, purpose: 'Wages.' };
    expect(whyNoRules(rules)).toBeNull();
    expect(whyNoRules({ ...rules, seats: '51' })).toContain('from 1 to 50');
    expect(whyNoRules({ ...rules, termDays: 'x' })).toContain('1,461');
    expect(whyNoRules({ ...rules, method: null })).toContain('Choose how');
    expect(whyNoRules({ ...rules, method: 'IRV', seats: '2' })).toContain('fills one seat');
    expect(whyNoRules({ ...rules, method: 'APPROVAL', vacancy: 'COUNTBACK' })).toContain('counted back');
    expect(whyNoRules({ ...rules, pollNumerator: '3' })).toContain('no more than half');
  });

  it('brings a mandate back as it was kept, and as it is in force', () => {
    const mandate = {
      endsAt: '2026-07-01T12:00',
      reportBackAt: '2026-06-01T12:00',
      instructions: [
        about('Wages', { position: 'MAY_DECIDE_WITHIN', limits: rise('5', '9') }),
        { ...NO_INSTRUCTION, matter: { kind: 'motion' as const, text: '', motion: MOTION } },
      ],
    };
    const draft = { ...emptyDraft('GIVE_MANDATE', false), officeId: 'o1', mandate };
    const input = effectOf(draft, ZONE)!;
    expect(input.mandate).toEqual({
      endsAt: '2026-07-01T10:00:00.000Z',
      reportBackAt: '2026-06-01T10:00:00.000Z',
      instructions: [
        {
          matter: { text: 'Wages' },
          position: 'MAY_DECIDE_WITHIN',
          limits: [{ name: 'Rise', unit: '%', atLeast: '5', atMost: '9' }],
        },
        { matter: { motionId: MOTION }, position: 'MUST_SUPPORT' },
      ],
    });
    const kept = {
      officeId: 'o1',
      mandate: {
        ...input.mandate,
        instructions: [
          {
            matter: { kind: 'text', text: 'Wages' },
            position: 'may_decide_within',
            limits: [{ name: 'Rise', unit: '%', atLeast: '5', atMost: '9' }],
          },
          { matter: { kind: 'motion', id: MOTION }, position: 'must_support', limits: [] },
        ],
      },
    };
    expect(draftOf(asKept(draft, kept), ZONE).mandate).toEqual(mandate);
    expect(draftMandate(input.mandate, ZONE)).toEqual(mandate);
    expect(draftMandate(null, ZONE)).toBe(NO_MANDATE);
  });

  it('says at which instruction a mandate contradicts itself', () => {
    const mandate = (...instructions: DraftInstruction[]) =>
      whyNoMandate({ endsAt: '2026-07-01T12:00', reportBackAt: '', instructions });
    expect(mandate(about('Wages'))).toBeNull();
    expect(mandate(about('Wages'), about('Hours'), about(' WAGES ', { position: 'MUST_OPPOSE' }))).toEqual({
      at: 2,
      why: 'Two instructions about the same matter ask for different positions. Keep one of them.',
    });
    const within = (limits: DraftInstruction['limits']) =>
      about('Wages', { position: 'MAY_DECIDE_WITHIN', limits });
    expect(mandate(within(rise('9,5', '5')))?.why).toContain('the least is above the most');
    expect(mandate(within(rise('a few')))?.why).toContain('A limit is a number');
    expect(mandate(within([]))?.why).toBe('Say within which limits the delegate may decide.');
    expect(whyNoMandate({ ...NO_MANDATE, instructions: [about('Wages')] })).toEqual({
      at: null,
      why: 'Say until when the mandate holds.',
    });
  });
});

describe('an act of a delegate', () => {
  const instructions = [
    {
      matter: { text: 'Wages' },
      position: 'MAY_DECIDE_WITHIN' as const,
      limits: [{ name: 'Rise', unit: '%', atLeast: '5' }],
    },
    { matter: { motionId: MOTION }, position: 'MUST_OPPOSE' as const },
  ];
  it('is judged on the phone as the server will', () => {
    const wages = (value: string) =>
      judge(instructions, {
        matter: { text: 'wages' },
        position: 'DECIDED',
        figures: [{ name: 'rise', value }],
      });
    expect(wages('5').verdict).toBe('within');
    expect(wages('4.9').verdict).toBe('refused');
    expect(wages('many').verdict).toBe('outside');
    const vote = { matter: { motionId: MOTION }, figures: [] };
    expect(judge(instructions, { ...vote, position: 'SUPPORTED' }).verdict).toBe('refused');
    expect(judge(instructions, { ...vote, position: 'OPPOSED' }).verdict).toBe('within');
  });
});

describe('what is said of delegates', () => {
  it('puts limits, seats and ends in words', () => {
    expect(limitWords({ name: 'Rise', unit: '%', atLeast: '5', atMost: '9' })).toBe(
      'Rise: from 5 to 9\u00a0%',
    );
    expect(limitWords({ name: 'Rise', unit: '%', atLeast: '5' })).toBe('Rise: no less than 5\u00a0%');
    expect(limitWords({ name: 'Length', unit: 'months', atMost: '24' })).toBe(
      'Length: no more than 24\u00a0months',
    );
    expect([seatsWords(1, 1), seatsWords(1, 0), seatsWords(3, 2), seatsWords(2, 0)]).toEqual([
      'One seat',
      'One seat, empty',
      '3 seats, 1 of them empty',
      '2 seats, all empty',
    ]);
    expect(endToYou('was recalled by a motion')).toBe('You were recalled by a motion');
    expect(endToYou('did not accept the seat in time')).toBe('You did not accept the seat in time');
  });

  it('finds a motion in its address, and the report that is due first', () => {
    expect(motionIdIn(`https://hall.example/a/${MOTION.replace('1', '2')}/motions/${MOTION}`)).toBe(MOTION);
    expect(motionIdIn(MOTION.toUpperCase())).toBe(MOTION);
    expect(motionIdIn('the one about pay')).toBeNull();
    const report = (dueAt: string, writtenAt: string | null) => ({ dueAt, overdue: false, writtenAt });
    const reports = [report('2026-03', null), report('2026-01', '2026-01'), report('2026-02', null)];
    expect(nextDue(reports)?.dueAt).toBe('2026-02');
    expect(nextDue([])).toBeNull();
  });

  it('makes keys that are UUIDs, each another', () => {
    const keys = Array.from({ length: 100 }, newUuid);
    expect(new Set(keys).size).toBe(100);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('a vote for a seat', () => {
  const told = [{ matter: { motionId: MOTION }, position: 'MUST_SUPPORT' as const }];

  it('is held against the mandate by the rule of the server', () => {
    expect(judgeSeatVote(told, MOTION, 'YES').verdict).toBe('within');
    expect(judgeSeatVote(told, MOTION, 'NO').verdict).toBe('refused');
    expect(judgeSeatVote([], MOTION, 'NO').verdict).toBe('outside');
  });

  it('says what the mandate asks, and who asks it', () => {
    expect(instructedSentence({ position: 'MUST_REFER_BACK' })).toBe(
      'The mandate says: must bring back to us.',
    );
    expect(instructedSentence(null)).toBe('The mandate does not say.');
    expect(aboveWords(null)).toBe('the assembly above');
    expect(aboveWords('Federation')).toBe('Federation');
  });
});
