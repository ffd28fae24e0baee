import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/**
 * Whether the field at the top of a subscription stands under a condition (`@skip`, `@include`), in the operation or in
 * a fragment there. GraphQL forbids it (draft of the specification, 'Single Root Field'), as a subscription to nothing is
 * none; this version of graphql-js does not refuse it and throws instead, at validation where the condition is a
 * variable, else at execution.
 */
export function hasConditionalRoot({ definitions }: DocumentNode): boolean {
  const fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  return definitions.some(
    (each) =>
      each.kind === Kind.OPERATION_DEFINITION &&
      each.operation === 'subscription' &&
      isConditional(each.selectionSet, fragments),
  );
}

function isConditional(
  { selections }: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
): boolean {
  return selections.some((selection) => {
    if (selection.directives?.some(({ name: { value } }) => value === 'skip' || value === 'include'))
      return true;
    if (selection.kind === Kind.FIELD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) return isConditional(selection.selectionSet, fragments);
    const fragment = fragments.get(selection.name.value);
    // Looked at once; one that spreads itself is refused by validation.
    fragments.delete(selection.name.value);
    return fragment !== undefined && isConditional(fragment.selectionSet, fragments);
  });
}
