/**
 * Hours of a busy desk in minutes: dashboards that come, go, stall and come back with their cursors, roles that are taken
 * away and given back, escalations all the time. At the end every dashboard must have seen every event once and in order,
 * and nothing may be left: no stream, no timer, no memory.
 *
 * SOAK_MINUTES says how long (10), TEST_DATABASE_URL names a PostgreSQL server; without one the embedded database is used.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../test/harness/wait.ts';
import { foundAccount } from '../test/live/bulk-events.ts';
import type { ProbedProgram } from '../test/live/probed-program.ts';
import type { ProbeAnswer } from '../test/live/process-probe.ts';
import { type AccountRecord, type Course, followCourse } from './course.ts';
import { type Replicas, startReplicas } from './replicas.ts';
import { areAllUpToDate, describe, isBehind, judgeDeliveries, riseOf } from './verdict.ts';
import { startWork, swingerOf, type Work } from './work.ts';

const minutes = Number(process.env.SOAK_MINUTES ?? 10);
const accountCount = 3;
const dashboardsPerAccount = 40;
const escalationsPerSecond = 12;
const samplesMax = 20;
/** By how much memory in use may rise in the second half, by the line through the samples. */
const heapRiseMbMax = 3;
/** Connections to the database come and go, each with a timer. */
const leftoversMax = 16;

if (!(minutes > 0)) throw new Error('SOAK_MINUTES must be a number above 0');
await using replicas = await startReplicas(process.env.TEST_DATABASE_URL || null);
process.exitCode = (await soak(replicas)) ? 0 : 1;

async function soak({ programs, description }: Replicas): Promise<boolean> {
  const urls = programs.map(({ url }) => url);
  const records: AccountRecord[] = [];
  for (let number = 1; number <= accountCount; number++)
    records.push({
      account: await foundAccount(urls[0] ?? '', `desk${number}`, 3),
      seen: new Set(),
      newest: 0,
    });
  const idle = await waitUntilIdle(programs);
  const watching = new AbortController();
  const settling = new AbortController();
  const courses = records.flatMap(record => openDashboards(record, urls, settling.signal, watching.signal));
  await waitFor('all to watch', () => courses.every(({ cursor }) => cursor !== null), undefined, 30_000);
  const working = new AbortController();
  const work = startWork({ records, urls, escalationsPerSecond, stopping: working.signal });

  const samples = await sampleFor(minutes * 60_000, programs);
  settling.abort();
  working.abort();
  await work.over;
  const isComplete = await waitFor('everybody', () => areAllUpToDate(courses, work), undefined, 60_000).catch(
    () => false,
  );
  watching.abort();
  await Promise.all(courses.map(({ over }) => over));
  const left = await waitUntilIdle(programs);
  return conclude({ programs, description, courses, work, samples, idle, left, isComplete });
}

function openDashboards(
  record: AccountRecord,
  urls: readonly string[],
  settling: AbortSignal,
  stopping: AbortSignal,
): Course[] {
  const { people } = record.account;
  return Array.from({ length: dashboardsPerAccount }, (_, index) =>
    followCourse({
      record,
      person: people[index % people.length] ?? swingerOf(people),
      urls,
      isRestless: index % 4 !== 0,
      settling,
      stopping,
    }),
  );
}

/** What each program holds, from time to time; the load goes on meanwhile. */
async function sampleFor(totalMs: number, programs: readonly ProbedProgram[]): Promise<ProbeAnswer[][]> {
  const samples: ProbeAnswer[][] = programs.map(() => []);
  for (let taken = 0; taken < samplesMax; taken++) {
    await pause(totalMs / samplesMax);
    for (const [index, program] of programs.entries()) samples[index]?.push(await program.probe());
  }
  return samples;
}

/** Waits until nobody is connected and nothing is done; returns what then is left of each program. */
async function waitUntilIdle(programs: readonly ProbedProgram[]): Promise<ProbeAnswer[]> {
  const gauges = ['open_streams', 'stream_groups', 'active_feeds'];
  for (const { metric } of programs) {
    for (const gauge of gauges)
      await waitFor(`${gauge} to be 0`, async () => (await metric(gauge)) === 0, undefined, 30_000);
  }
  return await Promise.all(programs.map(program => program.probe()));
}

interface Run {
  readonly programs: readonly ProbedProgram[];
  readonly description: string;
  readonly courses: readonly Course[];
  readonly work: Work;
  readonly samples: readonly (readonly ProbeAnswer[])[];
  readonly idle: readonly ProbeAnswer[];
  readonly left: readonly ProbeAnswer[];
  readonly isComplete: boolean;
}

/** Prints what was found; returns whether all is well. */
function conclude({ programs, description, courses, work, samples, idle, left, isComplete }: Run): boolean {
  const isSwinger = ({ person, record }: Course) => person === swingerOf(record.account.people);
  const deliveries = judgeDeliveries(courses, work, isSwinger);
  const rises = samples.map(answers => {
    const half = answers.slice(Math.floor(answers.length / 2));
    return riseOf(half, ({ heapBytes, externalBytes }) => heapBytes + externalBytes);
  });
  const problems = [
    ...(isComplete ? [] : courses.filter(isBehind).map(describe)),
    ...(deliveries.lost > 0 ? [`${deliveries.lost} events lost`] : []),
    ...deliveries.strays,
    ...deliveries.wrongEnds.map(end => `a stream ended with ${end}`),
    ...work.failures.map(failure => `an operation failed: ${failure}`),
    ...rises.filter(rise => rise > heapRiseMbMax).map(rise => `the heap rose by ${rise.toFixed(1)} MB`),
    ...programs.flatMap(({ log, stderr }) => [
      ...log.filter(({ level }) => Number(level) >= 50).map(line => JSON.stringify(line)),
      ...(stderr === '' ? [] : [stderr]),
    ]),
    ...left.flatMap(({ resources }, index) => findLeftovers(idle[index]?.resources ?? {}, resources)),
  ];
  const sum = (of: (course: Course) => number) => courses.reduce((total, course) => total + of(course), 0);
  const list = (numbers: readonly number[]) => numbers.map(number => number.toFixed(1)).join(' and ');
  const count = (word: string) => deliveries.strays.filter(stray => stray.startsWith(word)).length;
  for (const problem of problems.slice(0, 40)) process.stderr.write(`${problem}\n`);
  process.stdout.write(
    `Soak, ${minutes} minutes, ${description}: ${problems.length === 0 ? 'passed' : 'FAILED'}. ` +
      `${deliveries.events} events, ${courses.length} dashboards, ${sum(({ connections }) => connections)} connections, ` +
      `${sum(({ stalls }) => stalls)} stalls, ${work.roleChanges} role changes; ` +
      `lost ${deliveries.lost}, doubled ${count('again')}, reordered ${count('late')}, foreign ${count('foreign')}; ` +
      `heap in the second half ${list(rises)} MB, at the end ${list(left.map(({ heapBytes }) => heapBytes / 1e6))} MB, ` +
      `resident ${list(left.map(({ rssBytes }) => rssBytes / 1e6))} MB.\n`,
  );
  return problems.length === 0;
}

/** What keeps a program busy that did not before anybody came; thousands of streams have come and gone since. */
function findLeftovers(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(after).flatMap(([kind, count]) => {
    const first = before[kind] ?? 0;
    return count > first + leftoversMax ? [`left: ${count} × ${kind}, at first ${first}`] : [];
  });
}
