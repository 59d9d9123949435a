import { createComplexityRule } from '@pothos/plugin-complexity';
import {
  type ExecutionArgs,
  type GraphQLError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { asksForSchema, introspectionCost } from './introspection.ts';
import { requestLimits, tooComplex } from './limits.ts';
import { coerceVariables, type Variables } from './variables.ts';

/** Bounds every operation before it is executed. */
export function useOperationLimits(): Plugin {
  return {
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
const measuredMax = 16;

/**
 * What an operation costs, found once for an operation and its numbers: `first: 100` costs five times `first: 20`,
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
  if (asksForSchema(args.document, args.operationName).isMixed)
    return [tooComplex('Ask for the schema in an operation of its own: this one has other fields as well.')];
  const rule = createComplexityRule({
    context: {},
    variableValues,
    operationName: args.operationName,
    validate({ complexity, breadth }) {
      const points = complexity + introspectionCost(args.schema, args.document, args.operationName);
      if (breadth > requestLimits.breadth)
        problems.push(
          tooComplex(`The query selects ${breadth} fields; ${requestLimits.breadth} are allowed.`),
        );
      else if (points > requestLimits.cost)
        problems.push(
          tooComplex(
            `The query costs ${points} points; ${requestLimits.cost} are allowed. Ask for fewer items or fields.`,
          ),
        );
    },
  });
  const unmeasurable = validate(args.schema, args.document, [rule]);
  return problems.length > 0 ? problems : unmeasurable;
}
