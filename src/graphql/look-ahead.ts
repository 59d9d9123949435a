import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Selection } from '../kernel/selection.ts';

type Fragments = Readonly<Record<string, FragmentDefinitionNode | undefined>>;

/**
 * What a document selects below a field: with all its fragments, whatever their type, and also what @skip or
 * @include may leave out. So it depends on the document alone and is found once for each.
 */
export function lookAhead({
  fieldNodes,
  fragments,
}: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): Selection {
  const [first] = fieldNodes;
  if (first === undefined || fieldNodes.length > 1) return selectionOf(fieldNodes, fragments);
  const known = selections.get(first) ?? selectionOf(fieldNodes, fragments);
  selections.set(first, known);
  return known;
}

/** What is selected of the items of a connection, by either of its ways. */
export function lookAheadItems(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): Selection {
  const connection = lookAhead(info);
  const known = itemSelections.get(connection) ?? itemsOf(connection);
  itemSelections.set(connection, known);
  return known;
}

const selections = new WeakMap<FieldNode, Selection>();
const itemSelections = new WeakMap<Selection, Selection>();

function itemsOf(connection: Selection): Selection {
  return either(connection.below('nodes'), connection.below('edges').below('node'));
}

function either(one: Selection, other: Selection): Selection {
  return {
    has: field => one.has(field) || other.has(field),
    below: field => either(one.below(field), other.below(field)),
  };
}

function selectionOf(nodes: readonly FieldNode[], fragments: Fragments): Selection {
  let fields: Map<string, FieldNode[]> | undefined;
  const below = new Map<string, Selection>();
  const collected = () => {
    fields ??= nodes.reduce(
      (map, node) => collect(node.selectionSet, fragments, map),
      new Map<string, FieldNode[]>(),
    );
    return fields;
  };
  return {
    has: field => collected().has(field),
    below(field) {
      const known = below.get(field) ?? selectionOf(collected().get(field) ?? [], fragments);
      below.set(field, known);
      return known;
    },
  };
}

function collect(
  selectionSet: SelectionSetNode | undefined,
  fragments: Fragments,
  into: Map<string, FieldNode[]>,
): Map<string, FieldNode[]> {
  for (const node of selectionSet?.selections ?? []) {
    if (node.kind === Kind.FIELD) {
      const { value } = node.name;
      const same = into.get(value);
      if (same === undefined) into.set(value, [node]);
      else same.push(node);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      collect(node.selectionSet, fragments, into);
    } else {
      collect(fragments[node.name.value]?.selectionSet, fragments, into);
    }
  }
  return into;
}
