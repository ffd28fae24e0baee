import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType, InstantScalar } from '@plenary/platform/graphql';

export enum ImportState {
  STAGED = 'STAGED',
  APPLIED = 'APPLIED',
  LAPSED = 'LAPSED',
}
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'How far an import is.',
  valuesMap: {
    STAGED: { description: 'Nothing has changed on the roll yet.' },
    APPLIED: { description: 'It was applied, as a whole.' },
    LAPSED: { description: 'Nobody applied it within 14 days.' },
  },
});

export enum ImportOutcomeEnum {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  REFUSED = 'REFUSED',
}
registerEnumType(ImportOutcomeEnum, {
  name: 'ImportRowOutcome',
  description: 'What applying a row does, or did.',
  valuesMap: {
    CREATED: { description: 'A new member, with an invitation.' },
    UPDATED: { description: 'A new name, or a new invitation, for a member who has not joined.' },
    REFUSED: { description: 'Nothing; the reason says why.' },
  },
});

@ObjectType('ImportRow', { description: 'One row of an imported roll.' })
export class ImportRowObject {
  @Field(() => Int, { description: 'Its line in the file; the header is line 1.' })
  line!: number;

  @Field(() => String, { description: 'The member’s number.' })
  ref!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => ImportOutcomeEnum, { description: 'What it does.' })
  outcome!: ImportOutcomeEnum;

  @Field(() => String, { nullable: true, description: 'Why it was refused.' })
  reason!: string | null;
}

@ObjectType('RollImport', {
  description:
    'A roll that was read from a file and is applied as a whole, by members together or by a motion.',
})
export class RollImportObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it was staged.' })
  stagedAt!: Date;

  @Field(() => InstantScalar, { description: 'When it lapses if nobody applied it.' })
  expiresAt!: Date;

  @Field(() => Int, { description: 'Rows of the file, up to 200,000.' })
  rows!: number;

  @Field(() => Int, { description: 'New members.' })
  created!: number;

  @Field(() => Int, { description: 'Members with a new name or invitation.' })
  updated!: number;

  @Field(() => Int, { description: 'Rows that do nothing.' })
  refused!: number;

  @Field(() => ImportState, { description: 'How far it is.' })
  state!: ImportState;

  @Field(() => String, {
    nullable: true,
    description:
      'Only in the answer of `stageImport`, this once: keep it. `invitationsCsv` asks for it; the server does not have it.',
  })
  key!: string | null;

  stagedBy!: string;
}

export const ImportRowConnection = connectionType(ImportRowObject, 'ImportRow', 'rows of an import');
