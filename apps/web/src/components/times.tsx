import { useNow } from '../hooks/use-now.ts';
import { countdown, exactTime, fromNow, timeInWords } from '../logic/when.ts';

/** A time in people's words; the exact one on request (a long press or a hover, and to a screen reader as is). */
export function Time({ at, zone }: { readonly at: string; readonly zone: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={exactTime(at, zone)}>
      {timeInWords(at, now, zone)}
    </time>
  );
}

/** How long until then: 'in 4 minutes'; in the last two minutes second by second. */
export function Until({ at, zone }: { readonly at: string; readonly zone: string }) {
  const now = useNow();
  const left = new Date(at).getTime() - now;
  return (
    <time dateTime={at} title={exactTime(at, zone)} className="figures">
      {left > 0 && left < 120_000 ? `in ${countdown(at, now)}` : fromNow(at, now)}
    </time>
  );
}
