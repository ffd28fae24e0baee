import { Module } from '@nestjs/common';
import { AssemblyModule } from '@plenary/assembly';
import { DrawResolver } from './graphql/draw.resolver.js';
import { FeedResolver } from './graphql/feed.resolver.js';
import { GuideResolver, GuideVersionResolver } from './graphql/guide.resolver.js';
import { RotaLoaders } from './graphql/loaders.js';
import { PushResolver } from './graphql/push.resolver.js';
import { ReminderResolver } from './graphql/reminder.resolver.js';
import { LoadLineResolver, RotaOfAssemblyResolver, RotaResolver } from './graphql/rota.resolver.js';
import { RotaTaskResolver, ShiftResolver, SwapResolver } from './graphql/shift.resolver.js';
import { ShiftMutations } from './graphql/shift-mutations.js';
import { TimesMutations } from './graphql/times-mutations.js';

/** The rota in the API. Needs ROTATION_PORTS, provided globally. */
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
  ],
})
export class RotationModule {}
