import type { MotionKind } from '../graphql/generated/schema.ts';
import { pathTo } from './router.ts';

/** What a link to the draft's form says of the motion. */
export interface DraftStart {
  readonly kind: MotionKind;
  readonly office?: string;
  readonly term?: string;
  readonly report?: string;
  /** The task that a new one is to train for. */
  readonly trains?: string;
  /** A question to begin with. */
  readonly title?: string;
}

const PARTS = ['office', 'term', 'report', 'trains', 'title'] as const;

/** The address of a draft that begins so. */
export function pathToDraft(assembly: string, start: DraftStart): string {
  const search = new URLSearchParams({ kind: start.kind });
  for (const part of PARTS) if (start[part] !== undefined) search.set(part, start[part]);
  return `${pathTo('draft', { assembly })}?${search}`;
}

/** What the address says; null where it names no kind that can be drafted. */
export function draftStartIn(search: string, kinds: readonly MotionKind[]): DraftStart | null {
  const given = new URLSearchParams(search);
  const kind = kinds.find((each) => each === given.get('kind'));
  if (kind === undefined) return null;
  return { kind, ...Object.fromEntries(PARTS.map((part) => [part, given.get(part) ?? undefined])) };
}
