import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { isServer } from './databases.ts';
import { findFreePort } from './ports.ts';
import { serverTest, test } from './test.ts';
import { waitFor } from './wait.ts';

const run = promisify(execFile);

/** Servers of a test's own, which it may stop, freeze and start as it likes. */

/** Where PostgreSQL's programs are, also those that no PATH leads to. */
const postgresFolder = findPostgres(
  (process.env.PATH ?? '')
    .split(delimiter)
    .concat([18, 17, 16, 15].map(version => `/usr/lib/postgresql/${version}/bin`)),
);

function findPostgres(folders: readonly string[]): string | null {
  const found = folders.find(folder => ['initdb', 'pg_ctl'].every(name => existsSync(join(folder, name))));
  // A folder of links to some of the programs leads to the one with all of them.
  return found === undefined ? null : dirname(realpathSync(join(found, 'initdb')));
}

/** PostgreSQL refuses to run as root; its packages come with a user for it. */
const isRoot = userInfo().uid === 0;

/** A test with a PostgreSQL server of its own; skipped, and said so, where none is installed. */
export function ownPostgresTest(title: string, body: () => Promise<void>): void {
  if (postgresFolder !== null) serverTest(title, body);
  else test.skip(`${title} (needs initdb and pg_ctl)`, () => {});
}

/** The same for a test with a standby beside it. */
export function failoverTest(title: string, body: () => Promise<void>): void {
  if (postgresFolder !== null && existsSync(join(postgresFolder, 'pg_basebackup'))) serverTest(title, body);
  else test.skip(`${title} (needs initdb, pg_ctl and pg_basebackup)`, () => {});
}

const redisProgram = (process.env.PATH ?? '')
  .split(delimiter)
  .map(folder => join(folder, 'redis-server'))
  .find(file => existsSync(file));

/** A test with a Redis server of its own, among those with services; skipped, and said so, where none is installed. */
export function ownRedisTest(title: string, body: () => Promise<void>): void {
  if (redisProgram !== undefined && isServer) test(title, body);
  else test.skip(`${title} (needs redis-server and a PostgreSQL server)`, () => {});
}

export interface OwnPostgres extends AsyncDisposable {
  /** Of an empty database. */
  readonly url: string;
  readonly port: number;
  /** Ends it without a goodbye to anybody, as a crash does. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Makes a PostgreSQL server on a port of its own and starts it. */
export function openOwnPostgres(): Promise<OwnPostgres> {
  return runPostgres(async data => {
    const encoding = ['--no-locale', '-E', 'UTF8'];
    await asPostgres('initdb', ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync', ...encoding]);
  });
}

export interface OwnStandby extends OwnPostgres {
  /** Receives nothing more from its primary, and goes on with what it has. */
  stopReceiving(): Promise<void>;
  /** Becomes a primary itself: resolves when it takes writes. */
  promote(): Promise<void>;
}

/** Makes a standby that follows a server by streaming replication, and starts it. */
export async function openStandby(primary: OwnPostgres): Promise<OwnStandby> {
  const source = `host=127.0.0.1 port=${primary.port} user=test`;
  const standby = await runPostgres(async data => {
    const wal = ['-R', '-X', 'stream', '--checkpoint=fast', '--no-sync'];
    await asPostgres('pg_basebackup', ['-D', data, '-d', source, ...wal]);
  });
  const query = async (sql: string) => {
    const client = new Client({ connectionString: standby.url });
    await client.connect();
    try {
      return (await client.query<{ is: boolean }>(sql)).rows[0]?.is ?? false;
    } finally {
      await client.end();
    }
  };
  return {
    ...standby,
    async stopReceiving() {
      await query("alter system set primary_conninfo = ''");
      await query('select pg_reload_conf() as is');
      await waitFor('the standby to be on its own', () =>
        query('select not exists (select 1 from pg_stat_wal_receiver) as is'),
      );
    },
    async promote() {
      await query('select pg_promote(true, 60) as is');
    },
  };
}

/** Starts a server on a port of its own, in a folder that `make` fills. */
async function runPostgres(make: (data: string) => Promise<void>): Promise<OwnPostgres> {
  const port = await findFreePort();
  const folder = (
    await asPostgres('mktemp', ['-d', join(tmpdir(), 'resolutionflow-postgres-XXXXXX')])
  ).trim();
  const data = join(folder, 'data');
  await make(data);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c shared_buffers=16MB`;
  const control = (...args: string[]) => asPostgres('pg_ctl', ['-D', data, '-w', ...args]);
  const start = () => control('-l', join(folder, 'log'), '-o', options, 'start').then(() => {});
  const stop = () => control('-m', 'immediate', 'stop').then(() => {});
  await start();
  return {
    url: `postgres://test@127.0.0.1:${port}/postgres`,
    port,
    start,
    stop,
    async [Symbol.asyncDispose]() {
      await stop().catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a program of PostgreSQL's, or one of the system, as a user that PostgreSQL accepts. */
async function asPostgres(name: string, args: readonly string[]): Promise<string> {
  const own = join(postgresFolder ?? '', name);
  const program = existsSync(own) ? own : name;
  const [command, ...before] = isRoot ? ['runuser', '-u', 'postgres', '--', program] : [program];
  const { stdout } = await run(command, [...before, ...args], { cwd: tmpdir() });
  return stdout;
}

export interface OwnRedis extends AsyncDisposable {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it without a goodbye to anybody. */
  stop(): Promise<void>;
  /** It accepts connections and says nothing, until it is thawed. */
  freeze(): void;
  thaw(): void;
  /** Sends one command and returns the first line of the answer. */
  command(text: string): Promise<string>;
}

/** Starts a Redis server on a port of its own; it keeps nothing. */
export async function openOwnRedis(): Promise<OwnRedis> {
  const port = await findFreePort();
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-redis-'));
  let child: ChildProcess | null = null;
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];

  async function start(): Promise<void> {
    child = spawn(redisProgram ?? 'redis-server', args, { stdio: 'ignore' });
    await waitFor('Redis to answer', () =>
      command('PING').then(
        answer => answer === '+PONG',
        () => false,
      ),
    );
  }

  async function stop(): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null) return;
    const gone = new Promise<void>(resolve => ending.once('exit', () => resolve()));
    ending.kill('SIGKILL');
    await gone;
  }

  const command = (text: string) => ask(port, text);
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    command,
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sends one command in Redis' plain form and resolves with the first line of the answer. */
function ask(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${text}\r\n`));
    socket.setTimeout(2_000, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
    socket.once('data', (bytes: Buffer) => {
      resolve(bytes.toString('utf8').split('\r\n')[0] ?? '');
      socket.end();
    });
  });
}
