import type { Viewer } from '../../kernel/viewer.ts';
import { type NewEvent, numberEvents, type SentEvents, sendEvents } from '../events/event-log.ts';
import type { EnqueueOptions, KeyedJob, WhichJobs } from '../jobs/jobs.ts';
import type { ContentUse } from '../quotas/quotas.ts';
import { openPipeline, type Pipeline } from './pipeline.ts';
import type { Scope } from './scope.ts';

/** A scope inside its transaction: what is written, recorded and enqueued here stands or falls together. */
export interface TransactionScope<V extends Viewer | null = Viewer> extends Scope<V> {
  /** For statements of our own that need not wait for each other. */
  readonly pipeline: Pipeline;
  /** Adds a fact to the account's event log; it is announced once, and only if, the transaction commits. */
  record(event: NewEvent): void;
  /**
   * Says that this transaction writes content of the account: what people make, and what nothing takes away again.
   * @param bytes how much more is stored
   * @throws QUOTA_REACHED
   */
  addContent(use: ContentUse, bytes: number): void;
  /** Adds work that a worker starts after the commit. */
  enqueue(queue: string, data: object, options?: EnqueueOptions): Promise<void>;
  /** The same for many, each once however often it is asked for. */
  enqueueAll(queue: string, jobs: readonly KeyedJob[]): Promise<void>;
  /** Lets jobs go now that wait for later: whatever made them wait is over. */
  hurry(queue: string, which?: WhichJobs): Promise<void>;
}

/**
 * Runs `work` in one transaction: domain rows, events and jobs commit together or not at all.
 *
 * The event log comes last. Taking the next number locks the account's row until the commit, so numbers are
 * in the order of commits; taking it late, with the commit right behind it, keeps that lock short.
 *
 * Nothing inside may use another unit of work: the embedded database has one connection, and waiting for a
 * second transaction from within the first would never end.
 */
export async function transaction<T, V extends Viewer | null>(
  scope: Scope<V>,
  work: (tx: TransactionScope<V>) => Promise<T>,
): Promise<T> {
  const opened: Pipeline[] = [];
  const sent: SentEvents[] = [];
  const queues = new Set<string>();
  const content: number[] = [];
  let result: T;
  try {
    result = await scope.em.transactional(async em => {
      const pipeline = await openPipeline(em);
      opened.push(pipeline);
      const { tx, recorded } = scopeOf({ ...scope, em }, pipeline, queues, content);
      const value = await work(tx);
      await em.flush();
      for (const event of recorded) await scope.outbox.react(tx, event);
      await em.flush();
      sent.push(...sendRecorded(tx, recorded));
      return value;
    });
    // The commit was sent behind statements that were not answered yet. Where one of them failed, the database rolled
    // back in its place, and this says why.
    for (const pipeline of opened) await pipeline.settle();
  } catch (error) {
    throw isAborted(error) ? (opened[0]?.failure() ?? error) : error;
  }
  const { viewer } = scope;
  if (viewer !== null && content.length > 0) {
    const bytes = content.reduce((sum, each) => sum + each, 0);
    scope.quotas.count(viewer.accountId, bytes);
  }
  for (const { accountId, events } of await Promise.all(sent.map(numberEvents))) {
    scope.outbox.committed(accountId, events);
  }
  for (const queue of queues) scope.outbox.jobs.wake(queue);
  return result;
}

/** Whether a statement, or the commit, was refused because a statement before it had failed, which is the reason to tell. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '25P02';
}

function scopeOf<V extends Viewer | null>(
  scope: Scope<V>,
  pipeline: Pipeline,
  queues: Set<string>,
  content: number[],
): { tx: TransactionScope<V>; recorded: readonly NewEvent[] } {
  const { em, outbox, quotas, viewer } = scope;
  const recorded: NewEvent[] = [];
  const tx = {
    ...scope,
    pipeline,
    record: (event: NewEvent) => void recorded.push(event),
    addContent(use: ContentUse, bytes: number) {
      if (viewer === null) return;
      quotas.assertRoom(viewer.accountId, use);
      content.push(bytes);
    },
    async enqueue(queue: string, data: object, options?: EnqueueOptions) {
      queues.add(queue);
      await outbox.jobs.enqueue(em, queue, data, options);
    },
    async enqueueAll(queue: string, jobs: readonly KeyedJob[]) {
      if (jobs.length === 0) return;
      queues.add(queue);
      await outbox.jobs.enqueueAllWithin(em, queue, jobs);
    },
    async hurry(queue: string, which: WhichJobs = {}) {
      queues.add(queue);
      await outbox.jobs.hurryWithin(em, queue, which);
    },
  };
  return { tx, recorded };
}

function sendRecorded(
  { pipeline, clock }: TransactionScope<Viewer | null>,
  recorded: readonly NewEvent[],
): SentEvents[] {
  const byAccount = Map.groupBy(recorded, event => event.accountId);
  return [...byAccount].map(([accountId, events]) =>
    sendEvents(pipeline, { accountId, events, at: clock.now() }),
  );
}
