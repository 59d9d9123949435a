import type { PgBoss } from 'pg-boss';
import type { JobSettings } from './jobs.ts';

/** Queue in which jobs end that failed every try; they are kept for a person to look at. */
const deadLetterQueue = 'failed-for-good';
/** Finished jobs are kept this long. */
const keepFinishedSeconds = 3 * 24 * 3_600;
const keepDeadLettersSeconds = 365 * 24 * 3_600;

/** Makes the queues of these jobs, or brings them up to date. */
export async function openQueues(boss: PgBoss, definitions: readonly JobSettings[]): Promise<void> {
  await boss.createQueue(deadLetterQueue, { retryLimit: 0, retentionSeconds: keepDeadLettersSeconds });
  for (const definition of definitions) await openQueue(boss, definition);
}

async function openQueue(boss: PgBoss, definition: JobSettings): Promise<void> {
  const { queue } = definition;
  const settings = {
    retryLimit: definition.retryLimit,
    retryDelay: definition.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: definition.retryDelaySecondsMax,
    expireInSeconds: definition.timeoutSeconds,
    deleteAfterSeconds: keepFinishedSeconds,
    deadLetter: deadLetterQueue,
    // A NOTIFY makes commits wait for each other, all over the database. Replicas tell each other after the commit.
    notify: false,
  };
  if ((await boss.getQueue(queue)) === null) await boss.createQueue(queue, settings);
  else await boss.updateQueue(queue, settings);
  await rememberQueue(boss, queue);
}

/** No job has this id. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Has the queue's settings read and kept. They would otherwise be read by whoever adds the first job, on a connection
 * of the queue's own: within a transaction of the embedded database, which has one connection, that waits for ever.
 */
async function rememberQueue(boss: PgBoss, queue: string): Promise<void> {
  await boss.findJobs(queue, { id: nobody });
}
