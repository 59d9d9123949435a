import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { resolve } from 'node:path';
import { findFreePort } from '../harness/ports.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { metricOf } from '../live/probed-program.ts';
import { makeHome, removeMigratedFolder } from './program.ts';

/** The program goes on when nobody can read what it says. */

afterAll(removeMigratedFolder);

type Output = 'full' | 'pipe';

interface Mute extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly url: string;
  readonly exited: Promise<[number | null, string | null]>;
}

/** The program with its output and its errors on a full disk, or on pipes whose reader goes away at once. */
async function startMute(
  settings: Record<string, string>,
  output: Output,
  flags: readonly string[] = [],
): Promise<Mute> {
  const port = await findFreePort();
  const place = output === 'full' ? openSync('/dev/full', 'w') : 'pipe';
  const child = spawn(process.execPath, [...flags, 'src/main.ts'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, ...settings, PORT: `${port}`, LOG_LEVEL: 'debug' },
    stdio: ['ignore', place, place],
  });
  child.stdout?.destroy();
  child.stderr?.destroy();
  const exited = once(child, 'exit').then(([code, signal]): [number | null, string | null] => [code, signal]);
  const url = `http://127.0.0.1:${port}`;
  const mute: Mute = {
    child,
    url,
    exited,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
  try {
    await waitFor('the program to answer or to end', async () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error('the program ended');
      return (await fetch(`${url}/health/ready`).catch(() => null))?.ok;
    });
  } catch (error) {
    await mute[Symbol.asyncDispose]();
    throw error;
  }
  return mute;
}

for (const [output, described] of [
  ['full', 'a full disk'],
  ['pipe', 'a pipe whose reader has gone'],
] as const) {
  test(`a program whose log goes to ${described} answers, counts what failed, and stops in order`, async () => {
    await using home = await makeHome();
    await using program = await startMute(home.settings, output);

    await waitFor('it to be counted', async () => (await metricOf(program.url, 'log_failures_total')) > 0);
    const lost = await metricOf(program.url, 'log_lines_lost_total');
    const health = await fetch(`${program.url}/health/live`);
    program.child.kill('SIGTERM');

    expect(lost).toBeGreaterThanOrEqual(0);
    expect(health.status).toBe(200);
    expect(await program.exited).toEqual([0, null]);
  });
}

const hangAtSignal =
  "data:text/javascript,process.on('SIGUSR2',()=>Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0))";

test('the watchdog ends a program that hangs also when it cannot say so', async () => {
  await using home = await makeHome();
  const patient = { ...home.settings, WATCHDOG_SECONDS: '5' };
  await using program = await startMute(patient, 'full', ['--import', hangAtSignal]);

  program.child.kill('SIGUSR2');

  expect(await program.exited).toEqual([null, 'SIGKILL']);
});
