import { Inject } from '@nestjs/common';
import {
  Args,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { RightNotHeldObject } from '@plenary/assembly';
import { pushDeviceNames } from '@plenary/identity';
import type { AssemblyId } from '@plenary/kernel';
import { Database, notAllowed, UnitOfWork } from '@plenary/platform';
import {
  Allow,
  answer,
  type Caller,
  CurrentCaller,
  InstantScalar,
  rejectionType,
  resultUnion,
} from '@plenary/platform/graphql';
import { IsInt, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { remindOnDevice, stopOnDevice } from '../application/remind-on-device.js';
import { pushHoursOf } from '../persistence/push-reminder-rows.js';
import { ROTATION_PORTS, type RotationPorts } from '../ports.js';
import { RotaInput } from './inputs.js';
import { RotaObject } from './objects.js';
import { ownRota } from './own-rota.js';

@ObjectType('ReminderDevice', {
  description: 'A browser of the caller’s own in which they are reminded of their shifts in one assembly.',
})
export class ReminderDeviceObject {
  @Field(() => ID, { description: 'Its id: that of the session it is signed in by. It goes with it.' })
  id!: string;

  @Field(() => String, { description: 'Such as ‘Firefox on Android’; up to 100 characters.' })
  label!: string;

  @Field(() => Int, { description: 'How many hours before each shift: 1 to 168.' })
  hoursBefore!: number;

  @Field(() => InstantScalar, { description: 'When it was first asked for on it, in any assembly.' })
  madeAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  here!: boolean;
}

@ObjectType('ReminderStopped', { description: 'A device on which one is no longer reminded.' })
export class ReminderStoppedObject {
  @Field(() => RotaObject, { description: 'The rota, as it is then.' })
  rota!: RotaObject;

  @Field(() => Boolean, {
    description:
      'Whether the device is kept, since another assembly reminds on it. If not, its browser’s subscription can go.',
  })
  deviceKept!: boolean;
}

@InputType({ description: 'Where the caller’s browser is reached, and when to remind there.' })
export class RemindOnDeviceInput extends RotaInput {
  @Field(() => Int, { description: 'Hours before each shift: 1 to 168.' })
  @IsInt()
  @Min(1)
  @Max(168)
  hoursBefore!: number;

  @Field(() => String, {
    description:
      'The address that the browser’s push service gave it (RFC 8030): https, at a service that this server knows; up to 1,000 characters.',
  })
  @IsString()
  @MaxLength(1_000)
  @Matches(/^https?:\/\/[\x21-\x7e]+$/)
  endpoint!: string;

  @Field(() => String, {
    description: 'The browser’s public key (RFC 8291): 65 bytes of P-256 in base64url, 87 characters.',
  })
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{87}$/)
  p256dh!: string;

  @Field(() => String, {
    description: 'The browser’s authentication secret (RFC 8291): 16 bytes in base64url, 22 characters.',
  })
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{22}$/)
  auth!: string;
}

@InputType({ description: 'A device of the caller’s own.' })
export class StopOnDeviceInput extends RotaInput {
  @Field(() => ID, { description: 'Which.' })
  @IsUUID()
  deviceId!: string;
}

const NoPush = rejectionType('NO_PUSH', 'The server sends no notifications.');
const PushServiceUnknown = rejectionType(
  'PUSH_SERVICE_UNKNOWN',
  'The address is at no push service that the server knows, or its keys are none.',
);
const TooManyDevices = rejectionType('TOO_MANY_DEVICES', 'One person is reminded on 10 devices at most.');
const RemindOnDeviceResult = resultUnion(
  'RemindOnDeviceResult',
  RotaObject,
  [RightNotHeldObject, NoPush, PushServiceUnknown, TooManyDevices],
  'The rota, or why not',
);
const StopOnDeviceResult = resultUnion(
  'StopOnDeviceResult',
  ReminderStoppedObject,
  [RightNotHeldObject],
  'What is left, or why not',
);

/** Reminders of the caller's own shifts by notifications in their browsers. */
@Resolver(() => RotaObject)
export class PushResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    @Inject(ROTATION_PORTS) private readonly ports: RotationPorts,
  ) {}

  @ResolveField(() => String, {
    nullable: true,
    description:
      'The key that a browser subscribes with (RFC 8292): P-256, 65 bytes in base64url. The same for the whole server. Null where it sends no notifications.',
  })
  async pushKey(): Promise<string | null> {
    return this.ports.pusher?.publicKey() ?? null;
  }

  @ResolveField(() => [ReminderDeviceObject], {
    description:
      'The browsers in which the caller is reminded of their shifts here, the oldest first; up to 10.',
  })
  async reminderDevices(
    @Parent() { membershipId }: RotaObject,
    @CurrentCaller() { personId, accessId }: Caller,
  ): Promise<ReminderDeviceObject[]> {
    const hours = await pushHoursOf(this.db, membershipId);
    if (hours.size === 0) return [];
    return (await pushDeviceNames(this.db, personId)).flatMap(({ accessId: id, label, madeAt }) => {
      const hoursBefore = hours.get(id);
      return hoursBefore === undefined ? [] : [{ id, label, madeAt, hoursBefore, here: id === accessId }];
    });
  }

  @Allow('rota.followOwn')
  @Mutation(() => RemindOnDeviceResult, {
    description:
      'Reminds the caller of their shifts by a notification in the browser that asks, until it is stopped or the session ends; sent again, it changes when, and where the browser is reached. Only from a session: the device goes with it. A notification that comes late comes before the shift begins or not at all.',
  })
  async remindOnDevice(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Of which assembly, where and when.' }) input: RemindOnDeviceInput,
  ) {
    if (caller.kind !== 'session') throw notAllowed();
    const { assemblyId, hoursBefore, endpoint, p256dh, auth } = input;
    const given = { hours: hoursBefore, endpoint, p256dh, auth };
    const result = await this.work.run((tx) =>
      remindOnDevice(tx, caller, assemblyId as AssemblyId, given, this.ports.pusher),
    );
    const rota = await ownRota(this.db, caller.personId, assemblyId as AssemblyId);
    return answer(result, () => rota);
  }

  @Allow('rota.followOwn')
  @Mutation(() => StopOnDeviceResult, {
    description:
      'Reminds the caller no longer on a device of theirs. One on which they are not reminded is as good.',
  })
  async stopOnDevice(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Of which assembly, and which device.' }) {
      assemblyId,
      deviceId,
    }: StopOnDeviceInput,
  ) {
    const result = await this.work.run((tx) =>
      stopOnDevice(tx, personId, assemblyId as AssemblyId, deviceId),
    );
    const rota = await ownRota(this.db, personId, assemblyId as AssemblyId);
    return answer(result, (deviceKept) => ({ rota, deviceKept }));
  }
}
