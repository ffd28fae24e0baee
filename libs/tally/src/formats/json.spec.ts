import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { electionOf } from './election-of.js';
import { type JsonReaderOptions, jsonReader } from './json-reader.js';
import { JsonStream, type JsonValue } from './json-stream.js';
import { malformed, readIn, said } from './spec-read.js';

const read = (value: unknown, options?: JsonReaderOptions) =>
  readIn(jsonReader(options), JSON.stringify(value));

describe('a JSON file of ballots', () => {
  it('names candidates by number or name, and marks what is left out or cannot be told', () => {
    const file = read({
      ballots: [
        [2, [1, [2, 3]]],
        [1, ['Cy', '', 'Ann']],
        [1, ['#', 'Bo']],
        [1, ['Bo', 'O', 'Ann']],
        [1, ['W', 0, 'Bo', 'Bo']],
        [3, []],
        [0, [1]],
      ],
      expected: { anything: [{ deep: [[]] }] },
      withdrawn: ['Ann', 3],
      seats: 2,
      title: ' T ',
      tieBreakOrder: ['Cy', 'Ann', 'Bo'],
      candidates: ['Ann', 'Bo', 'Cy'],
    });
    expect(said(file)).toEqual({ 'Ann>Bo=Cy': 2, 'Cy>Ann': 1, spoilt: 1, Bo: 2, blank: 3, Ann: 0 });
    expect(file).toMatchObject({ seats: 2, title: 'T', withdrawn: [0, 2], excludedFirst: [2, 0, 1] });
  });

  it('reads scores by name', () => {
    const file = read({
      candidates: ['1', 'O', 'Cy'],
      ballots: [
        // A number names a candidate where no candidate has it as a name.
        [2, { 1: 3, O: -1 }],
        [1, { 3: 2 }],
        [1, {}],
      ],
    });
    expect(said(file)).toEqual({ '1 3, O -1': 2, 'Cy 2': 1, '': 1 });
    // For a preferential method the higher score is the higher rank.
    const ranked = [...electionOf(file, { method: 'irv', seats: 1, tieOrder: [0, 1, 2] }).papers];
    expect(ranked[0]!.paper).toEqual({ kind: 'ranking', ranking: [[0], [1]] });
  });

  it('heeds its rules only where it is told to', () => {
    const value = {
      candidates: ['A', 'B', 'C'],
      rules: { overvote: 'alwaysSkipToNextRank', maxConsecutiveSkippedRanks: '1', batchElimination: 'Y' },
      ballots: [
        [1, ['A', 'O', 'B']],
        [1, ['A', '', '', 'C']],
      ],
    };
    expect(said(read(value))).toEqual({ A: 1, 'A>C': 1 });
    const heeded = read(value, { useRules: true });
    expect(said(heeded)).toEqual({ 'A>B': 1, A: 1 });
    expect(heeded.options).toEqual({ overvote: 'skip', batch: true });
    const odd = JSON.stringify({ ...value, rules: { overvote: 'exhaustIfMultipleContinuing' } });
    expect(malformed(jsonReader({ useRules: true }), odd)).toMatch(
      /a rule 'overvote' that this program offers$/,
    );
  });

  it('with several cases reads the one that is named', () => {
    const file = { cases: [{ name: 'x', candidates: ['A'], ballots: [[1, [1]]] }] };
    expect(said(read(file, { caseName: 'x' }))).toEqual({ A: 1 });
    const text = JSON.stringify(file);
    expect(malformed(jsonReader(), text)).toBe("1:1 one of its 1 cases to be named ('x')");
    expect(malformed(jsonReader({ caseName: 'y' }), text)).toBe("1:1 a case of the name 'y'");
  });

  const AB = '{"candidates": ["A", "B"],\n "ballots": ';
  it.each([
    ['', "1:1 '{'"],
    ['[1]', "1:1 '{'"],
    ['{', "1:2 a name in quotation marks or '}'"],
    ['{"candidates" ["A"]}', "1:15 ':'"],
    ['{"candidates": ["A"],}', '1:22 a name in quotation marks'],
    ['{"candidates": ["A"]} x', '1:23 the end of the file'],
    ['{"candidates": ["A', '1:19 a closing quotation mark'],
    ['{"a": "\n"}', '1:7 a closing quotation mark on the same line'],
    ['{"a": tru}', '1:7 a value'],
    ['{"a": 01}', '1:7 a value'],
    ['{"title": "\\q"}', '1:11 an escape that JSON knows'],
    ['{"candidates": ["A"]}', "1:1 'ballots', a list of them"],
    ['{"ballots": []}', "1:1 'candidates', a list of names"],
    ['{"candidates": ["A", 2], "ballots": []}', "1:16 a candidate's name"],
    ['{"candidates": ["A", "A"], "ballots": []}', '1:16 a name that no other candidate has'],
    [`${AB}{}}`, "2:13 '['"],
    [`${AB}[[1]]}`, '2:14 a list of how many ballots and what they say'],
    [`${AB}[[1, 2]]}`, '2:14 a list of ranks, or scores by name'],
    [`${AB}[[1, [1]],\n [-1, [1]]]}`, '3:2 how many ballots say this, a whole number from 0'],
    [`${AB}[[1.5, [1]]]}`, '2:14 how many ballots say this, a whole number from 0'],
    [`${AB}[[9007199254740993, [1]]]}`, '2:14 how many ballots say this, a whole number from 0'],
    [`${AB}[[1, [1]], [1, [3]]]}`, '2:24 the number of a candidate, a whole number from 1 to 2'],
    [`${AB}[[1, ["C"]]]}`, "2:14 a candidate's name or number"],
    [`${AB}[[1, {"C": 1}]]}`, "2:14 a candidate's name or number"],
    [`${AB}[[1, {"A": 0.5}]]}`, '2:14 a whole number as a score'],
    [`${AB}[], "seats": 0}`, '2:26 the number of seats, a whole number from 1 to 1000'],
    [`${AB}[], "tieOrder": ["A"]}`, "2:29 each candidate once in 'tieOrder'"],
    [`${AB}[], "withdrawn": ["C"]}`, "2:30 a candidate's name or number"],
    [`{"x": ${'['.repeat(70)}`, '1:70 at most 64 levels'],
  ])('is malformed: %j', (text, expected) => expect(malformed(jsonReader(), text)).toBe(expected));
});

describe('JSON in pieces', () => {
  it('says what JSON.parse says, wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 3 })),
        fc.jsonValue({ maxDepth: 3 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(undefined, 1, '\t'),
        (list, value, piece, indent) => {
          const text = JSON.stringify({ skip: [value], list, keep: value }, null, indent);
          const elements: JsonValue[] = [];
          let kept: JsonValue = null;
          const stream = new JsonStream({
            list: () => undefined,
            streams: (key) => key === 'list',
            keeps: (key) => key === 'keep',
            element: (_, each) => elements.push(each),
            value: (_, each) => {
              kept = each;
            },
          });
          for (let i = 0; i < text.length; i += piece) stream.write(text.slice(i, i + piece));
          stream.end();
          const parsed = JSON.parse(text) as { list: unknown; keep: unknown };
          expect(elements).toEqual(parsed.list);
          expect(kept).toEqual(parsed.keep);
        },
      ),
      { numRuns: 300 },
    );
  });
});
