import { describe, expect, it } from '@jest/globals';
import { placesOf } from './answers.ts';
import { markOf, rowsOf, share } from './bar.ts';
import { colourNamed, contrastOf, DEFAULT_COLOUR, readableOn, textOn } from './colour.ts';
import { merged } from './entries.ts';
import { type KeptAnswer, keep, mayKeep, parseKept } from './kept-answers.ts';
import { waitBefore } from './retry.ts';
import { conditionSentence, quorumSentence, votedSentence, withoutVerdict } from './tally-sentence.ts';

const tally = { yes: 401, no: 98, abstain: 21, standAside: 0, block: 0, blank: 0, spoilt: 0 };

describe('drawn figures', () => {
  it('draws the rows on the scale of the base, so that the mark stands where it belongs', () => {
    const { rows, scale } = rowsOf(tally, 'YES_NO', 499);
    expect(scale).toBe(499);
    expect(rows.map((row) => row.key)).toEqual(['yes', 'no', 'abstain']);
    expect(rows[0]!.width).toBeCloseTo((401 / 499) * 100);
    expect(markOf(250, scale, 'needs 250').at).toBeCloseTo((250 / 499) * 100);
  });

  it('gives blank and spoilt papers a row only where there are any', () => {
    expect(rowsOf({ ...tally, spoilt: 3 }, 'YES_NO', 499).rows.at(-1)).toMatchObject({
      key: 'spoilt',
      count: 3,
    });
  });

  it('draws an empty tally without dividing by nought', () => {
    const none = { yes: 0, no: 0, abstain: 0, standAside: 0, block: 0, blank: 0, spoilt: 0 };
    expect(rowsOf(none, 'CONSENSUS', 0).rows.map((row) => row.width)).toEqual([0, 0, 0, 0]);
    expect(share(1, 0)).toBe(0);
    expect(share(9, 3)).toBe(100);
  });

  it('keeps every answer in its place, and the papers apart', () => {
    expect(placesOf(['SPOILT', 'ABSTAIN', 'NO', 'YES'])).toEqual({
      big: ['YES', 'NO', 'ABSTAIN'],
      small: ['SPOILT'],
    });
    expect(placesOf(['BLOCK', 'YES', 'STAND_ASIDE']).big).toEqual(['YES', 'STAND_ASIDE', 'BLOCK']);
  });
});

describe('numbers with their base', () => {
  it('says how many of how many have voted', () => {
    expect(votedSentence(312, 540)).toBe('312 of 540 members have voted.');
    expect(votedSentence(1, 1)).toBe('1 of 1 member has voted.');
    expect(votedSentence(null, 540)).toBe('540 members may vote.');
  });

  it('does not say the verdict twice', () => {
    expect(withoutVerdict('Carried: 2 for, 0 against.')).toBe('2 for, 0 against.');
    expect(withoutVerdict('401 for, 98 against.')).toBe('401 for, 98 against.');
  });

  it('says what a condition asked and got, with its base where it has one', () => {
    const condition = { label: 'Votes for', needed: 250, got: 401, base: 499 };
    expect(conditionSentence(condition)).toBe('Votes for: needs 250 of 499, got 401.');
    expect(conditionSentence({ ...condition, base: null })).toBe('Votes for: needs 250, got 401.');
  });

  it('says what the quorum still needs', () => {
    expect(quorumSentence(228, 270)).toBe('The quorum is 270: 42 more are needed.');
    expect(quorumSentence(269, 270)).toBe('The quorum is 270: 1 more is needed.');
    expect(quorumSentence(270, 270)).toBe('The quorum of 270 is reached.');
    expect(quorumSentence(null, 270)).toBe('The quorum is 270.');
    expect(quorumSentence(3, null)).toBeNull();
  });
});

describe('the strong colour', () => {
  it('is readable on every ground, whatever was chosen', () => {
    for (const ground of ['#f7f2e7', '#14110c', '#ffffff']) {
      for (const colour of [DEFAULT_COLOUR, '#ffee00', '#000033', '#7f7f7f', 'nonsense']) {
        const strong = readableOn(colour, ground);
        expect(contrastOf(strong, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(textOn(strong), strong)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('is the default where the name is not known', () => {
    expect(colourNamed('blue')).not.toBe(DEFAULT_COLOUR);
    expect(colourNamed('beige')).toBe(DEFAULT_COLOUR);
  });
});

describe('the record on the page', () => {
  it('shows each entry once, newest first, however it came', () => {
    expect(
      merged([{ seq: 3 }, { seq: 2 }], [{ seq: 4 }, { seq: 3 }, { seq: 1 }]).map((entry) => entry.seq),
    ).toEqual([4, 3, 2, 1]);
  });
});

describe('waiting before trying again', () => {
  it('doubles up to half a minute, spread by half', () => {
    expect(waitBefore(0, 0)).toBe(250);
    expect(waitBefore(0, 1)).toBe(500);
    expect(waitBefore(3, 1)).toBe(4_000);
    expect(waitBefore(1_000, 0.999)).toBeLessThanOrEqual(30_000);
    expect(waitBefore(1_000, 0)).toBe(15_000);
  });
});

describe('what was last seen', () => {
  const answer = (key: string): KeptAnswer => ({ key, at: 1, data: {} });

  it('keeps the newest of each, and a bounded number', () => {
    let kept: readonly KeptAnswer[] = [];
    for (let index = 0; index < 40; index += 1) kept = keep(kept, answer(`k${index}`));
    expect(kept).toHaveLength(24);
    expect(kept.at(-1)!.key).toBe('k39');
    expect(keep(kept, answer('k39')).filter((each) => each.key === 'k39')).toHaveLength(1);
  });

  it('keeps nothing of a quiet assembly', () => {
    expect(mayKeep('Home', false)).toBe(true);
    expect(mayKeep('Home', true)).toBe(false);
    expect(mayKeep('Account', false)).toBe(false);
  });

  it('takes anything unreadable for nothing', () => {
    expect(parseKept('{}')).toEqual([]);
    expect(parseKept('nonsense')).toEqual([]);
  });
});
