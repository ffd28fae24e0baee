import { Module } from '@nestjs/common';
import { SampleResolver } from '../sample/sample.resolver.js';
import { SampleProgress } from '../sample/sample-progress.js';
import { ServerInfoResolver } from './server-info.resolver.js';

/** The server about itself, and the sample assembly. Needs, provided globally: SERVER_FACTS and SAMPLE_PORTS. */
@Module({ providers: [SampleProgress, ServerInfoResolver, SampleResolver] })
export class ServerModule {}
