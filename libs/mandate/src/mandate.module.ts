import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { AssemblyModule } from '@plenary/assembly';
import { Database, Feed } from '@plenary/platform';
import { VotingModule } from '@plenary/voting';
import { LiveOffices } from './application/live-offices.js';
import { LiveOfficeResolver } from './graphql/live.resolver.js';
import { MandateLoaders } from './graphql/loaders.js';
import { MandateActsResolver } from './graphql/mandate.resolver.js';
import { MandateResolver, MandatesOfAssemblyResolver, OfficeResolver } from './graphql/office.resolver.js';
import {
  DelegatesAskedResolver,
  DelegatesPollResolver,
  SeatsOfPollResolver,
  SpeakingSeatResolver,
  VoteForSeatResolver,
} from './graphql/seat-poll.resolver.js';
import {
  RecallCrossingResolver,
  RecallResolver,
  ReportResolver,
  TermResolver,
} from './graphql/term.resolver.js';

/** Ends the subscriptions when the process stops. */
class LiveOfficesLife implements OnApplicationShutdown {
  constructor(readonly offices: LiveOffices) {}

  onApplicationShutdown(): void {
    this.offices.stop();
  }
}

/** Delegates in the API. The application provides MANDATE_PORTS, and runs the mandateTasks. */
@Module({
  imports: [AssemblyModule, VotingModule],
  providers: [
    {
      provide: LiveOffices,
      inject: [Database, Feed],
      useFactory: (db: Database, feed: Feed) => new LiveOffices(db, feed),
    },
    {
      provide: 'LiveOfficesLife',
      inject: [LiveOffices],
      useFactory: (offices: LiveOffices) => new LiveOfficesLife(offices),
    },
    MandateLoaders,
    OfficeResolver,
    MandateResolver,
    MandatesOfAssemblyResolver,
    TermResolver,
    RecallResolver,
    RecallCrossingResolver,
    ReportResolver,
    MandateActsResolver,
    LiveOfficeResolver,
    DelegatesAskedResolver,
    DelegatesPollResolver,
    SeatsOfPollResolver,
    SpeakingSeatResolver,
    VoteForSeatResolver,
  ],
})
export class MandateModule {}
