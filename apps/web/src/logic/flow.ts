import type { ElectionTranscript } from '@plenary/tally';
import { drawn, short } from './votes.ts';

/** The geometry of the drawing that shows how votes pass between the rounds of a count. */

/** One candidate in one round. */
export interface Block {
  readonly round: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly label: string;
  readonly state: 'in' | 'elected' | 'out' | 'unused';
  /** Where the quota stands on it; null where it has none or does not come near. */
  readonly quotaY: number | null;
}

/** Votes on their way from one round to the next. */
export interface Band {
  readonly kind: 'kept' | 'moved';
  readonly path: string;
  readonly title: string;
}

export interface Flow {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly { readonly x: number; readonly label: string }[];
  readonly blocks: readonly Block[];
  readonly bands: readonly Band[];
}

export const BLOCK_WIDTH = 16;
const COLUMN = 176;
const HEADING = 26;
const LABEL = 22;
const GAP = 14;
/** All votes on top of each other. */
const ALL_VOTES = 220;
const LONGEST_NAME = 15;
/** What is a vote's thousandth is still seen. */
const THINNEST = 1.5;

/** One lane for each candidate: the elected on top in their order, then whoever stayed in longest. */
export function flowOf({ candidates, elected, withdrawn, rounds }: ElectionTranscript): Flow {
  const votes = rounds.map((round) => [...round.tally, round.exhausted].map(drawn));
  const unused = candidates.length;
  const out = rounds.flatMap((round) => round.excluded);
  const rest = candidates
    .map((_, place) => place)
    .filter((place) => !elected.includes(place) && !withdrawn.includes(place));
  const stayed = (place: number) => (out.includes(place) ? out.indexOf(place) : out.length);
  const lanes = [...elected, ...rest.sort((a, b) => stayed(b) - stayed(a) || a - b)];
  if (votes.some((round) => round[unused]! > 0)) lanes.push(unused);
  const all = Math.max(1, ...votes.map((round) => round.reduce((sum, each) => sum + each, 0)));
  const tall = (count: number) => (count > 0 ? Math.max(THINNEST, (count / all) * ALL_VOTES) : 0);

  const tops = new Map<number, number>();
  let height = HEADING;
  for (const lane of lanes) {
    tops.set(lane, height + LABEL);
    height += LABEL + Math.max(...votes.map((round) => tall(round[lane]!))) + GAP;
  }

  const name = (lane: number) => (lane === unused ? 'No longer counting' : candidates[lane]!);
  const x = (round: number) => round * COLUMN;
  const blocks: Block[] = [];
  for (const [at, round] of rounds.entries()) {
    const isOut = new Set(rounds.slice(0, at + 1).flatMap((each) => each.excluded));
    const isIn = new Set(rounds.slice(0, at + 1).flatMap((each) => each.elected));
    for (const lane of lanes) {
      const count = votes[at]![lane]!;
      const gone = isOut.has(lane) && !round.excluded.includes(lane);
      if (count === 0 && (gone || lane === unused)) continue;
      const state = lane === unused ? 'unused' : isIn.has(lane) ? 'elected' : isOut.has(lane) ? 'out' : 'in';
      const quota = round.quota === null || lane === unused ? null : drawn(round.quota);
      blocks.push({
        round: at,
        x: x(at),
        y: tops.get(lane)!,
        height: tall(count),
        label: `${SIGNS[state]}${shortened(name(lane))} ${state === 'out' && count === 0 ? 'out' : short(String(count))}`,
        state,
        quotaY: quota !== null && count >= quota && quota > 0 ? tops.get(lane)! + tall(quota) : null,
      });
    }
  }
  return {
    width: (rounds.length - 1) * COLUMN + COLUMN,
    height,
    columns: rounds.map(({ round }, at) => ({ x: x(at), label: `Round ${round}` })),
    blocks,
    bands: rounds.slice(1).flatMap((_, at) => bandsInto(at + 1)),
  };

  /** What came into a round: what everybody kept on top of their block, what passed to them below it. */
  function bandsInto(at: number): Band[] {
    const moved = rounds[at]!.transfers.filter(({ from, votes: count }) => from !== null && drawn(count) > 0);
    const into = (lane: number) => moved.filter(({ to }) => (to ?? unused) === lane);
    const sum = (transfers: typeof moved) => transfers.reduce((all, each) => all + drawn(each.votes), 0);
    const from = x(at - 1) + BLOCK_WIDTH;
    const to = x(at);
    const bands: Band[] = [];
    const left = new Map<number, number>();
    const filled = new Map<number, number>();
    for (const lane of lanes) {
      const kept = Math.max(0, Math.min(votes[at - 1]![lane]!, votes[at]![lane]! - sum(into(lane))));
      const top = tops.get(lane)!;
      left.set(lane, top + tall(kept));
      filled.set(lane, top + tall(kept));
      if (kept > 0)
        bands.push({
          kind: 'kept',
          path: band(from, top, to, top, tall(kept)),
          title: `${name(lane)} keeps ${short(String(kept))}`,
        });
    }
    for (const transfer of moved) {
      const donor = transfer.from!;
      const taker = transfer.to ?? unused;
      const start = left.get(donor);
      const end = filled.get(taker);
      if (start === undefined || end === undefined) continue;
      const thick = tall(drawn(transfer.votes));
      left.set(donor, start + thick);
      filled.set(taker, end + thick);
      bands.push({
        kind: 'moved',
        path: band(from, start, to, end, thick),
        title: `${short(transfer.votes)} from ${name(donor)} to ${transfer.to === null ? 'nobody' : name(taker)}`,
      });
    }
    return bands;
  }
}

const SIGNS = { in: '', elected: '✓ ', out: '✕ ', unused: '' } as const;

const shortened = (name: string) =>
  name.length > LONGEST_NAME + 4 ? `${[...name].slice(0, LONGEST_NAME).join('')}…` : name;

/** A band that leaves and arrives level. */
function band(x1: number, y1: number, x2: number, y2: number, thick: number): string {
  const middle = (x1 + x2) / 2;
  const n = (value: number) => String(Math.round(value * 10) / 10);
  return `M${n(x1)} ${n(y1)}C${n(middle)} ${n(y1)} ${n(middle)} ${n(y2)} ${n(x2)} ${n(y2)}V${n(y2 + thick)}C${n(middle)} ${n(y2 + thick)} ${n(middle)} ${n(y1 + thick)} ${n(x1)} ${n(y1 + thick)}Z`;
}
