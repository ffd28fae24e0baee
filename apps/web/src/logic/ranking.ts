/**
 * The ranking that a voter is making, as pure steps: ids from the first preference down, those of one inner list on the
 * same rank.
 */
export type Ranking = readonly (readonly string[])[];

export const flat = (ranking: Ranking): readonly string[] => ranking.flat();

/** The rank of somebody, from 1; null where they have none. Ranks are counted without gaps, as the count reads them. */
export function rankOf(ranking: Ranking, id: string): number | null {
  const at = ranking.findIndex((rank) => rank.includes(id));
  return at < 0 ? null : at + 1;
}

/** As the next preference, below everybody. */
export function add(ranking: Ranking, id: string): Ranking {
  return rankOf(ranking, id) === null ? [...ranking, [id]] : ranking;
}

export function remove(ranking: Ranking, id: string): Ranking {
  return ranking.map((rank) => rank.filter((each) => each !== id)).filter((rank) => rank.length > 0);
}

/** One step up: out of a shared rank to one above it, else past the whole rank above. */
export function raise(ranking: Ranking, id: string): Ranking {
  const at = ranking.findIndex((rank) => rank.includes(id));
  if (at < 0) return ranking;
  if (ranking[at]!.length > 1) return spliced(ranking, at, 1, [id], without(ranking[at]!, id));
  return at === 0 ? ranking : spliced(ranking, at - 1, 2, [id], ranking[at - 1]!);
}

/** One step down: out of a shared rank to one below it, else past the whole rank below. */
export function lower(ranking: Ranking, id: string): Ranking {
  const at = ranking.findIndex((rank) => rank.includes(id));
  if (at < 0) return ranking;
  if (ranking[at]!.length > 1) return spliced(ranking, at, 1, without(ranking[at]!, id), [id]);
  return at === ranking.length - 1 ? ranking : spliced(ranking, at, 2, ranking[at + 1]!, [id]);
}

/** Onto the rank above, or, from a shared rank, back to one of their own below it. */
export function level(ranking: Ranking, id: string): Ranking {
  const at = ranking.findIndex((rank) => rank.includes(id));
  if (at < 0) return ranking;
  if (ranking[at]!.length > 1) return lower(ranking, id);
  return at === 0 ? ranking : spliced(ranking, at - 1, 2, [...ranking[at - 1]!, id]);
}

/** To a place in the list from the top down, from 0; between two of one rank: onto that rank. */
export function moveTo(ranking: Ranking, id: string, place: number): Ranking {
  const rest = remove(ranking, id);
  let before = 0;
  for (const [at, rank] of rest.entries()) {
    if (place <= before) return spliced(rest, at, 0, [id]);
    const inside = place - before;
    if (inside < rank.length) return spliced(rest, at, 1, spliced(rank, inside, 0, id));
    before += rank.length;
  }
  return [...rest, [id]];
}

/** As `toSpliced`, which Firefox has from 115 alone. */
function spliced<T>(list: readonly T[], at: number, leave: number, ...items: readonly T[]): readonly T[] {
  return [...list.slice(0, at), ...items, ...list.slice(at + leave)];
}

const without = (rank: readonly string[], id: string) => rank.filter((each) => each !== id);

/** What a screen reader is told after a step. */
export function placeSentence(ranking: Ranking, id: string, nameOf: (id: string) => string): string {
  const rank = rankOf(ranking, id);
  if (rank === null) return `${nameOf(id)} is not ranked.`;
  const equals = without(ranking[rank - 1]!, id).map(nameOf);
  const shared = equals.length > 0 ? `, at the same rank as ${equals.join(', ')}` : '';
  return `${nameOf(id)} is number ${rank} of ${ranking.length}${shared}.`;
}

/** Where the edges of a row lie on the page, in pixels. */
export interface RowEdges {
  readonly top: number;
  readonly height: number;
}

/**
 * Where a row that is being dragged would land: past each row whose far half its middle has reached. The rows are
 * measured once, at the beginning; `middle` is that of the dragged row now.
 */
export function landing(rows: readonly RowEdges[], from: number, middle: number): number {
  let to = from;
  while (to + 1 < rows.length && middle > rows[to + 1]!.top + rows[to + 1]!.height / 2) to++;
  if (to > from) return to;
  while (to > 0 && middle < rows[to - 1]!.top + rows[to - 1]!.height / 2) to--;
  return to;
}
