import { Module } from '@nestjs/common';
import { AssemblyModule } from '@plenary/assembly';
import { ElectionOfMotionResolver, ElectionResolver } from './graphql/election.resolver.js';
import { MotionLoaders } from './graphql/loaders.js';
import { MotionResolver } from './graphql/motion.resolver.js';
import { MotionFieldsResolver } from './graphql/motion-fields.resolver.js';
import { MotionOfPollResolver, MotionsOfAssemblyResolver } from './graphql/motions-of.resolver.js';

/** Motions in the API. The application provides MOTION_PORTS. */
@Module({
  imports: [AssemblyModule],
  providers: [
    MotionLoaders,
    MotionResolver,
    MotionFieldsResolver,
    MotionsOfAssemblyResolver,
    MotionOfPollResolver,
    ElectionResolver,
    ElectionOfMotionResolver,
  ],
})
export class MotionModule {}
