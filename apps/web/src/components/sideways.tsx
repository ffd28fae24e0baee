import type { ReactNode } from 'react';

/** What is wider than a phone and is pushed sideways by itself, with a finger or with the arrow keys. */
export function Sideways({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no finger pushes it with the arrow keys
    <section className="sideways" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
