import type { Viewer } from '../../kernel/viewer.ts';
import { appendEvents, type LoggedEvent, type NewEvent } from '../events/event-log.ts';
import type { EnqueueOptions } from '../jobs/jobs.ts';
import type { Scope } from './scope.ts';

/** A scope inside its transaction: what is written, recorded and enqueued here stands or falls together. */
export interface TransactionScope<V extends Viewer | null = Viewer> extends Scope<V> {
  /** Adds a fact to the account's event log; it is announced once, and only if, the transaction commits. */
  record(event: NewEvent): void;
  /** Adds work that a worker starts after the commit. */
  enqueue(queue: string, data: object, options?: EnqueueOptions): Promise<void>;
}

/**
 * Runs `work` in one transaction: domain rows, events and jobs commit together or not at all.
 *
 * The event log comes last. Taking the next number locks the account's row until the commit, so numbers are
 * in the order of commits; taking it late keeps that lock short.
 *
 * Nothing inside may use another unit of work: the embedded database has one connection, and waiting for a
 * second transaction from within the first would never end.
 */
export async function transaction<T, V extends Viewer | null>(
  scope: Scope<V>,
  work: (tx: TransactionScope<V>) => Promise<T>,
): Promise<T> {
  const { outbox } = scope;
  const recorded: NewEvent[] = [];
  const committed: { accountId: string; events: LoggedEvent[] }[] = [];
  const result = await scope.em.transactional(async em => {
    const tx: TransactionScope<V> = {
      ...scope,
      em,
      record: event => void recorded.push(event),
      enqueue: (queue, data, options) => outbox.jobs.enqueue(em, queue, data, options),
    };
    const value = await work(tx);
    await em.flush();
    for (const event of recorded) await outbox.react(tx, event);
    await em.flush();
    for (const [accountId, events] of Map.groupBy(recorded, event => event.accountId)) {
      const logged = await appendEvents(em, accountId, events, scope.clock.now());
      await outbox.wire.announceInTransaction(em, accountId, logged.at(-1)?.seq ?? 0);
      committed.push({ accountId, events: logged });
    }
    return value;
  });
  for (const { accountId, events } of committed) outbox.committed(accountId, events);
  return result;
}
