/** Milliseconds between two lines. */
const EVERY_MS = 10_000;

/** Tells of the first and then at most every ten seconds, with how many it stands for: what strangers can cause must not fill the log. */
export function seldom(tell: (error: unknown, times: number) => void): (error: unknown) => void {
  let times = 0;
  let next = Number.NEGATIVE_INFINITY;
  return (error) => {
    times++;
    const now = performance.now();
    if (now < next) return;
    next = now + EVERY_MS;
    tell(error, times);
    times = 0;
  };
}
