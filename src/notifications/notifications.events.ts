import type { Uuid } from '../kernel/ids.ts';
import type { LoggedEvent, NewEvent } from '../platform/events/event-log.ts';

/** People were told something in the product. Each sees their own line and no other. */
export const notificationAdded = 'notification.added';

/** Lines that one event carries: as many as there are people to tell, in portions that a log can bear. */
const linesPerEventMax = 200;

/** A line that was made, in the order of what it tells of. */
export interface AddedLine {
  readonly accountId: Uuid;
  readonly userId: Uuid;
  readonly id: Uuid;
}

/**
 * The events for lines that were made, account by account. An event holds at most one line of a person, so that a
 * stream shows at most one thing for it; who is told several things at once is told them by several events, in order.
 *
 * The accounts come in the order of their ids: two transactions that write to several logs lock them alike.
 */
export function notificationAddedEvents(lines: readonly AddedLine[]): NewEvent[] {
  const byAccount = [...Map.groupBy(lines, line => line.accountId)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return byAccount.flatMap(([accountId, own]) =>
    inRounds(own).flatMap(round =>
      inPortions(round).map(portion => ({
        accountId,
        type: notificationAdded,
        payload: { lines: portion.map(({ userId, id }) => [userId, id]) },
      })),
    ),
  );
}

/** The first line of everybody, then the second of those who have one, and so on. */
function inRounds(lines: readonly AddedLine[]): AddedLine[][] {
  const counts = new Map<Uuid, number>();
  const rounds: AddedLine[][] = [];
  for (const line of lines) {
    const round = counts.get(line.userId) ?? 0;
    counts.set(line.userId, round + 1);
    const others = rounds[round];
    if (others === undefined) rounds.push([line]);
    else others.push(line);
  }
  return rounds;
}

function inPortions(lines: readonly AddedLine[]): AddedLine[][] {
  const portions: AddedLine[][] = [];
  for (let at = 0; at < lines.length; at += linesPerEventMax)
    portions.push(lines.slice(at, at + linesPerEventMax));
  return portions;
}

/** Events are in the memory of the feed while hundreds of people look for their own line: each is taken apart once. */
const linesOf = new WeakMap<LoggedEvent['payload'], ReadonlyMap<Uuid, Uuid>>();

/** The line of a person that an event tells of; null when it has none. */
export function findAddedLine({ type, payload }: LoggedEvent, userId: Uuid): Uuid | null {
  if (type !== notificationAdded) return null;
  const known = linesOf.get(payload) ?? readLines(payload);
  linesOf.set(payload, known);
  return known.get(userId) ?? null;
}

function readLines({ lines }: LoggedEvent['payload']): ReadonlyMap<Uuid, Uuid> {
  const pairs: readonly unknown[] = Array.isArray(lines) ? lines : [];
  return new Map(pairs.flatMap(pair => (isPair(pair) ? [pair] : [])));
}

function isPair(pair: unknown): pair is [Uuid, Uuid] {
  return Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string';
}
