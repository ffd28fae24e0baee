import type { ElectionTranscript, Pairwise, Round } from '@plenary/tally';
import { excludes, type TieOrder } from './tie-order.js';

/** Candidates of whom the pairwise table still fits a terminal. */
const MAX_TABLE = 12;

/** The result for a person: a table and a sentence for each step. */
export function resultTable(transcript: ElectionTranscript, tieOrder: TieOrder, title: string): string {
  const { candidates, seats, method, papers, quota, elected } = transcript;
  const { cast, valid, blank, spoilt } = papers;
  const weighed = cast.weight === String(cast.heads) ? '' : `, ${cast.weight} votes`;
  const settled = new Map<number, string>();
  const rounds = transcript.rounds.flatMap((round) => {
    const text = roundText(round, transcript, settled);
    for (const each of round.excluded) settled.set(each, 'excluded');
    for (const each of round.elected) settled.set(each, 'elected');
    return [text, ''];
  });
  return [
    ...(title === '' ? [] : [title]),
    `${method}, ${seats} ${seats === 1 ? 'seat' : 'seats'}, ${candidates.length} candidates`,
    `papers cast ${cast.heads}${weighed}: valid ${valid.heads}, blank ${blank.heads}, spoilt ${spoilt.heads}`,
    ...(transcript.withdrawn.length === 0 ? [] : [`withdrawn: ${named(transcript, transcript.withdrawn)}`]),
    ...(quota === null ? [] : [`quota: ${quota}`]),
    '',
    ...rounds,
    ...(transcript.pairwise === undefined ? [] : pairwiseText(transcript, transcript.pairwise)),
    ...tieText(transcript, tieOrder),
    elected.length === 0 ? 'Elected: nobody' : 'Elected:',
    ...elected.map((candidate, index) => `  ${index + 1}. ${candidates[candidate]}`),
  ].join('\n');
}

function roundText(
  round: Round,
  { candidates, withdrawn }: ElectionTranscript,
  settled: ReadonlyMap<number, string>,
): string {
  const [lost, elected] = [new Set(round.excluded), new Set(round.elected)];
  const gained = gains(round);
  const rows = candidates.flatMap((name, candidate) => {
    const before = settled.get(candidate);
    if (withdrawn.includes(candidate) || (before === 'excluded' && isNothing(round.tally[candidate]!)))
      return [];
    const now = elected.has(candidate) ? 'elected' : lost.has(candidate) ? 'excluded' : (before ?? '');
    return [[name, round.tally[candidate]!, gained.get(candidate) ?? '', now]];
  });
  if (!isNothing(round.exhausted)) rows.push(['(no candidate)', round.exhausted, '', '']);
  const quota = round.quota === null ? '' : ` (quota ${round.quota})`;
  return `Round ${round.round}: ${round.action}${quota}\n${round.because}\n${table(rows)}`;
}

/** What each candidate received in this round; a first count is no gain. */
function gains(round: Round): Map<number, string> {
  const received = new Map<number, string[]>();
  for (const { from, to, votes } of round.transfers) {
    if (from !== null && to !== null) received.set(to, [...(received.get(to) ?? []), `+${votes}`]);
  }
  return new Map([...received].map(([candidate, votes]) => [candidate, votes.join(' ')]));
}

function isNothing(votes: string): boolean {
  return /^[0.]+$/.test(votes);
}

/** The first column to the left, the second and third to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(0, ...rows.map((row) => [...row[column]!].length));
  const [first, second, third] = [width(0), width(1), width(2)];
  return rows
    .map(([name = '', votes = '', gain = '', state = '']) =>
      `  ${padded(name, first)}  ${votes.padStart(second)}  ${gain.padStart(third)}  ${state}`.trimEnd(),
    )
    .join('\n');
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - [...text].length));
}

function pairwiseText(transcript: ElectionTranscript, pairwise: Pairwise): string[] {
  const { candidates } = transcript;
  const lines: string[] = [];
  if (candidates.length <= MAX_TABLE) {
    lines.push('Who is preferred to whom (row over column):', matrix(candidates, pairwise.preferred), '');
    if (pairwise.strongestPaths !== undefined) {
      lines.push('The strongest path from row to column:', matrix(candidates, pairwise.strongestPaths), '');
    }
  }
  const open = pairwise.majorities?.filter((each) => !each.locked) ?? [];
  if (open.length > 0) {
    const said = open.map(({ over: [a, b] }) => `${candidates[a]} over ${candidates[b]}`);
    lines.push(`Not locked in, since they would close a circle: ${said.join('; ')}.`, '');
  }
  lines.push(
    'Order:',
    ...pairwise.ranking.map((tier, i) => `  ${i + 1}. ${named(transcript, tier, ' = ')}`),
    '',
  );
  return lines;
}

function matrix(candidates: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = Math.max(...candidates.map((name) => [...name].length));
  const cells = Math.max(3, ...rows.flat().map((cell) => cell.length));
  const head = candidates.map((_, column) => String(column + 1).padStart(cells)).join('  ');
  const body = rows.map((row, index) => {
    const label = `${String(index + 1).padStart(2)} ${padded(candidates[index]!, names)}`;
    return `  ${label}  ${row.map((cell, column) => (column === index ? '-' : cell).padStart(cells)).join('  ')}`;
  });
  return [`  ${' '.repeat(names + 3)}  ${head}`, ...body].join('\n');
}

function tieText(transcript: ElectionTranscript, tieOrder: TieOrder): string[] {
  const { ties, candidates } = transcript;
  const order = `The tie order: ${named(transcript, tieOrder.order)}.`;
  const drawn =
    tieOrder.lot === undefined ? [] : [`Drawn by RFC 3797 from the key ${tieOrder.lot.key}`, order, ''];
  if (ties.length === 0) return drawn;
  const by = {
    'ballot-paper': excludes(transcript.method)
      ? 'No tie order was given: of equals, whoever comes first on the ballot paper is excluded first.'
      : 'No tie order was given: of equals, whoever comes first on the ballot paper is elected.',
    file: `Equals are taken in the file's own order. ${order}`,
    'tie-order': `Equals are taken in the order that was given. ${order}`,
    seed: '',
  }[tieOrder.from];
  const said = ties.map(({ round, between, about, chosen, by: how }) => {
    const what = {
      elect: 'is elected',
      exclude: 'is excluded',
      surplus: 'is transferred first',
      rank: 'comes first',
    };
    const rule = how === 'look-back' ? 'by the votes of an earlier round' : 'by the tie order';
    return `  round ${round}: ${named(transcript, between)} are equal; ${candidates[chosen]} ${what[about]}, ${rule}`;
  });
  return [...drawn, `Ties:${by === '' ? '' : ` ${by}`}`, ...said, ''];
}

function named({ candidates }: ElectionTranscript, list: readonly number[], between = ', '): string {
  return list.map((candidate) => candidates[candidate]!).join(between);
}
