import { Logger, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AssemblyModule } from '@plenary/assembly';
import { Clockwork, Database, Feed, UnitOfWork } from '@plenary/platform';
import { Signal } from '@plenary/platform/live';
import { BallotBox } from './application/ballot-box.js';
import { LivePolls, POLL_CHANNEL } from './application/live-polls.js';
import { LiveRecords } from './application/live-records.js';
import {
  CASTING_FIGURES,
  type CastingFigures,
  CONCERNED_IN,
  type ConcernedIn,
  ENTRY_SENTENCES,
  MAY_OPEN,
  type MayOpen,
  NO_PORTS,
  POLL_CLOSED,
  POLL_VOIDED,
  type PollClosed,
  type PollVoided,
  PRESENCE_SOURCE,
  type PresenceSource,
  ROLL_POLICIES,
  STANDING_FOR,
  type StandingFor,
  type VotingPorts,
} from './application/ports.js';
import { ReceiptSigner } from './application/receipt-signer.js';
import { votingTasks } from './application/timetable.js';
import { type EntrySentences, VOTING_SENTENCES } from './domain/entry-sentence.js';
import type { RollPolicy } from './domain/roll-policy.js';
import { BallotResolver } from './graphql/ballot.resolver.js';
import { CheckpointsOfAssemblyResolver } from './graphql/checkpoints.resolver.js';
import { ElectionOfPollResolver } from './graphql/election-fields.resolver.js';
import { LiveResolver } from './graphql/live.resolver.js';
import { VotingLoaders } from './graphql/loaders.js';
import { VotingOfAssemblyResolver } from './graphql/of-assembly.resolver.js';
import { PollResolver } from './graphql/poll.resolver.js';
import { PollFieldsResolver } from './graphql/poll-fields.resolver.js';
import { StationResolver } from './graphql/station.resolver.js';
import {
  MyCheckOffResolver,
  StationDeskResolver,
  StationFieldsResolver,
  StationOfReceiptResolver,
  StationsOfMeResolver,
  StationsOfPollResolver,
} from './graphql/station-fields.resolver.js';
import { ALL_SENTENCES, VOTING_PORTS } from './graphql/tokens.js';

const optional = (token: symbol) => ({ token, optional: true });

/**
 * Polls, ballots and the record in the API. Needs, provided globally: Database, UnitOfWork, Feed and Clockwork (all
 * started and stopped by the application); and, where a context has them, POLL_CLOSED, POLL_VOIDED, PRESENCE_SOURCE,
 * CONCERNED_IN, STANDING_FOR, CASTING_FIGURES, ROLL_POLICIES (an array) and ENTRY_SENTENCES (an array).
 */
@Module({
  imports: [AssemblyModule],
  providers: [
    {
      provide: VOTING_PORTS,
      inject: [
        optional(POLL_CLOSED),
        optional(POLL_VOIDED),
        optional(PRESENCE_SOURCE),
        optional(CONCERNED_IN),
        optional(ROLL_POLICIES),
        optional(MAY_OPEN),
        optional(STANDING_FOR),
      ],
      useFactory: (
        pollClosed?: PollClosed,
        pollVoided?: PollVoided,
        presence?: PresenceSource,
        concernedIn?: ConcernedIn,
        rollPolicies?: readonly RollPolicy[],
        mayOpen?: MayOpen,
        standingFor?: StandingFor,
      ): VotingPorts => ({
        pollClosed: pollClosed ?? NO_PORTS.pollClosed,
        pollVoided: pollVoided ?? NO_PORTS.pollVoided,
        presence: presence ?? NO_PORTS.presence,
        concernedIn: concernedIn ?? NO_PORTS.concernedIn,
        rollPolicies: rollPolicies ?? [],
        mayOpen,
        standingFor: standingFor ?? NO_PORTS.standingFor,
      }),
    },
    {
      provide: ALL_SENTENCES,
      inject: [optional(ENTRY_SENTENCES)],
      useFactory: (tables?: readonly EntrySentences[]): EntrySentences =>
        Object.assign({}, VOTING_SENTENCES, ...(tables ?? [])),
    },
    { provide: Signal, inject: [Database], useFactory: (db: Database) => new Signal(db, POLL_CHANNEL) },
    {
      provide: BallotBox,
      inject: [UnitOfWork, Signal, optional(CASTING_FIGURES)],
      useFactory: (work: UnitOfWork, signal: Signal, figures?: CastingFigures) => {
        const logger = new Logger('BallotBox');
        return new BallotBox(
          work,
          (pollId, ballots) => {
            figures?.batch(ballots);
            signal.raise(pollId);
          },
          (_pollId, error) => {
            figures?.brokenBatch();
            logger.error(error);
          },
        );
      },
    },
    { provide: ReceiptSigner, inject: [Database], useFactory: (db: Database) => new ReceiptSigner(db) },
    {
      provide: LivePolls,
      inject: [Database, Feed, Signal],
      useFactory: (db: Database, feed: Feed, signal: Signal) => new LivePolls(db, feed, signal),
    },
    {
      provide: LiveRecords,
      inject: [Database, Feed],
      useFactory: (db: Database, feed: Feed) => new LiveRecords(db, feed),
    },
    VotingLoaders,
    PollResolver,
    PollFieldsResolver,
    ElectionOfPollResolver,
    BallotResolver,
    VotingOfAssemblyResolver,
    CheckpointsOfAssemblyResolver,
    LiveResolver,
    StationResolver,
    StationsOfPollResolver,
    StationFieldsResolver,
    StationDeskResolver,
    StationOfReceiptResolver,
    MyCheckOffResolver,
    StationsOfMeResolver,
    {
      provide: 'VotingLife',
      inject: [Clockwork, Signal, UnitOfWork, VOTING_PORTS, LivePolls, LiveRecords],
      useFactory: (...parts: ConstructorParameters<typeof VotingLife>) => new VotingLife(...parts),
    },
  ],
  exports: [VOTING_PORTS, BallotBox],
})
export class VotingModule {}

/** Puts what voting does at its time into the clockwork, and listens for other processes' ballots. */
class VotingLife implements OnModuleInit, OnApplicationShutdown {
  constructor(
    readonly clockwork: Clockwork,
    readonly signal: Signal,
    readonly work: UnitOfWork,
    readonly ports: VotingPorts,
    readonly polls: LivePolls,
    readonly records: LiveRecords,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.signal.start();
    for (const task of votingTasks(this.work, this.ports)) this.clockwork.add(task);
  }

  async onApplicationShutdown(): Promise<void> {
    this.polls.stop();
    this.records.stop();
    await this.signal.stop();
  }
}
