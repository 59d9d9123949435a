import type { EventLog, LoggedEvent, LogHead } from '../../src/platform/events/event-log.ts';

/** A log that the test writes itself, with reads that take a turn of the event loop, as a database's do. */
export function makeLog(accountId: string) {
  const events: LoggedEvent[] = [];
  const state = { epoch: 'e1', pruned: 0, reads: 0, headReads: 0, failing: false };
  const head = (): LogHead => ({ epoch: state.epoch, seq: events.length, prunedSeq: state.pruned });
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
    events.push({ seq, type, payload, at: new Date() });
    return seq;
  };
  return { log, events, commit, head, state };
}
