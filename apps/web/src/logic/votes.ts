/** Votes are exact text, a decimal ('14.48566') or a fraction ('7/3'): here they become what people read. */

const DIGITS = 6n;

/** For drawing alone: as near as a picture needs it. */
export function drawn(votes: string): number {
  const [over, under] = votes.split('/');
  if (under === undefined) return Number(over);
  const divisor = BigInt(under);
  const millionths = (2n * BigInt(over!) * 10n ** DIGITS + divisor) / (2n * divisor);
  return Number(millionths) / 10 ** Number(DIGITS);
}

/** To two decimals, for a label in a figure: '3.25', '16'. */
export const short = (votes: string): string => String(Math.round(drawn(votes) * 100) / 100);

/** To the last digit, without zeros that say nothing; a fraction too long to read is said to be about so much. */
export function exactly(votes: string): string {
  if (votes.includes('/')) return votes.length <= 11 ? votes : `about ${drawn(votes)}`;
  return votes.includes('.') ? votes.replace(/\.?0+$/, '') : votes;
}
