import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyObject } from '@plenary/assembly';
import { badInput, Database } from '@plenary/platform';
import {
  checkpointAt,
  consistencyProof,
  inclusionProof,
  lastCheckpoint,
  type RecordCheckpoint,
  recordKeys,
} from '@plenary/record';
import {
  CheckpointAtArgs,
  CheckpointObject,
  ConsistencyProofArgs,
  InclusionProofArgs,
  presentCheckpoint,
} from './checkpoint.objects.js';

const BEYOND = 'No checkpoint covers so many entries: pass at most the size of the last checkpoint.';

/** What proves an assembly's record. Whoever presented the assembly has judged that the reader is a member. */
@Resolver(() => AssemblyObject)
export class CheckpointsOfAssemblyResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => CheckpointObject, {
    nullable: true,
    description:
      'The last checkpoint of its record; one is made within seconds of an entry. Null before the first.',
  })
  async checkpoint(@Parent() { id }: AssemblyObject): Promise<CheckpointObject | null> {
    return this.#present(id, await lastCheckpoint(this.db, id));
  }

  @ResolveField(() => CheckpointObject, {
    nullable: true,
    description: 'The checkpoint of exactly this many entries; null when none was made there.',
  })
  async checkpointAt(
    @Parent() { id }: AssemblyObject,
    @Args() { size }: CheckpointAtArgs,
  ): Promise<CheckpointObject | null> {
    return this.#present(id, await checkpointAt(this.db, id, size));
  }

  @ResolveField(() => [String], {
    description:
      'Proves that an entry is in the record of that size (RFC 9162 §2.1.3): hashes in hexadecimal, from the leaf up; the entry’s leaf has the index `seq` - 1. `BAD_INPUT` when no checkpoint covers it.',
  })
  async inclusionProof(@Parent() { id }: AssemblyObject, @Args() { seq, size }: InclusionProofArgs) {
    if (seq > size) throw badInput('seq', 'Pass an entry’s number that is not above `size`.');
    const proof = await inclusionProof(this.db, id, seq, size);
    if (proof === null) throw badInput('size', BEYOND);
    return proof.map(hex);
  }

  @ResolveField(() => [String], {
    description:
      'Proves that the record of the second size begins with that of the first, unchanged (RFC 9162 §2.1.4): hashes in hexadecimal, none when the two are one. `BAD_INPUT` when no checkpoint covers it.',
  })
  async consistencyProof(@Parent() { id }: AssemblyObject, @Args() { first, second }: ConsistencyProofArgs) {
    if (first > second) throw badInput('first', 'Pass a size that is not above `second`.');
    const proof = await consistencyProof(this.db, id, first, second);
    if (proof === null) throw badInput('second', BEYOND);
    return proof.map(hex);
  }

  async #present(assemblyId: string, checkpoint: RecordCheckpoint | null): Promise<CheckpointObject | null> {
    return checkpoint && presentCheckpoint(checkpoint, await recordKeys(this.db, assemblyId));
  }
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
