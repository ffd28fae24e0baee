import { LOAD_UNIT } from '@plenary/sortition';

/** Why a shift is its holder's, as it was decided. */
export interface WhyFacts {
  readonly able?: number;
  readonly load?: number;
  readonly among?: number;
}

/** In one sentence, for whoever asks 'why me?'. */
export function whyWords(
  cameBy: 'drawn' | 'stepped_in' | 'swapped' | 'taken',
  why: WhyFacts & { by: string },
): string {
  if (cameBy === 'swapped') return 'By a swap that both agreed to.';
  if (cameBy === 'taken') return 'It was offered to all, and taken.';
  const { able = 1, load = 0, among = 1 } = why;
  const stepped = cameBy === 'stepped_in' ? 'Somebody gave it up. ' : '';
  if (why.by === 'evened')
    return `${stepped}After the draw it was moved from another member, so that every place is filled, what members carry is closer, and nobody comes a second time too soon.`;
  if (able === 1) return `${stepped}Nobody else could do it then.`;
  const carried = Math.round(load / (LOAD_UNIT / 10)) / 10;
  const drawn = among > 1 ? `; the draw chose among ${among} with the same` : '';
  return `${stepped}Of ${able} who could, nobody had carried less: effort ${carried}, with shifts to come${drawn}.`;
}
