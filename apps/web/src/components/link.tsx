import type { MouseEvent, ReactNode } from 'react';
import { go } from '../hooks/route.ts';

/** A link inside the client: a real one, so that it opens in a new tab and works with the keyboard. */
export function Link({
  to,
  children,
  className,
  current,
}: {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly current?: boolean;
}) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} className={className} onClick={follow} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}
