import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { requestLimits } from './limits.ts';
import { isPerViewer } from './per-viewer.ts';

/** An operation that many streams run, whatever cursors they begin from. */
export interface SharedOperation {
  /** Different for operations that may see different things. */
  readonly key: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** The variables that the operation has, without the cursor. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether what it shows depends on who is asking, beyond their account and what their role may do. */
  isPerViewer: boolean;
}

/** Operations that are kept of a document, and the longest key of one: else each stream has its own. */
const keptMax = { operations: 4, keyChars: 500 };

interface Facts {
  readonly isPerViewer: boolean;
  readonly cursorsOf: Map<OperationDefinitionNode, ReadonlySet<string>>;
  readonly operations: Map<string, SharedOperation>;
}

/** What was found of a document, for as long as somebody has it. */
const factsOf = new WeakMap<DocumentNode, Facts>();

/**
 * The operation as all streams with the same variables share it.
 * @param hash of the document's text
 * @throws GraphQLError when the variables are longer than what is kept for each stream
 */
export function shareOperation(
  schema: GraphQLSchema,
  { document, hash }: { readonly document: DocumentNode; readonly hash: string },
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): SharedOperation {
  const facts = factsOf.get(document) ?? {
    isPerViewer: dependsOnViewer(schema, document),
    cursorsOf: new Map(),
    operations: new Map(),
  };
  factsOf.set(document, facts);
  const cursors = facts.cursorsOf.get(operation) ?? cursorVariables(document, operation);
  facts.cursorsOf.set(operation, cursors);
  const operationName = operation.name?.value;
  const rest = variablesOf(operation, variables, cursors);
  const key = JSON.stringify([hash, operationName ?? null, rest]);
  if (key.length > requestLimits.subscriptionVariableChars) throw tooLargeVariables();
  const known = facts.operations.get(key);
  if (known !== undefined) return known;
  const shared = { key, document, operationName, variables: rest, isPerViewer: facts.isPerViewer };
  if (facts.operations.size < keptMax.operations && key.length <= keptMax.keyChars)
    facts.operations.set(key, shared);
  return shared;
}

/** Those that the operation declares: whatever else a client sends has no effect, and is not to be kept. */
function variablesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  cursors: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable: { name } }) =>
      Object.hasOwn(variables, name.value) && !cursors.has(name.value)
        ? [[name.value, variables[name.value]]]
        : [],
    ),
  );
}

function tooLargeVariables(): GraphQLError {
  return new GraphQLError(
    `The variables of a subscription have more than ${requestLimits.subscriptionVariableChars} characters as JSON.`,
    { extensions: { code: 'BAD_USER_INPUT', field: 'variables', http: { status: 400, spec: true } } },
  );
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
