import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  Lexer,
  NoFragmentCyclesRule,
  type OperationDefinitionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
  validate,
  visit,
} from 'graphql';
import { requestLimits, tooComplex } from './limits.ts';

/** Lexical tokens of a text, up to the first that is none or the first too many. */
export interface MeasuredText {
  readonly tokens: number;
  /** Why it is not to be parsed at all. */
  readonly problem: GraphQLError | null;
}

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Counts what decides over the work and the memory of parsing; a parser goes down one call deeper at each bracket. */
export function measureText(text: string): MeasuredText {
  if (text.length > requestLimits.documentChars) {
    const problem = tooComplex(`The document has more than ${requestLimits.documentChars} characters.`);
    return { tokens: 0, problem };
  }
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let level = 0;
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
      if (++tokens > requestLimits.tokens)
        return { tokens, problem: tooComplex(`The document has more than ${requestLimits.tokens} tokens.`) };
      if (opening.has(kind)) level++;
      else if (closing.has(kind)) level--;
      if (level > requestLimits.brackets)
        return {
          tokens,
          problem: tooComplex(
            `The document has more than ${requestLimits.brackets} brackets in one another.`,
          ),
        };
    }
  } catch (error) {
    // Where the text stops being GraphQL, the parser says it better.
    if (!(error instanceof GraphQLError)) throw error;
  }
  return { tokens, problem: null };
}

/**
 * What of a document would make it long work to check by the rules of GraphQL, some of which compare every field with
 * every other. The same for a document that is not valid, so it comes before them.
 */
export function checkShape(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    measureShape(document);
    return [];
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // What contains itself is endlessly deep, and GraphQL has a better sentence for it.
    const cycles = validate(schema, document, [NoFragmentCyclesRule]);
    return cycles.length > 0 ? cycles : [error];
  }
}

/** @throws GraphQLError */
function measureShape(document: DocumentNode): void {
  const fragments = fragmentsOf(document);
  let aliases = 0;
  visit(document, {
    Field: ({ alias }) => {
      if (alias !== undefined) aliases++;
    },
  });
  if (aliases > requestLimits.aliases)
    throw tooComplex(`The document has more than ${requestLimits.aliases} aliases.`);
  if (fragments.size > requestLimits.fragments)
    throw tooComplex(`The document has more than ${requestLimits.fragments} fragments.`);
  let selections = 0;
  for (const definition of document.definitions) {
    // A fragment that nothing uses is not valid; it is measured all the same, since its fields are compared as well.
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    selections += measureDefinition(fragments, definition);
    if (selections > requestLimits.selections)
      throw tooComplex(
        `The operations of the document select more than ${requestLimits.selections} fields together.`,
      );
  }
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fragments of a document by their names. */
export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap(node =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
}

/**
 * How many fields are selected, fragments counted at each use. Fields of one name at one place are looked at together,
 * as they are when they are executed.
 * @throws GraphQLError
 */
function measureDefinition(
  fragments: Fragments,
  definition: OperationDefinitionNode | FragmentDefinitionNode,
): number {
  let breadth = 0;
  function measure(sets: readonly SelectionSetNode[], depth: number, isIntrospection: boolean): void {
    const places = new Map<string, FieldNode[]>();
    const spreads = new Set<string>();
    for (const set of sets) collect(fragments, set, places, spreads);
    for (const [name, nodes] of places) {
      breadth += nodes.length;
      if (breadth > requestLimits.breadth)
        throw tooComplex(`The query selects more than ${requestLimits.breadth} fields.`);
      if (nodes.length > requestLimits.repetitions)
        throw tooComplex(
          `The query selects "${name.slice(0, 100)}" more than ${requestLimits.repetitions} times at one place.`,
        );
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length === 0) continue;
      const isOfSchema = isIntrospection || (depth === 1 && nodes[0]?.name.value.startsWith('__') === true);
      // How deep introspection may go is a rule of GraphQL's own, which counts lists alone.
      if (depth >= requestLimits.depth && !isOfSchema)
        throw tooComplex(`The query is more than ${requestLimits.depth} levels deep.`);
      measure(below, depth + 1, isOfSchema);
    }
  }
  measure([definition.selectionSet], 1, isAboutSchema(definition));
  return breadth;
}

/** Whether a fragment is on a type of introspection. */
function isAboutSchema(definition: OperationDefinitionNode | FragmentDefinitionNode): boolean {
  return definition.kind === Kind.FRAGMENT_DEFINITION && definition.typeCondition.name.value.startsWith('__');
}

/** @param spreads fragments that were looked at for these fields already */
function collect(
  fragments: Fragments,
  { selections }: SelectionSetNode,
  places: Map<string, FieldNode[]>,
  spreads: Set<string>,
): void {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      const name = (node.alias ?? node.name).value;
      const same = places.get(name);
      if (same === undefined) places.set(name, [node]);
      else same.push(node);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      collect(fragments, node.selectionSet, places, spreads);
    } else {
      const { value } = node.name;
      const fragment = fragments.get(value);
      if (fragment === undefined || spreads.has(value)) continue;
      spreads.add(value);
      collect(fragments, fragment.selectionSet, places, spreads);
    }
  }
}
