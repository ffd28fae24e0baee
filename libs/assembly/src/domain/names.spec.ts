import { describe, expect, it } from '@jest/globals';
import { cleanName } from './names.js';

const kept = (name: string) => {
  const cleaned = cleanName(name, 100);
  return cleaned.ok ? cleaned.value : cleaned.rejection.code;
};

describe('a name', () => {
  it('is kept in one form, with single spaces', () => {
    expect(kept('  Ana \u00a0 Lima\n')).toBe('Ana Lima');
    expect(kept('Zoe\u0308')).toBe('Zo\u00eb');
    expect(kept('\ufeffAna \u200cLima\u200d')).toBe('Ana Lima');
  });

  it.each([
    ['María José', 'Łukasz', 'Nguyễn Văn A', "O'Brien-Smith", '王小明', '3rd shift'],
    // The joiners that these scripts need, and emoji of several characters.
    ['میرزا\u200cخانی', 'ක්\u200dෂිති', 'क्\u200dष', '❤️ Mo', '👩‍🔧', '👩🏽‍🔧', '🏳️‍🌈', '🇩🇪'],
  ])('of any script is a name', (...names) => {
    for (const name of names) expect(kept(name)).toBe(name.normalize('NFC'));
  });

  it.each([
    ['a direction override', 'Ana\u202e'],
    ['an isolate', '\u2066Ana\u2069'],
    ['a zero-width space', 'An\u200ba'],
    ['a joiner between Latin letters', 'An\u200da'],
    ['a non-joiner between Cyrillic letters', '\u0410\u200c\u043d\u0430'],
    ['a joiner after a combining mark', 'An\u0363\u200da'],
    ['a Hangul filler', 'Ana\u3164'],
    ['a combining grapheme joiner', 'An\u034fa'],
    ['a variation selector', 'Ana\ufe00'],
    ['an emoji selector after a letter', 'Ana\ufe0f'],
    ['a soft hyphen', 'An\u00ada'],
    ['a tag', 'Ana\u{e0061}'],
    ['a private-use character', 'Ana\ue000'],
    ['a NUL', 'An\u0000a'],
    ['half of a pair', 'Ana\ud83d'],
    ['nothing but a Hangul filler', '\u3164'],
    ['nothing but a blank Braille pattern', '\u2800'],
    ['nothing but marks', '\u0301'],
    ['nothing at all', ' \u00a0 '],
  ])('with %s is refused, since it would be shown as another name or as none', (_, name) => {
    expect(kept(name)).toBe('NAME_NOT_USABLE');
  });

  it('is measured in characters, as the database counts them', () => {
    expect(kept('😀'.repeat(100))).toBe('😀'.repeat(100));
    expect(kept('😀'.repeat(101))).toBe('NAME_NOT_USABLE');
  });
});
