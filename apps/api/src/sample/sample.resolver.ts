import { Inject, Logger } from '@nestjs/common';
import { Mutation, Resolver } from '@nestjs/graphql';
import { callerOf, hashSecret, presentSignedIn, SignedInObject } from '@plenary/identity';
import { Database, Feed } from '@plenary/platform';
import { Allow, Context, type RequestContext, rejectionType, resultUnion } from '@plenary/platform/graphql';
import { SERVER_FACTS, type ServerFacts } from '../server-info/server-facts.js';
import { type OpenedSample, openSample, sampleNotOffered } from './open-sample.js';
import { SAMPLE_PORTS } from './sample-ports.js';
import { SampleProgress } from './sample-progress.js';
import type { SamplePorts } from './stage.js';

const SampleNotOffered = rejectionType(
  'SAMPLE_NOT_OFFERED',
  'There is an assembly on the server already, or the server does not bring its own database.',
);
const OpenSampleResult = resultUnion(
  'OpenSampleResult',
  SignedInObject,
  [SampleNotOffered],
  'The caller, now a member of the sample assembly, or why not',
);

@Resolver()
export class SampleResolver {
  readonly #logger = new Logger('Sample');

  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
    private readonly progress: SampleProgress,
    @Inject(SAMPLE_PORTS) private readonly ports: SamplePorts,
    @Inject(SERVER_FACTS) private readonly facts: ServerFacts,
  ) {}

  @Mutation(() => OpenSampleResult, {
    description:
      'Fills an empty server with a made-up union local that has a history, and makes the caller one of its members; who is signed out is signed in as somebody new. Offered only on an embedded database without an assembly, see `server.sampleOffered`; asked twice, the second is refused.',
  })
  @Allow('public')
  async openSample(@Context() context: RequestContext) {
    const caller = await context.caller();
    const result = this.facts.embedded
      ? await this.#open(context, caller?.personId ?? null)
      : sampleNotOffered();
    if (!result.ok) return result.rejection;
    return presentSignedIn(this.db, context, await this.#signedIn(result.value, caller?.accessId));
  }

  async #open(context: RequestContext, personId: Parameters<typeof openSample>[1]) {
    const tell = (step: string) => {
      this.progress.step = step;
      this.#logger.log(`Opening the sample assembly: ${step.toLowerCase()}`);
    };
    try {
      const waits = () => context.waits?.() ?? true;
      return await openSample({ db: this.db, feed: this.feed, ports: this.ports, tell, waits }, personId);
    } finally {
      this.progress.step = null;
    }
  }

  async #signedIn({ personId, token }: OpenedSample, accessId: string | undefined) {
    const id = accessId ?? (await callerOf(this.db, hashSecret(token ?? '')))?.accessId;
    if (id === undefined) throw new Error('the session that was just opened is not there');
    return { personId, accessId: id, token, recoveryCodes: null, signInName: null };
  }
}
