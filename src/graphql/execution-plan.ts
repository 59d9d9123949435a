import {
  defaultFieldResolver,
  defaultTypeResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  GraphQLBoolean,
  GraphQLError,
  type GraphQLField,
  GraphQLID,
  GraphQLIncludeDirective,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  GraphQLString,
  getArgumentValues,
  getDirectiveValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import {
  type Complete,
  completeItems,
  type Execution,
  executeTogether,
  type FieldPlan,
  infoOf,
  isThenable,
  type ObjectPlan,
  type Path,
} from './execution-steps.ts';

/** What a plan is made from. Of the variables, only those are looked at that decide over @skip and @include. */
export interface PlanSource {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
  readonly variables: Record<string, unknown>;
}

/** How to execute a selection on objects of a type. The plans of what is below are made when they are first needed. */
export function planSelection(
  source: PlanSource,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ObjectPlan {
  const nodes = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const { selections } of selectionSets) collectFields(source, type, selections, nodes, visited);
  const fields = [...nodes].flatMap(([key, same]) => planField(source, type, key, same) ?? []);
  return { fields, hasProtoKey: nodes.has('__proto__') };
}

function collectFields(
  source: PlanSource,
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  into: Map<string, FieldNode[]>,
  visited: Set<string>,
): void {
  for (const node of selections) {
    if (!isIncluded(source, node)) continue;
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const same = into.get(key);
      if (same === undefined) into.set(key, [node]);
      else same.push(node);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      if (!appliesTo(source, type, node.typeCondition?.name.value)) continue;
      collectFields(source, type, node.selectionSet.selections, into, visited);
    } else {
      const { value: name } = node.name;
      const fragment = source.fragments[name];
      if (visited.has(name)) continue;
      visited.add(name);
      if (fragment === undefined || !appliesTo(source, type, fragment.typeCondition.name.value)) continue;
      collectFields(source, type, fragment.selectionSet.selections, into, visited);
    }
  }
}

function isIncluded({ variables }: PlanSource, node: SelectionNode): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}

function appliesTo({ schema }: PlanSource, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const other = schema.getType(condition);
  return isAbstractType(other) && schema.isSubType(other, type);
}

function planField(
  source: PlanSource,
  parentType: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): FieldPlan | null {
  const [node] = nodes;
  const definition = node && findField(source.schema, parentType, node.name.value);
  if (!definition) return null;
  return {
    key,
    nodes,
    parentType,
    definition,
    resolve: definition.resolve ?? defaultFieldResolver,
    args: constantArguments(definition, node),
    isNonNull: isNonNullType(definition.type),
    complete: planValue(source, definition.type, nodes),
  };
}

function findField(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
}

/** Arguments that are the same each time. Objects and lists are made anew: what is given away may be changed. */
function constantArguments(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Record<string, unknown> | null {
  let isConstant = true;
  visit(node, {
    SelectionSet: () => false,
    Variable() {
      isConstant = false;
    },
  });
  if (!isConstant) return null;
  try {
    const args = getArgumentValues(definition, node);
    return Object.values(args).some(value => typeof value === 'object' && value !== null)
      ? null
      : Object.freeze(args);
  } catch {
    // What is wrong with them is said at the execution, as an error of the field.
    return null;
  }
}

function planValue(source: PlanSource, type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
  if (isNonNullType(type)) {
    const completeInner = planValue(source, type.ofType, nodes);
    return (execution, field, path, value) => {
      const completed = completeInner(execution, field, path, value);
      if (completed !== null) return completed;
      throw new Error(
        `Cannot return null for non-nullable field ${field.parentType.name}.${field.definition.name}.`,
      );
    };
  }
  const completePresent = planPresentValue(source, type, nodes);
  return (execution, field, path, value) =>
    value === null || value === undefined ? null : completePresent(execution, field, path, value);
}

function planPresentValue(
  source: PlanSource,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): Complete {
  if (isLeafType(type)) return planLeaf(type);
  if (isObjectType(type)) return planObject(source, type, nodes);
  if (isAbstractType(type)) return planAbstract(source, type, nodes);
  if (!isListType(type)) throw new Error(`No values of the type ${String(type)} can be completed.`);
  const items = {
    completeItem: planValue(source, type.ofType, nodes),
    isNonNull: isNonNullType(type.ofType),
  };
  return (execution, field, path, value) => {
    if (!isIterable(value)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition.name}".`,
      );
    }
    return completeItems(execution, field, path, value, items);
  };
}

/** The scalars that leave a value of this type as it is. */
const unchanged = new Map<GraphQLLeafType, string>([
  [GraphQLString, 'string'],
  [GraphQLID, 'string'],
  [GraphQLBoolean, 'boolean'],
]);

function planLeaf(type: GraphQLLeafType): Complete {
  const typeUnchanged = unchanged.get(type);
  return ({ answer }, field, path, value) => {
    const serialized: unknown = typeof value === typeUnchanged ? value : type.serialize(value);
    if (serialized !== null && serialized !== undefined) {
      answer.addValue(field, path, serialized);
      return serialized;
    }
    throw new Error(`The scalar ${type.name} made nothing of a value of the type ${typeof value}.`);
  };
}

function planObject(source: PlanSource, type: GraphQLObjectType, nodes: readonly FieldNode[]): Complete {
  let plan: ObjectPlan | undefined;
  const completeOf = (execution: Execution, path: Path, value: unknown) => {
    plan ??= planSelection(
      source,
      type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
    return executeTogether(execution, plan, value, path);
  };
  if (!type.isTypeOf) return (execution, _field, path, value) => completeOf(execution, path, value);
  return (execution, field, path, value) => {
    const isOfType = type.isTypeOf?.(value, execution.contextValue, infoOf(execution, field, path));
    const check = (is: boolean | undefined) => {
      if (is) return completeOf(execution, path, value);
      throw new Error(`A value is not of the type "${type.name}".`);
    };
    return isThenable(isOfType) ? isOfType.then(check) : check(isOfType);
  };
}

function planAbstract(source: PlanSource, type: GraphQLAbstractType, nodes: readonly FieldNode[]): Complete {
  const completeBy = new Map<string, Complete>();
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const completeAs = (name: unknown, execution: Execution, field: FieldPlan, path: Path, value: unknown) => {
    const known = typeof name === 'string' ? completeBy.get(name) : undefined;
    if (known !== undefined) return known(execution, field, path, value);
    const found = typeof name === 'string' ? source.schema.getType(name) : undefined;
    if (!isObjectType(found) || !source.schema.isSubType(type, found)) {
      throw new Error(
        `The value of "${field.parentType.name}.${field.definition.name}" is of no type that "${type.name}" can be.`,
      );
    }
    const completeObject = planObject(source, found, nodes);
    completeBy.set(found.name, completeObject);
    return completeObject(execution, field, path, value);
  };
  return (execution, field, path, value) => {
    const name = resolveType(value, execution.contextValue, infoOf(execution, field, path), type);
    return isThenable(name)
      ? name.then(resolved => completeAs(resolved, execution, field, path, value))
      : completeAs(name, execution, field, path, value);
  };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
