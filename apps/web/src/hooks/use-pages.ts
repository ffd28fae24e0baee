import { useCallback, useEffect, useState } from 'react';
import { RequestFailed, request } from '../graphql/client.ts';
import type { Document } from '../graphql/document.ts';

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Pages<Node> {
  readonly nodes: readonly Node[];
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly problem: string | null;
  readonly more: () => void;
}

/**
 * The pages of a list after its first, which the page's own query has. `variables` must carry `after`; a new
 * first page starts the list anew.
 */
export function usePages<Answer, Variables extends { after?: string | null }, Node>(
  document: Document<Answer, Variables>,
  variables: Omit<Variables, 'after'>,
  first: Connection<Node> | null,
  pick: (answer: Answer) => Connection<Node> | null | undefined,
): Pages<Node> {
  const [later, setLater] = useState<readonly Connection<Node>[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // A first page that came anew may have shifted what follows: what was loaded after it goes.
  useEffect(() => setLater([]), [first]);
  const last = later.at(-1) ?? first;
  const key = JSON.stringify({ ...variables, after: last?.pageInfo.endCursor });
  const more = useCallback(() => {
    setBusy(true);
    setProblem(null);
    request(document, JSON.parse(key) as Variables)
      .then(
        (answer) => {
          const page = pick(answer);
          if (page) setLater((pages) => [...pages, page]);
        },
        (error: unknown) => setProblem(error instanceof RequestFailed ? error.message : String(error)),
      )
      .finally(() => setBusy(false));
  }, [document, key, pick]);
  return {
    nodes: [...(first?.nodes ?? []), ...later.flatMap((page) => page.nodes)],
    hasMore: last?.pageInfo.hasNextPage ?? false,
    busy,
    problem,
    more,
  };
}
