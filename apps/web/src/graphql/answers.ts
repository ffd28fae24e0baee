import { createStore, type Store } from '../hooks/store.ts';
import { type KeptAnswer, keep, mayKeep, parseKept } from '../logic/kept-answers.ts';
import { readKept, writeKept } from '../offline/storage.ts';
import { RequestFailed, request } from './client.ts';
import type { Document } from './document.ts';

/** What is known of one query: its last answer, from when it is, and what went wrong since. */
export interface Known<Answer> {
  readonly data: Answer | null;
  /** When the answer was given, by this device's clock; 0 when there is none. */
  readonly at: number;
  readonly problem: RequestFailed | null;
  readonly loading: boolean;
}

const KEY = 'plenary.seen';
const known = new Map<string, Store<Known<unknown>>>();

export function knownOf<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
): Store<Known<Answer>> {
  const key = keyOf(document, variables);
  let store = known.get(key);
  if (store === undefined) {
    const kept = parseKept(readKept(KEY)).find((answer) => answer.key === key);
    store = createStore<Known<unknown>>({
      data: kept?.data ?? null,
      at: kept?.at ?? 0,
      problem: null,
      loading: false,
    });
    known.set(key, store);
  }
  return store as Store<Known<Answer>>;
}

const underway = new Map<string, Promise<void>>();
const following = new Map<string, Promise<void>>();

/**
 * Asks anew. Callers that ask while an answer is under way share the one after it: that answer may have been
 * read before what they know of, their own vote for one, was written.
 */
export function ask<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
): Promise<void> {
  const key = keyOf(document, variables);
  const running = underway.get(key);
  if (running) {
    const next = following.get(key) ?? running.then(() => ask(document, variables));
    following.set(key, next);
    return next;
  }
  following.delete(key);
  const store = knownOf(document, variables);
  store.set({ ...store.get(), loading: true });
  const promise = request(document, variables)
    .then(
      (data) => {
        const at = Date.now();
        store.set({ data, at, problem: null, loading: false });
        keepOnPhone(document.name, { key, at, data });
      },
      (problem: unknown) => {
        const failure =
          problem instanceof RequestFailed ? problem : new RequestFailed('INTERNAL', String(problem));
        // What may no longer be seen is not shown from memory either.
        const gone = failure.code === 'NOT_SIGNED_IN' || failure.code === 'NOT_ALLOWED';
        store.set({
          ...store.get(),
          ...(gone ? { data: null, at: 0 } : {}),
          problem: failure,
          loading: false,
        });
        if (gone) dropFromPhone(key);
      },
    )
    .finally(() => underway.delete(key));
  underway.set(key, promise);
  return promise;
}

/** Everything that was seen, gone: on signing out and on a change of person. */
export function forgetAnswers(): void {
  known.clear();
  forgetKept();
}

/** What was kept on the phone, gone: the session in which it was seen has ended. */
export function forgetKept(): void {
  writeKept(KEY, null);
}

/** By the text of the document: what another version of the client kept has other fields, and is not shown. */
function keyOf<Answer, Variables>(document: Document<Answer, Variables>, variables: Variables): string {
  return `${document.hash} ${JSON.stringify(variables)}`;
}

function keepOnPhone(name: string, answer: KeptAnswer): void {
  if (!mayKeep(name, quietIn(answer.data))) return;
  writeKept(KEY, JSON.stringify(keep(parseKept(readKept(KEY)), answer)));
}

function dropFromPhone(key: string): void {
  writeKept(KEY, JSON.stringify(parseKept(readKept(KEY)).filter((answer) => answer.key !== key)));
}

/** Each kept document asks for its assembly's `quiet`; where it is missing, nothing is kept. */
function quietIn(data: unknown): boolean {
  const root = data as Record<string, { quiet?: boolean; assembly?: { quiet?: boolean } } | null>;
  for (const value of Object.values(root)) {
    const quiet = value?.quiet ?? value?.assembly?.quiet;
    if (quiet !== undefined) return quiet;
  }
  return true;
}
