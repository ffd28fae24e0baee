import { type ReactNode, useCallback, useRef, useState } from 'react';

/**
 * Where a part of a page says what was done when that took its own button away. The words are seen, are heard, and have
 * the focus: whoever uses the keyboard goes on from them.
 */
export function useSaid(): { readonly place: ReactNode; readonly say: (words: string) => void } {
  const [words, setWords] = useState('');
  const ref = useRef<HTMLParagraphElement>(null);
  const say = useCallback((next: string) => {
    setWords(next);
    ref.current?.focus();
  }, []);
  const place = (
    <p ref={ref} tabIndex={-1} role="status" className={words === '' ? 'visually-hidden' : 'notice'}>
      {words}
    </p>
  );
  return { place, say };
}
