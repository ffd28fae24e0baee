import { Module } from '@nestjs/common';
import { MeetingResolver } from './graphql/meeting.resolver.js';
import { MeetingsOfAssemblyResolver } from './graphql/meetings-of-assembly.resolver.js';

/** Meetings in the API. */
@Module({ providers: [MeetingResolver, MeetingsOfAssemblyResolver] })
export class MeetingModule {}
