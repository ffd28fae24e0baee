import { atOnce } from './at-once.js';
import type { Caller } from './caller.js';
import { CAST } from './motions.js';
import type { PlannedBallot } from './plan.js';
import { CONNECTIONS, DemoError, type Service } from './service.js';

export interface Casting {
  readonly seconds: number;
  readonly ballotsPerSecond: number;
  /** Of all requests, repeats included, in milliseconds. */
  readonly half: number;
  readonly slowest1in100: number;
  /** Requests sent a second time on purpose. Each was answered with the receipt of the first. */
  readonly repeats: number;
}

interface Receipt {
  readonly result: { readonly code?: string; readonly message?: string; readonly __typename: string };
}

/**
 * Casts every ballot, each by its own voter. Where the plan says so the answer is thrown away and the ballot sent
 * again, or it is sent twice at once.
 * @throws DemoError when a ballot is refused, or a repeat gets another receipt
 */
export async function castAll(
  service: Service,
  pollId: string,
  voters: readonly Caller[],
  plan: readonly PlannedBallot[],
): Promise<Casting> {
  const times: number[] = [];
  let repeats = 0;
  const receipts = new Set<string>();
  const send = async (voter: Caller, body: string): Promise<string> => {
    const began = performance.now();
    const { result } = (await service.send<Receipt>(body, voter.cookie)).data;
    times.push(performance.now() - began);
    if (result.__typename !== 'BallotReceipt')
      throw new DemoError(`A ballot was refused: ${result.message} (${result.code})`);
    return result.code!;
  };
  const began = performance.now();
  await atOnce(plan, CONNECTIONS, async ({ answer, mishap }, i) => {
    const voter = voters[i]!;
    const input = { pollId, answer, clientKey: `ballot-of-voter-${i}` };
    const body = JSON.stringify({ query: CAST, variables: { input } });
    const sent = mishap === 'double click' ? [send(voter, body), send(voter, body)] : [send(voter, body)];
    const codes = await Promise.all(sent);
    if (mishap === 'answer lost') codes.push(await send(voter, body));
    repeats += codes.length - 1;
    if (new Set(codes).size !== 1) throw new DemoError('A ballot that was sent again got another receipt.');
    receipts.add(codes[0]!);
  });
  const seconds = (performance.now() - began) / 1_000;
  if (receipts.size !== plan.length) throw new DemoError('Two voters got the same receipt.');
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return {
    seconds,
    ballotsPerSecond: plan.length / seconds,
    half: at(0.5),
    slowest1in100: at(0.99),
    repeats,
  };
}
