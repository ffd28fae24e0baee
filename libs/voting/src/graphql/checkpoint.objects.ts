import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import type { RecordCheckpoint, RecordKey } from '@plenary/record';
import { IsInt, Min } from 'class-validator';

@ObjectType('RecordCheckpoint', {
  description:
    'A signed statement of how many entries a record has and of their root hash. A record never has two that contradict each other: keep one, and hold later ones against it.',
})
export class CheckpointObject {
  @Field(() => Int, { description: 'How many entries it covers, from the first.' })
  size!: number;

  @Field(() => String, {
    description: 'The statement as it was signed: a C2SP signed note whose text is a C2SP checkpoint.',
  })
  note!: string;

  @Field(() => String, {
    description:
      'The root of the entries’ leaf hashes (RFC 6962), in hexadecimal; the note has it in base64.',
  })
  rootHash!: string;

  @Field(() => String, { description: 'The name of the log, the same for the record’s whole life.' })
  origin!: string;

  @Field(() => String, {
    description:
      'What the note’s signature is checked with: `<origin>+<key id>+<base64>`. Compare it with another member’s.',
  })
  verifierKey!: string;

  @Field(() => InstantScalar, { description: 'When it was made.' })
  madeAt!: Date;
}

/** `keys` are all of the record's, the oldest first. */
export function presentCheckpoint(
  { size, note, root, madeAt }: RecordCheckpoint,
  keys: readonly RecordKey[],
): CheckpointObject {
  const { origin, verifier } = keys.findLast(({ fromSize }) => fromSize < size)!;
  return { size, note, rootHash: root.toString('hex'), origin, verifierKey: verifier.text, madeAt };
}

@ArgsType()
export class CheckpointAtArgs {
  @Field(() => Int, { description: 'How many entries it covers: at least 1.' })
  @IsInt()
  @Min(1)
  size!: number;
}

@ArgsType()
export class InclusionProofArgs {
  @Field(() => Int, { description: 'The entry’s number: from 1 to `size`.' })
  @IsInt()
  @Min(1)
  seq!: number;

  @Field(() => Int, {
    description: 'Of how many entries the record was: up to the size of its last checkpoint.',
  })
  @IsInt()
  @Min(1)
  size!: number;
}

@ArgsType()
export class ConsistencyProofArgs {
  @Field(() => Int, { description: 'How many entries the earlier record had: from 1 to `second`.' })
  @IsInt()
  @Min(1)
  first!: number;

  @Field(() => Int, {
    description: 'How many entries the later record has: up to the size of its last checkpoint.',
  })
  @IsInt()
  @Min(1)
  second!: number;
}
