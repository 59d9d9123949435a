import { setTimeout as delay } from 'node:timers/promises';
import type { AssessmentModel } from '../config.ts';
import { parseText } from '../kernel/input.ts';
import type { Question } from './assessment-question.ts';
import { type Opinion, roundConfidence, suggestedStepsMax } from './assessment-rules.ts';

/** How patient the product is with a model. */
export interface Patience {
  /** For one answer, from the request to its last byte. */
  readonly timeoutMs: number;
  /** Before it is asked for the second and last time. */
  readonly pauseMs: number;
}

export const modelPatience: Patience = { timeoutMs: 20_000, pauseMs: 1_000 };

const attemptsMax = 2;
/** What is read of an answer, decompressed; an assessment has some thousand bytes. */
export const answerBytesMax = 256 * 1_024;
const causeCharsMax = 500;
const stepCharsMax = 300;

/** The shape alone, as endpoints are told: several of them refuse a schema with bounds, so those are checked here. */
const answerShape = {
  type: 'object',
  properties: {
    likelyCause: { type: 'string', description: 'Plain text, at most 500 characters' },
    suggestedSteps: {
      type: 'array',
      items: { type: 'string' },
      description: '1 to 7 steps in plain text, at most 300 characters each',
    },
    confidence: { type: 'number', description: 'From 0 to 1' },
  },
  required: ['likelyCause', 'suggestedSteps', 'confidence'],
  additionalProperties: false,
} as const;

/**
 * Asks a model, a second time when it fails in a way that may pass. What it answers is text of a stranger: of the right
 * shape and length, without control characters, and only ever to be shown as text.
 * @throws Error with the reason of the last failure
 */
export async function askModel(
  model: AssessmentModel,
  question: Question,
  { timeoutMs, pauseMs }: Patience = modelPatience,
): Promise<Opinion> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await askOnce(model, question, timeoutMs);
    } catch (error) {
      if (attempt >= attemptsMax || isPointlessToRepeat(error)) throw explain(error, timeoutMs);
      await delay(pauseMs);
    }
  }
}

async function askOnce(model: AssessmentModel, question: Question, timeoutMs: number): Promise<Opinion> {
  // Loaded with the first question: 30 MB that a product without a model never needs.
  const [{ generateText, jsonSchema, Output }, { createOpenAICompatible }, { z }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
    import('zod'),
  ]);
  const answer = z.object({
    likelyCause: z.string().transform(text => parseAnswerText(text, causeCharsMax)),
    suggestedSteps: z
      .array(z.string().transform(text => parseAnswerText(text, stepCharsMax)))
      .min(1)
      .max(suggestedStepsMax),
    confidence: z.number().min(0).max(1).transform(roundConfidence),
  });
  const provider = createOpenAICompatible({
    name: 'assessment',
    baseURL: model.url,
    ...(model.apiKey === null ? {} : { apiKey: model.apiKey }),
    supportsStructuredOutputs: true,
    fetch: fetchBounded,
  });
  const { output } = await generateText({
    model: provider.chatModel(model.model),
    instructions: question.instructions,
    prompt: question.data,
    output: Output.object({
      name: 'assessment',
      schema: jsonSchema<Opinion>(answerShape, {
        validate(value) {
          const parsed = answer.safeParse(value);
          return parsed.success
            ? { success: true, value: parsed.data }
            : { success: false, error: parsed.error };
        },
      }),
    }),
    maxRetries: 0,
    abortSignal: AbortSignal.timeout(timeoutMs),
    telemetry: { isEnabled: false },
  });
  return output;
}

/** As strict as with what people send: NUL, for one, is nothing the database could store. */
function parseAnswerText(text: string, max: number): string {
  return parseText(text, { field: 'answer', max });
}

/** Reads no more of an answer than it may have, and follows no redirect: the key is for this endpoint alone. */
const fetchBounded: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'error' });
  let bytes = 0;
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > answerBytesMax) {
        controller.error(new Error(`the answer has more than ${answerBytesMax} bytes`));
      } else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body?.pipeThrough(bound) ?? null, { status, statusText, headers });
};

/** A wrong key or an unknown model stays wrong for a while; a failure of the network or of the answer may pass. */
function isPointlessToRepeat(error: unknown): boolean {
  const status = readField(error, 'statusCode');
  return typeof status === 'number' && status >= 400 && readField(error, 'isRetryable') === false;
}

function readField(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

/** A sentence for the log. The library's errors carry request and answer, which have no place there. */
function explain(error: unknown, timeoutMs: number): Error {
  const name = readField(error, 'name');
  if (name === 'TimeoutError' || name === 'AbortError')
    return new Error(`the model did not answer within ${timeoutMs / 1000} seconds`);
  const status = readField(error, 'statusCode');
  if (typeof status === 'number' && status !== 200)
    return new Error(`the model answered with HTTP ${status}`);
  let reason = error;
  while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  const message = reason instanceof Error ? reason.message : String(reason);
  return new Error(`the model gave no usable answer: ${message.slice(0, 200)}`);
}
