import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  Source,
  specifiedRules,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { DomainError } from '../kernel/errors.ts';
import { createCache } from '../platform/cache.ts';
import { type RequestFacts, requestStore } from '../platform/request-store.ts';
import type { WorkBudget } from '../platform/work-budget.ts';
import { checkShape, measureText } from './document-shape.ts';
import { refuseWhole } from './errors.ts';
import { requestLimits } from './limits.ts';

/** A document that was parsed and validated. */
export interface PreparedDocument {
  /** Null for a text that could not be parsed. */
  readonly document: DocumentNode | null;
  /** Why it cannot be executed; empty when it can. */
  readonly errors: readonly GraphQLError[];
  /** The same for the same text, in every process. */
  readonly hash: string;
}

/** The documents of all transports. */
export interface Documents {
  /** Parses and validates a text; once in a request, however many ask, and not at all for one that is kept. */
  prepare(query: string): PreparedDocument;
  /** Keeps what the request under way asked for: for a person who is signed in. */
  keep(): void;
  /** Bytes of what is kept, as estimated. */
  readonly bytesKept: number;
}

/**
 * What a document takes, as measured: its syntax tree with the places in the text, the text, the plans of its execution,
 * and what is remembered of each (costs by the numbers in its variables, operations that streams share).
 */
function estimateBytes({ query, tokens }: Prepared): number {
  return 6_000 + query.length * 4 + tokens * 1_100;
}

const errorLimit = { maxErrors: requestLimits.documentErrors };

interface Prepared extends PreparedDocument {
  readonly query: string;
  readonly tokens: number;
}

/**
 * Prepares documents, and keeps the valid ones that people who are signed in have sent: what a stranger sends leaves
 * nothing behind. The one that was not used for the longest time is forgotten first.
 */
export function createDocuments(schema: GraphQLSchema, budget: WorkBudget): Documents {
  const kept = createCache('documents', estimateBytes);
  /** What a request asked for: it may be looked at by one transport, and then by another. */
  const ofRequest = new WeakMap<RequestFacts, Prepared>();

  function prepareOnce(query: string): Prepared {
    const known = kept.get(query);
    if (known !== undefined) return known;
    try {
      const isSmall = query.length <= requestLimits.smallDocumentChars;
      const prepared = budget.run(() => prepareText(schema, query), isSmall);
      if (prepared.errors.length > 0) budget.countRefusal();
      return prepared;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { query, tokens: 0, hash: '', document: null, errors: [refuseWhole(error)] };
    }
  }

  return {
    prepare(query) {
      const facts = requestStore.getStore();
      const known = facts && ofRequest.get(facts);
      if (known?.query === query) return known;
      const prepared = prepareOnce(query);
      if (facts !== undefined) ofRequest.set(facts, prepared);
      return prepared;
    },
    keep() {
      const facts = requestStore.getStore();
      const prepared = facts && ofRequest.get(facts);
      if (prepared !== undefined && prepared.errors.length === 0 && !kept.has(prepared.query))
        kept.set(prepared.query, prepared);
    },
    get bytesKept() {
      return kept.calculatedSize;
    },
  };
}

/** The cheap questions first: a text that is too large is not parsed, a document that is too large not validated. */
function prepareText(schema: GraphQLSchema, query: string): Prepared {
  const { tokens, problem } = measureText(query);
  const hash = createHash('sha256').update(query).digest('base64');
  const prepared = { query, tokens, hash };
  if (problem !== null) return { ...prepared, document: null, errors: [problem] };
  try {
    const document = parse(new Source(query));
    const shapeErrors = checkShape(schema, document);
    const errors =
      shapeErrors.length > 0 ? shapeErrors : validate(schema, document, specifiedRules, errorLimit);
    for (const error of errors) error.extensions.code ??= 'GRAPHQL_VALIDATION_FAILED';
    errorsOf.set(document, errors);
    return { ...prepared, document, errors };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    error.extensions.code ??= 'GRAPHQL_PARSE_FAILED';
    return { ...prepared, document: null, errors: [error] };
  }
}

/** What was found of each document, for as long as somebody has it. */
const errorsOf = new WeakMap<DocumentNode, readonly GraphQLError[]>();

/** Has Yoga take documents from where all transports take them. */
export function useDocuments(documents: Documents): Plugin {
  return {
    onParse({ params: { source }, setParsedDocument, setParseFn }) {
      const { document, errors } = documents.prepare(String(source));
      if (document !== null) setParsedDocument(document);
      else
        setParseFn(() => {
          throw errors[0] ?? new GraphQLError('The document cannot be read.');
        });
    },
    onValidate({ params: { documentAST }, setResult }) {
      const errors = errorsOf.get(documentAST);
      if (errors !== undefined) setResult([...errors]);
    },
  };
}
