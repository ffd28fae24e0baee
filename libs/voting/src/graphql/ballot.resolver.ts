import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { AssemblyId, PollId } from '@plenary/kernel';
import { Database } from '@plenary/platform';
import { Allow, answer, Context, type RequestContext } from '@plenary/platform/graphql';
import { BallotBox } from '../application/ballot-box.js';
import { castBallot } from '../application/cast-ballot.js';
import { ReceiptSigner } from '../application/receipt-signer.js';
import { BallotReceiptObject } from './ballot.objects.js';
import { CastBallotInput } from './inputs.js';
import { CastBallotResult } from './results.js';

@Resolver(() => BallotReceiptObject)
export class BallotResolver {
  constructor(
    private readonly db: Database,
    private readonly box: BallotBox,
    private readonly signer: ReceiptSigner,
  ) {}

  // The credential's hash goes into the one statement of the batch, which judges it: no query of its own for a ballot.
  @Mutation(() => CastBallotResult, {
    description:
      'Casts a ballot, by a session or a token with the scope VOTE. Repeatable: the same client key (in a secret poll, anything) gets the same receipt. Error TRY_AGAIN: it is unknown whether the ballot is in; send it again.',
  })
  @Allow('poll.cast', { scope: 'none' })
  async castBallot(
    @Context() context: RequestContext,
    @Args('input', { description: 'The ballot.' }) input: CastBallotInput,
  ) {
    const { pollId, answer: said, choice, clientKey } = input;
    const ballot = { pollId: pollId as PollId, answer: said, choice, clientKey };
    const cast = await castBallot(this.box, this.db, context.credential?.tokenHash ?? null, ballot);
    context.credentialHeld?.();
    return answer(cast, (receipt) => receipt);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Ed25519 signature by the assembly’s key, in base64url, over the lines `plenary/receipt/v1`, the assembly’s id, the poll’s id and the code, each ended by a line feed. The same for every repeat.',
  })
  signature(@Parent() { assemblyId, pollId, code }: BallotReceiptObject): Promise<string> {
    return this.signer.signatureOf({ assemblyId: assemblyId as AssemblyId, pollId: pollId as PollId, code });
  }
}
