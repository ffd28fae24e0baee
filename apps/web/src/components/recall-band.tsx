import type { RecallBand } from '../graphql/generated/schema.ts';

const STEPS: readonly { readonly band: RecallBand; readonly short: string; readonly words: string }[] = [
  {
    band: 'LESS_THAN_HALF',
    short: 'less than half',
    words: 'Less than half of the signatures that are needed, or none.',
  },
  {
    band: 'HALF_OR_MORE',
    short: 'half or more',
    words: 'Half or more of the signatures that are needed.',
  },
  { band: 'REACHED', short: 'reached', words: 'As many signatures as are needed for a recall vote.' },
];

/** How far secret signatures are, in words. */
export const bandWords = (band: RecallBand): string => STEPS.find((step) => step.band === band)!.words;

/** How far secret signatures are, drawn: three steps, of which one is now. */
export function BandSteps({ band }: { readonly band: RecallBand }) {
  const now = STEPS.findIndex((step) => step.band === band);
  return (
    <ol className="recall-steps" aria-label="How far the signatures are">
      {STEPS.map((step, at) => (
        <li
          key={step.band}
          className={at <= now ? 'recall-step recall-step-reached' : 'recall-step'}
          aria-current={at === now ? 'step' : undefined}
        >
          {step.short}
          {at === now && <strong> (now)</strong>}
        </li>
      ))}
    </ol>
  );
}
