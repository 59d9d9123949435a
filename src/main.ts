import { enableCompileCache } from 'node:module';
import { ConfigError, parseConfig } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import { FolderInUse } from './platform/database/folder-lock.ts';
import { openLogOutput, tell } from './platform/log-output.ts';
import { listenForStop } from './stop-requests.ts';

// Keeps the stripped and compiled sources for the next start, which is then faster and needs less memory. It has to
// be on before the product is loaded, hence the import further down.
enableCompileCache();

// Deep enough to reach our own code from below a database driver.
Error.stackTraceLimit = 40;

// Whatever the program writes is its owner's alone: the database, mails, and the secret that signs tokens.
process.umask(0o077);

/** Whether the message alone says what to do: the configuration, the port, the folder or the database cannot be used. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof Error && (codeOf(error) !== exitCodes.failed || error.name === 'UnusableDatabaseError');

/** After this long a stop that hangs is ended by force; orchestrators kill at ten seconds at the earliest. */
const stopMsMax = 9_500;
/** What is left of a program whose database has ended: requests get their answers and streams their last event. */
const failedMsMax = 2_000;
const flushMsMax = 500;
const logOutput = openLogOutput();
process.once('exit', () => logOutput.flushNow());

// Whatever ended the supervisor, nobody would start or stop this process any more: it must not hold port and folder.
let stopWithSupervisor: () => void = () => process.exit(exitCodes.stopForced);
process.once('disconnect', () => stopWithSupervisor());

try {
  const config = parseConfig(process.env);
  const [{ createApp }, { createLog }, { keepIdleMemorySmall }, { watchMainThread }] = await Promise.all([
    import('./app.ts'),
    import('./platform/log.ts'),
    import('./platform/idle-memory.ts'),
    import('./watchdog.ts'),
  ]);
  const app = await createApp(config, { log: createLog(config.logLevel, logOutput), logOutput });
  watchMainThread(config.watchdogSeconds, error =>
    app.log.error({ err: error }, 'nobody watches the program any more'),
  );
  let isStopping = false;
  const stop = (facts: object) => {
    if (isStopping) return;
    isStopping = true;
    app.log.info(facts, 'stopping');
    setTimeout(() => process.exit(exitCodes.stopForced), stopMsMax).unref();
    app.close().then(
      () => {
        app.log.info('stopped');
        return exit(exitCodes.stopped);
      },
      (error: unknown) => {
        app.log.error({ err: error }, 'could not stop cleanly');
        return exit(exitCodes.stopForced);
      },
    );
  };
  void app.database.failure.then(() => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(exitCodes.failed), failedMsMax);
    return app
      .close()
      .catch(() => {})
      .then(() => exit(exitCodes.failed));
  });
  listenForStop(
    signal => stop({ signal }),
    () => {
      // The supervisor passes on each request once more, and ends the program itself when it is asked twice.
      if (process.channel === undefined) process.exit(exitCodes.stopForced);
    },
  );
  stopWithSupervisor = () => stop({ reason: 'the process that started the program is gone' });
  if (process.connected === false) stopWithSupervisor();
  // A promise that nobody looks at is a defect of ours, and no reason to cut off everybody who is connected.
  process.on('unhandledRejection', error =>
    app.log.error({ err: error }, 'a failure that nobody waited for'),
  );
  const { gc } = globalThis;
  if (gc) {
    keepIdleMemorySmall(
      () => app.live.readerCount,
      () => gc({ type: 'major', flavor: 'last-resort', execution: 'sync' }),
    );
  }
  // Last: whoever reads this may tell the program to stop at once, and it must be able to do so cleanly.
  app.log.info(
    {
      url: app.url,
      graphiql: `${app.url}/graphql`,
      database: app.database.kind,
      mail: app.mailer.describe(),
      seconds: Math.round(process.uptime() * 10) / 10,
    },
    'ready',
  );
  // To the supervisor, if there is one; that it has just gone is noticed elsewhere.
  process.send?.({ ready: true }, undefined, undefined, () => {});
} catch (error) {
  // Before there is a log, or because there can be none: plain words for the person who started it.
  tell(
    2,
    `${isForPeople(error) ? error.message : String(error instanceof Error ? (error.stack ?? error) : error)}\n`,
  );
  await exit(codeOf(error));
}

/** Ends the process once the last lines of the log are out; a log that takes none does not hold it up. */
async function exit(code: number): Promise<void> {
  await logOutput.flush(flushMsMax);
  process.exit(code);
}

function codeOf(error: unknown): number {
  if (error instanceof ConfigError) return exitCodes.misconfigured;
  if (error instanceof FolderInUse) return exitCodes.inUse;
  if (!(error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'code' in error))
    return exitCodes.failed;
  // Any other reason not to listen is one of the address: not ours, not allowed, not known.
  return error.code === 'EADDRINUSE' ? exitCodes.inUse : exitCodes.misconfigured;
}
