import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  locatedError,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { AnswerBudget, createUnboundedBudget } from './answer-budget.ts';
import { planSelection } from './execution-plan.ts';
import {
  addError,
  argumentsOf,
  type Execution,
  executeInTurn,
  executeTogether,
  infoOf,
  isThenable,
  type ObjectPlan,
} from './execution-steps.ts';
import { writeInSlices } from './written-answer.ts';

type Values = Record<string, unknown>;

/**
 * GraphQL's `execute` for documents that come again and again: which fields there are, what they are called and how
 * their values are completed is found once for a document and kept with it. The same results and the same errors.
 *
 * Ours, and not a compiler: the one there is loses what an error came from, and with it what may be told to a client.
 */
export function executePlanned(args: ExecutionArgs): Promise<ExecutionResult> | ExecutionResult {
  const operation = prepareOperation(args.schema, args.document, args.operationName);
  // graphql-js has the words for an operation that is missing or unclear.
  if (operation === null) return execute(args);
  const coerced = coerceVariables(args, operation);
  if (coerced.errors) return { errors: coerced.errors };
  const plan = operation.planFor(coerced.coerced);
  return plan === null ? execute(args) : run(args, operation, plan, coerced.coerced);
}

/**
 * GraphQL's `createSourceEventStream` in the same way: what the field of a subscription opens, or the errors why not.
 */
export async function openPlannedSource(
  args: ExecutionArgs,
): Promise<AsyncIterable<unknown> | ExecutionResult> {
  const { schema, document, rootValue, contextValue } = args;
  const operation = prepareOperation(schema, document, args.operationName);
  if (operation?.definition.operation !== 'subscription') return await createSourceEventStream(args);
  const coerced = coerceVariables(args, operation);
  if (coerced.errors) return { errors: coerced.errors };
  const [field] = operation.planFor(coerced.coerced)?.fields ?? [];
  if (field?.definition.subscribe === undefined) return await createSourceEventStream(args);
  const execution = createExecution(args, operation, coerced.coerced);
  const path = { prev: undefined, key: field.key, typename: field.parentType.name };
  try {
    const source: unknown = await field.definition.subscribe(
      rootValue,
      argumentsOf(execution, field),
      contextValue,
      infoOf(execution, field, path),
    );
    if (source instanceof Error) throw source;
    if (isAsyncIterable(source)) return source;
    throw new Error(`The field "${field.key}" opened nothing that has events.`);
  } catch (error) {
    return { errors: [locatedError(error, [...field.nodes], [field.key])] };
  }
}

function coerceVariables({ schema, variableValues }: ExecutionArgs, { definition }: PreparedOperation) {
  return getVariableValues(schema, definition.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 50,
  });
}

function createExecution(
  { schema, rootValue, contextValue }: ExecutionArgs,
  { definition, fragments }: PreparedOperation,
  variableValues: Values,
): Execution {
  return {
    schema,
    fragments,
    operation: definition,
    rootValue,
    contextValue,
    variableValues,
    answer: budgetOf(contextValue),
    errors: [],
    nulled: new Set(),
  };
}

/** The budget of the request; whoever executes without one has no limit. */
function budgetOf(contextValue: unknown): AnswerBudget {
  const answer = isRecord(contextValue) ? contextValue.answer : undefined;
  return answer instanceof AnswerBudget ? answer : createUnboundedBudget();
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

interface PreparedOperation {
  readonly schema: GraphQLSchema;
  readonly definition: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** Null when there are so many combinations of @skip and @include that one more is not worth keeping. */
  planFor(variables: Values): ObjectPlan | null;
}

/** Kept as long as the document is, which is for the caches of documents to decide. */
const prepared = new WeakMap<DocumentNode, Map<string, PreparedOperation>>();

/** Plans of one operation, which differ by what @skip and @include leave out. */
const plansMax = 8;

function prepareOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): PreparedOperation | null {
  const operations = prepared.get(document) ?? new Map<string, PreparedOperation>();
  prepared.set(document, operations);
  const known = operations.get(operationName ?? '');
  if (known?.schema === schema) return known;
  const definition = getOperationAST(document, operationName);
  const rootType = definition && schema.getRootType(definition.operation);
  if (!definition || !rootType) return null;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  }
  const conditions = findConditions(document);
  const plans = new Map<string, ObjectPlan>();
  const operation: PreparedOperation = {
    schema,
    definition,
    fragments,
    planFor(variables) {
      const key = conditions.map(name => `${variables[name]}`).join();
      const plan = plans.get(key);
      if (plan !== undefined) return plan;
      if (plans.size >= plansMax) return null;
      const deciding = Object.fromEntries(conditions.map(name => [name, variables[name]]));
      const made = planSelection({ schema, fragments, variables: deciding }, rootType, [
        definition.selectionSet,
      ]);
      plans.set(key, made);
      return made;
    },
  };
  operations.set(operationName ?? '', operation);
  return operation;
}

/** The variables that decide, by @skip and @include, which fields there are. */
function findConditions(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      for (const { value } of node.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  return [...names];
}

function run(
  args: ExecutionArgs,
  operation: PreparedOperation,
  plan: ObjectPlan,
  variableValues: Values,
): Promise<ExecutionResult> | ExecutionResult {
  const execution = createExecution(args, operation, variableValues);
  const { answer } = execution;
  const finish = (data: unknown): ExecutionResult => {
    if (answer.error !== null) return { errors: [answer.error] };
    return execution.errors.length === 0 ? toResult(data) : { errors: execution.errors, ...toResult(data) };
  };
  const respond = (data: unknown): Promise<ExecutionResult> | ExecutionResult => {
    if (answer.fitsSurely || !isRecord(data)) return finish(data);
    return writeInSlices(data).then(text => {
      answer.checkWritten(text);
      return finish(data);
    });
  };
  const fail = (error: unknown): Promise<ExecutionResult> | ExecutionResult => {
    addError(execution, toGraphQLError(error), undefined);
    return respond(null);
  };
  try {
    const step = operation.definition.operation === 'mutation' ? executeInTurn : executeTogether;
    const data = step(execution, plan, args.rootValue, undefined);
    return isThenable(data) ? Promise.resolve(data).then(respond, fail) : respond(data);
  } catch (error) {
    return fail(error);
  }
}

function toResult(data: unknown): ExecutionResult {
  return { data: isRecord(data) ? data : null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError(error instanceof Error ? error.message : String(error), {
    originalError: error instanceof Error ? error : undefined,
  });
}
