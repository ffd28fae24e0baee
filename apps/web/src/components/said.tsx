import { type ReactNode, useRef, useState } from 'react';

/**
 * Where a part of a page says what was done when that took its own button away. The words are seen, are heard, and have
 * the focus: whoever uses the keyboard goes on from them.
 */
export function useSaid(ask: () => Promise<void>): {
  readonly place: ReactNode;
  /** Asks anew how it stands, then says the words, if there are any. */
  readonly again: (said?: string) => Promise<void>;
} {
  const [words, setWords] = useState('');
  const ref = useRef<HTMLParagraphElement>(null);
  const again = async (said?: string) => {
    await ask();
    if (said === undefined) return;
    setWords(said);
    ref.current?.focus();
  };
  const place = (
    <p ref={ref} tabIndex={-1} role="status" className={words === '' ? 'visually-hidden' : 'notice'}>
      {words}
    </p>
  );
  return { place, again };
}
