import type { PublishedBallot } from './ballots.js';

/** The result as the service gave it. */
export interface CountedResult {
  readonly entitled: number;
  readonly cast: number;
  readonly yes: number;
  readonly no: number;
  readonly spoilt: number;
  readonly carried: boolean;
}

const FIGURES = ['entitled', 'cast', 'yes', 'no', 'spoilt', 'carried'] as const;

/** Where the result is not the published one, a sentence each; empty when they agree. */
export function disagreements(published: PublishedBallot, counted: CountedResult): string[] {
  return FIGURES.filter((figure) => published[figure] !== counted[figure]).map(
    (figure) => `${figure}: counted ${counted[figure]}, published ${published[figure]}`,
  );
}

/** The last line of `--json`. */
export function jsonLine(
  published: PublishedBallot,
  counted: CountedResult,
  ballotsPerSecond: number,
): string {
  const { entitled, cast, yes, no, spoilt, carried } = counted;
  const agreesWithPublished = disagreements(published, counted).length === 0;
  return JSON.stringify({
    ballot: published.name,
    entitled,
    cast,
    yes,
    no,
    spoilt,
    carried,
    agreesWithPublished,
    ballotsPerSecond: Math.round(ballotsPerSecond),
  });
}

/** '59.7 % of 10,424': whole tenths, cut and not rounded, so that nothing looks reached that was not. */
export function share(part: number, whole: number): string {
  const tenths = Math.floor((part * 1_000) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10} % of ${whole.toLocaleString('en')}`;
}
