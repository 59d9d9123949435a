import { createTurns } from './live/turns.ts';

/** Characters that are added before it is asked whether others should have their turn: about a millisecond's work. */
const charsAtOnceMax = 65_536;

/** All long work of a process shares it: thirty texts that are written side by side are not thirty slices in one turn. */
const turns = createTurns({ sliceMs: 5 });

/**
 * Joins the pieces of a text without holding the event loop: making them is the work, and it is done in slices of about
 * five milliseconds, between which timers and sockets have their turn.
 * @param pieces made while they are read, each in well under a millisecond
 */
export async function joinInSlices(pieces: Iterable<string>): Promise<string> {
  let text = '';
  let atOnceMax = 0;
  for (const piece of pieces) {
    // Not an array that is joined: that copies all of it at the end, in one turn.
    text += piece;
    if (text.length < atOnceMax) continue;
    atOnceMax = text.length + charsAtOnceMax;
    await turns.next();
  }
  return text;
}

/**
 * What `work` makes of each item, in their order, in the same slices.
 * @param work takes a few milliseconds at most
 */
export async function mapInSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    await turns.next();
    results.push(work(item));
  }
  return results;
}
