import { Injectable } from '@nestjs/common';
import { Database } from '@plenary/platform';
import DataLoader from 'dataloader';
import type { Candidate } from '../domain/election.js';
import type { Poll, PollResult } from '../domain/poll.js';
import { candidatesOf } from '../persistence/candidate-store.js';
import { votedIn } from '../persistence/count-store.js';
import { resultsOf } from '../persistence/result-store.js';
import { type Place, placesOf } from '../persistence/voter-store.js';

// Batched within a tick and never cached: what one request was shown is not what the next one sees.
const OPTIONS = { cache: false, maxBatchSize: 200 } as const;

/** What the fields of polls in a list read, in one statement for the list. */
@Injectable()
export class VotingLoaders {
  readonly result: DataLoader<Poll, PollResult | null>;
  readonly voted: DataLoader<Poll, number>;
  readonly candidates: DataLoader<string, readonly Candidate[]>;
  readonly place: DataLoader<{ pollId: string; assemblyId: string; personId: string }, Place | null>;

  constructor(db: Database) {
    this.result = new DataLoader(async (polls) => {
      const results = await resultsOf(db, polls);
      return polls.map((poll) => results.get(poll.id) ?? null);
    }, OPTIONS);
    this.voted = new DataLoader(async (polls) => {
      const voted = await votedIn(db, polls);
      return polls.map((poll) => voted.get(poll.id) ?? 0);
    }, OPTIONS);
    this.candidates = new DataLoader(async (pollIds) => {
      const candidates = await candidatesOf(db, pollIds);
      return pollIds.map((id) => candidates.get(id)!);
    }, OPTIONS);
    this.place = new DataLoader((keys) => placesOf(db, keys), OPTIONS);
  }
}
