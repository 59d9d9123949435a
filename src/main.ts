import { enableCompileCache } from 'node:module';
import { ConfigError, parseConfig } from './config.ts';

// Keeps the stripped and compiled sources for the next start, which is then faster and needs less memory. It has to
// be on before the product is loaded, hence the import further down.
enableCompileCache();

// Deep enough to reach our own code from below a database driver.
Error.stackTraceLimit = 40;

/** Whether the message alone says what to do: the configuration or the database cannot be used as it is. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof ConfigError || (error instanceof Error && error.name === 'UnusableDatabaseError');

/** After this long a stop that hangs is ended by force; orchestrators kill at ten seconds at the earliest. */
const stopMsMax = 9_500;

try {
  const config = parseConfig(process.env);
  const [{ createApp }, { keepIdleMemorySmall }, { watchMainThread }] = await Promise.all([
    import('./app.ts'),
    import('./platform/idle-memory.ts'),
    import('./watchdog.ts'),
  ]);
  const app = await createApp(config);
  watchMainThread(config.watchdogSeconds, error =>
    app.log.error({ err: error }, 'nobody watches the program any more'),
  );
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    app.log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), stopMsMax).unref();
    app.close().then(
      () => {
        app.log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        app.log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
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
} catch (error) {
  // Before there is a log, or because there can be none: plain words for the person who started it.
  process.stderr.write(
    `${isForPeople(error) ? error.message : String(error instanceof Error ? (error.stack ?? error) : error)}\n`,
  );
  process.exit(1);
}
