/**
 * `npm run bench`: how long an escalation takes from the mutation that is sent to the event that is received, on the
 * embedded database and, with BENCH_DATABASE_URL, on a PostgreSQL server; and what an idle server needs.
 * The server is a process of its own, everything is on loopback, and the numbers are printed, never asserted.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureArrival } from './arrival.ts';
import { createDatabase, dropDatabase } from './scratch-database.ts';
import { type BenchServer, startServer } from './server-process.ts';

const rounds = 200;

interface Row {
  readonly database: string;
  readonly readySeconds: number;
  readonly idleMegabytes: number;
  readonly arrivalMs: { readonly median: number; readonly p99: number; readonly max: number };
  readonly lost: number;
}

async function measure(database: string, environment: Record<string, string>): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-bench-'));
  let server: BenchServer | null = null;
  try {
    server = await startServer({ DATA_DIR: folder, ...environment });
    const { readySeconds } = server;
    const idleMegabytes = await server.settledMegabytes();
    const arrival = await measureArrival(server.url, rounds);
    return { database, readySeconds, idleMegabytes, ...arrival };
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const results = [await measure('embedded', {})];
const serverUrl = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
if (serverUrl) {
  const scratch = await createDatabase(serverUrl);
  try {
    const secret = 'a secret for the benchmark, long enough';
    results.push(await measure('PostgreSQL', { DATABASE_URL: scratch.url, TOKEN_SECRET: secret }));
  } finally {
    await dropDatabase(serverUrl, scratch.name);
  }
} else {
  process.stdout.write(
    'BENCH_DATABASE_URL names no PostgreSQL server: the embedded database alone is measured.\n',
  );
}

const header = 'database     ready s   idle MB   escalate to arrival ms: median     p99     max   lost';
const lines = results.map(row =>
  [
    row.database.padEnd(12),
    row.readySeconds.toFixed(1).padStart(7),
    row.idleMegabytes.toFixed(0).padStart(9),
    row.arrivalMs.median.toFixed(1).padStart(33),
    row.arrivalMs.p99.toFixed(1).padStart(7),
    row.arrivalMs.max.toFixed(1).padStart(7),
    String(row.lost).padStart(6),
  ].join(' '),
);
process.stdout.write(`${header}\n${lines.join('\n')}\n${JSON.stringify(results)}\n`);
