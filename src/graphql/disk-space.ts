import { type ExecutionArgs, GraphQLError, getOperationAST, Kind, type SelectionSetNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { DiskSpace } from '../platform/disk-space.ts';

/** Mutations that are needed to read, and write next to nothing; without them, reading would end with the next token. */
const alwaysAllowed: ReadonlySet<string> = new Set([
  'login',
  'refreshTokens',
  'logout',
  'logoutEverywhere',
  'logoutEverybody',
  'endLiveStream',
]);

const message =
  'The disk of the server is nearly full, so nothing can be changed at the moment. Reading works. Please tell whoever runs the server, and try again later.';

/** Refuses mutations while the disk is nearly full. */
export function useDiskSpace(space: DiskSpace): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const errors = checkSpace(space, args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}

/** Why an operation cannot be executed now; empty when it can. */
export function checkSpace(
  space: DiskSpace,
  { document, operationName }: Pick<ExecutionArgs, 'document' | 'operationName'>,
): readonly GraphQLError[] {
  if (!space.isLow) return [];
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'mutation' || isAllowed(operation.selectionSet)) return [];
  return [new GraphQLError(message, { extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } } })];
}

/** Mutations behind a fragment are rare enough to be refused with the others. */
function isAllowed({ selections }: SelectionSetNode): boolean {
  return selections.every(
    selection => selection.kind === Kind.FIELD && alwaysAllowed.has(selection.name.value),
  );
}
