import type { EventCursor, LogPosition } from '../../src/platform/events/event-cursor.ts';
import type { EventLog, LoggedEvent, LogHead } from '../../src/platform/events/event-log.ts';

/** The mark of the position before the first event. */
const firstMark = '00000000';

/** A log that the test writes itself, with reads that take a turn of the event loop, as a database's do. */
export function makeLog(accountId: string) {
  const events: LoggedEvent[] = [];
  const state = { epoch: 'e1', pruned: 0, losses: 0, reads: 0, headReads: 0, failing: false };
  /** All events that were ever committed, lost ones too, by their marks. */
  const everything = new Map<string, LoggedEvent>();
  /** The position after the event of this number. */
  const at = (seq: number): LogPosition => ({ seq, mark: events[seq - 1]?.mark ?? firstMark });
  const cursorAt = (seq: number): EventCursor => ({ ...at(seq), epoch: state.epoch });
  const head = (): LogHead => ({ ...cursorAt(events.length), prunedSeq: state.pruned });
  const log: EventLog = {
    async read(_accountId, afterSeq, limit) {
      state.reads++;
      await Promise.resolve();
      if (state.failing) throw new Error('the database is away');
      return events.filter(event => event.seq > afterSeq && event.seq > state.pruned).slice(0, limit);
    },
    async heads() {
      state.headReads++;
      await Promise.resolve();
      if (state.failing) throw new Error('the database is away');
      return new Map([[accountId, head()]]);
    },
    prune: async () => 0,
  };
  /** Adds an event and returns its number. */
  const commit = (type = 'shown', payload: Record<string, unknown> = {}) => {
    const seq = events.length + 1;
    const mark = (everything.size + 1).toString(16).padStart(8, '0');
    const event = { seq, type, payload, at: new Date(), mark, previousMark: at(events.length).mark };
    events.push(event);
    everything.set(mark, event);
    return seq;
  };
  /** Loses the newest events, as a failover does; what is committed next gets their numbers. */
  const lose = (count: number) => {
    state.losses += Math.min(count, events.length);
    events.splice(Math.max(0, events.length - count));
  };
  return { log, events, everything, at, cursorAt, commit, lose, head, state };
}
