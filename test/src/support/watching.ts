import type { TestSubscription } from '@plenary/testing';
import type { Member } from './people.js';

export interface PollUpdate {
  readonly pollUpdated: {
    readonly version: number;
    readonly state: string;
    readonly closesAt: string;
    readonly voted: number | null;
    readonly entitled: number | null;
    readonly stale: boolean;
    readonly liveTally: { readonly cast: number; readonly yes: number; readonly no: number } | null;
    readonly result: { readonly carried: boolean; readonly sentence: string } | null;
  };
}

export interface RecordUpdate {
  readonly recordAppended: {
    readonly stale: boolean;
    readonly entry: {
      readonly seq: number;
      readonly kind: string;
      readonly data: string;
      readonly sentence: string;
      readonly canonical: string;
      readonly personal: readonly { readonly value: string | null }[];
    } | null;
  };
}

/** All that a poll's subscribers can ask for. */
export function watchPoll(member: Member, pollId: string): TestSubscription<PollUpdate> {
  const tally = 'cast yes no abstain blank spoilt block standAside voters';
  return member.client.subscribe(
    `subscription ($pollId: ID!) { pollUpdated(pollId: $pollId) { version state closesAt voted entitled stale
       liveTally { ${tally} } result { carried sentence turnout tally { ${tally} } } } }`,
    { pollId },
  );
}

/** All entries after `after`; without it from now on. */
export function watchRecord(member: Member, after?: number): TestSubscription<RecordUpdate> {
  return member.client.subscribe(
    `subscription ($assemblyId: ID!, $after: Int) { recordAppended(assemblyId: $assemblyId, after: $after) { stale
       entry { seq kind data sentence canonical personal { value } } } }`,
    { assemblyId: member.assemblyId, after },
  );
}

/** The entries that came, in their order. */
export function entriesOf({ values }: TestSubscription<RecordUpdate>) {
  return values.flatMap(({ recordAppended: { entry } }) => (entry === null ? [] : [entry]));
}

export async function recordSize(member: Member): Promise<number> {
  const query = 'query ($id: ID!) { assembly(id: $id) { recordSize } }';
  const { assembly } = await member.client.ask<{ assembly: { recordSize: number } }>(query, {
    id: member.assemblyId,
  });
  return assembly.recordSize;
}
