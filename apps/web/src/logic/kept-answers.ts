/**
 * What was last seen of the pages that matter in a dead spot (the home of an assembly, a poll, a motion), so
 * that they open without a network and say from when they are. Bounded: the oldest goes first.
 */
export interface KeptAnswer {
  readonly key: string;
  readonly at: number;
  readonly data: unknown;
}

const MOST = 24;

const KEPT = new Set(['Session', 'AssemblyFrame', 'Home', 'PollPage', 'MotionPage']);

/** Nothing of a quiet assembly stays on a phone; which assembly an answer belongs to is said by `quiet`. */
export function mayKeep(documentName: string, quiet: boolean): boolean {
  return KEPT.has(documentName) && (!quiet || documentName === 'Session');
}

export function keep(answers: readonly KeptAnswer[], answer: KeptAnswer): KeptAnswer[] {
  return [...answers.filter((each) => each.key !== answer.key), answer].slice(-MOST);
}

export function parseKept(text: string | null): KeptAnswer[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as KeptAnswer[]) : [];
  } catch {
    return [];
  }
}
