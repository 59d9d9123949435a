import { createComplexityRule } from '@pothos/plugin-complexity';
import type { ExecutionArgs } from 'graphql';
import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type ParseOptions,
  parse,
  specifiedRules,
  type ValidationContext,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { coerceVariables, type Variables } from './variables.ts';

/** What one request may hold. docs/limits.md lists the same numbers for users. */
export const requestLimits = {
  /** Bytes of a request's body. */
  bodyBytes: 1_048_576,
  /** Lexical tokens of a document; a 1 000-node tree belongs in the variables. */
  tokens: 4_000,
  /** Fields below fields. */
  depth: 12,
  /** Fields with another name than their own. */
  aliases: 30,
  /** Fields in all, fragments counted at each use. */
  breadth: 600,
  /** Wrong variables that are listed; a thousand of one kind say no more than the first. */
  variableErrors: 20,
  /** Points: a field is 1, a list its fields times its length, a sign-in 60. About as many fields are resolved. */
  cost: 10_000,
} as const;

function tooComplex(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400, spec: true } },
  });
}

/**
 * Parses a document within the limits.
 * @throws GraphQLError for a text that is not GraphQL, or too long
 */
export function parseBounded(source: Parameters<typeof parse>[0], options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: requestLimits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted')) {
      throw tooComplex(`The document has more than ${requestLimits.tokens} tokens.`);
    }
    throw error;
  }
}

/** What is wrong with a document, by the rules of GraphQL and ours. */
export function validateBounded(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  return validate(schema, document, [...specifiedRules, limitAliases]);
}

/** Bounds every document before it is executed, on every transport. */
export function useRequestLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn(parseBounded);
    },
    onValidate({ addValidationRule }) {
      addValidationRule(limitAliases);
    },
    onExecute({ args, setResultAndStopExecution }) {
      const errors = checkOperation(args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const errors = checkOperation(args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}

function limitAliases(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field(node) {
      if (node.alias === undefined) return;
      aliases++;
      if (aliases === requestLimits.aliases + 1) {
        context.reportError(tooComplex(`The document has more than ${requestLimits.aliases} aliases.`));
      }
    },
  };
}

/** What is wrong with an operation and its variables, before anything of it is executed. */
export function checkOperation(args: ExecutionArgs): readonly GraphQLError[] {
  const operation = getOperationAST(args.document, args.operationName);
  // Which operation is meant is the execution's question; without one nothing is executed.
  if (!operation) return [];
  const sent: Variables = { ...args.variableValues };
  const { errors } = coerceVariables(args.schema, operation, sent, requestLimits.variableErrors);
  return errors ?? checkCost(args, operation, sent);
}

/** What was found of an operation, by the values of the variables that it depends on. */
interface Measured {
  readonly variables: readonly string[];
  readonly problems: Map<string, readonly GraphQLError[]>;
}

const measured = new WeakMap<OperationDefinitionNode, Measured>();

/** Combinations of numbers that are remembered of an operation; then all are forgotten. */
const measuredMax = 100;

/**
 * Depth, breadth and cost, found once for an operation and its numbers: `first: 100` costs five times `first: 20`,
 * and nothing but numbers makes a difference.
 */
function checkCost(
  args: ExecutionArgs,
  operation: OperationDefinitionNode,
  variableValues: Variables,
): readonly GraphQLError[] {
  const found = measured.get(operation) ?? { variables: numbersOf(operation), problems: new Map() };
  measured.set(operation, found);
  const key = found.variables.map(name => `${variableValues[name]}`).join();
  const known = found.problems.get(key);
  if (known !== undefined) return known;
  const problems = measureCost(args, variableValues);
  if (found.problems.size >= measuredMax) found.problems.clear();
  found.problems.set(key, problems);
  return problems;
}

function numbersOf({ variableDefinitions = [] }: OperationDefinitionNode): readonly string[] {
  return variableDefinitions.flatMap(({ type, variable }) => {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    return named.kind === Kind.NAMED_TYPE && named.name.value === 'Int' ? [variable.name.value] : [];
  });
}

function measureCost(args: ExecutionArgs, variableValues: Variables): readonly GraphQLError[] {
  const problems: GraphQLError[] = [];
  const rule = createComplexityRule({
    context: {},
    variableValues,
    operationName: args.operationName,
    validate: ({ complexity, depth, breadth }) => {
      if (depth > requestLimits.depth)
        problems.push(tooComplex(`The query is ${depth} levels deep; ${requestLimits.depth} are allowed.`));
      else if (breadth > requestLimits.breadth)
        problems.push(
          tooComplex(`The query selects ${breadth} fields; ${requestLimits.breadth} are allowed.`),
        );
      else if (complexity > requestLimits.cost)
        problems.push(
          tooComplex(
            `The query costs ${complexity} points; ${requestLimits.cost} are allowed. Ask for fewer items or fields.`,
          ),
        );
    },
  });
  const unmeasurable = validate(args.schema, args.document, [rule]);
  return problems.length > 0 ? problems : unmeasurable;
}
