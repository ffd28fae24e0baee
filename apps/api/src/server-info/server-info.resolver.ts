import { Inject } from '@nestjs/common';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '@plenary/platform';
import { Allow } from '@plenary/platform/graphql';
import { hasAssembly } from '../sample/open-sample.js';
import { SampleProgress } from '../sample/sample-progress.js';
import { SERVER_FACTS, type ServerFacts } from './server-facts.js';
import { ServerInfoObject } from './server-info.object.js';

@Resolver(() => ServerInfoObject)
export class ServerInfoResolver {
  constructor(
    private readonly db: Database,
    private readonly progress: SampleProgress,
    @Inject(SERVER_FACTS) private readonly facts: ServerFacts,
  ) {}

  @Query(() => ServerInfoObject, { description: 'The server itself.' })
  @Allow('public')
  async server(): Promise<Omit<ServerInfoObject, 'now'>> {
    const empty = !(await hasAssembly(this.db));
    const { embedded, mail, version } = this.facts;
    return { empty, sampleOffered: empty && embedded, sampleStep: this.progress.step, mail, version };
  }

  /** Asked last and alone, so that it is as young as can be. */
  @ResolveField()
  now(): Promise<Date> {
    return this.db.now();
  }
}
