import { Injectable } from '@nestjs/common';
import type { MembershipId } from '@plenary/kernel';
import { Database } from '@plenary/platform';
import { type Poll, pollsOf } from '@plenary/voting';
import DataLoader from 'dataloader';
import type { Motion } from '../domain/motion.js';
import type { Nomination } from '../domain/nomination.js';
import { type AuthorisedAction, authorisedActionOf, contestsOf } from '../persistence/effect-store.js';
import { motionsByIds, motionsOfPolls } from '../persistence/motion-store.js';
import { nominationsOf } from '../persistence/nomination-store.js';
import { secondersOf } from '../persistence/second-store.js';

// Batched within a tick and never cached: what one request was shown is not what the next one sees.
const OPTIONS = { cache: false, maxBatchSize: 200 };

/** Rows by id for the fields that name one; whoever resolves such a field has authorised the reader. */
@Injectable()
export class MotionLoaders {
  readonly seconders: DataLoader<string, readonly MembershipId[]>;
  readonly poll: DataLoader<string, Poll | null>;
  readonly ofPoll: DataLoader<string, Motion | null>;
  readonly authorisation: DataLoader<string, AuthorisedAction | null>;
  readonly nominations: DataLoader<string, readonly Nomination[]>;
  readonly contestOf: DataLoader<string, Motion | null>;

  constructor(db: Database) {
    this.seconders = new DataLoader(async (ids) => {
      const found = await secondersOf(db, ids);
      return ids.map((id) => found.get(id) ?? []);
    }, OPTIONS);
    this.poll = new DataLoader(async (ids) => {
      const found = new Map((await pollsOf(db, ids)).map((poll) => [poll.id as string, poll]));
      return ids.map((id) => found.get(id) ?? null);
    }, OPTIONS);
    this.ofPoll = new DataLoader(async (ids) => {
      const found = await motionsOfPolls(db, ids);
      return ids.map((id) => found.get(id) ?? null);
    }, OPTIONS);
    this.authorisation = new DataLoader(async (ids) => {
      const found = new Map((await authorisedActionOf(db, ids)).map((action) => [action.motionId, action]));
      return ids.map((id) => found.get(id) ?? null);
    }, OPTIONS);
    this.nominations = new DataLoader(async (ids) => {
      const found = await nominationsOf(db, ids);
      return ids.map((id) => found.get(id)!);
    }, OPTIONS);
    this.contestOf = new DataLoader(async (ids) => {
      const contests = await contestsOf(db, ids);
      const found = new Map(
        (await motionsByIds(db, [...contests.values()])).map((motion) => [motion.id as string, motion]),
      );
      return ids.map((id) => found.get(contests.get(id) ?? '') ?? null);
    }, OPTIONS);
  }
}
