import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { requestLimits } from './limits.ts';

export type Variables = Record<string, unknown>;

export const tooDeepMessage = `The variables have more than ${requestLimits.variableLevels} objects and lists in one another.`;

/** Whether there are few enough objects and lists in one another for code that goes down one call deeper at each. */
export function areShallow(variables: Readonly<Variables>): boolean {
  let level: readonly object[] = [variables];
  for (let levels = 0; level.length > 0; levels++) {
    if (levels > requestLimits.variableLevels) return false;
    level = level.flatMap(value => Object.values(value).filter(isNested));
  }
  return true;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Refuses variables that are too deep, before anything goes through them. */
export function useShallowVariables(): Plugin {
  return {
    onParams({ params: { variables } }) {
      if (variables !== undefined && variables !== null && !areShallow(variables))
        throw new GraphQLError(tooDeepMessage, {
          extensions: { code: 'BAD_USER_INPUT', field: 'variables', http: { status: 400, spec: true } },
        });
    },
  };
}

/** Variables as resolvers get them, or what is wrong with those that were sent. */
export type CoercedVariables =
  | { readonly variables: Variables; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLError[]; readonly variables?: undefined };

/**
 * Checks variables against their types. The errors name the variable and the place in it, and hold nothing of the
 * value: graphql-js repeats the whole input object in its message, and that may hold a password.
 * @param errorsMax how many mistakes are listed; a thousand of one kind say no more than the first
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  sent: Readonly<Variables>,
  errorsMax: number,
): CoercedVariables {
  const variables: Variables = {};
  const errors: GraphQLError[] = [];
  try {
    for (const definition of variableDefinitions) {
      const name = definition.variable.name.value;
      const report: Report = (path, problem) => {
        errors.push(wrongVariable(definition, name, path, problem));
        if (errors.length >= errorsMax) throw new TooManyErrors();
      };
      const type = typeFromAST(schema, definition.type);
      if (!isInputType(type)) report([], 'Its type is none of this API.');
      else if (Object.hasOwn(sent, name))
        coerce(type, sent[name], report, value => (variables[name] = value));
      else if (definition.defaultValue) variables[name] = valueFromAST(definition.defaultValue, type);
      else if (isNonNullType(type)) report([], `Expected a value of the type "${String(type)}".`);
    }
  } catch (error) {
    if (!(error instanceof TooManyErrors)) throw error;
  }
  return errors.length > 0 ? { errors } : { variables };
}

/** Ends the check: a list of a million wrong items would be read to its end for nothing. */
class TooManyErrors extends Error {}

type Report = (path: readonly (string | number)[], problem: string) => void;

function coerce(
  type: GraphQLInputType,
  value: unknown,
  report: Report,
  set: (coerced: unknown) => void,
): void {
  if (value === null && isNonNullType(type))
    report([], `Expected a value of the type "${String(type)}", not null.`);
  else
    set(
      value === null
        ? null
        : coerceInputValue(value, type, (path, _value, error) => report(path, error.message)),
    );
}

function wrongVariable(
  definition: VariableDefinitionNode,
  name: string,
  path: readonly (string | number)[],
  problem: string,
): GraphQLError {
  // Which field of an input object is missing or unknown is said in words alone.
  const [, inner] = /^Field "(\w+)"/.exec(problem) ?? [];
  const place = [name, ...path].join('.');
  // What graphql-js says behind a colon is the value that it found.
  return new GraphQLError(
    `Variable "$${name}" is not valid at "${place}": ${problem.replace(/: .*$/s, '.')}`,
    {
      nodes: definition,
      extensions: {
        code: 'BAD_USER_INPUT',
        field: inner === undefined ? place : `${place}.${inner}`,
        http: { status: 400, spec: true },
      },
    },
  );
}
