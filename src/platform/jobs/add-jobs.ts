import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { fromKysely, type PgBoss } from 'pg-boss';
import { pipelineOf, prepared } from '../database/pipeline.ts';
import { jobsSchema } from './job-table.ts';
import type { Workers } from './job-workers.ts';
import type { Jobs, KeyedJob } from './jobs.ts';

const hurrySql = `update ${jobsSchema}.job set start_after = now()
   where name = ?::text and state in ('created', 'retry') and start_after > now()
     and (state = 'retry' or not ?::boolean) and (?::text is null or data ->> ?::text = ?::text)`;

/** Jobs that are added by one statement. */
const insertedAtOnceMax = 1_000;

type Adding = Pick<Jobs, 'enqueue' | 'enqueueAll' | 'enqueueAllWithin' | 'hurryWithin'>;

/** The ways to add jobs, and to have them done sooner. */
export function createAdding(
  boss: PgBoss,
  { wake, tellOthers, expectWithin }: Pick<Workers, 'wake' | 'tellOthers' | 'expectWithin'>,
): Adding {
  const insertAll = async (queue: string, jobs: readonly KeyedJob[], em?: SqlEntityManager) => {
    const keyed = jobs.map(({ key, group, startAfterSeconds: startAfter, ...job }) => ({
      ...job,
      id: idOf(queue, key),
      ...(group === undefined ? {} : { group: { id: group } }),
      ...(startAfter === undefined ? {} : { startAfter }),
    }));
    for (let at = 0; at < keyed.length; at += insertedAtOnceMax) {
      const some = keyed.slice(at, at + insertedAtOnceMax);
      await boss.insert(queue, some, em === undefined ? {} : { db: insideTransaction(em, queue) });
    }
    for (const { startAfterSeconds } of jobs) expect(startAfterSeconds);
  };
  const expect = (seconds: number | undefined) => {
    if (seconds !== undefined) expectWithin(seconds * 1_000);
  };
  return {
    async enqueue(em, queue, data, { startAfterSeconds: startAfter, group: id, ...options } = {}) {
      const group = id === undefined ? undefined : { id };
      // Only what is set: the queue takes an option that is present and undefined for a mistake.
      const set = Object.fromEntries(
        Object.entries({ ...options, group, startAfter }).filter(([, value]) => value !== undefined),
      );
      await boss.send(queue, data, { ...set, db: insideTransaction(em, queue) });
      expect(startAfter);
    },
    async enqueueAll(queue, jobs) {
      if (jobs.length === 0) return;
      await insertAll(queue, jobs);
      if (jobs.some(({ startAfterSeconds = 0 }) => startAfterSeconds <= 0)) wake(queue);
      else tellOthers();
    },
    enqueueAllWithin: (em, queue, jobs) => insertAll(queue, jobs, em),
    async hurryWithin(em, queue, { with: data, areRetries = false }) {
      const field = data?.field ?? null;
      await em.execute(hurrySql, [queue, areRetries, field, field, data?.value ?? null]);
    },
  };
}

/**
 * The transaction of a unit of work as the queue sees a database. In a pipeline the insert is sent and not waited for:
 * the queue gets the answer that it looks for, and should the real one be a failure, the transaction fails.
 */
function insideTransaction(em: SqlEntityManager, queue: string): ReturnType<typeof fromKysely> {
  const pipeline = pipelineOf(em);
  if (pipeline !== undefined) {
    return {
      async executeSql(sql: string, params: unknown[] = []) {
        pipeline.send({ sql: prepared(sql), params });
        return { rows: [{ id: null }] };
      },
    };
  }
  const kysely = em.getTransactionContext();
  if (kysely === undefined) throw new Error(`a job for ${queue} must be enqueued inside a transaction`);
  return fromKysely(kysely);
}

/** The same id for the same key: a UUID of version 8, whose bits are ours to choose. */
function idOf(queue: string, key: string): string {
  const bytes = createHash('sha256').update(`${queue}\n${key}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
