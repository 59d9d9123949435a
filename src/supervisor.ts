import { type ChildProcess, spawn } from 'node:child_process';
import { exitCodes } from './exit-codes.ts';
import { tell } from './platform/log-output.ts';
import { createRestartPolicy, type End } from './restart-policy.ts';
import { listenForStop, whenNpmEnds } from './stop-requests.ts';

/** The program ends a stop that hangs by itself after 9.5 s; one whose thread hangs cannot. */
const stopMsMax = 9_900;

/**
 * Runs Node.js with these arguments and starts it again whenever it ends by a crash or by its watchdog; ends when it
 * is told to stop, when the npm that runs it has ended, or when another start would change nothing. Should this
 * process be killed, the program notices that its channel has closed, and stops in order.
 */
export function supervise(args: readonly string[]): void {
  const judge = createRestartPolicy();
  let child: ChildProcess | null = null;
  let restart: NodeJS.Timeout | undefined;
  let isStopping = false;

  function run(): void {
    let readyAtMs: number | null = null;
    let hasEnded = false;
    const started = spawn(process.execPath, [...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    child = started;
    started.on('message', message => {
      if (isReady(message)) readyAtMs ??= performance.now();
    });
    const onEnd = (code: number | null, signal: NodeJS.Signals | null, error?: Error) => {
      if (hasEnded) return;
      hasEnded = true;
      child = null;
      follow(
        { code, signal, readyForMs: readyAtMs === null ? null : performance.now() - readyAtMs },
        started.pid,
        error,
      );
    };
    started.once('exit', onEnd);
    // It could not be started at all, or not be told something; only the first is an end.
    started.on('error', error => {
      if (started.pid === undefined) onEnd(exitCodes.failed, null, error);
    });
  }

  function follow(end: End, pid: number | undefined, error?: Error): void {
    const verdict = judge(end);
    if (isStopping || verdict.action === 'end') {
      process.exit(verdict.action === 'end' ? verdict.code : exitCodes.stopForced);
    }
    const { code, signal } = end;
    const pauseSeconds = verdict.pauseMs / 1000;
    log(
      { pid, code, signal, reason: error?.message, pauseSeconds },
      'the program ended and is started again',
    );
    restart = setTimeout(run, verdict.pauseMs);
  }

  function stop(signal: NodeJS.Signals): void {
    if (isStopping) return;
    isStopping = true;
    clearTimeout(restart);
    if (child === null) process.exit(exitCodes.stopped);
    // On Windows a signal is the end at once; a channel that closes is a request.
    if (process.platform === 'win32') child.disconnect();
    else child.kill(signal);
    setTimeout(() => child?.kill('SIGKILL'), stopMsMax);
  }

  listenForStop(
    signal => stop(signal),
    () => child?.kill('SIGKILL'),
  );
  whenNpmEnds(() => stop('SIGTERM'));
  run();
}

function isReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && Reflect.get(message, 'ready') === true;
}

/** A line as the program's own log has them. */
function log(facts: object, msg: string): void {
  tell(1, `${JSON.stringify({ level: 50, time: new Date().toISOString(), ...facts, msg })}\n`);
}
