import type { ExecutionResult } from 'graphql';
import { joinInSlices } from '../platform/slices.ts';
import { formatResult } from './http-response.ts';

/** UTF-16 units of a text that are written at once. */
const unitsAtOnceMax = 65_536;

/** The answers that are written already, as long as somebody has them. */
const written = new WeakMap<object, string>();

/**
 * Writes the data of a large answer as JSON, without holding the event loop. It is kept for `stringifyResult`, so that no
 * large answer is written twice: once to see how large it is, and once to send it.
 */
export async function writeInSlices(data: object): Promise<string> {
  const text = await joinInSlices(jsonPieces(data));
  written.set(data, text);
  return text;
}

/** A result as JSON; what is written of it already is not written again. */
export function stringifyResult(result: ExecutionResult): string {
  const text = writtenDataOf(result);
  if (text === undefined) return JSON.stringify(formatResult(result));
  const others = JSON.stringify(formatResult({ ...result, data: undefined }));
  return others === '{}' ? `{"data":${text}}` : `${others.slice(0, -1)},"data":${text}}`;
}

/** Whether the data of a result is written already. */
export function isWritten(result: ExecutionResult): boolean {
  return writtenDataOf(result) !== undefined;
}

function writtenDataOf({ data }: ExecutionResult): string | undefined {
  return data === null || data === undefined ? undefined : written.get(data);
}

/** What `JSON.stringify` makes of a value as a result holds it, piece by piece. */
export function* jsonPieces(value: unknown): Generator<string> {
  if (unitsLeft(value, unitsAtOnceMax) > 0) yield JSON.stringify(value) ?? 'null';
  else if (typeof value === 'string') yield* stringPieces(value);
  else if (Array.isArray(value)) yield* listPieces(value);
  else if (typeof value === 'object' && value !== null) yield* objectPieces(value);
}

/** What is left of so many units beside a value, whatever its characters are; none or fewer when it is longer. */
function unitsLeft(value: unknown, units: number): number {
  if (typeof value === 'string') return units - value.length - 2;
  if (typeof value !== 'object' || value === null) return units - 5;
  let left = units - 2;
  for (const [key, field] of Object.entries(value)) {
    left = unitsLeft(field, left - key.length);
    if (left <= 0) break;
  }
  return left;
}

function* stringPieces(text: string): Generator<string> {
  yield '"';
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + unitsAtOnceMax, text.length);
    // A character of two units stays in one piece: half of it would be written as an escape.
    if (to < text.length && /[\ud800-\udbff]/.test(text.charAt(to - 1))) to--;
    yield JSON.stringify(text.slice(from, to)).slice(1, -1);
    from = to;
  }
  yield '"';
}

function* listPieces(items: readonly unknown[]): Generator<string> {
  yield '[';
  for (const [index, item] of items.entries()) {
    if (index > 0) yield ',';
    yield* jsonPieces(item);
  }
  yield ']';
}

function* objectPieces(value: object): Generator<string> {
  yield '{';
  let before = '';
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    yield* jsonPieces(field);
    before = ',';
  }
  yield '}';
}
