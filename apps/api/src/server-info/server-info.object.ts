import { Field, ObjectType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';

@ObjectType('ServerInfo', { description: 'What anybody may know of the server, signed in or not.' })
export class ServerInfoObject {
  @Field(() => Boolean, { description: 'Whether nobody has founded an assembly on it yet.' })
  empty!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether `openSample` can be asked for: the server has its own embedded database and is empty.',
  })
  sampleOffered!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'While this process enters the sample assembly: what it enters now, in a few words. Null otherwise.',
  })
  sampleStep!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it can send mail: without, there are no links to sign in by.',
  })
  mail!: boolean;

  @Field(() => String, { description: 'The version of Plenary, such as `0.1.0`.' })
  version!: string;

  @Field(() => InstantScalar, {
    description:
      'The clock by which every deadline is judged: show times to go by the difference to it, not by the phone’s own clock.',
  })
  now!: Date;
}
