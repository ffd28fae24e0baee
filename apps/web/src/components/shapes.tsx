import type { Answer } from '../graphql/generated/schema.ts';

/** Each answer's shape, told apart without colour: tick, cross, ring, diamond, stop sign, sheet, torn sheet. */
const PATHS: Record<Answer, string> = {
  YES: 'M4 13l5 5L20 6',
  NO: 'M5 5l14 14M19 5L5 19',
  ABSTAIN: 'M12 4.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15z',
  STAND_ASIDE: 'M12 3l9 9l-9 9l-9-9z',
  BLOCK: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM7.5 12h9',
  BLANK: 'M6 3h12v18H6z',
  SPOILT: 'M6 3h12v18H6zM6 3l12 18',
};

export function Shape({ answer }: { readonly answer: Answer }) {
  return (
    <svg
      className={`shape shape-${answer.toLowerCase()}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[answer]} />
    </svg>
  );
}
