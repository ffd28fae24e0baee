import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, Max, Min } from 'class-validator';
import { GraphQLScalarType, Kind } from 'graphql';

/** An instant in UTC with milliseconds, as ISO 8601 writes it: `2026-03-01T18:30:00.000Z`. */
export const InstantScalar = new GraphQLScalarType<Date, string>({
  name: 'Instant',
  description: 'An instant in UTC, ISO 8601 with milliseconds: `2026-03-01T18:30:00.000Z`.',
  serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Date {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
  const date = new Date(day !== undefined && isDay(day) ? (value as string) : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new TypeError('write an instant like 2026-03-01T18:30:00Z');
  return date;
}

/** False for 30 February, which `Date` takes for the second of March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

@ObjectType('Fraction', { description: 'An exact fraction in lowest terms.' })
export class FractionObject {
  @Field(() => Int, { description: 'Not negative.' })
  numerator!: number;

  @Field(() => Int, { description: 'At least 1.' })
  denominator!: number;
}

@InputType('FractionInput', { description: 'An exact fraction between 0 and 1.' })
export class FractionInput {
  @Field(() => Int, { description: '0 to 1,000,000, and not above the denominator.' })
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  numerator!: number;

  @Field(() => Int, { description: '1 to 1,000,000.' })
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  denominator!: number;
}
