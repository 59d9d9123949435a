import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  locatedError,
  type OperationDefinitionNode,
  responsePathAsArray,
} from 'graphql';
import type { AnswerBudget } from './answer-budget.ts';

export type Path = GraphQLResolveInfo['path'];

/** What is the same for all fields of one execution. */
export interface Execution {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly operation: OperationDefinitionNode;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: Record<string, unknown>;
  readonly answer: AnswerBudget;
  readonly errors: GraphQLError[];
  /** Where errors have left a null; `undefined` is the whole result. What happens below one is of no interest. */
  readonly nulled: Set<Path | undefined>;
}

/** Turns what a resolver returned into what the result holds. Throws what makes the field fail. */
export type Complete = (execution: Execution, field: FieldPlan, path: Path, value: unknown) => unknown;

/** A field of a result, with everything about it that does not change from one execution to the next. */
export interface FieldPlan {
  /** The name it has in the result. */
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  /** Its arguments; null when they depend on variables. */
  readonly args: Record<string, unknown> | null;
  readonly isNonNull: boolean;
  readonly complete: Complete;
}

/** The fields of an object of a result. */
export interface ObjectPlan {
  readonly fields: readonly FieldPlan[];
  /** Whether a field is called `__proto__`, which a plain object has its own idea of. */
  readonly hasProtoKey: boolean;
}

/** All fields of an object at once; a promise when one of them is. */
export function executeTogether(
  execution: Execution,
  plan: ObjectPlan,
  source: unknown,
  path: Path | undefined,
): unknown {
  const result = emptyResult(plan);
  let waiting: PromiseLike<void>[] | null = null;
  try {
    for (const field of plan.fields) {
      const value = executeField(execution, field, source, path);
      result[field.key] = value;
      if (!isThenable(value)) continue;
      waiting ??= [];
      waiting.push(
        value.then(found => {
          result[field.key] = found;
        }),
      );
    }
  } catch (error) {
    if (waiting === null) throw error;
    // The fields that are still on their way may fail too, and somebody must be there to hear it.
    return Promise.all(waiting).finally(() => {
      throw error;
    });
  }
  return waiting === null ? result : Promise.all(waiting).then(() => result);
}

/** The fields of an object one after the other, each when the one before is done: mutations. */
export function executeInTurn(
  execution: Execution,
  plan: ObjectPlan,
  source: unknown,
  path: Path | undefined,
): unknown {
  const result = emptyResult(plan);
  const continueFrom = (index: number): unknown => {
    for (const [offset, field] of plan.fields.slice(index).entries()) {
      const value = executeField(execution, field, source, path);
      if (isThenable(value)) {
        return value.then(found => {
          result[field.key] = found;
          return continueFrom(index + offset + 1);
        });
      }
      result[field.key] = value;
    }
    return result;
  };
  return continueFrom(0);
}

function emptyResult({ hasProtoKey }: ObjectPlan): Record<string, unknown> {
  return hasProtoKey ? Object.create(null) : {};
}

function executeField(
  execution: Execution,
  field: FieldPlan,
  source: unknown,
  before: Path | undefined,
): unknown {
  const path: Path = { prev: before, key: field.key, typename: field.parentType.name };
  try {
    execution.answer.addField(field, path);
    const args = argumentsOf(execution, field);
    const value = field.resolve(source, args, execution.contextValue, infoOf(execution, field, path));
    const completed = isThenable(value)
      ? Promise.resolve(value).then(found => complete(execution, field, path, found))
      : complete(execution, field, path, value);
    if (!isThenable(completed)) return completed;
    return completed.then(undefined, (error: unknown) =>
      fail(execution, field, path, error, field.isNonNull),
    );
  } catch (error) {
    return fail(execution, field, path, error, field.isNonNull);
  }
}

/** What a resolver is told about where it is. */
export function infoOf(execution: Execution, field: FieldPlan, path: Path): GraphQLResolveInfo {
  return {
    fieldName: field.definition.name,
    fieldNodes: field.nodes,
    returnType: field.definition.type,
    parentType: field.parentType,
    path,
    schema: execution.schema,
    fragments: execution.fragments,
    rootValue: execution.rootValue,
    operation: execution.operation,
    variableValues: execution.variableValues,
  };
}

/** A field's arguments. */
export function argumentsOf(
  { variableValues }: Execution,
  { args, definition, nodes: [node] }: FieldPlan,
): Record<string, unknown> {
  return args ?? (node === undefined ? {} : getArgumentValues(definition, node, variableValues));
}

function complete(execution: Execution, field: FieldPlan, path: Path, value: unknown): unknown {
  if (value instanceof Error) throw value;
  return field.complete(execution, field, path, value);
}

/** Each item of a list, completed; a promise when one of them is. */
export function completeItems(
  execution: Execution,
  field: FieldPlan,
  path: Path,
  items: Iterable<unknown>,
  { completeItem, isNonNull }: { completeItem: Complete; isNonNull: boolean },
): unknown {
  const completed: unknown[] = [];
  const waiting: PromiseLike<unknown>[] = [];
  const completeOne = (value: unknown, itemPath: Path): unknown => {
    if (value instanceof Error) throw value;
    return completeItem(execution, field, itemPath, value);
  };
  const completeAt = (item: unknown, itemPath: Path): unknown => {
    try {
      const found = isThenable(item)
        ? Promise.resolve(item).then(value => completeOne(value, itemPath))
        : completeOne(item, itemPath);
      if (!isThenable(found)) return found;
      const settled = found.then(undefined, (error: unknown) =>
        fail(execution, field, itemPath, error, isNonNull),
      );
      waiting.push(settled);
      return settled;
    } catch (error) {
      return fail(execution, field, itemPath, error, isNonNull);
    }
  };
  try {
    for (const item of items) {
      completed.push(completeAt(item, { prev: path, key: completed.length, typename: undefined }));
    }
  } catch (error) {
    // The items that are still on their way may fail too, and nobody would hear it: that ends a process.
    for (const settled of waiting) settled.then(undefined, () => {});
    throw error;
  }
  return waiting.length > 0 ? Promise.all(completed) : completed;
}

/** What becomes of a value that failed: null, or where that is not allowed, the failure of what is around it. */
function fail(execution: Execution, field: FieldPlan, path: Path, cause: unknown, isNonNull: boolean): null {
  execution.answer.noteFailure(field, path, cause);
  // Too large is the whole answer, whatever may be null in it.
  if (execution.answer.error !== null) throw execution.answer.error;
  const error = locatedError(cause, [...field.nodes], responsePathAsArray(path));
  if (isNonNull) throw error;
  addError(execution, error, path);
  return null;
}

/** Notes an error, unless what is around it has failed already. */
export function addError({ errors, nulled }: Execution, error: GraphQLError, path: Path | undefined): void {
  for (let at = path; at !== undefined; at = at.prev) if (nulled.has(at)) return;
  if (nulled.has(undefined)) return;
  nulled.add(path);
  errors.push(error);
}

/** Whether a value is one to wait for. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
