import type { TestSubscription } from '@plenary/testing';
import type { Member, Receipt } from '../support/people.js';
import { entriesOf, type PollUpdate, type RecordUpdate } from '../support/watching.js';

/** What came of a ballot that was sent: its receipt, the rejection's code, the error's, or that there was no answer. */
export type Sent =
  | { readonly is: 'receipt'; readonly receipt: Receipt }
  | { readonly is: 'rejected' | 'error'; readonly code: string }
  | { readonly is: 'unanswered' };

const CAST = `mutation ($input: CastBallotInput!) { result: castBallot(input: $input) { __typename
  ... on BallotReceipt { code replaced castAt signature } ... on Rejection { code } } }`;

/** Sends a ballot whatever may come of it. The same key is the same act. */
export async function send(
  member: Member,
  pollId: string,
  answer: string,
  clientKey = member.keyFor(pollId),
): Promise<Sent> {
  const sending = member.client.send<{ result: (Receipt & { __typename: string }) | null }>(CAST, {
    input: { pollId, answer, clientKey },
  });
  const answered = await sending.catch(() => null);
  if (answered === null) return { is: 'unanswered' };
  const { data, errors } = answered;
  const [error] = errors ?? [];
  if (error) return { is: 'error', code: error.extensions.code };
  const { __typename, ...receipt } = data!.result!;
  return __typename === 'BallotReceipt' ? { is: 'receipt', receipt } : { is: 'rejected', code: receipt.code };
}

/** The numbers of the entries that came, in their order. */
export const numbersOf = (record: TestSubscription<RecordUpdate>): number[] =>
  entriesOf(record).map(({ seq }) => seq);

/** Whether the last that was said is that nobody is sure. */
export const isStale = ({ values }: TestSubscription<PollUpdate>): boolean =>
  values.at(-1)?.pollUpdated.stale === true;
export const recordIsStale = ({ values }: TestSubscription<RecordUpdate>): boolean =>
  values.at(-1)?.recordAppended.stale === true;

/** @throws when it does not answer: it promises to within two seconds, with or without a database. */
export async function health(address: string, path: 'live' | 'ready'): Promise<number> {
  return (await fetch(`${address}/health/${path}`, { signal: AbortSignal.timeout(30_000) })).status;
}

/** The value, and how many milliseconds it took. */
export async function timed<T>(work: Promise<T>): Promise<{ value: T; ms: number }> {
  const began = performance.now();
  const value = await work;
  return { value, ms: performance.now() - began };
}
