import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exitCodes } from '../../src/exit-codes.ts';
import { isPackageManager } from '../../src/stop-requests.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import {
  findDescendants,
  makeHome,
  type Program,
  removeMigratedFolder,
  runProgram,
  startProgram,
} from './program.ts';

/** The parent that `npm start` keeps: it starts the program again, and leaves nothing behind. */

afterAll(removeMigratedFolder);

/** The main thread stands still at this signal, as in a call that never returns. Without spaces, for NODE_OPTIONS. */
const hangAtSignal =
  "data:text/javascript,process.on('SIGUSR2',()=>Atomics.wait(new%20Int32Array(new%20SharedArrayBuffer(4)),0,0))";

/** The process of the program itself, below whatever runs it. */
async function programBelow({ pid }: Program): Promise<number> {
  const found = (await findDescendants(pid)).filter(
    ({ args }) => /src\/main\.ts/.test(args) && !/start\.js/.test(args),
  );
  expect(found).toHaveLength(1);
  return found[0]?.pid ?? 0;
}

const timesReady = ({ log }: Program) => log.filter(({ msg }) => msg === 'ready').length;

test('npm start runs a program again that ended by its watchdog, says so, and ends with npm', async () => {
  await using home = await makeHome();
  const settings = { ...home.settings, WATCHDOG_SECONDS: '5', NODE_OPTIONS: `--import=${hangAtSignal}` };
  await using program = await startProgram(settings, [], 'npm');

  process.kill(await programBelow(program), 'SIGUSR2');
  await waitFor('the program to be ready again', () => timesReady(program) === 2);
  program.kill('SIGTERM');
  // All that hold its output: npm, the shell, the supervisor and the program.
  await program.exited;

  expect(program.stderr).toMatch(/^The program has answered nobody for 5 s/m);
  expect(program.log.find(({ msg }) => msg === 'the program ended and is started again')).toMatchObject({
    signal: 'SIGKILL',
    pauseSeconds: expect.any(Number),
  });
  expect(program.log.at(-1)).toMatchObject({ msg: 'stopped' });
});

test('a program whose supervisor is killed stops in order', async () => {
  await using home = await makeHome();
  await using program = await startProgram(home.settings, [], 'supervisor');

  program.kill('SIGKILL');
  await program.exited;

  expect(program.log.slice(-2)).toMatchObject([
    { msg: 'stopping', reason: 'the process that started the program is gone' },
    { msg: 'stopped' },
  ]);
});

test('a configuration that cannot be used is said once, and nothing is started again', async () => {
  const exit = await runProgram({ PORT: 'eighty' }, 'supervisor');

  expect(exit).toMatchObject({ code: exitCodes.misconfigured, log: [] });
  expect(exit.stderr.match(/PORT must be/g)).toHaveLength(1);
});

/** Stands for the program: writes down what it hears, and ends in order. */
const standIn = `
import { appendFileSync } from 'node:fs';
const note = word => appendFileSync('heard', word + '\\n');
process.on('SIGTERM', () => { note('SIGTERM'); setTimeout(() => process.exit(0), 100); });
process.on('SIGINT', () => { note('SIGINT'); setTimeout(() => process.exit(0), 100); });
process.on('disconnect', () => { note('disconnect'); process.exit(0); });
setInterval(() => {}, 1000);
note('ready');
`;

interface NpmScript extends AsyncDisposable {
  readonly npm: ChildProcess;
  heard(): Promise<string[]>;
  /** Whether no process of it is left. */
  isGone(): boolean;
}

/**
 * The stand-in below the supervisor, below npm.
 * @param before what the shell runs first
 */
async function launchByNpm(before = ''): Promise<NpmScript> {
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-npm-'));
  const start = resolve(import.meta.dirname, '../../src/start.js');
  await writeFile(join(folder, 'stand-in.mjs'), standIn);
  const scripts = { start: `${before}node ${start} stand-in.mjs` };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'stand-in', scripts }));
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  npm.stdout.resume();
  npm.stderr.resume();
  let isGone = false;
  npm.once('close', () => {
    isGone = true;
  });
  const heard = async () => {
    const text = await readFile(join(folder, 'heard'), 'utf8').catch(() => '');
    return text.split('\n').filter(Boolean);
  };
  const script: NpmScript = {
    npm,
    heard,
    isGone: () => isGone,
    async [Symbol.asyncDispose]() {
      try {
        process.kill(-(npm.pid ?? 0), 'SIGKILL');
      } catch {
        // Nothing of it is left.
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
  return script;
}

async function startByNpm(): Promise<NpmScript> {
  const script = await launchByNpm();
  await waitFor('the stand-in to run', async () => (await script.heard()).includes('ready'));
  return script;
}

const ways: Record<string, (script: NpmScript) => Promise<void> | void> = {
  'npm is told by SIGTERM': ({ npm }) => void npm.kill('SIGTERM'),
  'npm is killed': ({ npm }) => void npm.kill('SIGKILL'),
  'npm is hung up on': ({ npm }) => void npm.kill('SIGHUP'),
  'the whole group is told by SIGINT, as by Ctrl-C': ({ npm }) =>
    void process.kill(-(npm.pid ?? 0), 'SIGINT'),
  'the whole group is told by SIGTERM': ({ npm }) => void process.kill(-(npm.pid ?? 0), 'SIGTERM'),
  'the shell between npm and the supervisor is killed': async ({ npm }) => {
    const [shell] = await findDescendants(npm.pid ?? 0);
    process.kill(shell?.pid ?? 0, 'SIGKILL');
  },
};

test.each(Object.keys(ways))('nothing is left when %s', async way => {
  await using script = await startByNpm();

  await ways[way]?.(script);
  await waitFor('every process to be gone', script.isGone);

  const [ready, ...heard] = await script.heard();
  expect(ready).toBe('ready');
  expect(heard.length).toBeGreaterThan(0);
});

test('nothing is started when npm has ended before its script comes to run the supervisor', async () => {
  // Until the one that took over what npm left behind is the parent of the shell.
  await using script = await launchByNpm(
    'kill -KILL $PPID; while grep -qs "^PPid:[[:space:]]*$PPID$" /proc/$$/status; do :; done; ',
  );

  await waitFor('every process to be gone', script.isGone);

  expect(await script.heard()).toEqual([]);
});

test.each([
  ['npm start', true],
  ['npm run dev', true],
  ['node /usr/lib/node_modules/npm/bin/npm-cli.js start', true],
  ['/usr/local/bin/node /usr/local/bin/pnpm start', true],
  ['node /opt/yarn/bin/yarn.js start', true],
  // Nothing can be read of it.
  ['', true],
  ['sh -c npm start | head -3', false],
  ['/sbin/docker-init -- npm start', false],
  ['/usr/lib/systemd/systemd --user', false],
  ['/pause', false],
])('of process 1, %p says whether it can be the npm that runs the script: %p', (args, answer) => {
  expect(isPackageManager(args)).toBe(answer);
});
