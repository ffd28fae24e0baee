import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { AssemblyModule } from '@plenary/assembly';
import { Database, Feed } from '@plenary/platform';
import { LiveHardship } from './application/hardship/live-hardship.js';
import { DrawResolver } from './graphql/draw.resolver.js';
import { FeedResolver } from './graphql/feed.resolver.js';
import { GuideResolver, GuideVersionResolver } from './graphql/guide.resolver.js';
import {
  HardshipHeardResolver,
  HardshipNoteResolver,
  HardshipOfAssemblyResolver,
  HardshipRequestResolver,
  HardshipResolver,
} from './graphql/hardship/hardship.resolver.js';
import { LiveHardshipResolver } from './graphql/hardship/live.resolver.js';
import { HardshipMutations } from './graphql/hardship/mutations.js';
import { RotaLoaders } from './graphql/loaders.js';
import { PushResolver } from './graphql/push.resolver.js';
import { ReminderResolver } from './graphql/reminder.resolver.js';
import { LoadLineResolver, RotaOfAssemblyResolver, RotaResolver } from './graphql/rota.resolver.js';
import { RotaTaskResolver, ShiftResolver, SwapResolver } from './graphql/shift.resolver.js';
import { ShiftMutations } from './graphql/shift-mutations.js';
import { TimesMutations } from './graphql/times-mutations.js';

/** Ends the subscriptions when the process stops. */
class LiveHardshipLife implements OnApplicationShutdown {
  constructor(readonly hardship: LiveHardship) {}

  onApplicationShutdown(): void {
    this.hardship.stop();
  }
}

/** The rota in the API, and what members ask for in confidence of whoever has a shift of it. Needs ROTATION_PORTS, provided globally. */
@Module({
  imports: [AssemblyModule],
  providers: [
    RotaLoaders,
    RotaOfAssemblyResolver,
    RotaResolver,
    LoadLineResolver,
    ShiftResolver,
    RotaTaskResolver,
    SwapResolver,
    DrawResolver,
    FeedResolver,
    GuideResolver,
    GuideVersionResolver,
    ReminderResolver,
    PushResolver,
    ShiftMutations,
    TimesMutations,
    {
      provide: LiveHardship,
      inject: [Database, Feed],
      useFactory: (db: Database, feed: Feed) => new LiveHardship(db, feed),
    },
    {
      provide: 'LiveHardshipLife',
      inject: [LiveHardship],
      useFactory: (hardship: LiveHardship) => new LiveHardshipLife(hardship),
    },
    HardshipOfAssemblyResolver,
    HardshipResolver,
    HardshipHeardResolver,
    HardshipRequestResolver,
    HardshipNoteResolver,
    HardshipMutations,
    LiveHardshipResolver,
  ],
})
export class RotationModule {}
