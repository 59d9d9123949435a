import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { capabilitySetOf } from '../kernel/capabilities.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Frame } from '../platform/live/encoded-batch.ts';
import {
  type Encoder,
  type FeedItem,
  NotShareable,
  type Subscription,
} from '../platform/live/live-stream.ts';
import type { GraphQLContext } from './context.ts';
import { maskResult } from './errors.ts';
import { codeOf, formatResult } from './http-response.ts';
import type { LiveSource } from './live-source.ts';
import { executePlanned } from './planned-execution.ts';
import type { SharedOperation } from './shared-operations.ts';

export interface EncoderParts {
  readonly schema: GraphQLSchema;
  /** A context for this viewer, with a unit of work of its own. */
  createContext(viewer: Viewer): GraphQLContext;
  /** Turns what was thrown into what a client may read. */
  maskError(error: unknown): Error;
  /** A document that was taken for shareable is not. */
  onNotShareable(operation: SharedOperation, fields: readonly string[]): void;
}

type SourceFacts = Pick<LiveSource<unknown>, 'toValue' | 'assertAllowed'>;

/** Thousands of streams run one operation: what is the same for all of them is kept once. */
const subscriptions = new WeakMap<SharedOperation, Subscription>();

/** An operation as a subscription of the live streams; `source` is what its field opens, the same each time. */
export function toSubscription(
  parts: EncoderParts,
  operation: SharedOperation,
  source: SourceFacts,
): Subscription {
  const subscription = subscriptions.get(operation) ?? createSubscription(parts, operation, source);
  subscriptions.set(operation, subscription);
  return subscription;
}

function createSubscription(
  parts: EncoderParts,
  operation: SharedOperation,
  { toValue, assertAllowed }: SourceFacts,
): Subscription {
  return {
    assertAllowed,
    groupKey(viewer) {
      const shared = `${operation.key} ${capabilitySetOf(viewer.role)}`;
      return operation.isPerViewer ? `${shared} ${viewer.userId}` : shared;
    },
    createEncoder: viewer => createEncoder(parts, operation, toValue, viewer),
  };
}

function createEncoder(
  parts: EncoderParts,
  operation: SharedOperation,
  toValue: SourceFacts['toValue'],
  viewer: Viewer,
): Encoder {
  return {
    async encode(items: readonly FeedItem[]) {
      const values = valuesFor(operation, toValue, viewer, items);
      if (values.every(value => value === null)) return values.map(() => notShown);
      const results = await executeValues(parts, operation, viewer, values);
      return results.map(result => (result === null ? notShown : toFrame(result)));
    },
  };
}

/** @throws NotShareable when values depend on who is asking, and the field is not marked */
function valuesFor(
  operation: SharedOperation,
  toValue: SourceFacts['toValue'],
  viewer: Viewer,
  items: readonly FeedItem[],
): unknown[] {
  if (operation.isPerViewer) return items.map(item => toValue(item, viewer));
  const hidden = new HiddenViewer(viewer);
  try {
    return items.map(item => toValue(item, hidden));
  } finally {
    if (hidden.wasRead()) operation.isPerViewer = true;
  }
}

const notShown: Frame = { json: null, endsWith: null };

/**
 * Executes an operation for several values at once, with one context: what they need of the database is read
 * together. The context is new, so everything is as it is now.
 * @throws NotShareable; or what made the database unavailable, for which the caller waits
 */
export async function executeValues(
  parts: EncoderParts,
  operation: SharedOperation,
  viewer: Viewer,
  values: readonly unknown[],
): Promise<(ExecutionResult | null)[]> {
  const hidden = operation.isPerViewer ? null : new HiddenViewer(viewer);
  const contextValue = parts.createContext(hidden ?? viewer);
  const { document, operationName, variables } = operation;
  const results = await Promise.all(
    values.map(async rootValue =>
      rootValue === null
        ? null
        : await executePlanned({
            schema: parts.schema,
            document,
            operationName,
            variableValues: variables,
            rootValue,
            contextValue,
          }),
    ),
  );
  if (hidden?.wasRead()) {
    operation.isPerViewer = true;
    parts.onNotShareable(operation, fieldsThatAsked(results));
    throw new NotShareable('the result depends on who is asking');
  }
  return results.map(result => (result === null ? null : maskAvailable(result, parts.maskError)));
}

/**
 * The viewer as a group has them in common: an account and what a role may do. Whoever asks for more is told no, and
 * found out: a field that was not marked must not show one person what is meant for another.
 */
class HiddenViewer implements Viewer {
  readonly accountId: Viewer['accountId'];
  readonly role: Viewer['role'];
  #wasRead = false;

  constructor({ accountId, role }: Viewer) {
    this.accountId = accountId;
    this.role = role;
  }

  get userId(): never {
    return this.#refuse();
  }

  get name(): never {
    return this.#refuse();
  }

  wasRead(): boolean {
    return this.#wasRead;
  }

  #refuse(): never {
    this.#wasRead = true;
    throw new NotShareable('a shared execution asked who the viewer is');
  }
}

/** Where in the results it was that somebody asked who the viewer is. */
function fieldsThatAsked(results: readonly (ExecutionResult | null)[]): string[] {
  const errors = results.flatMap(result => result?.errors ?? []);
  const asked = errors.filter(({ originalError }) => originalError instanceof NotShareable);
  return [
    ...new Set(asked.map(({ path }) => path?.filter(part => typeof part === 'string').join('.') ?? '')),
  ];
}

/** @throws Unavailable when the database was: the event is to be executed again, not shown as broken */
function maskAvailable(result: ExecutionResult, maskError: EncoderParts['maskError']): ExecutionResult {
  const masked = maskResult(result, maskError);
  if (masked.errors?.some(({ extensions }) => extensions.code === 'SERVICE_UNAVAILABLE'))
    throw new Unavailable();
  return masked;
}

/** The database could not be asked. */
class Unavailable extends Error {
  override readonly message = 'the database is not available';
}

/**
 * An event that could not be executed ends the stream. Going on would skip it without a word; as it is, the client
 * sees the reason, and reconnects with the cursor of the event before.
 */
function toFrame(result: ExecutionResult): Frame {
  const isFinal = Boolean(result.errors?.length) && !result.data;
  return {
    json: JSON.stringify(formatResult(result)),
    endsWith: isFinal ? (codeOf(result) ?? 'ERROR') : null,
  };
}
