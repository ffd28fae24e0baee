import { type Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

@ObjectType({ description: 'Where a page of a list stands (Relay cursor connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Pass as `after` to get the next page; null when the page is empty.',
  })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many at most: 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(100)
  first!: number;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  after?: string | null;
}

/** A bounded Relay connection over `node`: `<Name>Connection { edges { cursor node } nodes pageInfo }`. */
export function connectionType<T>(node: Type<T>, name: string, description: string) {
  @ObjectType(`${name}Edge`, { description: `One place in a list of ${description}.` })
  class Edge {
    @Field(() => String, { description: 'Opaque position of this place.' })
    cursor!: string;

    @Field(() => node, { description: 'What is in this place.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${description}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The places of this page, in order.' })
    edges!: Edge[];

    @Field(() => [node], { description: 'The same without positions.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo!: PageInfo;
  }
  return Connection;
}

/** Makes the page out of up to `first + 1` rows that were asked for. */
export function page<T>(rows: readonly T[], first: number, cursorOf: (row: T) => string) {
  const nodes = rows.slice(0, first);
  return {
    edges: nodes.map((node) => ({ cursor: cursorOf(node), node })),
    nodes: [...nodes],
    pageInfo: {
      hasNextPage: rows.length > first,
      endCursor: nodes.length > 0 ? cursorOf(nodes.at(-1)!) : null,
    },
  };
}
