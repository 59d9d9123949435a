/**
 * `npm run bench`: the product beside what others would be built with, each in a process of its own on loopback.
 * Prints a table and the same as JSON, and asserts nothing. bench/README.md says how to read it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { arch, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Case, Plan } from './benchmark.ts';
import { embeddedArrivalCase, serverArrivalCase } from './cases/arrival.ts';
import { bigTableCase } from './cases/big-table.ts';
import { createCase } from './cases/create.ts';
import { drainCase } from './cases/drain.ts';
import { endToEndCase } from './cases/end-to-end.ts';
import { manyAccountsCase, oneAccountCase } from './cases/fan-out.ts';
import { embeddedIdleCase, serverIdleCase } from './cases/idle.ts';
import { assessmentCase, metricsCase } from './cases/insight.ts';
import { memoryCase } from './cases/memory.ts';
import { openingCase } from './cases/opening.ts';
import { queueCase } from './cases/queue.ts';
import { installPeers } from './install-peers.ts';
import { canPin } from './processes.ts';
import { type CaseReport, type Row, renderTable } from './report.ts';
import { answers } from './scratch-database.ts';

const cases: readonly Case[] = [
  oneAccountCase,
  manyAccountsCase,
  endToEndCase,
  memoryCase,
  openingCase,
  queueCase,
  createCase,
  bigTableCase,
  drainCase,
  assessmentCase,
  metricsCase,
  serverArrivalCase,
  embeddedArrivalCase,
  serverIdleCase,
  embeddedIdleCase,
];

const defaultServerUrl = 'postgres://root@127.0.0.1:5432/postgres';
const say = (text: string) => process.stderr.write(`${text}\n`);

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
  },
});
const unknown = (values.only ?? []).filter(name => cases.every(one => one.name !== name));
if (unknown.length > 0) {
  say(`There is no case ${unknown.join(', ')}. There are ${cases.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
installPeers(say);
if (!canPin) say('Processes cannot be kept on cores of their own here: expect figures that vary.');

const givenUrl = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
const serverUrl = givenUrl ?? defaultServerUrl;
const hasServer = await answers(serverUrl);
if (!hasServer) {
  say(`No PostgreSQL server answers (BENCH_DATABASE_URL names one): what needs it is skipped.`);
}

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

const reports: CaseReport[] = [];
for (const one of cases) {
  if (values.only && !values.only.includes(one.name)) continue;
  if (one.needsServer && !hasServer) {
    say(`skipped: ${one.title}`);
    continue;
  }
  if (interrupted.signal.aborted) break;
  reports.push(await runCase(one));
}
await report();
if (reports.some(({ failure }) => failure !== undefined)) process.exitCode = 1;

/** Runs one case within its time and puts everything away again, whatever happens. */
async function runCase(one: Case): Promise<CaseReport> {
  say(`${one.title} …`);
  const startedMs = performance.now();
  const cleanUps: (() => Promise<void>)[] = [];
  const rows: Row[] = [];
  const plan: Plan = {
    serverUrl,
    rounds: Math.max(1, Number(values.rounds) || 3),
    quick: values.quick,
    say: text => say(`  ${text}`),
    report: (...more) => void rows.push(...more),
    cleanUp: work => void cleanUps.push(work),
  };
  const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => stop(new Error(`took longer than ${one.secondsMax} s`)),
    one.secondsMax * 1000,
  );
  const onInterrupt = () => stop(new Error('interrupted'));
  interrupted.signal.addEventListener('abort', onInterrupt);
  let failure: string | undefined;
  try {
    await Promise.race([one.run(plan), stopped]);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    say(`  failed: ${failure}`);
  } finally {
    clearTimeout(timer);
    interrupted.signal.removeEventListener('abort', onInterrupt);
    for (const work of cleanUps.toReversed())
      await work().catch(error => say(`  could not tidy up: ${error}`));
  }
  return { name: one.name, title: one.title, seconds: (performance.now() - startedMs) / 1000, rows, failure };
}

async function report(): Promise<void> {
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    architecture: arch(),
    node: process.version,
    isPinned: canPin,
  };
  const json = { at: new Date().toISOString(), quick: values.quick, machine, reports };
  process.stdout.write(`${renderTable(reports)}\n\n${JSON.stringify(json)}\n`);
  const folder = new URL('results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('latest.json', folder), `${JSON.stringify(json, null, 2)}\n`);
}
