import type { ApiError } from '../../api/answer.ts';
import { problemOf } from '../../ui/field.tsx';

/** What an error says that none of these fields shows already; null when there is nothing more to say. */
export function otherProblem(error: ApiError | null, fields: readonly string[]): string | null {
  if (error === null || fields.some(field => problemOf(error, field) !== null)) return null;
  return error.message;
}
