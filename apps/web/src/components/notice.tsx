import type { ReactNode } from 'react';
import type { Known } from '../graphql/answers.ts';

/** Why something was not done, said at once to a screen reader too. */
export function Problem({ text }: { readonly text: string | null }) {
  return (
    <div role="alert" className="problem-place">
      {text && <p className="problem">{text}</p>}
    </div>
  );
}

/** Something that went well, or a thing to know; said calmly. */
export function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" className="notice">
      {children}
    </div>
  );
}

/** What stands in for an answer that is not there: it comes, or why it does not. */
export function Waiting({ query, again }: { readonly query: Known<unknown>; readonly again: () => void }) {
  if (query.problem && !query.loading) {
    return (
      <div role="alert">
        <p className="problem">{query.problem.message}</p>
        <p>
          <button type="button" className="button" onClick={again}>
            Try again
          </button>
        </p>
      </div>
    );
  }
  return (
    <p role="status" className="muted waiting">
      Loading…
    </p>
  );
}

/** An empty list, in a sentence. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="muted">{children}</p>;
}
