import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type ProbedProgram, startProbedProgram } from '../test/live/probed-program.ts';
import { startFlags } from '../test/live/sizes.ts';

/** The product as it runs in the soak: two replicas on PostgreSQL where there is one, else one with its own database. */
export interface Replicas extends AsyncDisposable {
  readonly programs: readonly ProbedProgram[];
  readonly description: string;
}

const settings = {
  PORT: '0',
  RATE_LIMITS: 'off',
  ACCOUNT_WRITES_PER_HOUR: '0',
  LOG_LEVEL: 'info',
  STREAMS_PER_USER: '1000',
  ACCESS_TOKEN_SECONDS: '86400',
  HEARTBEAT_SECONDS: '5',
  // Short, so that streams are rotated all the time.
  STREAM_MAX_AGE_SECONDS: '30',
} as const;

/** @param serverUrl a PostgreSQL server on which a database may be made; null: the embedded database */
export async function startReplicas(serverUrl: string | null): Promise<Replicas> {
  await using undo = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-soak-'));
  undo.defer(() => rm(folder, { recursive: true, force: true }));
  const environment: Record<string, string> = { ...settings, DATA_DIR: folder };
  if (serverUrl !== null) {
    const name = `resolutionflow_test_soak_${randomBytes(4).toString('hex')}`;
    await onServer(serverUrl, `create database ${name}`);
    undo.defer(() => onServer(serverUrl, `drop database if exists ${name} with (force)`));
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    environment.DATABASE_URL = url.href;
    environment.TOKEN_SECRET = 'a secret for the soak, forty characters long';
  }
  const flags = await startFlags();
  const programs: ProbedProgram[] = [];
  for (let count = serverUrl === null ? 1 : 2; count > 0; count--) {
    const program = await startProbedProgram(environment, folder, flags);
    undo.use(program);
    programs.push(program);
  }
  const owned = undo.move();
  return {
    programs,
    description: serverUrl === null ? 'one replica, embedded database' : 'two replicas on PostgreSQL',
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
