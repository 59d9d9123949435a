import type { TranscriptData } from './transcript.ts';

/** What is exported of the session and of each step, in this order: nothing slips out that was not meant to. */
const jsonKeys =
  `problem clientName ticketRef treeTitle treeVersionNumber engineerName status outcome summary startedAt
  completedAt secondsSpent steps index kind nodeTitle branch note actorName at`.split(/\s+/);

/** A session for programs, as the pieces of a text: what `JSON.stringify` makes of it, set in by two spaces, at once. */
export function* jsonPieces({ steps, ...session }: TranscriptData): Generator<string> {
  const whole = JSON.stringify({ ...session, steps: [] }, jsonKeys, 2);
  if (steps.length === 0) return yield `${whole}\n`;
  yield whole.slice(0, whole.lastIndexOf(']'));
  for (const [position, step] of steps.entries()) {
    // No text in it has a line break of its own.
    const lines = JSON.stringify(step, jsonKeys, 2).replaceAll('\n', '\n    ');
    yield `${position === 0 ? '' : ','}\n    ${lines}`;
  }
  yield '\n  ]\n}\n';
}
