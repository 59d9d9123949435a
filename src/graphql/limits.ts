import { GraphQLError } from 'graphql';

/** What one request may hold. docs/limits.md lists the same numbers for users. */
export const requestLimits = {
  /** Bytes of a request's body. */
  bodyBytes: 1_048_576,
  /** Characters of a document: each error looks for its line in all of them. */
  documentChars: 100_000,
  /** Errors of one document that are found before the rest is not looked at. */
  documentErrors: 20,
  /** Characters of a document that is read whatever its address has spent: signing in fits. */
  smallDocumentChars: 500,
  /** Lexical tokens of a document; a 1 000-node tree belongs in the variables. */
  tokens: 4_000,
  /** Brackets of any kind within one another. */
  brackets: 50,
  /** Fields below fields. */
  depth: 12,
  /** Fields with another name than their own. */
  aliases: 30,
  /** Named fragments of a document. */
  fragments: 100,
  /** Fields of an operation in all, fragments counted at each use. */
  breadth: 600,
  /** The same for all operations of a document together. */
  selections: 6_000,
  /** How often one field, or alias, is selected at one place: each time is compared with every other. */
  repetitions: 50,
  /** Objects and lists of the variables within one another. */
  variableLevels: 50,
  /** Characters of a subscription's variables as JSON, which are kept as long as the stream is open. */
  subscriptionVariableChars: 10_000,
  /** Wrong variables that are listed; a thousand of one kind say no more than the first. */
  variableErrors: 20,
  /** Points: a field is 1, a list its fields times its length, a sign-in 60. About as many fields are resolved. */
  cost: 10_000,
  /** Bytes of an answer as JSON. */
  answerBytes: 8_000_000,
  /** Bytes of stored texts and documents that are read for an answer. */
  storedBytes: 16_000_000,
  /** Fields of an answer in all, each item of a list with its own. */
  answerFields: 100_000,
  /** Queries and mutations of one person that a process executes at the same time; further ones wait. */
  operationsAtOnce: 6,
  /** Those of one person that wait; one more is refused. */
  waitingOperations: 100,
  /** Who waits longer was let in by what is no longer sure, and has perhaps given up. */
  waitingMsMax: 10_000,
} as const;

/** The error for a document that asks for more than a limit allows. */
export function tooComplex(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400, spec: true } },
  });
}
