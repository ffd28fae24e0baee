import type { Election } from '../election.js';
import { quoted } from './blt-tokens.js';

/**
 * An election as a BLT file, piece by piece: rankings as they are, marks as ranked equally. The number before each
 * paper is its group's weight. Spoilt papers, which BLT cannot hold, are told in a comment; groups without weight are
 * left out. The tie order is written from its end, since whoever is first in `[tie …]` is excluded first.
 *
 * @throws RangeError for papers that give scores, which BLT cannot hold
 */
export function* writeBlt(election: Omit<Election, 'method'>, title: string): Generator<string> {
  const { candidates, seats, withdrawn, tieOrder, papers } = election;
  yield `${candidates.length} ${seats}\n`;
  if (withdrawn.length > 0) yield `${withdrawn.map((each) => `-${each + 1}`).join(' ')}\n`;
  yield `[tie ${[...tieOrder].reverse().map(number).join(' ')}]\n`;
  let spoilt = 0n;
  for (const { paper, weight } of papers) {
    if (weight === 0n) continue;
    if (paper.kind === 'scores') throw new RangeError('a BLT file cannot hold papers that give scores');
    if (paper.kind === 'spoilt') {
      spoilt += weight;
      continue;
    }
    const tiers = paper.kind === 'ranking' ? paper.ranking : paper.marks.length > 0 ? [paper.marks] : [];
    const preferences = tiers.map((tier) => (tier.length === 0 ? '- ' : `${tier.map(number).join('=')} `));
    yield `${weight} ${preferences.join('')}0\n`;
  }
  yield '0\n';
  if (spoilt > 0n) yield `# spoilt: ${spoilt}\n`;
  for (const name of candidates) yield `${quoted(name)}\n`;
  yield `${quoted(title)}\n`;
}

function number(candidate: number): number {
  return candidate + 1;
}
