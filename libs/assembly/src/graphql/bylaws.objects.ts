import { Field, Int, ObjectType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';

@ObjectType('BylawRule', { description: 'One rule of the bylaws.' })
export class BylawRuleObject {
  @Field(() => String, {
    description: 'Its full path, such as `membership.challengeDays`: what an amendment names.',
  })
  path!: string;

  @Field(() => String, { description: 'What it is about.' })
  label!: string;

  @Field(() => String, { description: 'What it says.' })
  text!: string;

  @Field(() => Int, { nullable: true, description: 'The number, where the rule is one.' })
  value!: number | null;

  @Field(() => Int, { nullable: true, description: 'The least an amendment can set.' })
  min!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most an amendment can set.' })
  max!: number | null;

  @Field(() => String, { nullable: true, description: 'The unit of the number.' })
  unit!: string | null;

  @Field(() => Boolean, { description: 'Whether a motion can amend it by itself.' })
  amendable!: boolean;
}

@ObjectType('BylawSection', { description: 'The rules about one subject.' })
export class BylawSectionObject {
  @Field(() => String, { description: 'Stable name.' })
  name!: string;

  @Field(() => String, { description: 'Its heading.' })
  label!: string;

  @Field(() => [BylawRuleObject], { description: 'Its rules.' })
  rules!: BylawRuleObject[];
}

@ObjectType('Bylaws', { description: 'The bylaws in force. Each change is a new version.' })
export class BylawsObject {
  @Field(() => Int, { description: 'From 1, the founding rules.' })
  version!: number;

  @Field(() => String, {
    description:
      'What they were made from: `founding`, `consensus_collective`, `union_local` or `delegate_council`.',
  })
  preset!: string;

  @Field(() => InstantScalar, { description: 'Since when this version is in force.' })
  adoptedAt!: Date;

  @Field(() => [BylawSectionObject], { description: 'Section by section.' })
  sections!: BylawSectionObject[];
}

@ObjectType('BylawPreset', {
  description: 'Bylaws that an assembly can adopt as they are, or with other numbers.',
})
export class BylawPresetObject {
  @Field(() => String, { description: '`consensus_collective`, `union_local` or `delegate_council`.' })
  name!: string;

  @Field(() => String, { description: 'Its heading.' })
  title!: string;

  @Field(() => String, { description: 'For whom it is, in a sentence.' })
  summary!: string;

  @Field(() => [BylawSectionObject], { description: 'Its rules.' })
  sections!: BylawSectionObject[];
}
