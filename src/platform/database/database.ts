import type { PGlite } from '@electric-sql/pglite';
import { type EntityClass, MikroORM, type SqlEntityManager } from '@mikro-orm/sql';
import type { Pool } from 'pg';
import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';
import { within } from '../within.ts';
import { checkpointRegularly } from './checkpoints.ts';
import { connectionOptions, type ServerAddress } from './connections.ts';
import { openEmbeddedDatabase } from './embedded.ts';
import { giveBackLostConnections } from './lost-connections.ts';
import { saveTrips } from './pipeline.ts';
import { tellWaitsApart } from './pool-waits.ts';
import { readPrepared } from './prepared.ts';
import { probeServers } from './probe.ts';
import { nameStatements } from './statement-names.ts';

/** The one database, in either of its two shapes. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly orm: MikroORM;
  /** Only when embedded: the in-process PostgreSQL, for the job queue and LISTEN. */
  readonly pglite: PGlite | null;
  /** Only with a server: the address that the program was given. */
  readonly url: string | null;
  /** Only with a server: for connections of their own (jobs, rate limits), by `connectionOptions`. */
  readonly address: ServerAddress | null;
  /** Where a connection keeps its session, for LISTEN; null when there is only a pooler, or no server. */
  readonly sessionAddress: ServerAddress | null;
  /** Resolves when the database in this process has ended by itself, with the reason: the process is to be started again. */
  readonly failure: Promise<Error>;
  /** Runs one statement outside of any unit of work. `?` marks a parameter. */
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** The same for a constant statement that is run all the time, with parameters `$1`, `$2`, …; values as the driver has them. */
  queryPrepared<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly config: Config;
  readonly entities: readonly EntityClass<object>[];
  readonly log: Log;
  /** Embedded only: a saved data directory (tar) to start from, and nothing is kept on disk. For tests. */
  readonly template?: Blob;
}

const closeMsMax = 1_500;

/** Opens the database that the configuration names; migrations are a step of their own (migrate.ts). */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  return options.config.databaseUrl === null
    ? openEmbedded(options)
    : openServer(options, options.config.databaseUrl);
}

async function openEmbedded({ config, entities, log, template }: OpenDatabaseOptions): Promise<Database> {
  const [{ pglite, failure, release }, { PgliteDriver }] = await Promise.all([
    openEmbeddedDatabase(config.dataDir, template),
    import('@mikro-orm/pglite'),
  ]);
  void failure.then(error =>
    log.fatal({ err: error }, 'the embedded database cannot go on, so the program ends'),
  );
  if (template === undefined) checkpointRegularly(pglite, log);
  const orm = await MikroORM.init({
    ...commonOptions(entities, log),
    driver: PgliteDriver,
    dbName: 'postgres',
    driverOptions: { pglite },
  });
  return {
    kind: 'embedded',
    orm,
    pglite,
    url: null,
    address: null,
    sessionAddress: null,
    failure,
    query: querier(orm),
    queryPrepared: (text, values) => readPrepared(orm.em, text, values),
    async close() {
      await orm.close(true);
      await pglite.close();
      await release();
    },
  };
}

async function openServer(
  { config, entities, log }: OpenDatabaseOptions,
  databaseUrl: string,
): Promise<Database> {
  const { PostgreSqlDriver } = await import('@mikro-orm/postgresql');
  const { address, sessionAddress } = await probeServers(databaseUrl, config.databaseDirectUrl);
  const orm = await MikroORM.init({
    ...commonOptions(entities, log),
    driver: PostgreSqlDriver,
    clientUrl: databaseUrl,
    pool: { min: 0, max: config.databasePool, idleTimeoutMillis: 60_000 },
    driverOptions: {
      ...connectionOptions(address, 'pool'),
      onPoolCreated(pool: Pool) {
        giveBackLostConnections(pool);
        tellWaitsApart(pool);
        saveTrips(pool, address);
        if (!address.isPooled) nameStatements(pool);
      },
    },
  });
  return {
    kind: 'server',
    orm,
    pglite: null,
    url: databaseUrl,
    address,
    sessionAddress,
    // A server comes back by itself.
    failure: new Promise(() => {}),
    query: querier(orm),
    queryPrepared: (text, values) => readPrepared(orm.em, text, values),
    // A server that has fallen silent would not let its connections go; the process is about to end anyway.
    close: () => within(closeMsMax, 'closing the connections to the database', orm.close(true)),
  };
}

/** Tables that are read and written as rows, by SQL: no entity knows them. */
const tablesOfRows = [
  'rate_limit',
  'schema_migration',
  'live_replica',
  'live_stream',
  'delivery',
  'mail_digest',
  'unreached_escalation',
  'release_round',
  'notification_preference',
  'ladder_policy',
  'ladder_second_line',
  'ladder_policy_past',
  'handoff_ladder',
  'ticket_system',
  'ticket_note',
  'webhook_endpoint',
  'webhook_delivery',
  'notification',
  'handoff_watch',
  'assessment',
  'handoff_milestone',
] as const;

function commonOptions(entities: readonly EntityClass<object>[], log: Log) {
  return {
    entities: [...entities],
    // Rows are never read through the global manager: every request, job and event has a fork of its own.
    allowGlobalContext: false,
    // A statement is one line of the debug log, without its parameters: they hold notes and hashes.
    logger: (message: string) => log.debug({ component: 'database' }, message),
    colors: false,
    validateRequired: true,
    // Foreign keys are written by hand in the migrations: they are composite and the entities hold plain ids.
    schemaGenerator: {
      createForeignKeyConstraints: false,
      skipTables: [...tablesOfRows],
      ignoreSchema: ['jobs'],
    },
    discovery: { warnWhenNoEntities: false },
  };
}

function querier(orm: MikroORM): Database['query'] {
  return async <Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> => {
    const em: SqlEntityManager = orm.em.fork();
    return await em.execute<Row[]>(sql, [...params]);
  };
}
