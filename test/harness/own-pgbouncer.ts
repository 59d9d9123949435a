import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { findFreePort } from './ports.ts';
import { serverTest, test } from './test.ts';
import { waitFor } from './wait.ts';

const program = (process.env.PATH ?? '')
  .split(delimiter)
  .concat('/usr/sbin', '/usr/local/sbin')
  .map(folder => join(folder, 'pgbouncer'))
  .find(file => existsSync(file));

/** A test with a PgBouncer of its own before the test server; skipped, and said so, where none is installed. */
export function ownPgBouncerTest(title: string, body: () => Promise<void>): void {
  if (program !== undefined) serverTest(title, body);
  else test.skip(`${title} (needs pgbouncer)`, () => {});
}

export interface OwnPgBouncer extends AsyncDisposable {
  /** The database's URL, by way of PgBouncer. */
  readonly url: string;
}

/**
 * Starts a PgBouncer in transaction mode before the server of a URL, on a port of its own. Its pool is small, so that
 * every connection serves many.
 * @param settings further lines of its configuration
 */
export async function openOwnPgBouncer(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<OwnPgBouncer> {
  const port = await findFreePort();
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-pgbouncer-'));
  const file = join(folder, 'pgbouncer.ini');
  const target = new URL(databaseUrl);
  const name = decodeURIComponent(target.pathname.slice(1));
  const users = `"${decodeURIComponent(target.username)}" "${decodeURIComponent(target.password)}"\n`;
  await writeFile(join(folder, 'users.txt'), users);
  const options = {
    listen_addr: '127.0.0.1',
    listen_port: String(port),
    unix_socket_dir: '',
    auth_type: 'trust',
    auth_file: join(folder, 'users.txt'),
    pool_mode: 'transaction',
    default_pool_size: '6',
    max_client_conn: '200',
    ...settings,
  };
  await writeFile(
    file,
    [
      '[databases]',
      `${name} = host=${target.hostname} port=${target.port || 5432} dbname=${name}`,
      '[pgbouncer]',
      ...Object.entries(options).map(([key, value]) => `${key} = ${value}`),
      '',
    ].join('\n'),
  );
  const child = await start(folder, file);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => {
      output = `${output}${bytes.toString('utf8')}`.slice(-4_000);
    });
  await waitFor(
    'PgBouncer to answer',
    () => answers(port),
    () => output,
  );
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await gone;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** It refuses to run as root: then it becomes nobody, who has to read its files. */
async function start(folder: string, file: string): Promise<ChildProcess> {
  const isRoot = userInfo().uid === 0;
  await chmod(folder, 0o755);
  return spawn(program ?? 'pgbouncer', [...(isRoot ? ['-u', 'nobody'] : []), file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
