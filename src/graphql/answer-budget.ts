import { type GraphQLError, locatedError, responsePathAsArray } from 'graphql';
import { DomainError } from '../kernel/errors.ts';
import type { FieldPlan, Path } from './execution-steps.ts';
import { requestLimits } from './limits.ts';

/** Bytes that JSON may need for one UTF-16 unit of a text: a control character is written as `\u0001`. */
const bytesPerUnitMax = 6;

/**
 * What the answer to one request may still hold. Depth, breadth and cost are found in the document; how long texts and
 * lists are is not, so that is counted while the answer is made, and it ends where it becomes too large.
 */
export class AnswerBudget {
  readonly #bytesMax: number;
  readonly #fieldsMax: number;
  #bytes = 0;
  #fields = 0;
  #error: GraphQLError | null = null;

  constructor({ bytesMax, fieldsMax }: { readonly bytesMax: number; readonly fieldsMax: number }) {
    this.#bytesMax = bytesMax;
    this.#fieldsMax = fieldsMax;
  }

  /** The error that is the whole answer; null as long as it fits. */
  get error(): GraphQLError | null {
    return this.#error;
  }

  /**
   * Counts one more field, before it is resolved.
   * @throws ANSWER_TOO_LARGE, for this field and every later one
   */
  addField(field: FieldPlan, path: Path): void {
    this.#fields++;
    // The key with its quotes and a colon, and one digit at least of a value.
    this.#bytes += field.key.length + 4;
    if (this.#error !== null) throw this.#error;
    if (this.#fields > this.#fieldsMax || this.#bytes > this.#bytesMax) this.#refuse(field, path);
  }

  /**
   * Counts the value of a leaf: no more bytes than it has as JSON, so that nothing is refused that would fit.
   * @throws ANSWER_TOO_LARGE
   */
  addValue(field: FieldPlan, path: Path, value: unknown): void {
    if (typeof value === 'string') this.#bytes += value.length;
    // A JSON scalar: as much as whoever stored it wanted.
    else if (typeof value === 'object' && value !== null) this.#bytes += JSON.stringify(value).length;
    else return;
    if (this.#bytes > this.#bytesMax) this.#refuse(field, path);
  }

  /**
   * Notes why a field failed: what would have been too much to read is the whole answer as well, and names the field.
   * @param cause whatever its resolver has thrown
   */
  noteFailure({ nodes }: Pick<FieldPlan, 'nodes'>, path: Path, cause: unknown): void {
    if (!isTooLargeError(cause)) return;
    const place = responsePathAsArray(path);
    const error = new DomainError(cause.code, cause.message, { field: place.join('.'), ...cause.details });
    this.#error ??= locatedError(error, [...nodes], place);
  }

  /** Whether what was counted fits, however it is written. */
  get fitsSurely(): boolean {
    return this.#error !== null || this.#bytes * bytesPerUnitMax <= this.#bytesMax;
  }

  /**
   * Whether what was counted is too large after all, once it is written.
   * @param text the data of the finished answer as JSON
   */
  checkWritten(text: string): void {
    if (Buffer.byteLength(text) > this.#bytesMax) this.#error ??= toError(tooLarge());
  }

  #refuse(field: FieldPlan, path: Path): never {
    const place = responsePathAsArray(path);
    this.#error ??= locatedError(tooLarge(place), [...field.nodes], place);
    throw this.#error;
  }
}

/** A budget for the answer to one request. */
export function createAnswerBudget(): AnswerBudget {
  return new AnswerBudget({ bytesMax: requestLimits.answerBytes, fieldsMax: requestLimits.answerFields });
}

/** For what is not the answer to a request: an event goes to everybody who listens, and none may be left out. */
export function createUnboundedBudget(): AnswerBudget {
  return new AnswerBudget({ bytesMax: Number.POSITIVE_INFINITY, fieldsMax: Number.POSITIVE_INFINITY });
}

function isTooLargeError(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'ANSWER_TOO_LARGE';
}

function toError(cause: DomainError): GraphQLError {
  return locatedError(cause, undefined, undefined);
}

/** @param place path of the field in the answer, where it is known */
function tooLarge(place: readonly (string | number)[] = []): DomainError {
  const field = place.join('.');
  const where = field === '' ? '' : `, with "${field}"`;
  return new DomainError(
    'ANSWER_TOO_LARGE',
    `The answer would have more than ${requestLimits.answerBytes} bytes or ${requestLimits.answerFields} fields${where}. Ask for fewer items or fields at once.`,
    { ...(field !== '' && { field }), http: { status: 400, spec: true } },
  );
}
