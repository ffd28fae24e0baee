import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';

@ObjectType('Invitation', { description: 'A single-use invitation that the caller made.' })
export class InvitationObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The caller’s own note.' })
  label!: string | null;

  @Field(() => InstantScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => InstantScalar, { description: 'Until when it can be taken up.' })
  expiresAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was taken up.' })
  usedAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;
}

@ObjectType('NewInvitation', { description: 'A new invitation with its secret, shown this once.' })
export class NewInvitationObject {
  @Field(() => InvitationObject, { description: 'The invitation.' })
  invitation!: InvitationObject;

  @Field(() => String, { description: 'What whoever takes it up needs to have.' })
  secret!: string;

  @Field(() => String, {
    description: 'Path and fragment to put after the address of this server: `/join#…`.',
  })
  link!: string;
}

export enum InvitationKind {
  NEW = 'NEW',
  IMPORTED = 'IMPORTED',
}
registerEnumType(InvitationKind, {
  name: 'InvitationKind',
  description: 'What an invitation opens.',
  valuesMap: {
    NEW: { description: 'A new membership.' },
    IMPORTED: { description: 'A membership that was imported.' },
  },
});

@ObjectType('InvitationPreview', {
  description: 'What whoever holds an invitation may know before taking it up.',
})
export class InvitationPreviewObject {
  @Field(() => String, { description: 'To which assembly.' })
  assemblyName!: string;

  @Field(() => InvitationKind, { description: 'What it opens.' })
  kind!: InvitationKind;

  @Field(() => String, { nullable: true, description: 'The name on the roll, of an imported membership.' })
  displayName!: string | null;

  @Field(() => InstantScalar, { description: 'Until when it can be taken up.' })
  expiresAt!: Date;
}
