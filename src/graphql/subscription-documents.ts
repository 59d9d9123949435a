import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { createBoundedCache } from './bounded-cache.ts';
import { isPerViewer } from './per-viewer.ts';

/** Documents that are kept parsed and validated; and operations of one document with different variables. */
const documentsKept = { entriesMax: 500, charsMax: 5_000_000 };
const operationsPerDocumentMax = 200;

/** A document as far as it can be prepared without a request. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  /** Why it cannot be executed; empty when it can. */
  readonly errors: readonly GraphQLError[];
  /** What the named operation is; null when there is none of that name, or several without one. */
  kindOf(operationName: string | undefined): OperationTypeNode | null;
  /** The operation as all streams with the same variables share it, whatever cursors they begin from. */
  shared(operationName: string | undefined, variables: Readonly<Record<string, unknown>>): SharedOperation;
}

/** An operation that many streams run. */
export interface SharedOperation {
  /** Different for operations that may see different things. */
  readonly key: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** The variables without the cursor. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether what it shows depends on who is asking, beyond their account and what their role may do. */
  isPerViewer: boolean;
  /** Whether depth and cost have been found to be within the limits. */
  isWithinLimits: boolean;
}

export interface DocumentRules {
  readonly schema: GraphQLSchema;
  /** @throws GraphQLError for a text that is not GraphQL, or too long */
  parse(query: string): DocumentNode;
  validate(document: DocumentNode): readonly GraphQLError[];
}

/** Prepares documents once each. The ones that were not used for the longest time are forgotten first. */
export function createDocumentCache(rules: DocumentRules): { prepare(query: string): PreparedDocument } {
  const kept = createBoundedCache<PreparedDocument>(documentsKept);
  let made = 0;
  return {
    prepare(query) {
      const known = kept.get(query);
      if (known !== undefined) return known;
      const prepared = prepareDocument(rules, query, ++made);
      kept.set(query, prepared);
      return prepared;
    },
  };
}

function prepareDocument(rules: DocumentRules, query: string, number: number): PreparedDocument {
  const document = parseWithCode(rules, query);
  const errors = rules.validate(document);
  for (const error of errors) error.extensions.code ??= 'GRAPHQL_VALIDATION_FAILED';
  const operations = new Map<string, SharedOperation>();
  const cursorsOf = new Map<string | undefined, ReadonlySet<string>>();
  let isPersonal: boolean | null = null;
  return {
    document,
    errors,
    kindOf: operationName => getOperationAST(document, operationName)?.operation ?? null,
    shared(operationName, variables) {
      const operation = getOperationAST(document, operationName);
      const cursors =
        cursorsOf.get(operation?.name?.value) ??
        (operation ? cursorVariables(document, operation) : new Set<string>());
      cursorsOf.set(operation?.name?.value, cursors);
      const rest = Object.fromEntries(Object.entries(variables).filter(([name]) => !cursors.has(name)));
      const key = JSON.stringify([number, operationName ?? null, rest]);
      const known = operations.get(key);
      if (known !== undefined) return known;
      isPersonal ??= dependsOnViewer(rules.schema, document);
      const shared = {
        key,
        document,
        operationName,
        variables: rest,
        isPerViewer: isPersonal,
        isWithinLimits: false,
      };
      if (operations.size >= operationsPerDocumentMax) operations.clear();
      operations.set(key, shared);
      return shared;
    },
  };
}

/** @throws GraphQLError with the code that says what kind of mistake it is, as on the endpoint of queries */
function parseWithCode(rules: DocumentRules, query: string): DocumentNode {
  try {
    return rules.parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) error.extensions.code ??= 'GRAPHQL_PARSE_FAILED';
    throw error;
  }
}

/**
 * The variables that say where a stream begins and nothing else: those that stand for `after` of the subscription's
 * own field and are used nowhere else.
 */
function cursorVariables(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> {
  const uses = new Map<string, number>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  const cursors = operation.selectionSet.selections.flatMap(selection => {
    const after =
      selection.kind === Kind.FIELD && selection.arguments?.find(({ name }) => name.value === 'after');
    return after && after.value.kind === Kind.VARIABLE ? [after.value.name.value] : [];
  });
  return new Set(cursors.filter(name => uses.get(name) === 1));
}

function dependsOnViewer(schema: GraphQLSchema, document: DocumentNode): boolean {
  const typeInfo = new TypeInfo(schema);
  let found = false;
  const isSubscription = ({ operation }: OperationDefinitionNode) => operation === 'subscription';
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      OperationDefinition: node => (isSubscription(node) ? undefined : false),
      Field() {
        found ||= isPerViewer(typeInfo.getFieldDef());
      },
    }),
  );
  return found;
}
