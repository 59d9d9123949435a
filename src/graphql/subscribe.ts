import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from 'graphql';
import type { GraphQLContext } from './context.ts';

/** Codes after which there is nothing more to see: the stream says so and ends. */
const finalCodes: ReadonlySet<unknown> = new Set(['UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN']);

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

function isFinal(result: ExecutionResult): boolean {
  return Boolean(result.errors?.some(error => finalCodes.has(error.extensions.code)));
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}
