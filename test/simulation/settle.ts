import { notificationLimits } from '../../src/notifications/notification-limits.ts';
import type { World } from './world.ts';

/** Rounds of three seconds in which everything must have found together: the longest pause of a retry is two. */
const roundsMax = 8;
/** The product looks after all rights at every twentieth sweep. */
const roundsWithPatrol = 22;
const roundMs = 3_000;

/**
 * Lets everything come to rest: the database answers, the sweep runs, readers read on. Then each reader must have all
 * that the log shows, or have been ended.
 */
export async function settleWorld(world: World): Promise<void> {
  await finishWork(world);
  const { time, replicas, readers } = world;
  const rounds = world.lostRights.size > 0 ? roundsWithPatrol : roundsMax;
  for (let round = 0; round < rounds; round++) {
    for (const reader of readers) reader.drain(1_000);
    for (const { live } of replicas) void live.sweep();
    await answerAll(world);
    await time.pass(roundMs);
    await answerAll(world);
    // The first round brings what was lost, the second one what was read while it did.
    if (round > 1 && world.problems.length === 0 && readers.every(reader => isRight(world, reader))) break;
  }
  for (const reader of readers)
    if (!isRight(world, reader)) world.report(`${reader.describe()} never got the rest`);
  for (const problem of world.escalations.findProblems()) world.report(problem);
  readers.splice(0, readers.length, ...readers.filter(({ isOpen }) => isOpen));
  world.calm();
}

/** Jobs that a world at rest can need: a few for each rung, mail and round of its escalations. */
const jobsMax = 5_000;

/** Has everything done that is due, then what is due later, until nothing is left to do. */
async function finishWork(world: World): Promise<void> {
  const { time, replicas, escalations } = world;
  const { jobs, deliveries } = escalations;
  await answerAll(world);
  let isFirst = true;
  for (let count = 0; ; count++) {
    jobs.rescue();
    const dueInMs = jobs.nextDueInMs();
    if (dueInMs === null) break;
    if (count > jobsMax) return world.report('the work never ends');
    if (dueInMs > 0 && isFirst && !jobs.isWaiting('follow ')) {
      // What has happened has been followed by now: whatever is open has its timer.
      for (const problem of escalations.findProblems()) world.report(problem);
      isFirst = false;
    }
    if (dueInMs > 0) await time.pass(dueInMs);
    const replica = replicas[count % replicas.length];
    if (replica !== undefined) void jobs.work(replica, 0);
    await answerAll(world);
  }
  if (!deliveries.hasUnsettled()) return;
  await time.pass(notificationLimits.lostMailSeconds * 1000);
  deliveries.giveUpLost();
  if (deliveries.hasUnsettled()) world.report('a delivery never ends');
}

function isRight(world: World, reader: World['readers'][number]): boolean {
  if (!reader.isOpen) return true;
  return (world.people.get(reader.userId)?.isAllowed ?? true) && reader.isUpToDate();
}

async function answerAll({ database, time }: World): Promise<void> {
  await time.settle();
  while (database.pending > 0) {
    database.advance(0, false);
    await time.settle();
  }
}
