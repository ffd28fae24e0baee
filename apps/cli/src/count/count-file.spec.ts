import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { METHODS } from '@plenary/tally';
import { countFile } from './count-file.js';

const folder = mkdtempSync(join(tmpdir(), 'plenary-count-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Result {
  readonly seats: number;
  readonly elected: readonly string[];
  readonly rounds: readonly { readonly tally: Record<string, string>; readonly because: string }[];
  readonly ties: readonly { readonly between: readonly string[]; readonly chosen: string }[];
  readonly tieOrder: { readonly from: string; readonly order: readonly string[]; readonly key?: string };
  readonly papers: Record<string, { readonly heads: number; readonly weight: string }>;
}

async function result(...args: string[]): Promise<Result> {
  const { code, text } = await countFile([...args, '--json'], () => undefined);
  if (code !== 0) throw new Error(text);
  return JSON.parse(text) as Result;
}

async function refused(...args: string[]): Promise<string> {
  const { code, text } = await countFile(args, () => undefined);
  expect(code).toBe(2);
  return text;
}

const main = fileURLToPath(new URL('../main.js', import.meta.url));

function command(args: readonly string[], input = '', flags: readonly string[] = []) {
  return spawnSync(process.execPath, [...flags, main, ...args], { input, encoding: 'utf8' });
}

const BLT = '3 2\n4 1 2 0\n2 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Twins"\n';

describe('the published counts by the command', () => {
  const published = new URL('../../../../../shared/data/stv/', import.meta.url);
  const methods = {
    associations: 'stv-scottish',
    ers97: 'stv-ers97',
    meek: 'stv-meek',
    'meek-exact': 'stv-meek-exact',
    scottish: 'stv-scottish',
  };
  // Pollux and Helen are equal, and the reference took Pollux out; ours favours the order of the ballot paper.
  const lots: Readonly<Record<string, string>> = { 'meek-exact/droop-42.json': 'Castor\nHelen\nPollux\n' };
  if (!existsSync(published)) {
    console.info(`${published.pathname} is absent: its counts were not repeated.`);
    it('are not beside this repository, and were not repeated', () =>
      expect(existsSync(published)).toBe(false));
    return;
  }
  for (const [kind, method] of Object.entries(methods)) {
    for (const name of readdirSync(new URL(`${kind}/`, published))) {
      const file = fileURLToPath(new URL(`${kind}/${name}`, published));
      it(`${kind}/${name} has its winners by ${method}`, async () => {
        const { expected } = JSON.parse(readFileSync(file, 'utf8')) as { expected: { winners: string[] } };
        const lot = lots[`${kind}/${name}`];
        const order = lot === undefined ? [] : ['--tie-order', written('lot.txt', lot)];
        const { elected } = await result(file, '--method', method, ...order);
        expect([...elected].sort()).toEqual([...expected.winners].sort());
      });
    }
  }
});

describe('plenary count', () => {
  it.each(METHODS)('prints %s as JSON and as a table', async (method) => {
    const isScore = method.startsWith('score');
    const file = written(`${method}.${isScore ? 'csv' : 'blt'}`, isScore ? 'Castor,Pollux\n3,5\n' : BLT);
    const counted = await result(file, '--method', method, '--seats', '2');
    expect(counted).toMatchObject({ method, seats: 2 });
    expect(counted.elected).toHaveLength(2);
    const { code, text } = await countFile([file, '--method', method, '--seats', '2'], () => undefined);
    expect(code).toBe(0);
    for (const round of counted.rounds) expect(text).toContain(round.because);
    expect(text).toContain(`Elected:\n  1. ${counted.elected[0]}\n  2. ${counted.elected[1]}`);
  });

  it('takes the seats from the file, and from the command first', async () => {
    const file = written('twins.blt', BLT);
    expect((await result(file, '--method', 'plurality')).elected).toEqual(['Castor', 'Helen']);
    expect((await result(file, '--method', 'plurality', '--seats', '1')).elected).toEqual(['Castor']);
    expect((await result(file, '--method', 'plurality', '--seats', '9')).elected).toHaveLength(3);
  });

  it('says which order settled a tie: the ballot paper, the file, a list or a draw', async () => {
    const tied = written('tied.blt', '3 1\n0\n"A"\n"B"\n"C"\n');
    const paper = await result(tied, '--method', 'approval');
    expect(paper).toMatchObject({ elected: ['A'], tieOrder: { from: 'ballot-paper' } });
    expect(paper.ties).toMatchObject([{ between: ['A', 'B', 'C'], chosen: 'A' }]);
    const { text } = await countFile([tied, '--method', 'approval'], () => undefined);
    expect(text).toContain('of equals, whoever comes first on the ballot paper is elected.');
    // Where candidates are excluded one after the other, the paper's first of equals goes first, as in [tie 1 2 3].
    expect((await result(tied, '--method', 'irv')).elected).toEqual(['C']);

    // In [tie 1 2 3] the first is excluded first.
    const own = written('own.blt', '3 1\n[tie 1 2 3]\n0\n"A"\n"B"\n"C"\n');
    expect(await result(own, '--method', 'irv')).toMatchObject({
      elected: ['C'],
      tieOrder: { from: 'file' },
    });
    const list = written('order.txt', '\uFEFFB\r\n3\r\n\r\nA');
    const given = await result(own, '--method', 'irv', '--tie-order', list);
    expect(given).toMatchObject({ elected: ['B'], tieOrder: { from: 'tie-order', order: ['B', 'C', 'A'] } });

    const seed = await result(tied, '--method', 'irv', '--seed', '9319 / 2 5 12 8 10 / 9 18 26 34 41 45');
    // MD5 of the worked example of RFC 3797 §6, modulo 3, 2 and 1.
    expect(seed.tieOrder).toMatchObject({ from: 'seed', key: '9319./2.5.8.10.12./9.18.26.34.41.45./' });
    expect(seed.elected).toEqual([seed.tieOrder.order[0]]);
    const drawn = await countFile([tied, '--method', 'irv', '--seed', '7'], () => undefined);
    expect(drawn.text).toContain('Drawn by RFC 3797 from the key 7./');
  });

  it('passes over whoever withdrew', async () => {
    const file = written('w.blt', BLT);
    const counted = await result(file, '--method', 'irv', '--seats', '1', '--withdrawn', 'Castor');
    expect(counted.elected).toEqual(['Pollux']);
    expect(await refused(file, '--method', 'irv', '--withdrawn', 'Leda')).toContain(
      "'Leda', who is no candidate",
    );
  });

  it('counts the median where it is asked to', async () => {
    const file = written('m.csv', 'A,B\n9,8\n9,8\n0,9\n');
    expect((await result(file, '--method', 'score')).elected).toEqual(['B']);
    expect((await result(file, '--method', 'score', '--median')).elected).toEqual(['A']);
  });

  it.each([
    [['x.blt'], 'Name a --method: plurality,'],
    [['x.blt', '--method', 'borda'], "not 'borda'"],
    [['--method', 'irv'], 'Name the file'],
    [['x.blt', 'y.blt', '--method', 'irv'], "'y.blt' is a second"],
    [['x.blt', '--method', 'irv', '--seats', '0'], 'from 1 to 1000'],
    [['x.blt', '--method', 'irv', '--seats', '1001'], 'from 1 to 1000'],
    [['x.blt', '--method', 'irv', '--seats', 'two'], 'from 1 to 1000'],
    [['x.blt', '--method', 'irv', '--speed'], "'--speed'"],
    [['x.blt', '--method', 'irv', '--stop', 'never'], '--stop takes majority, two-remain'],
    [['x.blt', '--method', 'irv', '--seed', '1', '--tie-order', 'y'], 'not by both'],
    [['/nowhere/x.blt', '--method', 'irv'], 'The file cannot be read'],
  ])('refuses %j', async (args, words) => {
    expect(await refused(...args)).toContain(words);
  });

  it('refuses a seed or a tie order that is none', async () => {
    const file = written('r.blt', BLT);
    expect(await refused(file, '--method', 'irv', '--seed', 'dice')).toContain('whole numbers');
    for (const [list, words] of [
      ['Castor\nLeda\n', 'Line 2, column 1: expected the name or number of a candidate'],
      ['Castor\nCastor\n', 'Line 2, column 1: expected each candidate once'],
      ['Castor\nPollux\n', "expected 'Helen' too"],
    ] as const) {
      expect(await refused(file, '--method', 'irv', '--tie-order', written('bad.txt', list))).toContain(
        words,
      );
    }
  });

  it('refuses ballots of a kind that the method cannot count', async () => {
    const file = written('k.blt', BLT);
    expect(await refused(file, '--method', 'score')).toContain('rank candidates, and score counts scores');
    const scores = written('s.json', '{"candidates":["A"],"ballots":[[1,{"A":3}]]}');
    expect(await refused(scores, '--method', 'approval')).toContain('give scores, and approval counts marks');
  });

  it('says where a file is malformed, with exit code 2 and nothing on the standard output', () => {
    const file = written('malformed.blt', '3 2\r\n1 9 0\r\n');
    const { status, stdout, stderr } = command(['count', file, '--method', 'irv']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^MALFORMED: Line 2, column 3: expected the number of a candidate.*found '9'\.\n$/,
    );
    const bytes = written('latin1.csv', Buffer.from('A,B\n1,2\n\xe9,1\n', 'latin1'));
    expect(command(['count', bytes, '--method', 'irv']).stderr).toContain(
      'Line 3, column 1: expected text in UTF-8',
    );
  });

  it('reads the standard input, and tells the format by how it begins', () => {
    for (const input of [
      BLT,
      `\uFEFF# twins\r\n${BLT.replaceAll('\n', '\r\n')}`,
      '\n{"candidates":["Castor","Pollux","Helen"],"seats":2,"ballots":[[4,[1,2]],[2,["Helen"]]]}',
      'Castor,Pollux,Helen,count\n1,2,,4\n,,1,2',
    ]) {
      const { status, stdout, stderr } = command(
        ['count', '-', '--method', 'irv', '--seats', '1', '--json'],
        input,
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect((JSON.parse(stdout) as Result).rounds[0]!.tally).toEqual({
        Castor: '4',
        Pollux: '0',
        Helen: '2',
      });
    }
    expect(command(['count', '-', '--method', 'irv'], '').status).toBe(2);
  });

  it('ends quietly when nobody reads its result to the end', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `Candidate ${i}`);
    const ballots = names.map((name, i) => [i + 1, [name]]);
    const file = written('many.json', JSON.stringify({ candidates: names, ballots }));
    const child = spawn(process.execPath, [main, 'count', file, '--method', 'irv', '--json']);
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const [code] = await once(child, 'close');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });

  it('prints its help', () => {
    const { status, stdout } = command(['count', '--help']);
    expect(status).toBe(0);
    for (const method of METHODS) expect(stdout).toContain(method);
    expect(command(['--help']).stdout).toContain('plenary count FILE');
  });

  it('reads a million ballots in memory that the different rankings bound', () => {
    // A million papers, each held by itself, would need more than the 24 MB that the heap may hold for long.
    const ballots = ['1 3 1 2 5 4 0', '1 2 4 5 1 3 0 # late', '1 5 0', '1 1=2 3 0', '2 4 3 2 0'];
    const lines = ballots.map((ballot) => `${ballot}\n`.repeat(1000)).join('');
    const names = ['A', 'B', 'C', 'D', 'E'].map((name) => `"${name}"\n`).join('');
    const file = written('large.blt', `5 2\n${lines.repeat(200)}0\n${names}`);
    const { status, stdout, stderr } = command(['count', file, '--method', 'stv-scottish', '--json'], '', [
      '--max-old-space-size=24',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // A paper that begins with two candidates at one rank is spoilt by the Scottish rules.
    expect((JSON.parse(stdout) as Result).papers).toMatchObject({
      cast: { heads: 1_200_000 },
      spoilt: { heads: 200_000 },
    });
  });
});
