import { Module } from '@nestjs/common';
import { AssemblyModule } from '@plenary/assembly';
import { MeetingResolver } from './graphql/meeting.resolver.js';
import { MeetingsOfAssemblyResolver } from './graphql/meetings-of-assembly.resolver.js';

/** Meetings in the API. */
@Module({ imports: [AssemblyModule], providers: [MeetingResolver, MeetingsOfAssemblyResolver] })
export class MeetingModule {}
