import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PaperGroup } from '../election.js';
import { bltReader } from './blt-reader.js';
import { writeBlt } from './blt-writer.js';
import { malformed, readIn, said } from './spec-read.js';

interface Case {
  readonly file: string;
  readonly parsed: {
    readonly title: string;
    readonly seats: number;
    readonly candidates: readonly string[];
    readonly withdrawn: readonly number[];
    readonly tieOrder: readonly number[] | null;
    readonly ballots: number;
    readonly firstPreferences: readonly number[];
    /** How many there are of each, or of the largest file only how many are different. */
    readonly aggregated: string | readonly (readonly [number, readonly number[]])[];
  };
}

const folder = new URL('../../../../../shared/data/blt-format/', import.meta.url);

describe('the published BLT files', () => {
  if (!existsSync(folder)) {
    console.info(`${folder.pathname} is absent: its files were not read.`);
    it('are not beside this repository, and were not read', () => expect(existsSync(folder)).toBe(false));
    return;
  }
  const { cases } = JSON.parse(readFileSync(new URL('cases.json', folder), 'utf8')) as { cases: Case[] };
  for (const { file, parsed } of cases) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    for (const [how, piece, content] of [
      ['whole', text.length, text],
      ['in pieces of seven characters', 7, text],
      ['with Windows line ends and a byte order mark', text.length, `\uFEFF${text.replaceAll('\n', '\r\n')}`],
      ['without its last line end', text.length, text.trimEnd()],
    ] as const) {
      it(`${file} is read ${how}`, () => {
        const read = readIn(bltReader(), content, piece);
        expect(read.title).toBe(parsed.title);
        expect(read.seats).toBe(parsed.seats);
        expect(read.candidates).toEqual(parsed.candidates);
        expect(read.withdrawn.map((each) => each + 1)).toEqual(parsed.withdrawn);
        expect(read.excludedFirst?.map((each) => each + 1) ?? null).toEqual(parsed.tieOrder);
        const aggregated = [...read.papers].map(({ paper, heads, weight }) => {
          expect(weight).toBe(BigInt(heads));
          return [heads, paper.kind === 'ranking' ? paper.ranking.map(([each]) => each! + 1) : paper.kind];
        });
        if (typeof parsed.aggregated === 'string') {
          expect(`${aggregated.length} different ballots`).toBe(parsed.aggregated);
        } else {
          const order = (a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b));
          expect(aggregated.sort(order)).toEqual([...parsed.aggregated].sort(order));
        }
        const first = read.candidates.map(() => 0);
        for (const { paper, heads } of read.papers) {
          if (paper.kind === 'ranking' && paper.ranking.length > 0) first[paper.ranking[0]![0]!]! += heads;
        }
        expect(first).toEqual(parsed.firstPreferences);
      });
    }

    it(`${file} is the same after it is written and read again`, () => {
      const read = readIn(bltReader(), text);
      const tieOrder = read.excludedFirst?.toReversed() ?? read.candidates.map((_, i) => i);
      const written = [...writeBlt({ ...read, seats: read.seats!, tieOrder }, read.title)].join('');
      const again = readIn(bltReader(), written);
      expect({ ...again, papers: said(again), excludedFirst: null }).toEqual({
        ...read,
        papers: said(read),
        excludedFirst: null,
      });
      expect(again.excludedFirst?.toReversed()).toEqual(tieOrder);
    });
  }
});

const END = '0\n"A"\n"B"\n"C"\n"T"\n';

describe('a BLT file', () => {
  it('may rank equally, leave ranks out, hold ids and comments, and several papers on a line', () => {
    const text = `3 1 # sizes\n[droop rule=meek]\n-3 (id 7) 2 1=3 - 2 0 # tie\n(8) 1 2 1 0 4 0\n3 1 1 2 0 1 0\n${END}"source" "comment"\n`;
    const read = readIn(bltReader(), text);
    expect(read.withdrawn).toEqual([2]);
    expect(said(read)).toEqual({ 'A=C>B': 2, 'B>A': 1, 'A>B': 3, blank: 5 });
  });

  it('may end without a title', () => {
    expect(readIn(bltReader(), '1 1\n0\n"A"').title).toBe('');
  });

  it('holds names with quotation marks in each of the ways that programs write them', () => {
    const text =
      '4 1\n0\n"Ann \\"A\\" B"\n"Bob ""B"" C"\n"Cid "C" D"\n"back\\\\slash" # end "\n"Title, with \\"marks\\""';
    const read = readIn(bltReader(), text);
    expect(read.candidates).toEqual(['Ann "A" B', 'Bob "B" C', 'Cid "C" D', 'back\\slash']);
    expect(read.title).toBe('Title, with "marks"');
  });

  it('is written and read again with any names and papers', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((each) => each.trim());
    const names = fc
      .uniqueArray(
        name.filter((each) => each !== '' && !/\p{Cc}/u.test(each)),
        { minLength: 1, maxLength: 6 },
      )
      .filter((each) => each.length > 0);
    const papers = (size: number) =>
      fc.array(
        fc.tuple(
          fc.shuffledSubarray(Array.from({ length: size }, (_, i) => i)),
          fc.integer({ min: 1, max: 9 }),
          fc.boolean(),
        ),
      );
    fc.assert(
      fc.property(
        names.chain((each) => fc.tuple(fc.constant(each), papers(each.length))),
        fc.integer({ min: 1, max: 40 }),
        ([candidates, said_], piece) => {
          const groups = said_.map(
            ([order, heads, equal]): PaperGroup => ({
              paper: {
                kind: 'ranking',
                ranking:
                  equal && order.length > 1
                    ? [order.slice(0, 2), ...order.slice(2).map((x) => [x])]
                    : order.map((x) => [x]),
              },
              heads,
              weight: BigInt(heads),
            }),
          );
          const tieOrder = candidates.map((_, i) => i);
          const election = { candidates, withdrawn: [], seats: 1, tieOrder, papers: groups };
          const read = readIn(bltReader(), [...writeBlt(election, 'T "x" \\')].join(''), piece);
          expect(read.candidates).toEqual(candidates);
          expect(read.title).toBe('T "x" \\');
          expect(said(read)).toEqual(said({ ...read, papers: groups.map((group) => ({ ...group })) }));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['', '1:1 the number of candidates and the number of seats'],
    ['three 2\n', '1:1 the number of candidates, a whole number from 1 to 1000'],
    ['0 1\n', '1:1 the number of candidates, a whole number from 1 to 1000'],
    ['1001 1\n', '1:1 the number of candidates, a whole number from 1 to 1000'],
    ['3 0\n', '1:3 the number of seats, a whole number from 1 to 1000'],
    ['3\n', '2:1 the number of seats'],
    [
      `3 1\n1 4 0\n${END}`,
      '2:3 the number of a candidate, or the 0 that ends the line, a whole number from 1 to 3',
    ],
    [
      `3 1\n1 1=x 0\n${END}`,
      '2:3 the number of a candidate, or the 0 that ends the line, a whole number from 1 to 3',
    ],
    [
      `3 1\n1.5 1 0\n${END}`,
      '2:1 the number of equal papers that begins a line, or the 0 that ends the papers, a whole number from 1',
    ],
    [
      `3 1\n9007199254740992 1 0\n${END}`,
      '2:1 the number of equal papers that begins a line, or the 0 that ends the papers, a whole number from 1',
    ],
    [`3 1\n9007199254740991 1 0\n1 2 0\n${END}`, '3:1 no more than 9007199254740991 papers and votes in all'],
    // Read on, this would be the one paper 1 2 2 3 of four voters.
    [`3 1\n4 1 2\n2 3 0\n${END}`, '2:6 the number of a candidate, or the 0 that ends the line'],
    ['3 1\n1 1 0\n', '3:1 the number of equal papers that begins a line, or the 0 that ends the papers'],
    ['3 1\n0\n"A"\n"B"\n', "5:1 a candidate's name in quotation marks"],
    ['3 1\n0\nA\n', "3:1 a candidate's name in quotation marks"],
    ['3 1\n0\n"A\n', '3:1 a closing quotation mark on the same line'],
    ['2 1\n0\n"A"\n"A"\n', '4:1 a name that no other candidate has'],
    ['2 1\n0\n" "\n', "3:1 a candidate's name"],
    ['2 1\n-3\n', '2:1 the number of a candidate, a whole number from 1 to 2'],
    ['2 1\n[tie 1]\n', "2:1 each of the 2 candidates once after 'tie'"],
    ['2 1\n[nick a]\n', "2:1 2 short names after 'nick'"],
    ['2 1\n[tie 1 2\n', "2:1 a closing ']' on the same line"],
    [`3 1\n${END}more`, '7:1 text in quotation marks, or the end of the file'],
  ])('is malformed: %j', (text, expected) => {
    expect(malformed(bltReader(), text)).toBe(expected);
  });

  it('leaves scores to other formats, and tells spoilt papers in a comment', () => {
    const election = { candidates: ['A'], withdrawn: [], seats: 1, tieOrder: [0] };
    const group = { heads: 2, weight: 2n };
    const spoilt = [...writeBlt({ ...election, papers: [{ ...group, paper: { kind: 'spoilt' } }] }, '')].join(
      '',
    );
    expect(spoilt).toContain('# spoilt: 2\n');
    expect(said(readIn(bltReader(), spoilt))).toEqual({});
    const scores = [{ ...group, paper: { kind: 'scores' as const, scores: [] } }];
    expect(() => [...writeBlt({ ...election, papers: scores }, '')]).toThrow(RangeError);
  });
});
