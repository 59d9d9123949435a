import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLSchema,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { DomainError } from '../kernel/errors.ts';
import { createCache } from '../platform/cache.ts';
import type { WorkBudget } from '../platform/work-budget.ts';
import { fragmentsOf } from './document-shape.ts';
import { refuseWhole } from './errors.ts';

/**
 * Fields of introspection for one point: they are read from memory, and cost a fifth of one that may ask the database.
 * The query that tools send to learn the whole schema costs about two thirds of what is allowed.
 */
const fieldsPerPoint = 5;

/**
 * Points for what an operation asks of the schema itself, by how long the lists of this schema are.
 * @param document one whose fragments do not contain themselves
 */
export function introspectionCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const fragments = fragmentsOf(document);
  const lengths = listLengths(schema);
  const ofObject = new Map<SelectionSetNode, number>();
  const ofRoot = new Map<SelectionSetNode, number>();

  /** Fields below a selection, each fragment counted once and added at each use. */
  function count(
    set: SelectionSetNode,
    known: Map<SelectionSetNode, number>,
    countField: (field: FieldNode) => number,
  ): number {
    const counted = known.get(set);
    if (counted !== undefined) return counted;
    let fields = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) fields += countField(node);
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (fragment !== undefined) fields += count(fragment.selectionSet, known, countField);
      }
    }
    known.set(set, fields);
    return fields;
  }
  const countBelow = ({ name, selectionSet }: FieldNode): number =>
    selectionSet === undefined
      ? 1
      : 1 + count(selectionSet, ofObject, countBelow) * (lengths.get(name.value) ?? 1);
  const countAtRoot = (field: FieldNode): number =>
    field.name.value.startsWith('__') ? countBelow(field) : 0;

  return Math.ceil(count(operation.selectionSet, ofRoot, countAtRoot) / fieldsPerPoint);
}

const lengthsOf = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

/** How long the lists of introspection are: on the average of all types that have one, of the types exactly. */
function listLengths(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const known = lengthsOf.get(schema) ?? measureLists(schema);
  lengthsOf.set(schema, known);
  return known;
}

function measureLists(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const composite = types.filter(type => isObjectType(type) || isInterfaceType(type));
  const fields = composite.flatMap(type => Object.values(type.getFields()));
  const average = (counts: readonly number[]) =>
    counts.reduce((sum, count) => sum + count, 0) / Math.max(1, types.length);
  return new Map([
    ['types', types.length],
    ['directives', schema.getDirectives().length],
    ['fields', average([fields.length])],
    ['interfaces', average(composite.map(type => type.getInterfaces().length))],
    [
      'possibleTypes',
      average(
        types.map(type =>
          isInterfaceType(type) || isUnionType(type) ? schema.getPossibleTypes(type).length : 0,
        ),
      ),
    ],
    ['enumValues', average(types.map(type => (isEnumType(type) ? type.getValues().length : 0)))],
    [
      'inputFields',
      average(types.map(type => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0))),
    ],
    // Of directives as well, which have about as many.
    ['args', fields.reduce((sum, { args }) => sum + args.length, 0) / Math.max(1, fields.length)],
  ]);
}

/** Answers questions about the schema and nothing else. */
export interface Introspection {
  /**
   * The result as JSON text; null when the operation does not ask for the schema, or went wrong.
   * @throws RATE_LIMITED, as a GraphQL error with its HTTP status
   */
  answer(args: Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>): string | null;
}

/** Characters of variables as JSON with which an answer is kept. */
const variableCharsMax = 1_000;

/** Such an answer is the same for everybody as long as the process lives, so it is made once and kept as text. */
export function createIntrospection(schema: GraphQLSchema, budget: WorkBudget): Introspection {
  const answers = createCache('introspection', (text: string, key) => text.length + key.length);
  return {
    answer({ document, operationName, variableValues }) {
      const source = document.loc?.source.body;
      if (source === undefined || !asksForSchema(document, operationName).isAsked) return null;
      const variables = JSON.stringify(variableValues ?? {});
      const key = JSON.stringify([operationName ?? '', variables, source]);
      const known = answers.get(key);
      if (known !== undefined) return known;
      const result = runWithin(budget, () => execute({ schema, document, operationName, variableValues }));
      if ('then' in result || result.errors !== undefined) return null;
      const text = JSON.stringify(result);
      if (variables.length <= variableCharsMax) answers.set(key, text);
      return text;
    },
  };
}

function runWithin<T>(budget: WorkBudget, work: () => T): T {
  try {
    return budget.run(work);
  } catch (error) {
    throw error instanceof DomainError ? refuseWhole(error) : error;
  }
}

interface SchemaQuestion {
  readonly isAsked: boolean;
  readonly isMixed: boolean;
}

const notAsked: SchemaQuestion = { isAsked: false, isMixed: false };

/** Found once an operation: every request asks, and nearly all are about something else. */
const questions = new WeakMap<OperationDefinitionNode, SchemaQuestion>();

/**
 * Whether an operation asks for the schema, and whether for something else besides, fragments included.
 * @param document one whose fragments do not contain themselves
 */
export function asksForSchema(
  document: DocumentNode,
  operationName: string | null | undefined,
): SchemaQuestion {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query') return notAsked;
  const known = questions.get(operation) ?? findQuestion(document, operation);
  questions.set(operation, known);
  return known;
}

function findQuestion(document: DocumentNode, operation: OperationDefinitionNode): SchemaQuestion {
  const fragments = fragmentsOf(document);
  const names = new Set<string>();
  const seen = new Set<SelectionSetNode>();
  function collect(set: SelectionSetNode): void {
    if (seen.has(set)) return;
    seen.add(set);
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) names.add(node.name.value);
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet);
      }
    }
  }
  collect(operation.selectionSet);
  const isAsked = names.has('__schema') || names.has('__type');
  return { isAsked, isMixed: isAsked && [...names].some(name => !name.startsWith('__')) };
}

/** A result that is written already; it is read again only by who wants its data and not the text. */
function written(text: string): ExecutionResult & { stringify(): string } {
  return {
    get data() {
      return JSON.parse(text).data;
    },
    stringify: () => text,
  };
}

/** Has Yoga answer questions about the schema from what is kept. */
export function useIntrospection(introspection: Introspection): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const answer = introspection.answer(args);
      if (answer !== null) setResultAndStopExecution(written(answer));
    },
  };
}
