import { RequestFailed, request } from '../graphql/client.ts';
import { CastBallot } from '../graphql/generated/poll.ts';
import { createStore } from '../hooks/store.ts';
import { outcomeOf, outcomeOfFailure } from '../logic/cast-outcome.ts';
import * as steps from '../logic/outbox.ts';
import { waitBefore } from '../logic/retry.ts';
import { onBack } from './network.ts';
import { readKept, writeKept } from './storage.ts';

/** The outbox of this phone: the pure steps, kept in localStorage, with the sending. */

const KEY = 'plenary.votes';

export const outbox = createStore<steps.Outbox>(steps.parseOutbox(readKept(KEY)));

/** Whether the waiting votes outlive closing the page; a browser that keeps nothing says so to the voter. */
export const outboxIsKept = createStore(true);

export type Receipt = { readonly code: string; readonly replaced: boolean };

/** Receipts that came in while the page was open, by poll: what the vote screen shows first. */
export const receipts = createStore<Readonly<Record<string, Receipt>>>({});

let personId: string | null = null;
let timeZone = 'UTC';
let attempt = 0;
let timer: ReturnType<typeof setTimeout> | null = null;
const countedListeners = new Set<(pollId: string) => void>();

/** Calls back when a vote was counted or refused, so that pages ask anew. */
export function onSettled(listener: (pollId: string) => void): () => void {
  countedListeners.add(listener);
  return () => countedListeners.delete(listener);
}

export function castFrom(vote: Omit<steps.WaitingVote, 'clientKey' | 'attempts'>): void {
  change((box) => steps.put(box, { ...vote, clientKey: newKey(), attempts: 0 }));
  void send();
}

/** 128 random bits. Not `randomUUID`: browsers have that behind TLS alone, and a hall's own server may have none. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

export const takeBack = (clientKey: string): void => change((box) => steps.takeBack(box, clientKey));

export const dismissNotice = (pollId: string, person: string): void =>
  change((box) => steps.dismiss(box, pollId, person));

export const forgetVotes = (person: string): void => change((box) => steps.forget(box, person));

/** Says who is signed in, and sends what waits for them. */
export function outboxFor(person: string | null): void {
  personId = person;
  void send();
}

export function outboxTimeZone(zone: string): void {
  timeZone = zone;
}

/** Sends what waits, one after the other. One page at a time: two tabs share the phone's outbox. */
export async function send(): Promise<void> {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  if (!nextVote()) return;
  if (!navigator.locks) return sendAll();
  await navigator.locks.request(KEY, sendAll);
}

async function sendAll(): Promise<void> {
  // Another tab may have sent what this one still remembers.
  outbox.set(steps.parseOutbox(keptOrHeld()));
  for (let vote = nextVote(); vote; vote = nextVote()) {
    if (!navigator.onLine || !(await sendOne(vote))) {
      timer = setTimeout(() => void send(), waitBefore(attempt++, Math.random()));
      return;
    }
    attempt = 0;
  }
}

/** Sends one vote; false when it has to be tried again later. */
async function sendOne(vote: steps.WaitingVote): Promise<boolean> {
  const { pollId, answer, choice, clientKey } = vote;
  change((box) => steps.attempted(box, clientKey));
  let outcome: steps.Outcome;
  try {
    const { castBallot } = await request(CastBallot, {
      input: { pollId, answer, choice: choice ?? null, clientKey },
    });
    outcome = outcomeOf(castBallot, timeZone);
    if (castBallot.__typename === 'BallotReceipt') {
      receipts.set({ ...receipts.get(), [pollId]: { code: castBallot.code, replaced: castBallot.replaced } });
    }
  } catch (error) {
    const failure = error instanceof RequestFailed ? error : new RequestFailed(null, '');
    outcome = outcomeOfFailure(failure.code, failure.message);
  }
  change((box) => steps.settle(box, clientKey, outcome));
  if (outcome.kind === 'again') return false;
  if (outcome.kind === 'signedOut') {
    personId = null;
    return true;
  }
  for (const listener of countedListeners) listener(pollId);
  return true;
}

function nextVote(): steps.WaitingVote | undefined {
  return personId === null ? undefined : outbox.get().waiting.find((vote) => vote.personId === personId);
}

function change(step: (box: steps.Outbox) => steps.Outbox): void {
  const next = step(steps.parseOutbox(keptOrHeld()));
  const empty = next.waiting.length === 0 && next.notices.length === 0;
  outboxIsKept.set(writeKept(KEY, empty ? null : JSON.stringify(next)));
  outbox.set(next);
}

/** What other tabs wrote counts; where nothing can be kept, what this page holds does. */
function keptOrHeld(): string | null {
  return outboxIsKept.get() ? readKept(KEY) : JSON.stringify(outbox.get());
}

onBack(() => {
  attempt = 0;
  void send();
});
addEventListener('storage', (event) => {
  if (event.key === KEY) outbox.set(steps.parseOutbox(event.newValue));
});
