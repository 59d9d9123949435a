import { DomainError } from '../../src/kernel/errors.ts';
import { type EventCursor, encodeEventCursor } from '../../src/platform/events/event-cursor.ts';
import type { LoggedEvent } from '../../src/platform/events/event-log.ts';
import type { LiveStream, StreamSink } from '../../src/platform/live/live-stream.ts';
import { DatabaseAway } from './database.ts';
import type { Replica } from './replica.ts';
import { type AccountId, keyBefore, keyOf } from './store.ts';
import type { World } from './world.ts';

/** Where a reader wants to begin: at a cursor that somebody got once, or from now on. */
export interface ReaderWish {
  readonly accountId: AccountId;
  readonly userId: string;
  readonly cursor: EventCursor | null;
  /** Batches its connection takes before it stalls. */
  readonly room: number;
}

/** One connection of one reader, and what it got. */
export interface Reader {
  readonly accountId: AccountId;
  readonly userId: string;
  readonly replica: Replica;
  readonly isOpen: boolean;
  /** Reads on, as much as this. */
  drain(room: number): void;
  leave(): void;
  /** Whether it has all that the log shows, as the log is now. */
  isUpToDate(): boolean;
  describe(): string;
}

/**
 * Connects a reader as the transport does: looks out for changes of access, looks the person up, finds the position,
 * opens. Each wait in between is one in which anything may happen.
 * @returns null when it was refused, as somebody should be, or could not connect
 */
export async function connectReader(
  world: World,
  replica: Replica,
  wish: ReaderWish,
): Promise<Reader | null> {
  const { accountId, userId, cursor } = wish;
  const { live } = replica;
  const watch = live.watch(replica.ownerOf(accountId, userId));
  let after = cursor;
  // When everybody knows all, what does not continue the log is refused at once.
  const isToBeRefused =
    cursor !== null && !world.isDisturbed(accountId) && !isContinued(world, accountId, cursor);
  try {
    const viewer = await replica.loadViewer(accountId, userId);
    if (viewer === null) return null;
    const position = await live.locate(accountId, cursor === null ? null : encodeEventCursor(cursor));
    const { epoch, seq, mark, liveFrom } = position;
    after = { epoch, seq, mark };
    const reader = createReader(world, replica, { ...wish, cursor: after });
    const { subscription } = replica;
    await live.open({ watch, viewer, subscription, position, openSink: reader.openSink });
    if (liveFrom > world.store.headOf(accountId).seq && !world.isDisturbed(accountId))
      world.report(`a reader of ${accountId} is told that ${liveFrom} is a replay, which is not there yet`);
    if (isToBeRefused && !world.isDisturbed(accountId))
      world.report(`the cursor ${JSON.stringify(cursor)} of ${accountId} was accepted`);
    world.count('stream opened');
    return reader.face;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CURSOR_EXPIRED') {
      world.count('cursor refused');
      if (!world.mayExpire(accountId, after, after?.seq ?? 0))
        world.report(`the cursor ${JSON.stringify(after)} of ${accountId} was refused for no reason`);
    } else if (!(error instanceof DatabaseAway)) world.report(`a reader could not connect: ${error}`);
    return null;
  } finally {
    live.endWatch(watch);
  }
}

function isContinued({ store }: World, accountId: AccountId, cursor: EventCursor): boolean {
  return cursor.epoch === store.logOf(accountId).epoch && store.isOnChain(accountId, cursor);
}

function createReader(
  world: World,
  replica: Replica,
  { accountId, userId, cursor: after, room: firstRoom }: ReaderWish & { readonly cursor: EventCursor },
) {
  const log = world.store.logOf(accountId);
  let room = firstRoom;
  let lastKey = keyOf(after);
  let isOver = false;
  let stream: LiveStream | null = null;
  const seqOf = (key: string) => Number(key.split('.')[0]);

  /** Whether what follows the last event that was received, up to this one, leaves nothing out that is shown. */
  function findGap(upTo: LoggedEvent | undefined, lastSeq: number, isOfUpTo: boolean): string | null {
    for (let event = upTo; event !== undefined && event.seq > lastSeq; ) {
      if ((event !== upTo || isOfUpTo) && world.isShown(event)) return `${keyOf(event)} is missing`;
      const before = keyBefore(event);
      if (before === lastKey) return null;
      event = log.everything.get(before);
    }
    return 'it does not follow';
  }

  function receive(text: string): void {
    const { key, epoch, replayed }: { key: string; epoch: string; replayed: boolean } = JSON.parse(text);
    const event = log.everything.get(key);
    const told = `${describe()} was given ${key}`;
    if (event === undefined || !world.isShown(event)) {
      world.report(`${told}, which it may not see`);
      return;
    }
    const gap = findGap(event, seqOf(lastKey), false);
    if (gap !== null) world.report(`${told}, and ${gap}`);
    if (stream !== null && replayed !== event.seq <= stream.liveFrom)
      world.report(`${told} as ${replayed ? 'a replay' : 'new'}`);
    const person = world.people.get(userId);
    // What the database has lost meanwhile says nothing about a right that it knows of.
    const isPast = (person?.changedBySeq ?? 0) < event.seq && world.store.isOnChain(accountId, event);
    if (person?.isAllowed === false && isPast && !world.lostRights.has(userId))
      world.report(`${told} after the right to see it was taken away`);
    lastKey = key;
    world.count(replayed ? 'event replayed' : 'event received');
    world.remember(accountId, { epoch, seq: event.seq, mark: event.mark });
  }

  const describe = () => `a reader of ${accountId} at ${replica.name}, after ${keyOf(after)}, at ${lastKey},`;

  const sink: StreamSink = {
    send(batch) {
      for (const result of batch.results) receive(result);
      return --room > 0;
    },
    heartbeat() {},
    finish(code) {
      isOver = true;
      world.count(`stream ended: ${code}`);
      const position = stream?.position ?? after.seq;
      if (code === 'CURSOR_EXPIRED' && !world.mayExpire(accountId, after, position))
        world.report(`${describe()} was told to reload for no reason`);
      if (!['CURSOR_EXPIRED', 'UNAUTHENTICATED', 'STREAM_ROTATED'].includes(code ?? ''))
        world.report(`${describe()} was ended with ${code}`);
    },
    destroy() {
      isOver = true;
    },
  };

  const face: Reader = {
    accountId,
    userId,
    replica,
    get isOpen() {
      return !isOver;
    },
    drain(more) {
      if (isOver || stream === null || !stream.isStalled) return;
      room = more;
      replica.live.drained(stream);
    },
    leave() {
      if (isOver || stream === null) return;
      isOver = true;
      replica.live.closed(stream);
    },
    isUpToDate() {
      const head = keyOf(world.store.headOf(accountId));
      return head === lastKey || findGap(log.everything.get(head), seqOf(lastKey), true) === null;
    },
    describe,
  };
  const openSink = (opened: LiveStream): StreamSink => {
    stream = opened;
    return sink;
  };
  return { face, openSink };
}
