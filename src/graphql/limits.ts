import { createComplexityRule } from '@pothos/plugin-complexity';
import type { ExecutionArgs } from 'graphql';
import {
  type ASTVisitor,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  type ParseOptions,
  parse,
  type ValidationContext,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

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

/** Bounds every document before it is executed, on every transport. */
export function useRequestLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source: Parameters<typeof parse>[0], options?: ParseOptions) => {
        try {
          return parse(source, { ...options, maxTokens: requestLimits.tokens });
        } catch (error) {
          if (error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted')) {
            throw tooComplex(`The document has more than ${requestLimits.tokens} tokens.`);
          }
          throw error;
        }
      });
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
function checkOperation(args: ExecutionArgs): readonly GraphQLError[] {
  const operation = getOperationAST(args.document, args.operationName);
  // Which operation is meant is the execution's question; without one nothing is executed.
  if (!operation) return [];
  const raw: Record<string, unknown> = { ...args.variableValues };
  const { errors } = getVariableValues(args.schema, operation.variableDefinitions ?? [], raw, {
    maxErrors: requestLimits.variableErrors,
  });
  return errors?.map(asBadInput) ?? checkCost(args, raw);
}

/**
 * A wrong variable, named, and without its value: graphql-js repeats the whole input object in the message, which may
 * hold a password.
 */
function asBadInput({ message, nodes }: GraphQLError): GraphQLError {
  const [, variable = ''] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  const [, at = variable, problem = 'Expected another type'] = variableProblem.exec(message) ?? [];
  const [, inner] = /^Field "(\w+)"/.exec(problem) ?? [];
  const place = at.replaceAll(/\[(\d+)\]/g, '.$1');
  return new GraphQLError(
    `Variable "$${variable}" is not valid at "${place}": ${problem.replace(/: .*$/s, '.')}`,
    {
      nodes,
      extensions: {
        code: 'BAD_USER_INPUT',
        field: inner === undefined ? place : `${place}.${inner}`,
        http: { status: 400, spec: true },
      },
    },
  );
}

/** Where graphql-js says, behind the value, at which place and what is wrong. */
const variableProblem =
  /(?: at "([\w.[\]]+)")?(?:; | was not )((?:Expected|Field|String|Int|Float|Boolean|ID|Value|Enum|A DateTime|An EventCursor|provided).*)$/s;

/**
 * Depth, breadth and cost. Not a validation rule of the usual kind, since those are remembered by document and
 * this depends on the variables: `first: 100` costs five times `first: 20`.
 */
function checkCost(args: ExecutionArgs, variableValues: Record<string, unknown>): readonly GraphQLError[] {
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
