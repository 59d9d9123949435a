import type { graphql as Typed } from '../generated/gql.ts';

export type { TypedDocumentString } from '../generated/graphql.ts';

/**
 * Marks a document for codegen, which types it. At run time it is the text itself, so that each screen carries its own
 * documents alone.
 */
export const graphql: typeof Typed = Object;

/** A document with the fragments that it names; each screen says which. */
export function withFragments<Document extends object>(
  document: Document,
  ...fragments: readonly object[]
): Document {
  return Object([document, ...fragments].join('\n'));
}
