import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.js';
import { replay } from './replay.js';
import {
  condition,
  consensus,
  figures,
  majority,
  numberQuorum,
  shareQuorum,
  votes,
} from './spec-builders.js';
import { transcriptOf } from './transcript.js';

const rule = majority([condition('more than 1/2', 'yes_and_no'), condition('at least 2/5', 'entitled')], {
  quorum: shareQuorum('at least 1/2'),
  minimumYes: 200,
});
const tally = votes({ yes: 401, no: 98, abstain: 21 });
const frame = figures(540);

/** A copy of the transcript with the value at a path replaced, or with the path removed. */
function edited(path: string, value?: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(transcriptOf(rule, tally, frame)));
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => (at as Record<string, unknown>)[key], copy);
  if (value !== undefined) (parent as Record<string, unknown>)[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as Record<string, unknown>)[last];
  return copy;
}

describe('a transcript', () => {
  it('writes every step in the order of the count', () => {
    expect(transcriptOf(rule, tally, frame)).toEqual({
      format: 'plenary-yes-no-1',
      rule,
      figures: frame,
      steps: [
        { step: 'count', answer: 'yes', heads: 401, weight: 401 },
        { step: 'count', answer: 'no', heads: 98, weight: 98 },
        { step: 'count', answer: 'abstain', heads: 21, weight: 21 },
        { step: 'count', answer: 'blank', heads: 0, weight: 0 },
        { step: 'count', answer: 'spoilt', heads: 0, weight: 0 },
        { step: 'cast', heads: 520, weight: 520 },
        { step: 'quorum', counted: 'cast', of: 540, needed: 270, got: 520, result: 'met' },
        {
          step: 'condition',
          numerator: 1,
          denominator: 2,
          comparison: 'more_than',
          base: 'yes_and_no',
          of: 499,
          needed: 250,
          got: 401,
          result: 'met',
        },
        {
          step: 'condition',
          numerator: 2,
          denominator: 5,
          comparison: 'at_least',
          base: 'entitled',
          of: 540,
          needed: 216,
          got: 401,
          result: 'met',
        },
        { step: 'minimum', needed: 200, got: 401, result: 'met' },
        { step: 'verdict', verdict: 'carried', because: [] },
      ],
    });
  });

  it('writes consensus, and why it was lost', () => {
    const lost = transcriptOf(consensus(0, numberQuorum(3, 'present')), votes({ block: 1 }), figures(9, 2));
    expect(lost.steps.slice(-4)).toEqual([
      { step: 'quorum', counted: 'present', needed: 3, got: 2, result: 'unmet' },
      { step: 'blocks', bearable: 0, got: 1, result: 'unmet' },
      { step: 'agreement', needed: 1, got: 0, result: 'unmet' },
      { step: 'verdict', verdict: 'lost', because: ['quorum', 'blocks', 'nobody_agreed'] },
    ]);
  });

  it('has the same bytes whatever order the keys of its arguments came in', () => {
    const turned = (value: object): object =>
      Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, each]) => [key, each !== null && each.constructor === Object ? turned(each) : each]),
      );
    const again = transcriptOf(turned(rule) as typeof rule, turned(tally) as typeof tally, {
      present: null,
      entitled: turned(frame.entitled) as typeof frame.entitled,
    });
    expect(JSON.stringify(again)).toBe(JSON.stringify(transcriptOf(rule, tally, frame)));
  });

  it('refuses to write down a rule that could not be read again', () => {
    const broken = { ...rule, conditions: [] };
    expect(() => transcriptOf(broken, tally, frame)).toThrow(RangeError);
  });
});

describe('replaying a transcript', () => {
  it('gives the outcome of the count, through JSON', () => {
    expect(replay(edited('format', 'plenary-yes-no-1'))).toEqual({
      ok: true,
      value: decide(rule, tally, frame),
    });
  });

  it.each([
    ['a needed number', 'steps.6.needed', 1, 6],
    ['the verdict', 'steps.10.verdict', 'lost', 10],
    ['a reason', 'steps.10.because', ['quorum'], 10],
    ['the sum', 'steps.5.weight', 521, 5],
    ['a count', 'steps.0.weight', 400, 5],
    ['a field (one was added)', 'steps.5.note', 'x', 5],
    ['the end (a step was added)', 'steps.11', { step: 'prayer' }, 11],
    ['the middle (a step was removed)', 'steps.9', undefined, 9],
    ['the rule', 'rule.conditions.1.numerator', 1, 8],
    ['the roll', 'figures.entitled.weight', 542, 6],
  ])('finds that %s was changed', (_what, path, value, step) => {
    const result = replay(edited(path, value));
    if (result.ok) throw new Error('the change was not found');
    expect(result.rejection.code === 'TranscriptDiffers' ? result.rejection.step : result.rejection).toBe(
      step,
    );
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['another format', edited('format', 'other')],
    ['a rule that is none', edited('rule.kind', 'lottery')],
    ['a rule that is missing', edited('rule')],
    ['figures that are none', edited('figures.entitled', '540')],
    ['presence that is none', edited('figures.present', {})],
    ['no steps', edited('steps', {})],
    ['a negative count', edited('steps.0.heads', -1)],
    ['an unknown answer', edited('steps.0.answer', 'maybe')],
    ['more votes than voters', edited('steps.0.heads', 5000)],
    ['a block under a majority rule', edited('steps.0.answer', 'block')],
  ])('refuses %s', (_what, value) => {
    expect(replay(value)).toMatchObject({ ok: false, rejection: { code: 'TranscriptUnreadable' } });
  });
});
