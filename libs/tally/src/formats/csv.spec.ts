import { describe, expect, it } from '@jest/globals';
import { csvReader } from './csv-reader.js';
import { malformed, readIn, said } from './spec-read.js';

function read(text: string, scores = false) {
  const file = readIn(csvReader({ scores }), text);
  return { candidates: file.candidates, said: said(file) };
}

describe('CSV with a column for each candidate', () => {
  it('reads ranks, equal ones and gaps, with counts and ids', () => {
    const text = 'id,Ann,"Bo, ""B""",Cy,count\n1,1,2,3,4\n2,2,2,1,1\n3,7,,3,2\n4,,,,3\n5,spoilt,,,1\n';
    expect(read(text)).toEqual({
      candidates: ['Ann', 'Bo, "B"', 'Cy'],
      said: { 'Ann>Bo, "B">Cy': 4, 'Cy>Ann=Bo, "B"': 1, 'Cy>Ann': 2, blank: 3, spoilt: 1 },
    });
  });

  it('reads marks, and scores where the method asks for them', () => {
    expect(read('A;B;C\nx;;X\n1;0;1\n').said).toEqual({ 'A=C': 2 });
    expect(read('A\tB\n5\t-1\n\t3\n', true).said).toEqual({ 'A 5, B -1': 1, 'B 3': 1 });
    // Candidates may be called as preferences are.
    expect(read('1,2\n5,0\n', true).said).toEqual({ '1 5, 2 0': 1 });
  });

  it('tells the weight of one paper from the number of papers', () => {
    const file = readIn(csvReader(), 'A,B,weight,count\n1,2,5,1\n1,2,5,2\n2,1,1,1\n');
    expect([...file.papers].map(({ heads, weight }) => [heads, weight])).toEqual([
      [3, 15n],
      [1, 1n],
    ]);
  });

  it('takes Windows line ends, a byte order mark, empty lines, and no line end at the end', () => {
    const text = '\uFEFFÅsa,"Bo\r\nCo" ,\r\n1,2,\r\n\r\n2,1,';
    expect(malformed(csvReader(), text)).toBe("1:5 a candidate's name without control characters");
    expect(read(text.replace('Bo\r\nCo', 'Bo')).said).toEqual({ 'Åsa>Bo': 1, 'Bo>Åsa': 1 });
  });

  it('is read alike in pieces', () => {
    const text = 'A,"B ""b""",C\n1,"2",3\n"3",2,1\n';
    for (let piece = 1; piece < 9; piece += 1) {
      expect(said(readIn(csvReader(), text, piece))).toEqual({ 'A>B "b">C': 1, 'C>B "b">A': 1 });
    }
  });
});

describe('CSV with a column for each preference', () => {
  it('reads names, gaps and overvotes; candidates come in the order of their names', () => {
    const text =
      'Rank 1,Rank 2,Rank 3,n\nBo,Ann,,2\nAnn,overvote,Bo,1\n,skipped,Bo,1\novervote,Ann,,1\nAnn,Ann,Bo,1\nBo\n';
    expect(malformed(csvReader(), text)).toBe(
      '7:1 how many papers the row stands for, a whole number from 0',
    );
    expect(read(text.replace(/Bo\n$/, ',,,4'))).toEqual({
      candidates: ['Ann', 'Bo'],
      said: { 'Bo>Ann': 2, Ann: 1, Bo: 1, spoilt: 1, 'Ann>Bo': 1, blank: 4 },
    });
  });

  it('knows a name in whichever of its Unicode forms', () => {
    expect(read('1,2\nA\u030asa,B\nB,\u00c5sa\nB,A\u030asa\n')).toEqual({
      candidates: ['A\u030asa', 'B'],
      said: { 'A\u030asa>B': 1, 'B>A\u030asa': 2 },
    });
  });

  it.each([
    '1,2\nA,B\n',
    'choice_1,choice_2\nA,B\n',
    '1st choice,2nd choice\nA,B\n',
    'ballot,1st,2nd\n9,A,B\n',
    'pref 1;pref 2\nA;B',
    'First choice,second choice\nA,B\n',
  ])('is told by its header: %j', (text) => expect(read(text).said).toEqual({ 'A>B': 1 }));
});

describe('a malformed CSV file', () => {
  it.each([
    ['', '1:1 a header that names candidates or preferences'],
    ['\n\n', '3:1 a header that names candidates or preferences'],
    ['hello world\n', '2:1 a row with a paper'],
    [`id,1,2\n7,"A,B\n${'8,A,B\n'.repeat(2_000)}`, '2:1 a closing quotation mark'],
    ['A,A\n1,2\n', '1:3 a name that no other candidate has'],
    ['A,,B\n1,,2\n', "1:3 a candidate's name"],
    ['A,B\n1,two\n', '2:3 a rank, a mark or an empty cell, a whole number from 1 to 1000000'],
    ['A,B\n1,-2\n', '2:3 a rank, a mark or an empty cell, a whole number from 1 to 1000000'],
    ['A,B\n1\n', '2:2 2 cells'],
    ['A,B\n1,2,3\n', '2:5 at most 2 cells'],
    ['A,B\n1,"2\n', '2:3 a closing quotation mark'],
    ['A,B\n"1"x,2\n', '2:4 a delimiter after the closing quotation mark'],
    ['A,B,count\n1,2,many\n', '2:5 how many papers the row stands for, a whole number from 0'],
    ['A,B,weight\n1,2,0.5\n', "2:5 the weight of the row's paper, a whole number from 0"],
    [
      'A,B,weight,count\n1,2,9007199254740991,2\n',
      '2:1 no more than 9007199254740991 papers and votes in all',
    ],
  ])('%j', (text, expected) => expect(malformed(csvReader(), text)).toBe(expected));
});
