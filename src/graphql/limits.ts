import { createComplexityRule } from '@pothos/plugin-complexity';
import type { ExecutionArgs } from 'graphql';
import {
  type ASTVisitor,
  GraphQLError,
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
  /** Points: a field is 1, a list its fields times its length, a sign-in 60. */
  cost: 5_000,
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
      const errors = checkCost(args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const errors = checkCost(args);
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

/**
 * Depth, breadth and cost. Not a validation rule of the usual kind, since those are remembered by document and
 * this depends on the variables: `first: 100` costs five times `first: 20`.
 */
function checkCost(args: ExecutionArgs): readonly GraphQLError[] {
  const problems: GraphQLError[] = [];
  const rule = createComplexityRule({
    context: {},
    variableValues: { ...args.variableValues },
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
  const others = validate(args.schema, args.document, [rule]);
  // Wrong variables are reported by the execution itself, with the better message.
  return problems.length > 0
    ? problems
    : others.filter(error => error.extensions.code === 'QUERY_TOO_COMPLEX');
}
