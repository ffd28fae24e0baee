import { createUnionType, Field, InterfaceType, ObjectType } from '@nestjs/graphql';
import type { Rejection, Result } from '@plenary/kernel';

@InterfaceType('Rejection', {
  description:
    'An expected refusal: nothing was changed. Its type and `code` are stable; `message` is a sentence for a person.',
  resolveType: (value: { code: string }) => typeNameOf(value.code),
})
export abstract class RejectionObject {
  @Field(() => String, { description: 'Stable, in capitals: what a program goes by.' })
  code!: string;

  @Field(() => String, { description: 'Plain words that say what is and what to do; may change.' })
  message!: string;
}

/** `POLL_NOT_OPEN` is the code of the type `PollNotOpen`: one word, written twice. */
function typeNameOf(code: string): string {
  return code
    .toLowerCase()
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
}

type ObjectClass = new (...args: never[]) => object;

/**
 * A rejection type without fields of its own. The type's name must be its code in camel case:
 * `rejectionType('POLL_NOT_OPEN', '…')` is `type PollNotOpen implements Rejection`.
 */
export function rejectionType(code: string, description: string): new () => RejectionObject {
  @ObjectType(typeNameOf(code), { implements: () => RejectionObject, description })
  class RejectionType extends RejectionObject {}
  return RejectionType;
}

/**
 * The result union of a mutation: the success type, then the rejections that can be expected.
 * Resolvers answer it with `answer(result)`.
 */
export function resultUnion(
  name: string,
  success: ObjectClass,
  rejections: readonly ObjectClass[],
  description: string,
) {
  const successName = name.replace(/Result$/, '');
  return createUnionType({
    name,
    description: `${description} (what \`${successName[0]!.toLowerCase()}${successName.slice(1)}\` answers)`,
    types: () => [success, ...rejections] as unknown as readonly [ObjectClass],
    resolveType: (value: { code?: unknown; message?: unknown }) =>
      typeof value.code === 'string' && typeof value.message === 'string' ? typeNameOf(value.code) : success,
  });
}

/** Turns a use case's Result into what the union resolves: the success value, or the rejection itself. */
export function answer<T, U>(result: Result<T>, present: (value: T) => U): U | Rejection {
  return result.ok ? present(result.value) : result.rejection;
}
