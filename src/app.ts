import { join } from 'node:path';
import { accessChangedBy, everybody } from './accounts/accounts.events.ts';
import { createViewerLoader } from './accounts/viewer-loader.ts';
import type { Config } from './config.ts';
import { entities } from './entities.ts';
import { createDocuments } from './graphql/documents.ts';
import { describeEnd } from './graphql/http-response.ts';
import { encodeId } from './graphql/ids.ts';
import { createIntrospection } from './graphql/introspection.ts';
import { handoffReactions } from './handoffs/handoffs.reactions.ts';
import { endRequestedBy } from './handoffs/live-streams.events.ts';
import type { Clock } from './kernel/clock.ts';
import { streamRotated } from './kernel/errors.ts';
import { closeDataFolder } from './platform/data-folder.ts';
import { type Database, openDatabase } from './platform/database/database.ts';
import { openDatabaseClock } from './platform/database/database-clock.ts';
import { migrate } from './platform/database/migrate.ts';
import { type Settings, scopeToAccount } from './platform/database/scope.ts';
import { createUnboundedSizes } from './platform/database/stored-size-budget.ts';
import { vacuumRegularly } from './platform/database/vacuum.ts';
import { endlessSpace, watchDiskSpace } from './platform/disk-space.ts';
import { createEventLog, type EventLog } from './platform/events/event-log.ts';
import { createFollowerReactions } from './platform/events/followers.ts';
import { createReactor, type Outbox } from './platform/events/outbox.ts';
import { createJobSignals } from './platform/jobs/job-signals.ts';
import type { JobTools } from './platform/jobs/job-tools.ts';
import { type Jobs, openJobs } from './platform/jobs/jobs.ts';
import { createLiveStreams, type LiveStreams } from './platform/live/live-streams.ts';
import { createNotifyWire } from './platform/live/notify-wire.ts';
import { createRedisWire } from './platform/live/redis-wire.ts';
import { createStreamRegister } from './platform/live/stream-register.ts';
import { createLog, type Log } from './platform/log.ts';
import type { LogOutput } from './platform/log-output.ts';
import { type Mailer, openMailer } from './platform/mail/mailer.ts';
import { createMetrics, type Metrics, showDiskSpace } from './platform/metrics.ts';
import { type LookUp, openOutgoingHttp } from './platform/outgoing-http.ts';
import { openQuotas, type QuotaLimits } from './platform/quotas/quotas.ts';
import { openRateLimits } from './platform/rate-limits.ts';
import { loadOrMakeSecret } from './platform/token-secret.ts';
import { within } from './platform/within.ts';
import { createWorkBudget } from './platform/work-budget.ts';
import { createFollowers, createJobDefinitions, type ReactionTools } from './reactions.ts';
import { schema } from './schema.ts';
import { createHttpServer, type Readiness } from './server.ts';

/** What a test (or the demo) may put in the place of the real thing: the edges, never the middle. */
export interface AppOverrides {
  /** The time of the product, whatever the database says. */
  readonly clock?: Clock;
  /** What the clock of the machine says; the database corrects it. */
  readonly machineClock?: Clock;
  readonly log?: Log;
  /** What `log` writes to, for the metrics. */
  readonly logOutput?: LogOutput;
  /** Embedded only: a saved database to start from instead of the data folder. */
  readonly databaseTemplate?: Blob;
  /** The name servers that requests to servers of others ask. */
  readonly lookUp?: LookUp;
  readonly dashboardFolder?: string;
}

/** Where `npm run build` puts the dashboard. */
const builtDashboard = join(import.meta.dirname, '../dashboard/dist');

/** The running product. */
export interface App {
  /** Where it listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  readonly settings: Settings;
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly live: LiveStreams;
  readonly jobs: Jobs;
  readonly mailer: Mailer;
  readonly metrics: Metrics;
  readonly log: Log;
  /** What jobs work with. */
  readonly tools: JobTools;
  /** Ends streams, finishes requests, stops jobs, closes the database; within ten seconds. */
  close(): Promise<void>;
}

/** How long running requests may take to finish when the program is told to stop. */
const drainMs = 4_000;

/** Builds the product from its configuration and starts it. What was opened is closed again when a step fails. */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    const failures: unknown[] = [];
    // A part that cannot be closed (the job queue while the database is away) must not leave the others open.
    for (const close of closers.splice(0).reverse())
      await close().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    return await assemble(config, overrides, closers, closeAll);
  } catch (error) {
    await closeAll().catch(() => {});
    throw error;
  }
}

async function assemble(
  config: Config,
  overrides: AppOverrides,
  closers: (() => Promise<void>)[],
  closeAll: () => Promise<void>,
): Promise<App> {
  const log = overrides.log ?? createLog(config.logLevel);
  const metrics = createMetrics(overrides.logOutput);
  await closeDataFolder(config.dataDir, log, config.databaseUrl === null);
  const database = await openDatabase({ config, entities, log, template: overrides.databaseTemplate });
  closers.push(() => database.close());
  const isOnDisk = database.kind === 'embedded' && overrides.databaseTemplate === undefined;
  const diskSpace = isOnDisk
    ? await watchDiskSpace(config.dataDir, config.diskReserveMebibytes, log)
    : endlessSpace;
  closers.push(async () => diskSpace.close());
  if (isOnDisk) showDiskSpace(metrics, () => diskSpace.freeBytes);
  await migrate(database, log);
  const databaseClock = await openDatabaseClock(database, log, overrides.machineClock);
  closers.push(async () => databaseClock.close());
  const clock = overrides.clock ?? databaseClock;
  // Jobs that were left from before may write links before the server listens; only port 0 is not known yet.
  let url = urlOf(config.host, config.port);
  const settings: Settings = {
    ...config,
    tokenSecret: config.tokenSecret ?? (await loadOrMakeSecret(config.dataDir)),
    // The port may be chosen by the system, so the address is known only once the server listens.
    get publicUrl() {
      return config.publicUrl ?? url;
    },
  };
  const mailer = openMailer({ ...config, log });
  closers.push(() => mailer.close());
  const outgoing = openOutgoingHttp(config.outgoingAllow, { lookUp: overrides.lookUp, log });
  closers.push(() => outgoing.close());
  const rateLimits = await openRateLimits(config, database, log);
  closers.push(() => rateLimits.close());
  const quotas = openQuotas({ query: database.query, log, limits: quotaLimitsOf(config) });
  closers.push(() => quotas.close());
  const eventLog = createEventLog(database);
  const { wire, signals } = createJobSignals(
    config.redisUrl === null
      ? createNotifyWire(database, log, metrics)
      : createRedisWire(config.redisUrl, log, metrics),
  );
  const viewers = createViewerLoader(database);
  const register = createStreamRegister({ database, log, headOf: accountId => live.headOf(accountId) });
  const live: LiveStreams = createLiveStreams({
    log,
    metrics,
    clock,
    eventLog,
    wire,
    heartbeatMs: config.heartbeatSeconds * 1000,
    maxAgeMs: config.streamMaxAgeSeconds * 1000,
    streamsPerUser: config.streamsPerUser,
    register,
    accessChangedBy,
    everybody,
    endRequestedBy,
    loadViewers: viewers.loadMany,
    describeEnd,
  });
  closers.push(async () => {
    await live.close();
    await Promise.all([register.close(), wire.close()]);
  });
  await live.start();
  const tools: ReactionTools = {
    clock,
    settings,
    mailer,
    outgoing,
    log,
    metrics,
    query: database.query,
    eventLog,
    publicId: encodeId,
    forkEntityManager: (accountId: string | null) => {
      const em = database.orm.em.fork();
      return accountId === null ? em : scopeToAccount(em, accountId);
    },
    openScope: accountId => ({
      em: tools.forkEntityManager(accountId),
      reader: database.orm.em,
      storedSize: createUnboundedSizes(),
      viewer: null,
      clock,
      settings,
      outbox,
      rateLimits,
      quotas,
      outgoing,
      clientIp: () => 'nowhere',
    }),
  };
  const followers = createFollowers(tools);
  const jobs = await openJobs({
    database,
    log,
    metrics,
    definitions: createJobDefinitions(tools, followers),
    signals,
    diskSpace,
  });
  closers.push(() => jobs.close());
  const outbox: Outbox = {
    jobs,
    react: createReactor([...handoffReactions, ...createFollowerReactions(followers)]),
    committed(accountId, events) {
      live.offer(accountId, events);
      wire.announceAfterCommit(accountId, events.at(-1)?.seq ?? 0);
    },
  };
  await jobs.start();
  const workBudget = createWorkBudget(config.rateLimits);
  const server = createHttpServer({
    documents: createDocuments(schema, workBudget),
    introspection: createIntrospection(schema, workBudget),
    dashboardFolder: overrides.dashboardFolder ?? builtDashboard,
    clock,
    database,
    viewers,
    settings,
    outbox,
    rateLimits,
    quotas,
    outgoing,
    live,
    log,
    metrics,
    diskSpace,
    checkReady: async () => ({
      ...(await checkReady(database, wire)),
      ...(database.kind === 'embedded' && { diskSpace: !diskSpace.isLow }),
    }),
  });
  const { port } = await server.listen(config.host, config.port);
  url = urlOf(config.host, port);
  closers.push(async () => {
    live.endAll(streamRotated());
    await server.close(drainMs);
  });
  if (isOnDisk && database.pglite !== null)
    closers.push(vacuumRegularly({ pglite: database.pglite, log, diskSpace }));
  return { url, settings, database, eventLog, live, jobs, mailer, metrics, log, tools, close: closeAll };
}

/** 0 in the configuration means that there is no quota. */
function quotaLimitsOf({ accountStoredMebibytes, accountWritesPerHour }: Config): QuotaLimits {
  return {
    storedBytesMax: accountStoredMebibytes * 1_048_576 || Number.POSITIVE_INFINITY,
    writesPerHourMax: accountWritesPerHour || Number.POSITIVE_INFINITY,
  };
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const readyTimeoutMs = 2_000;

async function checkReady(database: Database, wire: { isConnected(): boolean }): Promise<Readiness> {
  const answers = await within(readyTimeoutMs, 'an answer', database.query('select 1')).then(
    () => true,
    () => false,
  );
  return { database: answers, wire: wire.isConnected() };
}
