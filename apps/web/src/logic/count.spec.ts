import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { countElection, type ElectionTranscript, type Method } from '@plenary/tally';
import { recordDifferences } from './against-record.ts';
import { beatsAll, flowSentence, pairOf, tieSentence, transfersOf } from './count-words.ts';
import { BLOCK_WIDTH, flowOf } from './flow.ts';
import type { Paper } from './paper.ts';
import { differences, type Published, recount } from './recount.ts';
import { drawn, exactly, short } from './votes.ts';

const CANDIDATES = ['Joyce', 'Samir', 'Zofia', 'Marek'];
const IDS = ['id-j', 'id-s', 'id-z', 'id-m'];
const SEED = 'ab'.repeat(32);
const RANKED: readonly (readonly [number, readonly number[]])[] = [
  [13, [0, 2]],
  [3, [0, 3, 1]],
  [8, [1, 3]],
  [6, [2, 0]],
  [4, [3, 2]],
  [1, []],
];
const papers = RANKED.map(([heads, ranking]) => ({
  heads,
  weight: heads,
  paper: { ranking: ranking.map((place) => [place]), marks: null, scores: null, spoilt: false } as Paper,
}));

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
/** As the server draws it: by the hash of the seed and the candidate's id. */
const TIE_ORDER = IDS.map((id, place) => ({ place, key: sha256(`plenary/tie-order/v1\n${SEED}\n${id}\n`) }))
  .sort((a, b) => (a.key < b.key ? -1 : 1))
  .map(({ place }) => place);

function counted(method: Method, seats: number): ElectionTranscript {
  return countElection({
    method,
    candidates: CANDIDATES,
    withdrawn: [],
    seats,
    tieOrder: TIE_ORDER,
    papers: papers.map(({ heads, weight, paper }) => ({
      heads,
      weight: BigInt(weight),
      paper: { kind: 'ranking', ranking: paper.ranking! },
    })),
  });
}

const published = (transcript: ElectionTranscript, part: Partial<Published> = {}): Published => ({
  pollId: 'p',
  secret: true,
  transcript: JSON.stringify(transcript),
  papers,
  tieSeed: SEED,
  tieSeedHash: sha256(Buffer.from(SEED, 'hex')),
  candidateIds: IDS,
  ...part,
});

describe('votes as exact text', () => {
  it('are read as people read them', () => {
    expect(['14.48566', '12.00000', '10', '7/3', '0.00000'].map(exactly)).toEqual([
      '14.48566',
      '12',
      '10',
      '7/3',
      '0',
    ]);
    expect(exactly('123456789012/98765432109')).toBe('about 1.249999');
    expect(['3.25000', '14.48566', '235/24'].map(short)).toEqual(['3.25', '14.49', '9.79']);
    expect(drawn(`${10n ** 400n}/${10n ** 399n * 4n}`)).toBe(2.5);
  });
});

describe('counted again on this device', () => {
  it.each<[Method, number]>([
    ['stv-scottish', 2],
    ['stv-meek-exact', 2],
    ['stv-ers97', 2],
    ['irv', 1],
    ['schulze', 1],
    ['ranked-pairs', 2],
  ])('%s agrees with what the server published', (method, seats) => {
    const transcript = counted(method, seats);
    const answer = recount(published(transcript));
    // As the server hashes the ballots: sorted lines, each ended by a line feed.
    const lines = RANKED.flatMap(([heads, ranking]) =>
      Array(heads).fill(`${ranking.length === 0 ? 'blank' : `r:${ranking.join('>')}`} 1\n`),
    );
    expect(answer).toEqual({
      differences: [],
      papers: 35,
      hash: sha256(JSON.stringify(transcript)),
      ballotsHash: sha256(`plenary/ballots/v1\np\nsecret\n${lines.sort().join('')}`),
    });
    expect(recount(published(transcript, { secret: false })).ballotsHash).toBeNull();
  });

  it('agrees on marks and on scores too, with weights, blanks and spoilt papers', () => {
    const none: Paper = { ranking: null, marks: null, scores: null, spoilt: false };
    const cases = [
      ['approval', { ...none, marks: [0, 2] }, { kind: 'marks', marks: [0, 2] }],
      ['score-median', { ...none, scores: [{ place: 1, score: 4 }] }, { kind: 'scores', scores: [[1, 4]] }],
      ['score', { ...none, scores: [{ place: 1, score: 4 }] }, { kind: 'scores', scores: [[1, 4]] }],
    ] as const;
    for (const [method, paper, same] of cases) {
      const transcript = countElection({
        method,
        candidates: CANDIDATES,
        withdrawn: [],
        seats: 1,
        tieOrder: TIE_ORDER,
        papers: [
          { heads: 2, weight: 5n, paper: same },
          { heads: 1, weight: 1n, paper: { kind: 'spoilt' } },
        ],
      });
      const shown = [
        { heads: 2, weight: 5, paper },
        { heads: 1, weight: 1, paper: { ...none, spoilt: true } },
      ];
      const answer = recount(published(transcript, { papers: shown }));
      // With several votes each, the papers taken together do not say what one weighs.
      expect(answer).toMatchObject({ differences: [], ballotsHash: null });
    }
  });

  it('names who would be elected instead, and which papers are missing', () => {
    const found = recount(published(counted('stv-scottish', 2), { papers: papers.slice(1) })).differences;
    expect(found[0]).toMatch(/^Counted here, .* would be elected; the result says Joyce and Zofia\.$/);
    expect(found.join(' ')).toContain('hold 22 cast (22 votes); the count says 35 (35 votes)');
    expect(found.join(' ')).toContain('The quota comes out as');
    expect(found.join(' ')).toContain('Round 1 comes out differently.');
  });

  it('finds a round that was touched, though the result is the same', () => {
    const transcript = counted('stv-scottish', 2);
    const [first, second, ...rest] = transcript.rounds;
    const touched = {
      ...transcript,
      rounds: [first!, { ...second!, because: 'Because we say so.' }, ...rest],
    };
    expect(differences(touched, transcript)).toEqual(['Round 2 comes out differently.']);
    expect(differences({ ...transcript, ties: [] as never, quota: '1' }, transcript)).toEqual([
      'The quota comes out as 12; the count says 1.',
    ]);
  });

  it('finds an order for ties that was not drawn, and a seed that was not promised', () => {
    const other = [...TIE_ORDER].reverse();
    const transcript = { ...counted('stv-scottish', 2), tieOrder: other };
    expect(recount(published(transcript)).differences).toContain(
      'The order that settles ties is not the one that was drawn.',
    );
    const wrongSeed = published(counted('stv-scottish', 2), { tieSeedHash: '00'.repeat(32) });
    expect(recount(wrongSeed).differences).toEqual([
      'What the tie order was drawn from is not what was promised when the vote opened.',
    ]);
    expect(recount(published(counted('irv', 1), { tieSeed: 'x' })).differences).toHaveLength(1);
  });

  it('says when there is nothing that can be counted', () => {
    const [found] = recount(published(counted('irv', 1), { transcript: '{' })).differences;
    expect(found).toMatch(/^What was published cannot be counted: /);
    const twice = [{ ...papers[0]!, paper: { ...papers[0]!.paper, ranking: [[0], [0]] } }];
    expect(recount(published(counted('irv', 1), { papers: twice })).differences[0]).toMatch(
      /cannot be counted/,
    );
  });
});

describe('a result held against the record', () => {
  const shown = {
    pollId: 'p',
    transcriptHash: 'aa',
    ballotsHash: 'bb',
    tieSeed: SEED,
    elected: ['id-z', 'id-j'],
  };
  const data = {
    poll: 'p',
    transcriptHash: 'aa',
    ballotsHash: 'bb',
    tieSeed: SEED,
    elected: [{ id: 'id-z' }, { id: 'id-j' }],
  };
  const entry = (part: object, kind = 'poll.closed') => JSON.stringify({ kind, data: { ...data, ...part } });

  it('agrees with the entry on its close', () => {
    expect(recordDifferences(entry({}), shown)).toEqual([]);
  });

  it.each([
    [{ transcriptHash: 'ab' }, 'another transcript'],
    [{ ballotsHash: 'ab' }, 'other papers'],
    [{ tieSeed: 'ab' }, 'something else'],
    [{ elected: [{ id: 'id-j' }, { id: 'id-z' }] }, 'names others'],
    [{ elected: null }, 'names others'],
    [{ poll: 'q' }, 'no entry on the close'],
  ])('finds that the entry has %j', (part, words) => {
    const found = recordDifferences(entry(part), shown);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  it('finds that the entry is another, or none', () => {
    for (const other of [entry({}, 'poll.opened'), '{"kind":"poll.closed"}', 'null', ''])
      expect(recordDifferences(other, shown)[0]).toContain('no entry on the close');
  });
});

describe('the drawing of the rounds', () => {
  const transcript = counted('stv-scottish', 2);
  const flow = flowOf(transcript);

  it('has the elected on top and whoever fell out first at the bottom', () => {
    const first = flow.blocks.filter(({ round }) => round === 0);
    expect([...first].sort((a, b) => a.y - b.y).map(({ label }) => label)).toEqual([
      '✓ Joyce 16',
      'Zofia 6',
      'Samir 8',
      'Marek 4',
    ]);
  });

  it('draws each vote as tall as the next, so that what leaves arrives', () => {
    const heights = transcript.rounds.map((_, at) =>
      flow.blocks.filter(({ round }) => round === at).reduce((sum, { height }) => sum + height, 0),
    );
    for (const height of heights) expect(height).toBeCloseTo(heights[0]!, 5);
    expect(flow.bands.filter(({ kind }) => kind === 'moved').map(({ title }) => title)).toEqual([
      '3.25 from Joyce to Zofia',
      '0.75 from Joyce to Marek',
      '0.75 from Marek to Samir',
      '4 from Marek to Zofia',
    ]);
  });

  it('stays within its frame and marks the quota', () => {
    for (const { x, y, height } of flow.blocks) {
      expect(x + BLOCK_WIDTH).toBeLessThanOrEqual(flow.width);
      expect(y + height).toBeLessThanOrEqual(flow.height);
    }
    const joyce = flow.blocks.find(({ label }) => label === '✓ Joyce 16')!;
    expect(joyce.quotaY! - joyce.y).toBeCloseTo((joyce.height * 12) / 16, 5);
  });

  it('has a lane for votes that no longer count', () => {
    const irv = flowOf(counted('irv', 1));
    expect(irv.blocks.some(({ state, label }) => state === 'unused' && label.startsWith('No longer'))).toBe(
      true,
    );
  });

  it('is said in sentences', () => {
    expect(flowSentence(transcript)).toContain('2 reached a seat, and 1 of 4 fell out.');
    expect(transfersOf(transcript.rounds[1]!, transcript)).toEqual([
      '3.25 from Joyce to Zofia',
      '0.75 from Joyce to Marek',
    ]);
    const tie = { round: 2, between: [1, 3], about: 'exclude', chosen: 3, by: 'tie-order' } as const;
    expect(tieSentence(tie, transcript)).toBe(
      'Round 2: Samir and Marek were level over who is out. It was settled by the order that was drawn before anybody voted, for Marek.',
    );
  });
});

describe('each against each', () => {
  const preferred = [
    ['0', '5', '2'],
    ['3', '0', '4'],
    ['2', '1', '0'],
  ];
  it('names the side with more, and nobody where they are level', () => {
    expect(pairOf(preferred, 0, 1)).toEqual({ for: '5', against: '3', ahead: true });
    expect(pairOf(preferred, 1, 0)).toEqual({ for: '3', against: '5', ahead: false });
    expect(pairOf(preferred, 0, 2).ahead).toBeNull();
    expect(beatsAll(preferred)).toBeNull();
    expect(beatsAll(counted('schulze', 1).pairwise!.preferred)).toBe(0);
  });
});
