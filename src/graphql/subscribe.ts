import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from 'graphql';
import type { GraphQLContext } from './context.ts';

export interface SubscribeOptions {
  /** Turns what was thrown into what a client may read. */
  maskError(error: unknown): Error;
}

/**
 * GraphQL's subscribe with two differences: every event is executed with a context of its own (a fresh unit of
 * work, and the viewer as they are now), and a source that ends for a reason ends the stream with a last result
 * that says so, instead of an exception that no transport could tell to the client.
 */
export function createSubscribe({ maskError }: SubscribeOptions) {
  return async (args: ExecutionArgs): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> => {
    const source = await createSourceEventStream(args);
    if (!isAsyncIterable(source)) return masked(source, maskError);
    return mapEvents(source[Symbol.asyncIterator](), args, maskError);
  };
}

function mapEvents(
  source: AsyncIterator<unknown>,
  args: ExecutionArgs,
  maskError: SubscribeOptions['maskError'],
): AsyncIterableIterator<ExecutionResult> {
  let ended = false;

  async function end(): Promise<void> {
    ended = true;
    await source.return?.();
  }

  async function executeEvent(event: unknown): Promise<ExecutionResult> {
    const context = args.contextValue as GraphQLContext;
    const contextValue = await context.fork();
    return masked(await execute({ ...args, rootValue: event, contextValue }), maskError);
  }

  return {
    async next() {
      if (ended) return { done: true, value: undefined };
      try {
        const step = await source.next();
        if (step.done || ended) {
          ended = true;
          return { done: true, value: undefined };
        }
        const result = await executeEvent(step.value);
        if (isFinal(result)) await end();
        return { done: false, value: result };
      } catch (error) {
        await end();
        return { done: false, value: { errors: [toGraphQLError(maskError(error))] } };
      }
    },
    async return() {
      await end();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function masked(result: ExecutionResult, maskError: SubscribeOptions['maskError']): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map(error => toGraphQLError(maskError(error))) };
}

function toGraphQLError(error: Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
}

/**
 * Whether a result is the last: an event that could not be executed. Going on would skip it without a word; as it
 * is, the client sees the reason, and reconnects with the cursor of the event before.
 */
function isFinal(result: ExecutionResult): boolean {
  return Boolean(result.errors?.length) && !result.data;
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}
